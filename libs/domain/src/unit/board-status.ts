import type { AssignmentStatus } from '../assignment/ladder.ts';

/** The duty state of a unit, apart from any assignment. */
export const DUTY_STATES = ['onDuty', 'meal', 'restocking', 'offDuty', 'outOfService'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** What the unit board shows: one code for duty and assignment together. */
export const BOARD_STATUSES = [
  'available',
  'reserved',
  'notified',
  'acknowledged',
  'enRoute',
  'onScene',
  'transporting',
  'atDestination',
  'meal',
  'restocking',
  'offDuty',
  'outOfService',
] as const;
export type BoardStatus = (typeof BOARD_STATUSES)[number];

const OF_ASSIGNMENT: Readonly<Record<AssignmentStatus, BoardStatus | undefined>> = {
  reserved: 'reserved',
  notified: 'notified',
  delivered: 'notified',
  acknowledged: 'acknowledged',
  enRoute: 'enRoute',
  staged: 'enRoute',
  onScene: 'onScene',
  atPatient: 'onScene',
  leftScene: 'transporting',
  atDestination: 'atDestination',
  handedOver: 'atDestination',
  available: undefined,
  cancelled: undefined,
  diverted: undefined,
};

/**
 * The one status shown for a unit; an active assignment counts before the duty state. A unit that does nothing now but is
 * reserved for later shows that.
 */
export function boardStatus(
  duty: DutyState,
  assignment: AssignmentStatus | undefined,
  { isReserved = false }: { readonly isReserved?: boolean } = {},
): BoardStatus {
  const ofAssignment = assignment && OF_ASSIGNMENT[assignment];
  if (ofAssignment) return ofAssignment;
  if (duty !== 'onDuty') return duty;
  return isReserved ? 'reserved' : 'available';
}
