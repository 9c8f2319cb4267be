import type { AssignmentView, IncidentView } from '#contracts';
import { ASSIGNMENT_TRANSITIONS, boardStatus, isEnded, type AssignmentStatus } from '#domain';
import { formatClock, formatDuration, STATUS_STYLES, StatusMark, stepWord } from '#ui';
import { useComputed, useSignal } from '@preact/signals';
import { cancelAssignment, reportStep } from '../desk/actions.ts';
import { activateReserved } from '../desk/deciding.ts';
import { useDesk } from '../desk/desk.ts';
import { isOneOf } from '../desk/is-one-of.ts';
import { REPORTABLE } from '../desk/reportable.ts';
import { t } from '../i18n/text.ts';
import { Steps, stepTime } from './assignment-steps.tsx';
import { DestinationPicker, HandOverForm } from './later.tsx';

function CancelForm({ assignment, onDone }: { assignment: AssignmentView; onDone: () => void }) {
  const desk = useDesk();
  const reason = useSignal('');
  const id = `cancel-${assignment.id}`;
  return (
    <form
      class="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.value.trim() === '') return;
        void cancelAssignment(desk, assignment, reason.value.trim()).then((isDone) => isDone && onDone());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onDone();
      }}
    >
      <label class="visually-hidden" for={id}>
        {t('assignments.cancelReason', { callSign: assignment.callSign })}
      </label>
      <input
        id={id}
        class="field"
        maxLength={500}
        data-testid="cancel-reason"
        placeholder={t('assignments.cancelReason', { callSign: assignment.callSign })}
        value={reason.value}
        ref={(input) => {
          if (reason.peek() === '') input?.focus();
        }}
        onInput={(event) => (reason.value = event.currentTarget.value)}
      />
      <button
        type="submit"
        class="button"
        data-testid="confirm-cancel"
        disabled={desk.isReadOnly.value || reason.value.trim() === ''}
      >
        {t('assignments.confirmCancel', { callSign: assignment.callSign })}
      </button>
    </form>
  );
}

function ReportSelect({ assignment }: { assignment: AssignmentView }) {
  const desk = useDesk();
  const next = ASSIGNMENT_TRANSITIONS[assignment.status].filter((status) =>
    isOneOf<AssignmentStatus>(REPORTABLE, status),
  );
  const label = t('assignments.report', { callSign: assignment.callSign });
  return (
    <select
      class="field is-small"
      aria-label={label}
      title={label}
      data-testid="report-step"
      disabled={desk.isReadOnly.value || next.length === 0}
      value=""
      onChange={(event) => {
        const chosen = next.find((status) => status === event.currentTarget.value);
        event.currentTarget.value = '';
        if (chosen) void reportStep(desk, assignment, chosen);
      }}
    >
      <option value="">{t('assignments.reportHint')}</option>
      {next.map((status) => (
        <option key={status} value={status}>
          {stepWord(status)}
        </option>
      ))}
    </select>
  );
}

type Opened = 'cancel' | 'handOver' | 'destination' | undefined;

/** When it will be there, by the route it drives now. */
function Arrival({ assignment }: { assignment: AssignmentView }) {
  const desk = useDesk();
  const run = desk.store.runs.value.get(assignment.id);
  if (!run?.arrivesAt) return null;
  const time = formatClock(run.arrivesAt, desk.region.timeZone).slice(0, 5);
  return <span class="mono dim">{t('assignments.eta', { time })}</span>;
}

function EndNote({ assignment: { followedBy, endCause } }: { assignment: AssignmentView }) {
  if (!followedBy) return null;
  const { callSign, incidentNumber } = followedBy;
  return (
    <span class="dim">
      {endCause === 'takenOver'
        ? t('assignments.takenOver', { callSign })
        : t('assignments.divertedTo', { number: String(incidentNumber) })}
    </span>
  );
}

function Destination({ assignment, onOpen }: { assignment: AssignmentView; onOpen: () => void }) {
  const desk = useDesk();
  const id = assignment.destinationFacilityId;
  const name = desk.facilities.value.find((facility) => facility.id === id)?.name;
  return (
    <p class="assignment-destination">
      <span class="dim">{t('assignments.destination')}</span>{' '}
      <button type="button" class="link" data-testid="open-destination" onClick={onOpen}>
        {name ?? t('assignments.chooseDestination')}
      </button>
    </p>
  );
}

