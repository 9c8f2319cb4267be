import {
  DOSE_UNITS,
  type DoseUnit,
  DRUG_CODES,
  DRUG_PRESETS,
  DRUG_ROUTES,
  type DrugCode,
  type DrugRoute,
  RECORD_PROCEDURES,
} from '#domain';
import { locale } from '#ui';
import { useState } from 'preact/hooks';
import { CodeGrid, EntryList, Key, TextField, TimeStepper, WordsRow } from '../controls.tsx';
import { addDrug, addProcedure, moveEntry, moveTime, removeEntry } from '../edit-record.ts';
import { PadKeys } from '../number-pad.tsx';
import { numberOf, pointOf, pressKey } from '../pad.ts';
import type { SectionProps } from '../section-props.ts';
import { pt, recordWords } from '../texts.ts';

const DOSE_DECIMALS = 2;

interface Draft {
  readonly code: DrugCode | null;
  readonly words: string;
  readonly dose: string;
  readonly unit: DoseUnit;
  readonly route: DrugRoute;
  readonly at: string;
}

function Choices<Value extends string>(props: {
  label: string;
  values: readonly Value[];
  words: Readonly<Record<Value, string>>;
  chosen: Value;
  onChoose: (value: Value) => void;
}) {
  const { label, values, words, chosen, onChoose } = props;
  return (
    <div class="pr-choices" role="group" aria-label={label}>
      {values.map((value) => (
        <Key key={value} isPressed={value === chosen} onPress={() => onChoose(value)}>
          {words[value]}
        </Key>
      ))}
    </div>
  );
}

interface DrugEntryProps extends SectionProps {
  readonly start: Draft;
  readonly onDone: () => void;
}

/** Dose, unit, route and time of what was given; nothing is stored before "given" is pressed. */
function DrugEntry({ start, onDone, edit, timeZone, source }: DrugEntryProps) {
  const [draft, setDraft] = useState(start);
  const words = recordWords();
  const dose = numberOf(draft.dose);
  const name = draft.code === null ? draft.words : words.drugs[draft.code];
  const isWhole = dose !== undefined && dose > 0 && name.trim() !== '';
  const give = async () => {
    if (!isWhole) return;
    const { code, unit, route, at } = draft;
    const given = { code, words: code === null ? draft.words.trim() : '', dose, unit, route, at };
    if (await edit((before) => addDrug(before, given, source))) onDone();
  };
  return (
    <section class="pr-stack pr-drug" aria-label={name}>
      {draft.code === null ? (
        <TextField
          label={pt('drugName')}
          value={draft.words}
          onChange={(text) => setDraft((before) => ({ ...before, words: text }))}
        />
      ) : (
        <h3>{name}</h3>
      )}
      <div class="pr-row">
        <Key onPress={onDone}>{pt('cancel')}</Key>
        <Key kind="is-primary" isDisabled={!isWhole} testId="give" onPress={() => void give()}>
          {pt('given')}
        </Key>
      </div>
      <div class="pr-two">
        <div class="pr-pad-box">
          <output class="pr-pad-value mono" data-testid="dose">
            {draft.dose === '' ? '–' : draft.dose.replace('.', pointOf(locale.value))}{' '}
            <small>{words.units[draft.unit]}</small>
          </output>
          <PadKeys
            decimals={DOSE_DECIMALS}
            onKey={(key) => setDraft({ ...draft, dose: pressKey(draft.dose, key, DOSE_DECIMALS) })}
          />
        </div>
        <div class="pr-stack">
          <Choices
            label={pt('unit')}
            values={DOSE_UNITS}
            words={words.units}
            chosen={draft.unit}
            onChoose={(unit) => setDraft({ ...draft, unit })}
          />
          <Choices
            label={pt('route')}
            values={DRUG_ROUTES}
            words={words.routes}
            chosen={draft.route}
            onChoose={(route) => setDraft({ ...draft, route })}
          />
          <TimeStepper
            at={draft.at}
            timeZone={timeZone}
            what={pt('givenAt')}
            onMove={(minutes) => setDraft({ ...draft, at: moveTime(draft.at, minutes, source.now()) })}
          />
        </div>
      </div>
    </section>
  );
}

function Medication(props: SectionProps) {
  const { record, edit, isSealed, timeZone, source } = props;
  const [draft, setDraft] = useState<Draft | undefined>(undefined);
  const words = recordWords();
  const open = (code: DrugCode | null) => {
    const preset = code === null ? undefined : DRUG_PRESETS[code];
    const { dose = '', unit = 'mg', route = 'intravenous' } = preset ?? {};
    setDraft({ code, words: '', dose: String(dose), unit, route, at: source.now().toISOString() });
  };
  if (draft && !isSealed) return <DrugEntry {...props} start={draft} onDone={() => setDraft(undefined)} />;
  const entries = record.medication.map(({ id, at, code, words: said, dose, unit, route }) => ({
    id,
    at,
    text: `${code === null ? said : words.drugs[code]} ${dose.toLocaleString(locale.value)} ${words.units[unit]} ${words.routes[route]}`,
  }));
  return (
    <>
      <h3>{pt('medication')}</h3>
      <CodeGrid
        codes={DRUG_CODES}
        words={words.drugs}
        label={pt('medication')}
        isDisabled={isSealed}
        countOf={(code) => record.medication.filter((one) => one.code === code).length}
        onPress={open}
      />
      <Key isDisabled={isSealed} onPress={() => open(null)}>
        {pt('otherDrug')}
      </Key>
      <EntryList
        entries={entries}
        timeZone={timeZone}
        isDisabled={isSealed}
        onMove={(id, minutes) => void edit((before) => moveEntry(before, 'medication', id, minutes, source))}
        onRemove={(id) => void edit((before) => removeEntry(before, 'medication', id))}
      />
    </>
  );
}

function Procedures({ record, edit, isSealed, timeZone, source }: SectionProps) {
  const words = recordWords().procedures;
  const entries = record.procedures.map(({ id, at, code, words: said }) => ({
    id,
    at,
    text: [code === null ? '' : words[code], said].filter(Boolean).join(': '),
  }));
  return (
    <>
      <h3>{pt('procedures')}</h3>
      <CodeGrid
        codes={RECORD_PROCEDURES}
        words={words}
        label={pt('procedures')}
        isDisabled={isSealed}
        countOf={(code) => record.procedures.filter((one) => one.code === code).length}
        onPress={(code) => void edit((before) => addProcedure(before, code, '', source))}
      />
      <WordsRow
        label={pt('otherWords')}
        isDisabled={isSealed}
        onAdd={(text) => void edit((before) => addProcedure(before, null, text.trim(), source))}
      />
      <EntryList
        entries={entries}
        timeZone={timeZone}
        isDisabled={isSealed}
        onMove={(id, minutes) => void edit((before) => moveEntry(before, 'procedures', id, minutes, source))}
        onRemove={(id) => void edit((before) => removeEntry(before, 'procedures', id))}
      />
    </>
  );
}

/** What was done and given. */
export function CareSection(props: SectionProps) {
  return (
    <div class="pr-stack">
      <Medication {...props} />
      <Procedures {...props} />
    </div>
  );
}
