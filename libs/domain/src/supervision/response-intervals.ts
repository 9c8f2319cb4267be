import {
  ASSIGNMENT_LADDER,
  isEnded,
  ladderRank,
  type AssignmentStatus,
  type LadderStatus,
} from '../assignment/ladder.ts';
import { GEOFENCED_STATUSES, type GeofencedStatus } from '../assignment/geofence.ts';
import type { Capability, IncidentCategory, Priority } from '../incident/incident.ts';

/** The stretches of a response that are timed, in the order in which they happen. */
export const RESPONSE_INTERVALS = [
  'callToDispatch',
  'turnout',
  'travel',
  'response',
  'onScene',
  'transport',
  'turnaround',
] as const;
export type ResponseInterval = (typeof RESPONSE_INTERVALS)[number];

/** Pressed by crews and dispatchers, or told by the vehicle's positions. Steps without a geofence are the same in both. */
export const TIME_SOURCES = ['pressed', 'geofenced'] as const;
export type TimeSource = (typeof TIME_SOURCES)[number];

/** One unit's work for an incident. Instants are milliseconds of the epoch. */
export interface UnitResponse {
  readonly assignmentId: string;
  readonly unitId: string;
  readonly callSign: string;
  readonly capabilities: readonly Capability[];
  readonly status: AssignmentStatus;
  readonly pressed: Readonly<Partial<Record<LadderStatus, number>>>;
  readonly geofenced: Readonly<Partial<Record<GeofencedStatus, number>>>;
}

/** One incident with all that figures of responses need. */
export interface IncidentResponse {
  readonly incidentId: string;
  readonly number: number;
  readonly category: IncidentCategory;
  readonly priority: Priority;
  /** Null: in no sector, or without a position. */
  readonly sectorId: string | null;
  readonly hasPosition: boolean;
  readonly createdAt: number;
  /** The first call about it; when it was taken without one, its opening. */
  readonly callReceivedAt: number;
  readonly isClosed: boolean;
  readonly isDuplicate: boolean;
  readonly isTraining: boolean;
  readonly assignments: readonly UnitResponse[];
}

export type IntervalMeasure =
  | { readonly kind: 'measured'; readonly seconds: number }
  /** Over, but a time is missing or they contradict each other. */
  | { readonly kind: 'unmeasured' }
  | { readonly kind: 'open' }
  /** The unit was called off or diverted before the stretch was over. */
  | { readonly kind: 'calledOff' }
  | { readonly kind: 'notConcerned' };

export type AssignmentInterval = Exclude<ResponseInterval, 'callToDispatch' | 'response'>;
export const isOfIncident = (
  interval: ResponseInterval,
): interval is Exclude<ResponseInterval, AssignmentInterval> =>
  interval === 'callToDispatch' || interval === 'response';

const STEPS: Readonly<Record<AssignmentInterval, readonly [from: LadderStatus, to: LadderStatus]>> = {
  turnout: ['notified', 'enRoute'],
  travel: ['enRoute', 'onScene'],
  onScene: ['onScene', 'leftScene'],
  transport: ['leftScene', 'atDestination'],
  turnaround: ['atDestination', 'available'],
};

const OPEN: IntervalMeasure = { kind: 'open' };
const UNMEASURED: IntervalMeasure = { kind: 'unmeasured' };
const CALLED_OFF: IntervalMeasure = { kind: 'calledOff' };
const NOT_CONCERNED: IntervalMeasure = { kind: 'notConcerned' };

const isGeofenced = (status: LadderStatus): status is GeofencedStatus =>
  GEOFENCED_STATUSES.includes(status as GeofencedStatus);

/** When a step was reached, by one source; undefined when that source tells nothing of it. */
export function stepAt(
  assignment: Pick<UnitResponse, 'pressed' | 'geofenced'>,
  status: LadderStatus,
  source: TimeSource,
): number | undefined {
  return source === 'geofenced' && isGeofenced(status)
    ? assignment.geofenced[status]
    : assignment.pressed[status];
}

