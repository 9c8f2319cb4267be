import type { AssignmentView, IncidentView } from '#contracts';
import { ASSIGNMENT_TRANSITIONS, boardStatus, isEnded, type AssignmentStatus } from '#domain';
import { formatClock, formatDuration, STATUS_STYLES, StatusMark, stepWord } from '#ui';
import { useComputed, useSignal } from '@preact/signals';
import { cancelAssignment, reportStep } from '../desk/actions.ts';
import { useDesk } from '../desk/desk.ts';
import { isOneOf } from '../desk/is-one-of.ts';
import { REPORTABLE } from '../desk/reportable.ts';
import { t } from '../i18n/text.ts';

type Step = AssignmentView['steps'][number];

const stepTime = (step: Step): string => step.pressedAt ?? step.geofencedAt ?? step.recordedAt;

/** Each step taken with its time, in the region's own time of day. */
function Steps({ steps }: { steps: readonly Step[] }) {
  const { timeZone } = useDesk().region;
  const inOrder = [...steps].sort((a, b) => stepTime(a).localeCompare(stepTime(b)));
  return (
    <ol class="steps">
      {inOrder.map((step) => (
        <li key={step.status}>
          <span class="mono">{formatClock(stepTime(step), timeZone)}</span>{' '}
          <span class="dim">{stepWord(step.status)}</span>
        </li>
      ))}
    </ol>
  );
}

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

function AssignmentRow({ assignment }: { assignment: AssignmentView }) {
  const desk = useDesk();
  const isCancelling = useSignal(false);
  const since = assignment.steps.find((step) => step.status === assignment.status);
  const sinceAt = since ? stepTime(since) : assignment.createdAt;
  const inStep = useComputed(() => formatDuration((desk.clock.second.value - Date.parse(sinceAt)) / 1000));
  const ended = isEnded(assignment.status);
  const status = boardStatus('onDuty', assignment.status);
  const mayCancel = ASSIGNMENT_TRANSITIONS[assignment.status].includes('cancelled');
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
        {!ended && (
          <span class="assignment-actions">
            <ReportSelect assignment={assignment} />
            <button
              type="button"
              class="button is-small"
              data-testid="cancel-assignment"
              disabled={!mayCancel || desk.isReadOnly.value}
              title={mayCancel ? undefined : t('assignments.cancelBlocked')}
              onClick={() => (isCancelling.value = !isCancelling.value)}
            >
              {t('assignments.cancel')}
            </button>
          </span>
        )}
      </div>
      <Steps steps={assignment.steps} />
      {isCancelling.value && (
        <CancelForm assignment={assignment} onDone={() => (isCancelling.value = false)} />
      )}
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
