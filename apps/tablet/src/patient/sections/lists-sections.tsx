import { RECORD_ALLERGIES, RECORD_CONDITIONS, RECORD_FINDINGS } from '#domain';
import { CodeGrid, EntryList, Key, WordsRow } from '../controls.tsx';
import { addWords, moveEntry, removeEntry, toggleCode } from '../edit-record.ts';
import type { SectionProps } from '../section-props.ts';
import { pt, recordWords } from '../texts.ts';

type ListName = 'findings' | 'allergies' | 'history';

interface CodedListProps<Code extends string> extends SectionProps {
  readonly list: ListName;
  readonly codes: readonly Code[];
  readonly words: Readonly<Record<Code, string>>;
  readonly label: string;
}

function CodedList<Code extends string>(props: CodedListProps<Code>) {
  const { record, edit, isSealed, timeZone, source, list, codes, words, label } = props;
  const entries = record[list].map(({ id, at, code, words: said }) => ({
    id,
    at,
    text: [code === null ? '' : words[code as Code], said].filter(Boolean).join(': '),
  }));
  return (
    <>
      <h3>{label}</h3>
      <CodeGrid
        codes={codes}
        words={words}
        label={label}
        isDisabled={isSealed}
        isPressed={(code) => record[list].some((one) => one.code === code)}
        onPress={(code) => void edit((before) => toggleCode(before, list, code as never, source))}
      />
      <WordsRow
        label={pt('otherWords')}
        isDisabled={isSealed}
        onAdd={(text) => void edit((before) => addWords(before, list, text, source))}
      />
      <EntryList
        entries={entries}
        timeZone={timeZone}
        isDisabled={isSealed}
        onMove={(id, minutes) => void edit((before) => moveEntry(before, list, id, minutes, source))}
        onRemove={(id) => void edit((before) => removeEntry(before, list, id))}
      />
    </>
  );
}

/** What is found on the patient. */
export function FindingsSection(props: SectionProps) {
  return (
    <div class="pr-stack">
      <CodedList
        {...props}
        list="findings"
        codes={RECORD_FINDINGS}
        words={recordWords().findings}
        label={pt('section.findings')}
      />
    </div>
  );
}

/** What the patient brings along: allergies and illnesses. */
export function HistorySection(props: SectionProps) {
  const { record, edit, isSealed } = props;
  const words = recordWords();
  return (
    <div class="pr-stack">
      <Key
        isPressed={record.hasNoKnownAllergies}
        isDisabled={isSealed || record.allergies.length > 0}
        onPress={() => void edit((before) => ({ hasNoKnownAllergies: !before.hasNoKnownAllergies }))}
      >
        {pt('noKnownAllergies')}
      </Key>
      <CodedList
        {...props}
        list="allergies"
        codes={RECORD_ALLERGIES}
        words={words.allergies}
        label={pt('allergies')}
      />
      <CodedList
        {...props}
        list="history"
        codes={RECORD_CONDITIONS}
        words={words.conditions}
        label={pt('conditions')}
      />
    </div>
  );
}
