/** What may go on for too long, or must be known at once. Each is raised once per assignment, or once per waiting period of an incident. */
export const ALARM_KINDS = [
  'undelivered',
  'unacknowledged',
  'nextUnitProposed',
  'refusedByCrew',
  'onSceneTooLong',
  'atDestinationTooLong',
  'waitingTooLong',
  'planShort',
] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];
export type AssignmentAlarmKind = Exclude<AlarmKind, 'waitingTooLong' | 'planShort' | 'refusedByCrew'>;

/** `hint`: a sign only; `warning` and `alarm` sound until somebody acknowledges, `alarm` also stands above the rest. */
export const ALARM_SEVERITIES = ['hint', 'warning', 'alarm'] as const;
export type AlarmSeverity = (typeof ALARM_SEVERITIES)[number];

export const SEVERITY_OF_ALARM: Readonly<Record<AlarmKind, AlarmSeverity>> = {
  undelivered: 'hint',
  unacknowledged: 'warning',
  nextUnitProposed: 'alarm',
  refusedByCrew: 'alarm',
  onSceneTooLong: 'hint',
  atDestinationTooLong: 'hint',
  waitingTooLong: 'alarm',
  planShort: 'warning',
};

/**
 * Why an alarm ended by itself. `raisedAnew`: its cause goes on for another reason, which has an alarm of its own. `seenTo`: what
 * it told is known, since somebody took note of it or sent another unit.
 */
export const ALARM_ENDINGS = [
  'stepCame',
  'assignmentEnded',
  'unitSent',
  'incidentClosed',
  'raisedAnew',
  'seenTo',
] as const;
export type AlarmEnding = (typeof ALARM_ENDINGS)[number];
