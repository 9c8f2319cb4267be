import { slotText } from '#ui';
import type { Answer } from '../../api/http.ts';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';
import { capabilityChoices, categoryChoices, priorityChoices } from './choices.ts';
import { PickList } from './pick-list.tsx';
import { fromMinutes, NumberBox, toMinutes } from './number-box.tsx';
import { FaultAt, moveUp, PolicyFrame, RowButtons } from './policy-frame.tsx';
import { Neighbours, NeedSlots } from './plan-extras.tsx';
import { type Edit, type Entry, newSlot, type Plan, type Slot } from './plan-types.ts';
import { PresetSelect } from './preset-select.tsx';
import { type Editable, type PolicySource, usePolicy } from './use-policy.ts';

const planSource = (office: Office): PolicySource<Plan> => ({
  name: 'plan',
  journalKind: 'planChanged',
  load: async () => {
    const answer = await office.ask('getResponsePlan');
    if (answer.kind !== 'ok') return answer;
    const { plan, ...head } = answer.value;
    return { kind: 'ok', value: { head, content: plan } };
  },
  check: (plan): Promise<Answer<unknown>> =>
    office.session.call('checkResponsePlan', { body: { regionId: office.region.id, plan } }),
  save: (plan, expectedVersion, note) =>
    office.send('putResponsePlan', {}, { regionId: office.region.id, plan, expectedVersion, note }),
});

/** Which units an incident gets, by category and priority. */
export function PlanSection({ office }: { office: Office }) {
  const edit = usePolicy(office, planSource(office));
  const plan = edit.draft.value;
  return (
    <PolicyFrame
      office={office}
      title={o('nav.admin/plan')}
      edit={edit}
      head={
        <PresetSelect
          office={office}
          onPreset={(preset) => edit.replace(structuredClone(preset.plan) as Editable<Plan>)}
        />
      }
    >
      {plan && (
        <>
          <p class="dim policy-hint">{o('plan.hint')}</p>
          <FaultAt faults={edit.faults} path="" isWhole />
          <FaultAt faults={edit.faults} path="entries" isWhole />
          <ol class="policy-list">
            {plan.entries.map((entry, index) => (
              <EntryBox key={index} edit={edit} entry={entry} index={index} />
            ))}
          </ol>
          <button
            type="button"
            class="button is-small"
            data-testid="plan-add"
            onClick={() => edit.change(({ entries }) => void entries.push(newEntry()))}
          >
            {o('plan.addEntry')}
          </button>
          <NeedSlots edit={edit} />
          <Neighbours edit={edit} />
        </>
      )}
    </PolicyFrame>
  );
}

const newEntry = (): Entry => ({
  categories: [],
  priorities: [1],
  slots: [newSlot()],
  travelLimitSeconds: 1800,
  joinWithinSeconds: 120,
});

function EntryBox({ edit, entry, index }: { edit: Edit; entry: Entry; index: number }) {
  const path = `entries.${index}`;
  const change = (work: (entry: Entry) => void): void => edit.change(({ entries }) => work(entries[index]!));
  const what = o('plan.entry', { number: index + 1 });
  return (
    <li class="policy-box" data-testid="plan-entry">
      <div class="policy-line is-entry">
        <b class="mono">{index + 1}</b>
        <PickList
          label={o('policy.categories')}
          values={entry.categories}
          choices={categoryChoices()}
          none={o('policy.everyCategory')}
          onValues={(values) => change((one) => void (one.categories = values))}
        />
        <PickList
          label={o('policy.priorities')}
          values={entry.priorities}
          choices={priorityChoices()}
          none={o('policy.noPriority')}
          onValues={(values) => change((one) => void (one.priorities = values.sort()))}
        />
        <NumberBox
          label={o('plan.limit')}
          unit={o('word.minutes')}
          value={toMinutes(entry.travelLimitSeconds)}
          onValue={(minutes) => change((one) => void (one.travelLimitSeconds = fromMinutes(minutes)))}
        />
        <NumberBox
          label={o('plan.join')}
          unit={o('word.seconds')}
          value={entry.joinWithinSeconds}
          onValue={(seconds) => change((one) => void (one.joinWithinSeconds = seconds ?? 0))}
        />
        <RowButtons
          what={what}
          onUp={index > 0 ? () => edit.change(({ entries }) => moveUp(entries, index)) : undefined}
          onRemove={() => edit.change(({ entries }) => void entries.splice(index, 1))}
        />
      </div>
      {['categories', 'priorities', 'travelLimitSeconds', 'travelLimitMeters', 'joinWithinSeconds'].map(
        (part) => (
          <FaultAt key={part} faults={edit.faults} path={`${path}.${part}`} />
        ),
      )}
      <FaultAt faults={edit.faults} path={path} isWhole />
      <FaultAt faults={edit.faults} path={`${path}.slots`} isWhole />
      <ul>
        {entry.slots.map((slot, at) => (
          <SlotLine
            key={at}
            edit={edit}
            slot={slot}
            path={`${path}.slots.${at}`}
            onChange={(work) => change((one) => work(one.slots[at]!))}
            onUp={at > 0 ? () => change((one) => moveUp(one.slots, at)) : undefined}
            onRemove={() => change((one) => void one.slots.splice(at, 1))}
          />
        ))}
      </ul>
      <button
        type="button"
        class="button is-small is-plain"
        onClick={() => change((one) => void one.slots.push(newSlot()))}
      >
        {o('plan.addSlot')}
      </button>
    </li>
  );
}

interface SlotProps {
  readonly edit: Edit;
  readonly slot: Slot;
  readonly path: string;
  readonly onChange: (work: (slot: Slot) => void) => void;
  readonly onUp?: (() => void) | undefined;
  readonly onRemove: () => void;
}

function SlotLine({ edit, slot, path, onChange, onUp, onRemove }: SlotProps) {
  return (
    <li>
      <div class="policy-line is-slot is-plan">
        <NumberBox
          label={o('plan.count')}
          isLabelHidden
          unit="×"
          value={slot.count}
          onValue={(count) => onChange((one) => void (one.count = count ?? 0))}
        />
        <input
          class="field is-small"
          aria-label={o('plan.slot')}
          value={slot.slot}
          onChange={(event) => {
            const { value } = event.currentTarget;
            onChange((one) => void (one.slot = value));
          }}
        />
        <span class="dim cut">{slotText(slot.slot)}</span>
        <PickList
          label={o('unit.capabilities')}
          values={slot.capabilities}
          choices={capabilityChoices()}
          none={o('plan.anyUnit')}
          onValues={(values) => onChange((one) => void (one.capabilities = values))}
        />
        <RowButtons what={slotText(slot.slot)} onUp={onUp} onRemove={onRemove} />
      </div>
      <FaultAt faults={edit.faults} path={path} />
    </li>
  );
}
