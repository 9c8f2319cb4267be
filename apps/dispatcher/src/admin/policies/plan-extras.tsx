import { o } from '../office-text.ts';
import { capabilityChoices, needChoices, priorityChoices } from './choices.ts';
import { NumberBox } from './number-box.tsx';
import { PickList } from './pick-list.tsx';
import { type Edit, newSlot, type Plan } from './plan-types.ts';
import { FaultAt, RowButtons } from './policy-frame.tsx';
import type { Editable } from './use-policy.ts';

type NeedSlot = Editable<Plan>['needSlots'][number];

/** What single patients need besides what their incident gets. */
export function NeedSlots({ edit }: { edit: Edit }) {
  const plan = edit.draft.value;
  if (!plan) return null;
  const needs = needChoices().map(({ value }) => value);
  const free = needs.find((need) => plan.needSlots.every((slot) => slot.need !== need));
  return (
    <section class="policy-part">
      <h3>{o('plan.needs')}</h3>
      <FaultAt faults={edit.faults} path="needSlots" isWhole />
      <ul>
        {plan.needSlots.map((slot, at) => (
          <NeedLine key={at} edit={edit} slot={slot} at={at} />
        ))}
      </ul>
      <button
        type="button"
        class="button is-small is-plain"
        disabled={free === undefined}
        onClick={() =>
          free &&
          edit.change(({ needSlots }) => void needSlots.push({ ...newSlot(), need: free, slot: free }))
        }
      >
        {o('plan.addNeed')}
      </button>
    </section>
  );
}

interface NeedProps {
  readonly edit: Edit;
  readonly slot: NeedSlot;
  readonly at: number;
}

function NeedLine({ edit, slot, at }: NeedProps) {
  const change = (work: (slot: NeedSlot) => void): void =>
    edit.change(({ needSlots }) => work(needSlots[at]!));
  const choices = needChoices();
  return (
    <li>
      <div class="policy-line is-need">
        <select
          class="field is-small"
          aria-label={o('plan.need')}
          value={slot.need}
          onChange={(event) => {
            const need = choices.find(({ value }) => value === event.currentTarget.value)?.value;
            if (need) change((one) => Object.assign(one, { need, slot: need }));
          }}
        >
          {choices.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
        <NumberBox
          label={o('plan.count')}
          isLabelHidden
          unit="×"
          value={slot.count}
          onValue={(count) => change((one) => void (one.count = count ?? 0))}
        />
        <PickList
          label={o('unit.capabilities')}
          values={slot.capabilities}
          choices={capabilityChoices()}
          none={o('plan.anyUnit')}
          onValues={(values) => change((one) => void (one.capabilities = values))}
        />
        <RowButtons
          what={choices.find(({ value }) => value === slot.need)?.text ?? slot.need}
          onRemove={() => edit.change(({ needSlots }) => void needSlots.splice(at, 1))}
        />
      </div>
      <FaultAt faults={edit.faults} path={`needSlots.${at}`} />
    </li>
  );
}

/** The regions around that are asked when the own units do not do. */
export function Neighbours({ edit }: { edit: Edit }) {
  const plan = edit.draft.value;
  if (!plan) return null;
  return (
    <section class="policy-part">
      <h3>{o('plan.neighbours')}</h3>
      <p class="dim">{o('plan.neighboursHint')}</p>
      <ul>
        {plan.neighbours.map((neighbour, at) => (
          <li key={at}>
            <div class="policy-line is-neighbour">
              <input
                class="field is-small mono"
                aria-label={o('plan.region')}
                placeholder={o('plan.region')}
                value={neighbour.regionId}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  edit.change(({ neighbours }) => void (neighbours[at]!.regionId = value.trim()));
                }}
              />
              <PickList
                label={o('policy.priorities')}
                values={neighbour.priorities}
                choices={priorityChoices()}
                none={o('policy.noPriority')}
                onValues={(values) =>
                  edit.change(({ neighbours }) => void (neighbours[at]!.priorities = values.sort()))
                }
              />
              <RowButtons
                what={neighbour.regionId}
                onRemove={() => edit.change(({ neighbours }) => void neighbours.splice(at, 1))}
              />
            </div>
            <FaultAt faults={edit.faults} path={`neighbours.${at}`} />
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="button is-small is-plain"
        onClick={() =>
          edit.change(({ neighbours }) => void neighbours.push({ regionId: '', priorities: [1] }))
        }
      >
        {o('plan.addNeighbour')}
      </button>
    </section>
  );
}
