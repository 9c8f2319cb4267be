/** The one ladder of an assignment, lowest step first. Each step keeps its own times. */
export const ASSIGNMENT_LADDER = [
  'reserved',
  'notified',
  'delivered',
  'acknowledged',
  'enRoute',
  'staged',
  'onScene',
  'atPatient',
  'leftScene',
  'atDestination',
  'handedOver',
  'available',
] as const;

/** Ends beside `available`. */
export const ASSIGNMENT_OTHER_ENDS = ['cancelled', 'diverted'] as const;
/** Why an assignment ended before its work was done. One that was taken over counts as cancelled for its own unit. */
export const ASSIGNMENT_END_CAUSES = ['cancelled', 'diverted', 'takenOver'] as const;
export type AssignmentEndCause = (typeof ASSIGNMENT_END_CAUSES)[number];
/** A unit keeps at most this many assignments for later: with more, another unit is sooner there. */
export const MAX_RESERVED_PER_UNIT = 3;
export const ASSIGNMENT_STATUSES = [...ASSIGNMENT_LADDER, ...ASSIGNMENT_OTHER_ENDS] as const;

export type LadderStatus = (typeof ASSIGNMENT_LADDER)[number];
export type AssignmentStatus = (typeof ASSIGNMENT_STATUSES)[number];
export type ActiveStatus = Exclude<AssignmentStatus, 'reserved' | 'available' | 'cancelled' | 'diverted'>;

/**
 * The one transition table. A crew under stress skips steps, so a later step is reached from any earlier one
 * that makes sense; nothing leads back, and nothing leads out of an end.
 */
export const ASSIGNMENT_TRANSITIONS: Readonly<Record<AssignmentStatus, readonly AssignmentStatus[]>> = {
  reserved: ['notified', 'cancelled'],
  notified: ['delivered', 'acknowledged', 'enRoute', 'staged', 'onScene', 'cancelled', 'diverted'],
  delivered: ['acknowledged', 'enRoute', 'staged', 'onScene', 'cancelled', 'diverted'],
  acknowledged: ['enRoute', 'staged', 'onScene', 'cancelled', 'diverted'],
  enRoute: ['staged', 'onScene', 'cancelled', 'diverted'],
  staged: ['onScene', 'cancelled', 'diverted'],
  onScene: ['atPatient', 'leftScene', 'atDestination', 'available', 'cancelled'],
  atPatient: ['leftScene', 'atDestination', 'available', 'cancelled'],
  leftScene: ['atDestination', 'handedOver', 'available', 'cancelled'],
  atDestination: ['handedOver', 'available'],
  handedOver: ['available'],
  available: [],
  cancelled: [],
  diverted: [],
};

/** True while the assignment commits its unit: the states that the partial unique index covers. */
export function isActive(status: AssignmentStatus): status is ActiveStatus {
  return status !== 'reserved' && !isEnded(status);
}

/** True for a state without a way out. */
export function isEnded(status: AssignmentStatus): boolean {
  return ASSIGNMENT_TRANSITIONS[status].length === 0;
}

/** Position on the ladder; the other ends stand above every step. */
export function ladderRank(status: AssignmentStatus): number {
  const rank = ASSIGNMENT_LADDER.indexOf(status as LadderStatus);
  return rank === -1 ? ASSIGNMENT_LADDER.length : rank;
}
