import type { AssignmentStatus } from '../assignment/ladder.ts';
import type { IncidentCategory, Priority } from '../incident/incident.ts';
import type { PatientNeed, ResponsePlan } from '../response-plan/response-plan.ts';
import { isPlanShort, type ServingUnit } from '../response-plan/unfilled-slots.ts';
import type { ResponseStandard } from '../standards/response-standard.ts';
import { findWaitingLimitSeconds } from '../standards/waiting-limit.ts';
import type { AlarmEnding, AlarmKind, AssignmentAlarmKind } from './alarm-kinds.ts';
import { waitingLimitSeconds, type TimerLimits } from './timer-limits.ts';

/** An assignment that has not ended. Instants are milliseconds of the server's clock: devices' clocks may be days off. */
export interface TimedAssignment {
  readonly assignmentId: string;
  readonly incidentId: string;
  readonly unitId: string;
  readonly status: AssignmentStatus;
  readonly notifiedAt: number | null;
  readonly onSceneAt: number | null;
  readonly atDestinationAt: number | null;
}

/** An open incident to which a unit is on its way or which one treats, or which nobody has been to. */
export interface WaitingIncident {
  readonly incidentId: string;
  readonly category: IncidentCategory;
  readonly priority: Priority;
  readonly needs: readonly PatientNeed[];
  readonly createdAt: number;
  /** Those on it and those that have been there; empty while it waits for the first. */
  readonly serving: readonly ServingUnit[];
  /** When the last of them was sent. */
  readonly lastSentAt: number | null;
  /** The last assignment that ended without help arriving: it begins a new waiting period. */
  readonly lastEndedAssignmentId: string | null;
  readonly waitingSinceAt: number;
}

/** An assignment of an open incident that its crew gave back, while nobody took note of it and no unit was sent since. */
export interface GivenBack {
  readonly assignmentId: string;
  readonly incidentId: string;
  readonly unitId: string;
  readonly refusedAt: number;
}

/** An alarm raised before, with the present state of its subject. */
export interface RaisedAlarm {
  readonly alarmId: string;
  readonly kind: AlarmKind;
  readonly subjectId: string;
  readonly occasion: string;
  readonly isCleared: boolean;
  readonly incidentIsOpen: boolean;
  readonly assignmentIsEnded: boolean;
}

/** A region, or some of its assignments and incidents. */
export interface TimedState {
  readonly limits: TimerLimits;
  /** In force. */
  readonly plan: ResponsePlan;
  /** Those in force. */
  readonly standards: readonly ResponseStandard[];
  readonly assignments: readonly TimedAssignment[];
  readonly incidents: readonly WaitingIncident[];
  readonly givenBack: readonly GivenBack[];
  readonly alarms: readonly RaisedAlarm[];
}

/** Something whose time runs: it is an alarm from `dueAt` on. One `kind`, `subjectId` and `occasion` is one alarm. */
export interface RunningTimer {
  readonly kind: AlarmKind;
  readonly subjectId: string;
  readonly occasion: string;
  readonly incidentId: string;
  readonly assignmentId: string | null;
  readonly unitId: string | null;
  readonly sinceAt: number;
  readonly limitSeconds: number;
  readonly dueAt: number;
}

export interface AlarmDecision {
  readonly raise: readonly RunningTimer[];
  readonly clear: readonly { readonly alarmId: string; readonly because: AlarmEnding }[];
  /** Alarms whose cause goes on after all, because the closing of their incident was undone. */
  readonly bringBack: readonly string[];
}

interface AssignmentCause {
  readonly kind: AssignmentAlarmKind;
  readonly whileIn: readonly AssignmentStatus[];
  readonly sinceAt: (assignment: TimedAssignment) => number | null;
  readonly limitSeconds: (limits: TimerLimits) => number;
}

const CAUSES: readonly AssignmentCause[] = [
  {
    kind: 'undelivered',
    whileIn: ['notified'],
    sinceAt: (one) => one.notifiedAt,
    limitSeconds: (limits) => limits.undeliveredSeconds,
  },
  {
    kind: 'unacknowledged',
    whileIn: ['notified', 'delivered'],
    sinceAt: (one) => one.notifiedAt,
    limitSeconds: (limits) => limits.unacknowledgedSeconds,
  },
  {
    kind: 'nextUnitProposed',
    whileIn: ['notified', 'delivered'],
    sinceAt: (one) => one.notifiedAt,
    limitSeconds: (limits) => limits.nextUnitSeconds,
  },
  {
    kind: 'onSceneTooLong',
    whileIn: ['onScene', 'atPatient'],
    sinceAt: (one) => one.onSceneAt,
    limitSeconds: (limits) => limits.onSceneSeconds,
  },
  {
    kind: 'atDestinationTooLong',
    whileIn: ['atDestination', 'handedOver'],
    sinceAt: (one) => one.atDestinationAt,
    limitSeconds: (limits) => limits.atDestinationSeconds,
  },
];

/** A status never goes back, so each cause comes at most once per assignment. */
const ONLY_OCCASION = 'once';
/** The waiting period that begins with the call; later ones are named by the assignment that ended before them. */
const FIRST_OCCASION = 'created';