const between = (from: number | undefined, to: number | undefined): IntervalMeasure =>
  from === undefined || to === undefined || to < from
    ? UNMEASURED
    : { kind: 'measured', seconds: (to - from) / 1000 };

/** The highest step that either source knows of, `available` apart: that one is reached from the scene as well. */
function reachedRank({ status, pressed, geofenced }: UnitResponse): number {
  const known = ASSIGNMENT_LADDER.filter(
    (step) =>
      step !== 'available' &&
      (step === status ||
        pressed[step] !== undefined ||
        (isGeofenced(step) && geofenced[step] !== undefined)),
  );
  return known.length === 0 ? -1 : ladderRank(known.at(-1)!);
}

/** True when the unit was at the scene, whoever tells of it; one that ended as available has been there. */
export const hasArrived = (assignment: UnitResponse): boolean =>
  assignment.status === 'available' || reachedRank(assignment) >= ladderRank('onScene');

/** A stretch of one unit's work. */
export function measureAssignment(
  assignment: UnitResponse,
  interval: AssignmentInterval,
  source: TimeSource,
): IntervalMeasure {
  const [from, to] = STEPS[interval];
  const fromAt = stepAt(assignment, from, source);
  const toAt = stepAt(assignment, to, source);
  if (assignment.status === 'reserved') return NOT_CONCERNED;
  if (fromAt !== undefined && toAt !== undefined) return between(fromAt, toAt);
  const reached = reachedRank(assignment);
  if (isOver(assignment, interval, reached)) return UNMEASURED;
  const isOnTheWay = interval === 'turnout' || interval === 'travel';
  if (assignment.status === 'cancelled' || assignment.status === 'diverted')
    return isOnTheWay ? CALLED_OFF : NOT_CONCERNED;
  return !isEnded(assignment.status) && reached >= ladderRank(from) ? OPEN : NOT_CONCERNED;
}

function isOver(assignment: UnitResponse, interval: AssignmentInterval, reached: number): boolean {
  const isAvailable = assignment.status === 'available';
  if (interval === 'turnaround') return isAvailable && reached >= ladderRank('atDestination');
  if (reached >= ladderRank(STEPS[interval][1])) return true;
  return isAvailable && (interval === 'turnout' || interval === 'travel');
}

const earliest = (instants: readonly (number | undefined)[]): number | undefined => {
  const known = instants.filter((one) => one !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};

/** When the first unit reached a step. */
export const firstAt = (
  { assignments }: Pick<IncidentResponse, 'assignments'>,
  status: LadderStatus,
  source: TimeSource,
): number | undefined => earliest(assignments.map((assignment) => stepAt(assignment, status, source)));

/** Call to dispatch (first unit notified) or response (first unit on scene), both from the call. */
export function measureIncident(
  incident: IncidentResponse,
  interval: Exclude<ResponseInterval, AssignmentInterval>,
  source: TimeSource,
): IntervalMeasure {
  const stop = interval === 'callToDispatch' ? 'notified' : 'onScene';
  const stoppedAt = firstAt(incident, stop, source);
  if (stoppedAt !== undefined) return between(incident.callReceivedAt, stoppedAt);
  const isOver =
    incident.isClosed ||
    (interval === 'callToDispatch'
      ? incident.assignments.some(({ status }) => status !== 'reserved')
      : incident.assignments.some(hasArrived));
  return isOver ? UNMEASURED : OPEN;
}

/** Why an incident counts in no figure. `cancelled`: closed, and nobody ever reached the scene. */
export const FIGURE_EXCLUSIONS = ['training', 'duplicate', 'cancelled'] as const;
export type FigureExclusion = (typeof FIGURE_EXCLUSIONS)[number];

export function exclusionOf(incident: IncidentResponse): FigureExclusion | undefined {
  if (incident.isTraining) return 'training';
  if (incident.isDuplicate) return 'duplicate';
  return incident.isClosed && !incident.assignments.some(hasArrived) ? 'cancelled' : undefined;
}
