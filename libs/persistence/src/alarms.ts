import type { AlarmView, TimerSettingsView } from '#contracts';
import {
  choosePolicyCountry,
  compareAlarms,
  DEFAULT_TIMER_LIMITS,
  PLAN_PRESETS,
  SEVERITY_OF_ALARM,
  STANDARD_PRESETS,
  type AlarmDecision,
  type AlarmKind,
  type AssignmentStatus,
  type IncidentCategory,
  type PatientNeed,
  type Priority,
  type RegionLocale,
  type ResponsePlanContent,
  type ResponseStandard,
  type RunningTimer,
  type ServingUnit,
  type TimerLimits,
} from '#domain';
import { findRow, type Queryable } from './pool.ts';
import acknowledgeAlarmSql from './sql/alarm/acknowledge-alarm.sql';
import bringBackAlarmsSql from './sql/alarm/bring-back-alarms.sql';
import clearAlarmsSql from './sql/alarm/clear-alarms.sql';
import findAlarmForUpdateSql from './sql/alarm/find-alarm-for-update.sql';
import findTimerSettingsSql from './sql/alarm/find-timer-settings.sql';
import insertAlarmsSql from './sql/alarm/insert-alarms.sql';
import insertTimerSettingsSql from './sql/alarm/insert-timer-settings.sql';
import listGivenBackSql from './sql/alarm/list-given-back.sql';
import listRaisedSql from './sql/alarm/list-raised.sql';
import listRegionRulesSql from './sql/alarm/list-region-rules.sql';
import listTimedAssignmentsSql from './sql/alarm/list-timed-assignments.sql';
import listViewsSql from './sql/alarm/list-views.sql';
import listWaitingIncidentsSql from './sql/alarm/list-waiting-incidents.sql';
import lockAssignmentsSql from './sql/alarm/lock-assignments.sql';
import lockIncidentsSql from './sql/alarm/lock-incidents.sql';

interface TimedAssignmentRow {
  assignmentId: string;
  regionId: string;
  incidentId: string;
  unitId: string;
  status: AssignmentStatus;
  notifiedAt: Date | null;
  onSceneAt: Date | null;
  atDestinationAt: Date | null;
}
interface WaitingIncidentRow {
  incidentId: string;
  regionId: string;
  category: IncidentCategory;
  priority: Priority;
  needs: PatientNeed[];
  createdAt: Date;
  lastEndedAssignmentId: string | null;
  waitingSinceAt: Date;
  serving: ServingUnit[];
  lastSentAt: Date | null;
}
interface GivenBackRow {
  assignmentId: string;
  regionId: string;
  incidentId: string;
  unitId: string;
  refusedAt: Date;
}
interface RaisedRow {
  alarmId: string;
  regionId: string;
  kind: AlarmKind;
  subjectId: string;
  occasion: string;
  incidentId: string;
  assignmentId: string | null;
  unitId: string | null;
  isCleared: boolean;
  incidentIsOpen: boolean;
  assignmentIsEnded: boolean;
}
interface RegionRulesRow extends RegionLocale {
  regionId: string;
  limits: TimerLimits | null;
  standards: readonly ResponseStandard[] | null;
  plan: ResponsePlanContent | null;
}
interface Subjects {
  readonly assignmentIds: readonly string[];
  readonly incidentIds: readonly string[];
}

const millisecondsOf = (at: Date | null): number | null => at?.getTime() ?? null;
const instantOf = (at: Date | null): string | null => at?.toISOString() ?? null;

/** What alarms read and write, inside the transaction of `db`. */
export function createAlarmStore(db: Queryable) {
  return {
    ...timers(db),
    ...raisedAlarms(db),
    getTimerSettings: (regionId: string) => getTimerSettings(db, regionId),
    insertTimerSettings: async (settings: {
      regionId: string;
      version: number;
      limits: TimerLimits;
      at: Date;
      by: string;
    }): Promise<boolean> => {
      const { regionId, version, limits, at, by } = settings;
      const values = [regionId, version, JSON.stringify(limits), at, by];
      return (await db.query(insertTimerSettingsSql, values)).rowCount === 1;
    },
  };
}

function timers(db: Queryable) {
  const lock = async (sql: string, ids: readonly string[]): Promise<string[]> =>
    ids.length === 0 ? [] : (await db.query<{ id: string }>(sql, [ids])).rows.map(({ id }) => id);
  return {
    listTimedRegions: (subjects?: Subjects) => listTimedRegions(db, subjects),
    lockTimedSubjects: async ({ assignmentIds, incidentIds }: Subjects): Promise<Subjects> => ({
      // Incidents first, as commands do.
      incidentIds: await lock(lockIncidentsSql, incidentIds),
      assignmentIds: await lock(lockAssignmentsSql, assignmentIds),
    }),
  };
}

