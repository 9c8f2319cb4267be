import { ageMonthsAt, PATIENT_SEXES, RECORD_PROBLEMS, RECORD_TIMES } from '#domain';
import { useState } from 'preact/hooks';
import { CodeGrid, Key, TextField, TimeStepper } from '../controls.tsx';
import { moveTime } from '../edit-record.ts';
import { PadKeys } from '../number-pad.tsx';
import { numberOf, pressKey } from '../pad.ts';
import type { SectionProps } from '../section-props.ts';
import { pt, recordWords } from '../texts.ts';

const MONTHS = 12;
const MOST_YEARS = 130;

function AgePad({ record, edit, isSealed }: SectionProps) {
  const [shown, setShown] = useState('');
  const value = numberOf(shown);
  const enter = (months: number) => {
    setShown('');
    void edit(({ person }) => ({ person: { ...person, ageMonths: months, birthDate: null } }));
  };
  const age = ageMonthsAt(record.person, record.changedAt);
  return (
    <section class="pr-pad-box" aria-label={pt('age')}>
      <p class="pr-pad-label">{pt('age')}</p>
      <output class="pr-pad-value mono">{shown === '' ? (age === null ? '–' : ageText(age)) : shown}</output>
      <PadKeys decimals={0} onKey={(key) => !isSealed && setShown(pressKey(shown, key, 0))} />
      <div class="pr-row">
        <Key
          kind="is-primary"
          isDisabled={isSealed || value === undefined || value > MOST_YEARS}
          onPress={() => enter(value! * MONTHS)}
          testId="age-years"
        >
          {pt('years')}
        </Key>
        <Key isDisabled={isSealed || value === undefined || value > MOST_YEARS} onPress={() => enter(value!)}>
          {pt('months')}
        </Key>
      </div>
    </section>
  );
}

/** An age in years, of small children in months. */
export const ageText = (months: number): string =>
  months < 24 ? pt('ageMonths', { months }) : pt('ageYears', { years: Math.floor(months / MONTHS) });

function Times({ record, edit, isSealed, timeZone, source }: SectionProps) {
  return (
    <ul class="pr-times">
      {RECORD_TIMES.map((time) => {
        const at = record.times[time];
        const set = (instant: string) => void edit(({ times }) => ({ times: { ...times, [time]: instant } }));
        return (
          <li key={time}>
            <span>{pt(`time.${time}`)}</span>
            {at === undefined ? (
              <Key isDisabled={isSealed} onPress={() => set(source.now().toISOString())}>
                {pt('now')}
              </Key>
            ) : (
              <TimeStepper
                at={at}
                timeZone={timeZone}
                what={pt(`time.${time}`)}
                isDisabled={isSealed}
                onMove={(minutes) => set(moveTime(at, minutes, source.now()))}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Who it is and what it is about. */
export function PersonSection(props: SectionProps) {
  const { record, edit, isSealed } = props;
  const { person, problem } = record;
  const words = recordWords();
  return (
    <div class="pr-two">
      <div class="pr-stack">
        <h3>{pt('problem')}</h3>
        <CodeGrid
          codes={RECORD_PROBLEMS}
          words={words.problems}
          label={pt('problem')}
          isDisabled={isSealed}
          isPressed={(code) => problem.code === code}
          onPress={(code) =>
            void edit(({ problem: before }) => ({
              problem: { ...before, code: before.code === code ? null : code },
            }))
          }
        />
        <TextField
          label={pt('problemWords')}
          value={problem.words}
          isLong
          maxLength={2000}
          isDisabled={isSealed}
          onChange={(text) => void edit((before) => ({ problem: { ...before.problem, words: text } }))}
        />
        <h3>{pt('times')}</h3>
        <Times {...props} />
      </div>
      <div class="pr-stack">
        <div class="pr-row" role="group" aria-label={pt('sex')}>
          {PATIENT_SEXES.map((sex) => (
            <Key
              key={sex}
              isPressed={person.sex === sex}
              isDisabled={isSealed}
              onPress={() =>
                void edit(({ person: before }) => ({
                  person: { ...before, sex: before.sex === sex ? null : sex },
                }))
              }
            >
              {words.sexes[sex]}
            </Key>
          ))}
        </div>
        <AgePad {...props} />
        <TextField
          label={pt('name')}
          value={person.name}
          isDisabled={isSealed}
          testId="patient-name"
          onChange={(name) => void edit((before) => ({ person: { ...before.person, name } }))}
        />
        <TextField
          label={pt('birthDate')}
          type="date"
          value={person.birthDate ?? ''}
          isDisabled={isSealed}
          onChange={(date) =>
            void edit((before) => ({ person: { ...before.person, birthDate: date === '' ? null : date } }))
          }
        />
        <TextField
          label={pt('nationalId')}
          value={person.nationalId}
          maxLength={40}
          isDisabled={isSealed}
          onChange={(nationalId) => void edit((before) => ({ person: { ...before.person, nationalId } }))}
        />
      </div>
    </div>
  );
}
