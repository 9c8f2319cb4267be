import type { Answer } from '../../api/http.ts';
import { failureText } from '../../api/refusal-text.ts';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';
import { categoryChoices, findingChoices, priorityChoices } from './choices.ts';
import { Levels, Services, SourceField, WorthALongerWay } from './destination-fields.tsx';
import { DestinationNeeds } from './destination-needs.tsx';
import { type DestinationContent, type Edit, newRule, type Rule } from './destination-types.ts';
import { fromMinutes, NumberBox, toMinutes } from './number-box.tsx';
import { PickList } from './pick-list.tsx';
import { FaultAt, moveUp, PolicyFrame, RowButtons } from './policy-frame.tsx';
import { type Editable, type PolicySource, usePolicy } from './use-policy.ts';
import { VersionSelect } from './version-select.tsx';

const destinationSource = (office: Office): PolicySource<DestinationContent> => ({
  name: 'rules',
  journalKind: 'destinationRulesChanged',
  load: async () => {
    const answer = await office.ask('getDestinationRules');
    if (answer.kind !== 'ok') return answer;
    const { rules, ...head } = answer.value;
    return { kind: 'ok', value: { head, content: rules } };
  },
  check: (rules): Promise<Answer<unknown>> =>
    office.session.call('checkDestinationRules', { body: { regionId: office.region.id, rules } }),
  save: (rules, expectedVersion, note) =>
    office.send('putDestinationRules', {}, { regionId: office.region.id, rules, expectedVersion, note }),
});

async function takeVersion(office: Office, edit: Edit, version: number): Promise<void> {
  const answer = await office.ask('getDestinationRulesVersion', { params: { version: String(version) } });
  if (answer.kind === 'ok') edit.replace(structuredClone(answer.value.rules) as Editable<DestinationContent>);
  else edit.failure.value = failureText(answer, office.timeZone);
}

/** Which facilities are right for which patients. */
export function DestinationSection({ office }: { office: Office }) {
  const edit = usePolicy(office, destinationSource(office));
  const content = edit.draft.value;
  return (
    <PolicyFrame
      office={office}
      title={o('nav.admin/destinations')}
      edit={edit}
      head={
        <VersionSelect
          office={office}
          version={edit.head.value?.version}
          list={() => office.ask('listDestinationRulesVersions')}
          onVersion={(version) => void takeVersion(office, edit, version)}
        />
      }
    >
      {content && (
        <>
          <p class="dim policy-hint">{o('destination.hint')}</p>
          <FaultAt faults={edit.faults} path="" isWhole />
          <FaultAt faults={edit.faults} path="rules" isWhole />
          <ol class="policy-list">
            {content.rules.map((rule, index) => (
              <RuleBox key={index} edit={edit} rule={rule} index={index} />
            ))}
          </ol>
          <button
            type="button"
            class="button is-small"
            data-testid="destination-add"
            onClick={() => edit.change(({ rules }) => void rules.push(newRule(rules.length + 1)))}
          >
            {o('destination.add')}
          </button>
          <DestinationNeeds edit={edit} />
        </>
      )}
    </PolicyFrame>
  );
}

interface RuleProps {
  readonly edit: Edit;
  readonly rule: Rule;
  readonly index: number;
}

/** Fields of the first line, whose faults stand below it. */
const HEAD_FIELDS = ['rule', 'findings', 'categories', 'priorities', 'travelLimitSeconds'] as const;

const labelOf = (field: (typeof HEAD_FIELDS)[number]): string =>
  ({
    rule: o('destination.rule'),
    findings: o('destination.findings'),
    categories: o('policy.categories'),
    priorities: o('policy.priorities'),
    travelLimitSeconds: o('plan.limit'),
  })[field];

function RuleBox({ edit, rule, index }: RuleProps) {
  const { faults } = edit;
  const path = `rules.${index}`;
  const change = (work: (rule: Rule) => void): void => edit.change(({ rules }) => work(rules[index]!));
  return (
    <li class="policy-box" data-testid="destination-rule">
      <RuleHead edit={edit} rule={rule} index={index} />
      {HEAD_FIELDS.map((field) => (
        <FaultAt key={field} faults={faults} path={`${path}.${field}`} label={labelOf(field)} />
      ))}
      <FaultAt faults={faults} path={path} isWhole />
      <div class="policy-fields">
        <Services
          faults={faults}
          path={`${path}.acceptable`}
          label={o('destination.acceptable')}
          none={o('destination.noService')}
          services={rule.acceptable}
          onServices={(services) => change((one) => void (one.acceptable = services))}
        />
        <WorthALongerWay
          faults={faults}
          path={`${path}.preferred`}
          preferred={rule.preferred}
          onPreferred={(preferred) => change((one) => void (one.preferred = preferred))}
        />
        <Levels
          faults={faults}
          path={`${path}.levelSeconds`}
          levels={rule.levelSeconds}
          onLevels={(levels) => change((one) => void (one.levelSeconds = levels))}
        />
        <SourceField
          faults={faults}
          path={`${path}.source`}
          source={rule.source}
          onSource={(source) => change((one) => void (one.source = source))}
        />
      </div>
    </li>
  );
}

function RuleHead({ edit, rule, index }: RuleProps) {
  const change = (work: (rule: Rule) => void): void => edit.change(({ rules }) => work(rules[index]!));
  return (
    <div class="policy-line is-destination">
      <b class="mono">{index + 1}</b>
      <input
        class="field is-small mono"
        aria-label={o('destination.rule')}
        title={o('destination.rule')}
        aria-invalid={edit.faults.value[`rules.${index}.rule`] !== undefined}
        value={rule.rule}
        onChange={(event) => {
          const { value } = event.currentTarget;
          change((one) => void (one.rule = value.trim()));
        }}
      />
      <PickList
        label={o('destination.findings')}
        values={rule.findings}
        choices={findingChoices()}
        none={o('destination.noFinding')}
        onValues={(values) => change((one) => void (one.findings = values))}
      />
      <PickList
        label={o('policy.categories')}
        values={rule.categories}
        choices={categoryChoices()}
        none={o('policy.everyCategory')}
        onValues={(values) => change((one) => void (one.categories = values))}
      />
      <PickList
        label={o('policy.priorities')}
        values={rule.priorities}
        choices={priorityChoices()}
        none={o('policy.noPriority')}
        onValues={(values) => change((one) => void (one.priorities = values.sort()))}
      />
      <NumberBox
        label={o('plan.limit')}
        unit={o('word.minutes')}
        value={toMinutes(rule.travelLimitSeconds)}
        onValue={(minutes) => change((one) => void (one.travelLimitSeconds = fromMinutes(minutes)))}
      />
      <RowButtons
        what={rule.rule || String(index + 1)}
        onUp={index > 0 ? () => edit.change(({ rules }) => moveUp(rules, index)) : undefined}
        onRemove={() => edit.change(({ rules }) => void rules.splice(index, 1))}
      />
    </div>
  );
}
