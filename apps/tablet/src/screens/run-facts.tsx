import { capabilityList, categoryWord, stepWord } from '#ui';
import { nextStatus, type ShownAssignment } from '../model/present.ts';
import { t } from '../i18n/text.ts';
import { useTablet } from '../ui/tablet-context.ts';
import { clockMinute, clockSecond } from '../ui/times.ts';

type Patient = ShownAssignment['incident']['patients'][number];

const LAST_MONTHS_SHOWN = 24;

function ageText(months: number): string {
  return months < LAST_MONTHS_SHOWN
    ? t('age.months', { count: Math.floor(months) })
    : t('age.years', { count: Math.floor(months / 12) });
}

function patientText({ sex, ageMonths }: Patient): string {
  const sexText = sex === 'male' || sex === 'female' ? t(`sex.${sex}`) : undefined;
  return [sexText, ageMonths === null ? undefined : ageText(ageMonths)].filter(Boolean).join(', ');
}

/** Priority and what has happened to whom. */
export function RunTitle({ run }: { run: ShownAssignment }) {
  const { incident } = run;
  const first = incident.patients.length === 1 ? patientText(incident.patients[0]!) : '';
  return (
    <div class="run-title">
      <span
        class={`priority is-${incident.priority}`}
        aria-label={t('run.priority', { priority: incident.priority })}
      >
        {incident.priority}
      </span>
      <div>
        <h1 data-testid="run-title">
          {categoryWord(incident.category)}
          {first !== '' && `, ${first}`}
        </h1>
        <p class="dim">{t('run.number', { number: String(incident.number) })}</p>
      </div>
    </div>
  );
}

/** Address, warnings, what is known, patients, who else goes: the server's words, each with the time as of which they hold. */
export function RunFacts({ run }: { run: ShownAssignment }) {
  const tablet = useTablet();
  const zone = tablet.states.state.value?.region.timeZone;
  const asOf = clockMinute(tablet.states.asOf.value ?? 0, zone);
  const { incident } = run;
  return (
    <div class="facts">
      <p class="address" data-testid="address">
        {incident.addressText || t('run.noAddress')}
      </p>
      {incident.hazards.map(({ id, text }) => (
        <p key={id} class="note is-hazard">
          {text}
        </p>
      ))}
      <div class="note">
        {incident.notes !== '' && <p class="known">{incident.notes}</p>}
        <Patients patients={incident.patients} />
        {incident.remarks.map((remark) => (
          <p key={remark.id} class="known">
            <span class="dim mono">{clockMinute(remark.at, zone)}</span> {remark.text}
          </p>
        ))}
        {run.alsoGoing.map(({ unitId, callSign, capabilities, status, arrivesAt }) => (
          <p key={unitId} data-testid="also-going">
            <span class="mono">{callSign}</span> ({capabilityList(capabilities)}) · {stepWord(status)}
            {arrivesAt !== null && ` · ${t('run.arrives', { time: clockMinute(arrivesAt, zone) })}`}
          </p>
        ))}
        <p class="dim" data-testid="facts-as-of">
          {t('asOf', { time: asOf })}
        </p>
      </div>
      {run.destination && <p class="note">{t('run.destination', { name: run.destination.name })}</p>}
    </div>
  );
}

function Patients({ patients }: { patients: readonly Patient[] }) {
  return patients
    .filter(({ condition }) => patients.length > 1 || condition !== '')
    .map((patient) => (
      <p key={patient.id} class="known">
        {t('run.patient', { number: patient.number })}: {patientText(patient)}
        {patient.condition !== '' && ` · ${patient.condition}`}
      </p>
    ));
}

/** Steps so far with their times; those that wait are amber, the next one is empty. */
export function Steps({ run }: { run: ShownAssignment }) {
  const tablet = useTablet();
  const zone = tablet.states.state.value?.region.timeZone;
  const next = nextStatus(run.status);
  const steps = run.steps
    .filter(({ status }) => status !== 'reserved' && status !== 'delivered')
    .sort((a, b) => a.atMs - b.atMs);
  return (
    <ol class="steps" aria-label={t('run.steps')}>
      {steps.map(({ status, atMs, isConfirmed }) => (
        <li
          key={status}
          class={isConfirmed ? 'is-confirmed' : 'is-waiting'}
          data-testid={`step-${status}`}
          data-confirmed={isConfirmed}
        >
          <time class="mono">{clockSecond(atMs, zone)}</time>
          <span>{isConfirmed ? stepWord(status) : t('run.waits', { step: stepWord(status) })}</span>
        </li>
      ))}
      {next && (
        <li class="is-next">
          <span class="mono" aria-hidden="true">
            –
          </span>
          <span>{stepWord(next)}</span>
        </li>
      )}
    </ol>
  );
}