async function listTimedRegions(db: Queryable, subjects?: Subjects) {
  const { assignmentIds = null, incidentIds = null } = subjects ?? {};
  const assignments = (await db.query<TimedAssignmentRow>(listTimedAssignmentsSql, [assignmentIds])).rows;
  const incidents = (await db.query<WaitingIncidentRow>(listWaitingIncidentsSql, [incidentIds])).rows;
  const givenBack = (await db.query<GivenBackRow>(listGivenBackSql, [assignmentIds])).rows;
  const subjectIds = subjects ? [...subjects.assignmentIds, ...subjects.incidentIds] : null;
  const alarms = (await db.query<RaisedRow>(listRaisedSql, [subjectIds])).rows;
  const rows = [...assignments, ...incidents, ...givenBack, ...alarms];
  const regionIds = [...new Set(rows.map(({ regionId }) => regionId))];
  const rules =
    regionIds.length === 0 ? [] : (await db.query<RegionRulesRow>(listRegionRulesSql, [regionIds])).rows;
  const inRegion = <Row extends { regionId: string }>(rows: readonly Row[], regionId: string): Row[] =>
    rows.filter((row) => row.regionId === regionId);
  const regions = rules.map(({ regionId, limits, standards, plan, ...locale }) => {
    const ownAlarms = inRegion(alarms, regionId);
    const country = choosePolicyCountry(locale);
    const region = {
      limits: limits ?? DEFAULT_TIMER_LIMITS,
      plan: { regionId, version: 0, ...(plan ?? PLAN_PRESETS[country]) },
      standards: standards ?? STANDARD_PRESETS[country],
      assignments: inRegion(assignments, regionId).map(toTimedAssignment),
      incidents: inRegion(incidents, regionId).map(toWaitingIncident),
      givenBack: inRegion(givenBack, regionId).map((row) => ({ ...row, refusedAt: row.refusedAt.getTime() })),
      alarms: ownAlarms,
      alarmSubjects: new Map(ownAlarms.map(({ alarmId, ...alarm }) => [alarmId, { ...alarm, id: alarmId }])),
    };
    return [regionId, region] as const;
  });
  return new Map(regions);
}

const toTimedAssignment = ({ notifiedAt, onSceneAt, atDestinationAt, ...row }: TimedAssignmentRow) => ({
  ...row,
  notifiedAt: millisecondsOf(notifiedAt),
  onSceneAt: millisecondsOf(onSceneAt),
  atDestinationAt: millisecondsOf(atDestinationAt),
});

const toWaitingIncident = ({ createdAt, waitingSinceAt, lastSentAt, ...row }: WaitingIncidentRow) => ({
  ...row,
  createdAt: createdAt.getTime(),
  waitingSinceAt: waitingSinceAt.getTime(),
  lastSentAt: millisecondsOf(lastSentAt),
});

function raisedAlarms(db: Queryable) {
  const none = Promise.resolve<ReadonlySet<string>>(new Set());
  const change = async (sql: string, values: unknown[]): Promise<ReadonlySet<string>> =>
    new Set((await db.query<{ id: string }>(sql, values)).rows.map(({ id }) => id));
  return {
    insertAlarms: (regionId: string, at: Date, alarms: readonly (RunningTimer & { id: string })[]) => {
      const column = <Key extends keyof (typeof alarms)[number]>(key: Key) => alarms.map((one) => one[key]);
      const keys = [column('id'), column('kind'), column('subjectId'), column('occasion')];
      const about = [column('incidentId'), column('assignmentId'), column('unitId')];
      const since = alarms.map(({ sinceAt }) => new Date(sinceAt));
      return alarms.length === 0
        ? none
        : change(insertAlarmsSql, [regionId, at, ...keys, ...about, since, column('limitSeconds')]);
    },
    clearAlarms: (at: Date, endings: AlarmDecision['clear']) => {
      const ids = endings.map(({ alarmId }) => alarmId);
      if (ids.length === 0) return none;
      return change(clearAlarmsSql, [at, ids, endings.map(({ because }) => because)]);
    },
    bringBackAlarms: (alarmIds: readonly string[]) =>
      alarmIds.length === 0 ? none : change(bringBackAlarmsSql, [alarmIds]),
    findAlarmForUpdate: (alarmId: string) =>
      findRow<{
        id: string;
        regionId: string;
        kind: AlarmKind;
        incidentId: string;
        assignmentId: string | null;
        unitId: string | null;
        acknowledgedAt: Date | null;
        clearedAt: Date | null;
      }>(db, findAlarmForUpdateSql, [alarmId]),
    acknowledgeAlarm: async (alarmId: string, at: Date, by: string): Promise<void> =>
      void (await db.query(acknowledgeAlarmSql, [alarmId, at, by])),
    getAlarmView: async (alarmId: string): Promise<AlarmView> => {
      const [view] = await listAlarmViews(db, { ids: [alarmId] });
      if (!view) throw new Error(`no alarm ${alarmId}`);
      return view;
    },
  };
}

type AlarmRow = Omit<AlarmView, 'severity' | 'sinceAt' | 'raisedAt' | 'acknowledgedAt' | 'clearedAt'> & {
  sinceAt: Date;
  raisedAt: Date;
  acknowledgedAt: Date | null;
  clearedAt: Date | null;
};

/** Alarms by id, or those of a region whose cause goes on; the gravest first. */
export async function listAlarmViews(
  db: Queryable,
  which: { readonly ids: readonly string[] } | { readonly regionId: string },
): Promise<AlarmView[]> {
  const values = 'ids' in which ? [which.ids, null] : [null, which.regionId];
  const { rows } = await db.query<AlarmRow>(listViewsSql, values);
  rows.sort((a, b) =>
    compareAlarms({ ...a, raisedAt: a.raisedAt.getTime() }, { ...b, raisedAt: b.raisedAt.getTime() }),
  );
  return rows.map((row) => ({
    ...row,
    severity: SEVERITY_OF_ALARM[row.kind],
    sinceAt: row.sinceAt.toISOString(),
    raisedAt: row.raisedAt.toISOString(),
    acknowledgedAt: instantOf(row.acknowledgedAt),
    clearedAt: instantOf(row.clearedAt),
  }));
}

/** A region's limits; version 0 are the product's own. */
export async function getTimerSettings(db: Queryable, regionId: string): Promise<TimerSettingsView> {
  const row = await findRow<Omit<TimerSettingsView, 'changedAt'> & { changedAt: Date }>(
    db,
    findTimerSettingsSql,
    [regionId],
  );
  if (row) return { ...row, changedAt: row.changedAt.toISOString() };
  return { regionId, version: 0, limits: DEFAULT_TIMER_LIMITS, changedAt: null, changedByName: null };
}
