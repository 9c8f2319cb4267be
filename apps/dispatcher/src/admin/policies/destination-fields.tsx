import { DESTINATION_TEXTS } from '#contracts/destination-texts.ts';
import { CARE_LEVELS, FACILITY_SERVICES, type FacilityService } from '#domain';
import { locale } from '#ui';
import { o } from '../office-text.ts';
import { type Preferred, preferredOf, type Rule, type Source } from './destination-types.ts';
import { fromMinutes, NumberBox, toMinutes } from './number-box.tsx';
import { PickList } from './pick-list.tsx';
import { FaultAt } from './policy-frame.tsx';
import type { Faults } from './use-policy.ts';

const serviceChoices = () =>
  FACILITY_SERVICES.map((value) => ({ value, text: DESTINATION_TEXTS[locale.value].services[value] }));

interface FieldProps {
  readonly faults: Faults;
  readonly path: string;
}

interface ServicesProps extends FieldProps {
  readonly label: string;
  readonly none: string;
  readonly services: readonly FacilityService[];
  readonly onServices: (services: FacilityService[]) => void;
}

/** Services of a facility, with what is wrong with the choice below it. */
export function Services({ faults, path, label, none, services, onServices }: ServicesProps) {
  return (
    <div class="policy-field">
      <span class="dim" aria-hidden="true">
        {label}
      </span>
      <PickList
        label={label}
        values={services}
        choices={serviceChoices()}
        none={none}
        onValues={onServices}
      />
      <FaultAt faults={faults} path={path} />
    </div>
  );
}

interface WorthProps extends FieldProps {
  readonly preferred: Preferred;
  readonly onPreferred: (preferred: Preferred) => void;
}

/** Services that are worth a longer way, and how long a one. */
export function WorthALongerWay({ faults, path, preferred, onPreferred }: WorthProps) {
  const label = o('destination.preferred');
  const choices = serviceChoices();
  return (
    <div class="policy-field">
      <span class="dim" aria-hidden="true">
        {label}
      </span>
      <PickList
        label={label}
        values={preferred.map(({ service }) => service)}
        choices={choices}
        none={o('destination.noneWorth')}
        onValues={(services) => onPreferred(preferredOf(services, preferred))}
      />
      <div class="policy-worth">
        {preferred.map(({ service, bypassSeconds }, at) => (
          <NumberBox
            key={service}
            label={choices.find(({ value }) => value === service)?.text ?? service}
            unit={o('word.minutes')}
            value={toMinutes(bypassSeconds)}
            onValue={(minutes) =>
              onPreferred(
                preferred.map((one, index) =>
                  index === at ? { ...one, bypassSeconds: fromMinutes(minutes) } : one,
                ),
              )
            }
          />
        ))}
      </div>
      <FaultAt faults={faults} path={path} />
    </div>
  );
}

interface LevelsProps extends FieldProps {
  readonly levels: Rule['levelSeconds'];
  readonly onLevels: (levels: Rule['levelSeconds']) => void;
}

/** Which levels of care will do, and how much farther each counts; an empty one will not do. */
export function Levels({ faults, path, levels, onLevels }: LevelsProps) {
  return (
    <div class="policy-field is-wide" role="group" aria-label={o('destination.levels')}>
      <span class="dim" aria-hidden="true" title={o('destination.levelsHint')}>
        {o('destination.levels')}
      </span>
      <div class="policy-worth">
        {CARE_LEVELS.map((level) => {
          const seconds = levels[level];
          return (
            <NumberBox
              key={level}
              label={DESTINATION_TEXTS[locale.value].levels[level]}
              unit={o('word.minutes')}
              isOptional
              value={seconds === undefined ? undefined : toMinutes(seconds)}
              onValue={(minutes) => {
                const { [level]: _before, ...others } = levels;
                onLevels(minutes === undefined ? others : { ...others, [level]: fromMinutes(minutes) });
              }}
            />
          );
        })}
      </div>
      <FaultAt faults={faults} path={path} />
    </div>
  );
}

interface SourceProps extends FieldProps {
  readonly source: Source;
  readonly onSource: (source: Source) => void;
}

const BASES = ['read', 'secondary', 'assumed'] as const;

/** Where a rule comes from, so that whoever reads it later knows how far to trust it. */
export function SourceField({ faults, path, source, onSource }: SourceProps) {
  return (
    <div class="policy-field is-wide">
      <span class="dim" aria-hidden="true">
        {o('destination.source')}
      </span>
      <div class="policy-source">
        <select
          class="field is-small"
          aria-label={o('destination.basis')}
          value={source.basis}
          onChange={(event) => {
            const basis = BASES.find((one) => one === event.currentTarget.value);
            if (basis) onSource({ ...source, basis });
          }}
        >
          {BASES.map((basis) => (
            <option key={basis} value={basis}>
              {o(`destination.basis.${basis}`)}
            </option>
          ))}
        </select>
        <input
          class="field is-small"
          aria-label={o('destination.source')}
          value={source.text}
          onChange={(event) => onSource({ ...source, text: event.currentTarget.value })}
        />
      </div>
      <FaultAt faults={faults} path={path} />
    </div>
  );
}
