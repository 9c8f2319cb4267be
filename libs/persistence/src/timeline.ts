import type { AssignmentStatus } from '#domain';
import { findRow, type Queryable } from './pool.ts';
import listAssignmentWordsSql from './sql/history/list-assignment-words.sql';
import listCallWordsSql from './sql/history/list-call-words.sql';
import listDetailVersionsSql from './sql/history/list-detail-versions.sql';
import listDuplicatePairsSql from './sql/history/list-duplicate-pairs.sql';
import listOverrideReasonsSql from './sql/history/list-override-reasons.sql';
import listReportCallsSql from './sql/history/list-report-calls.sql';
import listReportPatientsSql from './sql/history/list-report-patients.sql';
import listShownRecommendationsSql from './sql/history/list-shown-recommendations.sql';
import listTimelineRowsSql from './sql/history/list-timeline-rows.sql';
import listWordsOfSql from './sql/history/list-words-of.sql';
import findNumberSql from './sql/history/find-number.sql';

interface RowOfJournal {
  seq: number;
  at: Date;
  kind: string;
  subjectType: string;
  subjectId: string;
  payload: string;
  actorName: string | null;
}

interface Written {
  version: number;
  address: string;
  notes: string;
  locationSource: string;
}

interface AssignmentWordsRow {
  id: string;
  unitId: string;
  overrideReason: string | null;
  endReason: string | null;
  steps: { status: AssignmentStatus; pressedAt: string | null; geofencedAt: string | null }[];
}

interface CallWordsRow {
  callId: string;
  callerName: string | null;
  callerPhone: string | null;
  words: string | null;
}

interface PairRow {
  id: string;
  incidentId: string | null;
  likelyIncidentId: string | null;
}

interface ShownRow {
  id: string;
  at: Date;
  askedByName: string | null;
  firstUnitId: string | null;
  candidates: number;
}

const byId = <Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Every id that a payload holds under a name that ends as asked, such as `unitId` and `unitIds`. */
function idsIn(rows: readonly { payload: Record<string, unknown> }[], ending: RegExp): string[] {
  const found = rows.flatMap(({ payload }) =>
    Object.entries(payload).flatMap(([name, value]) => (ending.test(name) ? [value].flat() : [])),
  );
  return [...new Set(found.filter((one): one is string => typeof one === 'string' && UUID.test(one)))];
}

const subjectsOf = (rows: readonly { subjectType: string; subjectId: string }[], type: string): string[] => [
  ...new Set(
    rows
      .filter(({ subjectType, subjectId }) => subjectType === type && UUID.test(subjectId))
      .map(({ subjectId }) => subjectId),
  ),
];

async function listTimelineRows(db: Queryable, incidentId: string) {
  const { rows } = await db.query<RowOfJournal & object>(listTimelineRowsSql, [incidentId]);
  return rows.map((row) => ({
    ...row,
    at: row.at.toISOString(),
    payload: JSON.parse(row.payload) as Record<string, unknown>,
  }));
}

type Rows = Awaited<ReturnType<typeof listTimelineRows>>;

/** Names of all that the rows speak of, by ids. */
async function listWords(
  db: Queryable,
  rows: Rows,
  pairs: readonly PairRow[],
  shown: readonly ShownRow[],
): Promise<Map<string, string>> {
  const units = [...idsIn(rows, /unitIds?$/i), ...shown.flatMap(({ firstUnitId }) => firstUnitId ?? [])];
  const paired = pairs.flatMap(({ incidentId, likelyIncidentId }) => [
    ...(incidentId ? [incidentId] : []),
    ...(likelyIncidentId ? [likelyIncidentId] : []),
  ]);
  const incidents = [...idsIn(rows, /incidentIds?$/i), ...subjectsOf(rows, 'incident'), ...paired];
  const facilities = idsIn(rows, /facilityId$/i);
  const values = [units, incidents, facilities, subjectsOf(rows, 'remark'), subjectsOf(rows, 'alarm')];
  const found = await db.query<{ id: string; text: string }>(listWordsOfSql, values);
  return new Map(found.rows.map(({ id, text }) => [id, text]));
}

/** All that an incident's timeline is made of. */
async function findTimelineFacts(db: Queryable, incidentId: string) {
  const incident = await findRow<{ number: number }>(db, findNumberSql, [incidentId]);
  if (!incident) return undefined;
  const rows = await listTimelineRows(db, incidentId);
  const many = async <Row extends object>(sql: string, value: unknown): Promise<Row[]> =>
    (await db.query<Row & object>(sql, [value])).rows;
  const duplicateIds = [...idsIn(rows, /^proposalIds$/), ...subjectsOf(rows, 'duplicateProposal')];
  // One after the other: inside a transaction there is one connection, which answers one query at a time.
  const written = await many<Written>(listDetailVersionsSql, incidentId);
  const reasons = await many<{ version: number; reason: string }>(listOverrideReasonsSql, incidentId);
  const calls = await many<CallWordsRow>(listCallWordsSql, subjectsOf(rows, 'call'));
  const assignments = await many<AssignmentWordsRow>(listAssignmentWordsSql, subjectsOf(rows, 'assignment'));
  const shown = await many<ShownRow>(listShownRecommendationsSql, incidentId);
  const pairs = await many<PairRow>(listDuplicatePairsSql, duplicateIds);
  return {
    incidentId,
    number: incident.number,
    rows,
    written,
    triageReasons: new Map(reasons.map(({ version, reason }) => [version, reason])),
    calls: new Map(calls.map((call) => [call.callId, call])),
    assignments: byId(assignments),
    recommendations: shown.map((one) => ({ ...one, at: one.at.toISOString() })),
    duplicates: byId(pairs),
    words: await listWords(db, rows, pairs, shown),
  };
}

export interface ReportPatient {
  readonly number: number;
  readonly name: string;
  readonly ageMonths: number | null;
  readonly sex: string | null;
  readonly condition: string;
  readonly triage: string | null;
}

export interface ReportCall {
  readonly receivedAt: Date;
  readonly takenByName: string | null;
  readonly callerName: string | null;
  readonly callerPhone: string | null;
  readonly words: string | null;
  readonly addressText: string | null;
}

/** What timelines and prints of incidents read. */
export const createTimelineStore = (db: Queryable) => ({
  findTimelineFacts: (incidentId: string) => findTimelineFacts(db, incidentId),
  listReportPatients: async (incidentId: string): Promise<ReportPatient[]> =>
    (await db.query<ReportPatient & object>(listReportPatientsSql, [incidentId])).rows,
  listReportCalls: async (incidentId: string): Promise<ReportCall[]> =>
    (await db.query<ReportCall & object>(listReportCallsSql, [incidentId])).rows,
});
