import { foldAssignmentRow } from './fold-assignment.ts';
import { foldIncidentRow } from './fold-incident.ts';
import { forgetOver } from './forget-history.ts';
import type { HistoryDraft } from './history-draft.ts';
import type { HistoryRow, HistoryState } from './history-state.ts';
import type { DutyState } from '../unit/board-status.ts';

function foldDuty(draft: HistoryDraft, { subjectId, at, payload }: HistoryRow): void {
  const expected = payload['expectedEndAt'] as string | null;
  draft.units.set(subjectId, {
    id: subjectId,
    duty: { state: payload['state'] as DutyState, expectedEndAt: expected, sinceAt: at },
    lastEndedAt: draft.units.get(subjectId)?.lastEndedAt ?? null,
  });
}

function foldAlarm(draft: HistoryDraft, { kind, subjectId, at, payload }: HistoryRow): void {
  const known = draft.alarms.get(subjectId) ?? {
    id: subjectId,
    incidentId: payload['incidentId'] as string,
    acknowledgedAt: null,
    clearedAt: null,
  };
  if (kind === 'alarmAcknowledged')
    draft.alarms.set(subjectId, { ...known, acknowledgedAt: known.acknowledgedAt ?? at });
  else draft.alarms.set(subjectId, { ...known, clearedAt: kind === 'alarmCleared' ? at : null });
}

const ALARM_ROWS: ReadonlySet<string> = new Set([
  'alarmRaised',
  'alarmReturned',
  'alarmAcknowledged',
  'alarmCleared',
]);

/** Kinds of rows that change the past board; the others need not be read. */
export const HISTORY_ROW_KINDS: readonly string[] = [
  'dutyChanged',
  ...ALARM_ROWS,
  'incidentCreated',
  'incidentChanged',
  'incidentTriaged',
  'incidentClosed',
  'incidentJoined',
  'incidentUnjoined',
  'incidentReopened',
  'unitAssigned',
  'unitReserved',
  'assignmentActivated',
  'statusReported',
  'statusFilledIn',
  'stepGeofenced',
  'assignmentCancelled',
  'assignmentDiverted',
  'assignmentHandedOver',
  'destinationSet',
];

function foldRow(draft: HistoryDraft, row: HistoryRow): void {
  if (row.kind === 'dutyChanged') foldDuty(draft, row);
  else if (ALARM_ROWS.has(row.kind)) foldAlarm(draft, row);
  else if (!foldIncidentRow(draft, row)) foldAssignmentRow(draft, row);
}

/**
 * The state after more journal rows, which come in order of `seq`. Rows that change nothing on the board, such as remarks,
 * only move it on.
 */
export function foldHistory(state: HistoryState, rows: readonly HistoryRow[]): HistoryState {
  const draft: HistoryDraft = {
    units: new Map(state.units),
    incidents: new Map(state.incidents),
    assignments: new Map(state.assignments),
    alarms: new Map(state.alarms),
  };
  let { seq } = state;
  let lastAt = '';
  for (const row of rows) {
    if (row.seq <= seq) continue;
    foldRow(draft, row);
    seq = row.seq;
    if (row.at > lastAt) lastAt = row.at;
  }
  if (lastAt !== '') forgetOver(draft, lastAt);
  const { units, incidents, assignments, alarms } = draft;
  return { seq, units, incidents, assignments, alarms };
}
