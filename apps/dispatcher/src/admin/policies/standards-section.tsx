import type { StandardsView } from '#contracts';
import type { Answer } from '../../api/http.ts';
import { CheckField } from '../fields.tsx';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';
import {
  capabilityChoices,
  categoryChoices,
  clockStartChoices,
  clockStopChoices,
  exclusionChoices,
  priorityChoices,
  statisticChoices,
} from './choices.ts';
import { PickList } from './pick-list.tsx';
import { fromMinutes, NumberBox, toMinutes, toPercent } from './number-box.tsx';
import { FaultAt, moveUp, PolicyFrame, RowButtons } from './policy-frame.tsx';
import { PresetSelect } from './preset-select.tsx';
import { type Editable, type PolicyEdit, type PolicySource, usePolicy } from './use-policy.ts';

type Standards = StandardsView['standards'];
type Standard = Editable<Standards>[number];
type Temporal = Extract<Standard, { kind: 'temporal' }>;
type Edit = PolicyEdit<Standards>;

const standardsSource = (office: Office): PolicySource<Standards> => ({
  name: 'standards',
  journalKind: 'standardsChanged',
  load: async () => {
    const answer = await office.ask('getStandards');
    if (answer.kind !== 'ok') return answer;
    const { standards, ...head } = answer.value;
    return { kind: 'ok', value: { head, content: standards } };
  },
  check: (standards): Promise<Answer<unknown>> =>
    office.session.call('checkStandards', { body: { regionId: office.region.id, standards } }),
  save: (standards, expectedVersion, note) =>
    office.send('putStandards', {}, { regionId: office.region.id, standards, expectedVersion, note }),
});

const newStandard = (number: number): Temporal => ({
  kind: 'temporal',
  standardId: `standard-${number}`,
  categories: [],
  priorities: [1],
  limitSeconds: 900,
  statistic: 'p90',
  clock: { startsAtFirstOf: ['callReceived'], stopsAt: 'onScene' },
  stoppingCapabilities: [],
  exclusions: ['training', 'duplicate'],
});

/** How soon help has to come: the rules that responses are measured by. */
export function StandardsSection({ office }: { office: Office }) {
  const edit = usePolicy(office, standardsSource(office));
  const standards = edit.draft.value;
  return (
    <PolicyFrame
      office={office}
      title={o('nav.admin/standards')}
      edit={edit}
      head={
        <PresetSelect
          office={office}
          onPreset={(preset) => edit.replace(structuredClone(preset.standards) as Editable<Standards>)}
        />
      }
    >
      {standards && (
        <>
          <p class="dim policy-hint">{o('standard.hint')}</p>
          <FaultAt faults={edit.faults} path="" isWhole />
          <ol class="policy-list">
            {standards.map((standard, index) => (
              <StandardBox key={index} edit={edit} standard={standard} index={index} />
            ))}
          </ol>
          <button
            type="button"
            class="button is-small"
            onClick={() => edit.change((all) => void all.push(newStandard(all.length + 1)))}
          >
            {o('standard.add')}
          </button>
        </>
      )}
    </PolicyFrame>
  );
}

interface BoxProps {
  readonly edit: Edit;
  readonly standard: Standard;
  readonly index: number;
}

function StandardBox({ edit, standard, index }: BoxProps) {
  const change = (work: (standard: Standard) => void): void => edit.change((all) => work(all[index]!));
  return (
    <li class="policy-box" data-testid="standard">
      <div class="policy-line is-standard">
        <input
          class="field is-small mono"
          aria-label={o('standard.id')}
          title={o('standard.id')}
          value={standard.standardId}
          onChange={(event) => {
            const { value } = event.currentTarget;
            change((one) => void (one.standardId = value.trim()));
          }}
        />
        <PickList
          label={o('policy.categories')}
          values={standard.categories}
          choices={categoryChoices()}
          none={o('policy.everyCategory')}
          onValues={(values) => change((one) => void (one.categories = values))}
        />
        <PickList
          label={o('policy.priorities')}
          values={standard.priorities}
          choices={priorityChoices()}
          none={o('policy.noPriority')}
          onValues={(values) => change((one) => void (one.priorities = values.sort()))}
        />
        <NumberBox
          label={o('standard.limit')}
          unit={o('word.minutes')}
          value={toMinutes(standard.limitSeconds)}
          onValue={(minutes) => change((one) => void (one.limitSeconds = fromMinutes(minutes)))}
        />
        <NumberBox
          label={o('standard.share')}
          isOptional={standard.kind === 'temporal'}
          unit="%"
          value={toPercent(standard.requiredShare)}
          onValue={(percent) =>
            change((one) => {
              if (percent === undefined) delete (one as { requiredShare?: number }).requiredShare;
              else one.requiredShare = percent / 100;
            })
          }
        />
        <RowButtons
          what={standard.standardId}
          onUp={index > 0 ? () => edit.change((all) => moveUp(all, index)) : undefined}
          onRemove={() => edit.change((all) => void all.splice(index, 1))}
        />
      </div>
      {standard.kind === 'temporal' ? (
        <TemporalLine
          standard={standard}
          onChange={(work) => change((one) => one.kind === 'temporal' && work(one))}
        />
      ) : (
        <div class="policy-line is-slot">
          <span>{o('standard.spatial')}</span>
          <CheckField
            label={o('standard.neighbours')}
            name={`neighbours-${index}`}
            isOn={standard.neighboursCount}
            onChange={(isOn) =>
              change((one) => void (one.kind === 'spatial' && (one.neighboursCount = isOn)))
            }
          />
        </div>
      )}
      <FaultAt faults={edit.faults} path={String(index)} />
    </li>
  );
}

interface TemporalProps {
  readonly standard: Temporal;
  readonly onChange: (work: (standard: Temporal) => void) => void;
}

function TemporalLine({ standard, onChange }: TemporalProps) {
  return (
    <div class="policy-line is-slot is-clock">
      <select
        class="field is-small"
        aria-label={o('standard.statistic')}
        value={standard.statistic}
        onChange={(event) => {
          const chosen = statisticChoices().find(({ value }) => value === event.currentTarget.value)?.value;
          if (chosen) onChange((one) => void (one.statistic = chosen));
        }}
      >
        {statisticChoices().map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      <span class="dim">{o('standard.from')}</span>
      <PickList
        label={o('standard.from')}
        values={standard.clock.startsAtFirstOf}
        choices={clockStartChoices()}
        none="–"
        onValues={(values) => onChange((one) => void (one.clock.startsAtFirstOf = values))}
      />
      <span class="dim">{o('standard.to')}</span>
      <select
        class="field is-small"
        aria-label={o('standard.to')}
        value={standard.clock.stopsAt}
        onChange={(event) => {
          const chosen = clockStopChoices().find(({ value }) => value === event.currentTarget.value)?.value;
          if (chosen) onChange((one) => void (one.clock.stopsAt = chosen));
        }}
      >
        {clockStopChoices().map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      <PickList
        label={o('standard.stopping')}
        values={standard.stoppingCapabilities}
        choices={capabilityChoices()}
        none={o('plan.anyUnit')}
        onValues={(values) => onChange((one) => void (one.stoppingCapabilities = values))}
      />
      <span class="dim">{o('standard.without')}</span>
      <PickList
        label={o('standard.without')}
        values={standard.exclusions}
        choices={exclusionChoices()}
        none="–"
        onValues={(values) => onChange((one) => void (one.exclusions = values))}
      />
    </div>
  );
}
