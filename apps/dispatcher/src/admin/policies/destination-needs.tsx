import { o } from '../office-text.ts';
import { categoryChoices, needChoices, priorityChoices } from './choices.ts';
import { Services, SourceField, WorthALongerWay } from './destination-fields.tsx';
import { type Adjustment, type Edit, newAdjustment } from './destination-types.ts';
import { PickList } from './pick-list.tsx';
import { FaultAt, RowButtons } from './policy-frame.tsx';

/** What single needs of patients change in whatever rule applies. */
export function DestinationNeeds({ edit }: { edit: Edit }) {
  const content = edit.draft.value;
  if (!content) return null;
  const free = needChoices().find(({ value }) => content.needs.every(({ need }) => need !== value));
  return (
    <section class="policy-part">
      <h3>{o('destination.needs')}</h3>
      <p class="dim policy-hint">{o('destination.needsHint')}</p>
      <FaultAt faults={edit.faults} path="needs" isWhole />
      <ul class="policy-list">
        {content.needs.map((adjustment, at) => (
          <NeedBox key={at} edit={edit} adjustment={adjustment} at={at} />
        ))}
      </ul>
      <button
        type="button"
        class="button is-small is-plain"
        disabled={free === undefined}
        onClick={() => free && edit.change(({ needs }) => void needs.push(newAdjustment(free.value)))}
      >
        {o('plan.addNeed')}
      </button>
    </section>
  );
}

interface NeedProps {
  readonly edit: Edit;
  readonly adjustment: Adjustment;
  readonly at: number;
}

function NeedBox({ edit, adjustment, at }: NeedProps) {
  const { faults } = edit;
  const path = `needs.${at}`;
  const change = (work: (one: Adjustment) => void): void => edit.change(({ needs }) => work(needs[at]!));
  return (
    <li class="policy-box" data-testid="destination-need">
      <NeedHead edit={edit} adjustment={adjustment} at={at} />
      <FaultAt faults={faults} path={path} isWhole />
      <FaultAt faults={faults} path={`${path}.exceptCategories`} />
      <FaultAt faults={faults} path={`${path}.exceptPriorities`} />
      <div class="policy-fields">
        <Services
          faults={faults}
          path={`${path}.instead`}
          label={o('destination.instead')}
          none={o('destination.noneWorth')}
          services={adjustment.instead}
          onServices={(services) => change((one) => void (one.instead = services))}
        />
        <WorthALongerWay
          faults={faults}
          path={`${path}.preferred`}
          preferred={adjustment.preferred}
          onPreferred={(preferred) => change((one) => void (one.preferred = preferred))}
        />
        <SourceField
          faults={faults}
          path={`${path}.source`}
          source={adjustment.source}
          onSource={(source) => change((one) => void (one.source = source))}
        />
      </div>
    </li>
  );
}

function NeedHead({ edit, adjustment, at }: NeedProps) {
  const choices = needChoices();
  const change = (work: (one: Adjustment) => void): void => edit.change(({ needs }) => work(needs[at]!));
  return (
    <div class="policy-line is-destination-need">
      <select
        class="field is-small"
        aria-label={o('plan.need')}
        value={adjustment.need}
        onChange={(event) => {
          const need = choices.find(({ value }) => value === event.currentTarget.value)?.value;
          if (need) change((one) => void (one.need = need));
        }}
      >
        {choices.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      <span class="dim">{o('destination.except')}</span>
      <PickList
        label={`${o('destination.except')} ${o('policy.categories')}`}
        values={adjustment.exceptCategories}
        choices={categoryChoices()}
        none={o('destination.noCategory')}
        onValues={(values) => change((one) => void (one.exceptCategories = values))}
      />
      <PickList
        label={`${o('destination.except')} ${o('policy.priorities')}`}
        values={adjustment.exceptPriorities}
        choices={priorityChoices()}
        none={o('policy.noPriority')}
        onValues={(values) => change((one) => void (one.exceptPriorities = values.sort()))}
      />
      <RowButtons
        what={choices.find(({ value }) => value === adjustment.need)?.text ?? adjustment.need}
        onRemove={() => edit.change(({ needs }) => void needs.splice(at, 1))}
      />
    </div>
  );
}