/** Every timer that runs now. They follow from the state alone, so none can be lost, doubled or left over. */
export function listRunningTimers(state: TimedState): RunningTimer[] {
  return [
    ...state.assignments.flatMap((assignment) => timersOfAssignment(assignment, state.limits)),
    ...state.incidents.flatMap((incident) => timerOfIncident(incident, state) ?? []),
    ...state.givenBack.map(timerOfRefusal),
  ];
}

function timersOfAssignment(assignment: TimedAssignment, limits: TimerLimits): RunningTimer[] {
  const { assignmentId, incidentId, unitId, status } = assignment;
  return CAUSES.flatMap((cause) => {
    const sinceAt = cause.sinceAt(assignment);
    if (sinceAt === null || !cause.whileIn.includes(status)) return [];
    const limitSeconds = cause.limitSeconds(limits);
    const dueAt = sinceAt + limitSeconds * 1000;
    const { kind } = cause;
    const subject = { subjectId: assignmentId, assignmentId, incidentId, unitId };
    return [{ kind, ...subject, occasion: ONLY_OCCASION, sinceAt, limitSeconds, dueAt }];
  });
}

/** Due at once: while the desk believes that somebody is coming, nobody is. */
function timerOfRefusal({ assignmentId, incidentId, unitId, refusedAt }: GivenBack): RunningTimer {
  const subject = { subjectId: assignmentId, assignmentId, incidentId, unitId };
  const times = { sinceAt: refusedAt, limitSeconds: 0, dueAt: refusedAt };
  return { kind: 'refusedByCrew', ...subject, occasion: ONLY_OCCASION, ...times };
}

/** Units of one plan are sent one after another; what is short is told only when no more have followed for so long. */
const PLAN_SHORT_AFTER_SEND_SECONDS = 60;

/**
 * The clock of the standard runs from the call, whoever was sent in vain meanwhile. The same limit holds for the first
 * unit and for all that the plan asks. Where every unit sent is out of service before it came, it waits for the first.
 */
function timerOfIncident(
  incident: WaitingIncident,
  { limits, plan, standards }: TimedState,
): RunningTimer | undefined {
  const { incidentId, category, priority, createdAt, waitingSinceAt, serving, lastSentAt } = incident;
  const isWaiting = serving.every(({ isOut, isThere }) => isOut && !isThere);
  if (!isWaiting && !isPlanShort(plan, incident)) return undefined;
  const standardSeconds = findWaitingLimitSeconds(standards, category, priority);
  const limitSeconds = waitingLimitSeconds(limits, priority, standardSeconds);
  const sentAt = lastSentAt === null ? 0 : lastSentAt + PLAN_SHORT_AFTER_SEND_SECONDS * 1000;
  return {
    kind: isWaiting ? 'waitingTooLong' : 'planShort',
    subjectId: incidentId,
    occasion: occasionOf(incident),
    incidentId,
    assignmentId: null,
    unitId: null,
    sinceAt: createdAt,
    limitSeconds,
    dueAt: Math.max(createdAt + limitSeconds * 1000, waitingSinceAt, isWaiting ? 0 : sentAt),
  };
}

/** A unit that falls away, by the end of its assignment or out of service, is another occasion than those before. */
function occasionOf({ lastEndedAssignmentId, serving }: WaitingIncident): string {
  const out = serving.flatMap(({ isOut, assignmentId }) => (isOut ? [assignmentId] : []));
  return [lastEndedAssignmentId ?? FIRST_OCCASION, ...out.sort()].join(' ');
}

const keyOf = (one: { kind: AlarmKind; subjectId: string; occasion: string }): string =>
  `${one.kind} ${one.subjectId} ${one.occasion}`;

/** Which alarms begin and which end at `now` (milliseconds). A changed limit neither ends nor repeats an alarm. */
export function decideAlarms(state: TimedState, now: number): AlarmDecision {
  const timers = listRunningTimers(state);
  const running = new Set(timers.map(keyOf));
  const known = new Set(state.alarms.map(keyOf));
  return {
    raise: timers.filter((timer) => timer.dueAt <= now && !known.has(keyOf(timer))),
    clear: state.alarms
      .filter((alarm) => !alarm.isCleared && !running.has(keyOf(alarm)))
      .map((alarm) => ({ alarmId: alarm.alarmId, because: endingOf(alarm, state, timers) })),
    bringBack: state.alarms
      .filter((alarm) => alarm.isCleared && running.has(keyOf(alarm)))
      .map(({ alarmId }) => alarmId),
  };
}

function endingOf(
  alarm: RaisedAlarm,
  { incidents }: TimedState,
  timers: readonly RunningTimer[],
): AlarmEnding {
  if (alarm.kind === 'refusedByCrew') return alarm.incidentIsOpen ? 'seenTo' : 'incidentClosed';
  if (alarm.kind !== 'waitingTooLong' && alarm.kind !== 'planShort') {
    return alarm.assignmentIsEnded ? 'assignmentEnded' : 'stepCame';
  }
  if (!alarm.incidentIsOpen) return 'incidentClosed';
  const next = timers.find(({ subjectId }) => subjectId === alarm.subjectId);
  if (next && (alarm.kind === 'planShort' || next.kind === 'waitingTooLong')) return 'raisedAnew';
  // Once the crews have left the scene, nobody more is needed there.
  const isLeft = !incidents.some(({ incidentId }) => incidentId === alarm.subjectId);
  return alarm.kind === 'planShort' && isLeft ? 'stepCame' : 'unitSent';
}