function Actions({
  assignment,
  toggle,
}: {
  assignment: AssignmentView;
  toggle: (what: Exclude<Opened, undefined>) => void;
}) {
  const desk = useDesk();
  const mayCancel = ASSIGNMENT_TRANSITIONS[assignment.status].includes('cancelled');
  return (
    <span class="assignment-actions">
      {assignment.status === 'reserved' ? (
        <button
          type="button"
          class="button is-small is-primary"
          data-testid="activate-assignment"
          disabled={desk.isReadOnly.value}
          onClick={() => void activateReserved(desk, assignment)}
        >
          {t('assignments.activate')}
        </button>
      ) : (
        <>
          <ReportSelect assignment={assignment} />
          <button
            type="button"
            class="button is-small"
            data-testid="hand-over"
            disabled={desk.isReadOnly.value}
            onClick={() => toggle('handOver')}
          >
            {t('assignments.handOver')}
          </button>
        </>
      )}
      <button
        type="button"
        class="button is-small"
        data-testid="cancel-assignment"
        disabled={!mayCancel || desk.isReadOnly.value}
        title={mayCancel ? undefined : t('assignments.cancelBlocked')}
        onClick={() => toggle('cancel')}
      >
        {t('assignments.cancel')}
      </button>
    </span>
  );
}

function AssignmentRow({ assignment }: { assignment: AssignmentView }) {
  const desk = useDesk();
  const opened = useSignal<Opened>(undefined);
  const toggle = (what: Exclude<Opened, undefined>): void => {
    opened.value = opened.value === what ? undefined : what;
  };
  const close = (): void => {
    opened.value = undefined;
  };
  const since = assignment.steps.find((step) => step.status === assignment.status);
  const sinceAt = since ? stepTime(since) : assignment.createdAt;
  const inStep = useComputed(() => formatDuration((desk.clock.second.value - Date.parse(sinceAt)) / 1000));
  const ended = isEnded(assignment.status);
  const isReserved = assignment.status === 'reserved';
  const status = boardStatus('onDuty', assignment.status, { isReserved });
  return (
    <li
      class={`assignment ${ended ? 'is-ended' : ''}`}
      data-testid="assignment"
      data-callsign={assignment.callSign}
    >
      <div class="assignment-line">
        <button type="button" class="link mono strong" onClick={() => desk.selectUnit(assignment.unitId)}>
          {assignment.callSign}
        </button>
        <span class="assignment-status" data-testid="assignment-status" data-status={assignment.status}>
          {!ended && (
            <>
              <StatusMark status={status} />
              <b>{STATUS_STYLES[status].code}</b>
            </>
          )}
          {stepWord(assignment.status)}
        </span>
        <span class="mono assignment-age">{ended ? formatClock(sinceAt, desk.region.timeZone) : inStep}</span>
        <Arrival assignment={assignment} />
        <EndNote assignment={assignment} />
        {!ended && <Actions assignment={assignment} toggle={toggle} />}
      </div>
      <Steps steps={assignment.steps} />
      {!ended && !isReserved && <Destination assignment={assignment} onOpen={() => toggle('destination')} />}
      {opened.value === 'cancel' && <CancelForm assignment={assignment} onDone={close} />}
      {opened.value === 'handOver' && <HandOverForm assignment={assignment} onDone={close} />}
      {opened.value === 'destination' && <DestinationPicker assignment={assignment} onDone={close} />}
    </li>
  );
}

/** Units sent to the incident, those at work first. */
export function AssignmentList({ incident }: { incident: IncidentView }) {
  if (incident.assignments.length === 0) return null;
  const ordered = [...incident.assignments].sort(
    (a, b) => Number(isEnded(a.status)) - Number(isEnded(b.status)) || a.createdAt.localeCompare(b.createdAt),
  );
  return (
    <ul class="assignments" aria-label={t('assignments.title')}>
      {ordered.map((assignment) => (
        <AssignmentRow key={assignment.id} assignment={assignment} />
      ))}
    </ul>
  );
}
