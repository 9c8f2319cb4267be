import type { AlarmView, ClosureView, IncidentView, PositionView, TrackEvent, UnitView } from '#contracts';
import {
  type DutyState,
  HISTORY_ROW_KINDS,
  HISTORY_STATE_VERSION,
  type HistoryRow,
  type KeptHistoryState,
  type LonLat,
} from '#domain';
import { listAlarmViews } from './alarms.ts';
import { findRow, getRow, type Queryable } from './pool.ts';
import deleteOutdatedStatesSql from './sql/history/delete-outdated-states.sql';
import findMomentSql from './sql/history/find-moment.sql';
import findStateSql from './sql/history/find-state.sql';
import insertStateSql from './sql/history/insert-state.sql';
import listClosuresSql from './sql/history/list-closures.sql';
import listDetailsSql from './sql/history/list-details.sql';
import listEventsSql from './sql/history/list-events.sql';
import listKeptSeqsSql from './sql/history/list-kept-seqs.sql';
import listNamedSql from './sql/history/list-named.sql';
import listRowsSql from './sql/history/list-rows.sql';
import listTrackSql from './sql/history/list-track.sql';
import listUnitsSql from './sql/history/list-units.sql';
import { findRegionMap } from './views.ts';

const instantOf = (at: Date | null): string | null => at?.toISOString() ?? null;

interface UnitRow extends Pick<
  UnitView,
  'id' | 'regionId' | 'callSign' | 'frameKey' | 'capabilities' | 'station' | 'sectorId' | 'vehicle'
> {
  dutyState: DutyState;
  dutyReason: string | null;
  dutyExpectedEndAt: Date | null;
  dutySinceAt: Date;
  lon: number | null;
  lat: number;
  deviceAt: Date;
  receivedAt: Date;
  speedKmh: number | null;
  headingDegrees: number | null;
}

function toPastUnit(row: UnitRow) {
  const { lon, lat, deviceAt, receivedAt, speedKmh, headingDegrees, ...rest } = row;
  const position: PositionView | null =
    lon === null
      ? null
      : {
          coordinates: [lon, lat],
          deviceAt: deviceAt.toISOString(),
          receivedAt: receivedAt.toISOString(),
          speedKmh,
          headingDegrees,
        };
  return {
    ...rest,
    dutyExpectedEndAt: instantOf(row.dutyExpectedEndAt),
    dutySinceAt: row.dutySinceAt.toISOString(),
    position,
  };
}

type ClosureRow = Omit<ClosureView, 'startsAt' | 'endsAt' | 'liftedAt' | 'createdAt' | 'state'> & {
  payload: string;
  startsAt: Date;
  endsAt: Date | null;
  createdAt: Date;
};

/** What was said last before the instant stands in the journal; a closure from before that was kept there is as entered. */
function toClosure({ payload, ...row }: ClosureRow, at: Date): ClosureView[] {
  const said = JSON.parse(payload) as Partial<
    Pick<ClosureView, 'endsAt' | 'timeFactor' | 'emergencyMayPass'>
  >;
  const endsAt = said.endsAt === undefined ? instantOf(row.endsAt) : said.endsAt;
  if (endsAt !== null && Date.parse(endsAt) <= at.getTime()) return [];
  return [
    {
      ...row,
      timeFactor: said.timeFactor === undefined ? row.timeFactor : said.timeFactor,
      emergencyMayPass: said.emergencyMayPass ?? row.emergencyMayPass,
      startsAt: row.startsAt.toISOString(),
      endsAt,
      liftedAt: null,
      createdAt: row.createdAt.toISOString(),
      state: row.startsAt > at ? 'planned' : 'inForce',
    },
  ];
}

/** States of the past, kept and made of rows. */
function keptStates(db: Queryable) {
  return {
    findMoment: async (regionId: string, at: Date) => {
      const row = await getRow<{ seq: number; firstAt: Date | null }>(db, findMomentSql, [regionId, at]);
      return { seq: row.seq, firstAt: instantOf(row.firstAt) };
    },
    findKeptState: async (regionId: string, seq: number): Promise<KeptHistoryState | undefined> =>
      (await findRow<{ state: KeptHistoryState }>(db, findStateSql, [regionId, seq, HISTORY_STATE_VERSION]))
        ?.state,
    listHistoryRows: async (regionId: string, afterSeq: number, untilSeq: number): Promise<HistoryRow[]> => {
      const values = [regionId, afterSeq, untilSeq, HISTORY_ROW_KINDS];
      const { rows } = await db.query<{
        seq: number;
        at: Date;
        kind: string;
        subjectId: string;
        payload: string;
      }>(listRowsSql, values);
      return rows.map((row) => ({
        ...row,
        at: row.at.toISOString(),
        payload: JSON.parse(row.payload) as HistoryRow['payload'],
      }));
    },
    keepState: async (regionId: string, state: KeptHistoryState): Promise<void> =>
      void (await db.query(insertStateSql, [regionId, state.seq, state.version, JSON.stringify(state)])),
    forgetOutdatedStates: async (): Promise<void> =>
      void (await db.query(deleteOutdatedStatesSql, [HISTORY_STATE_VERSION])),
    listKept: async () =>
      (
        await db.query<{ regionId: string; seq: number; keptSeq: number }>(listKeptSeqsSql, [
          HISTORY_STATE_VERSION,
        ])
      ).rows,
  };
}

/** What the folded states name. */
function pastViews(db: Queryable) {
  return {
    findRegionMap: (regionId: string) => findRegionMap(db, regionId),
    listPastUnits: async (
      regionId: string,
      at: Date,
      dutySince: ReadonlyMap<string, string>,
      helpers: readonly string[],
    ) => {
      const values = [regionId, at, [...dutySince.keys()], [...dutySince.values()], helpers];
      return (await db.query<UnitRow & object>(listUnitsSql, values)).rows.map(toPastUnit);
    },
    listPastDetails: async (
      regionId: string,
      at: Date,
      versions: readonly {
        incidentId: string;
        version: number;
        triageVersion: number;
        coordinates: LonLat | null;
      }[],
    ) => {
      const values = [
        versions.map(({ incidentId }) => incidentId),
        versions.map(({ version }) => version),
        versions.map(({ triageVersion }) => triageVersion),
        versions.map(({ coordinates }) => coordinates?.[0] ?? null),
        versions.map(({ coordinates }) => coordinates?.[1] ?? null),
        at,
        regionId,
      ];
      return (await db.query<DetailRow & object>(listDetailsSql, values)).rows;
    },
    listNames: async (assignmentIds: readonly string[], facilityIds: readonly string[]) => {
      const { rows } = await db.query<NamedRow & object>(listNamedSql, [assignmentIds, facilityIds]);
      return {
        assignments: new Map(
          rows.flatMap((row) => (row.kind === 'assignment' ? [[row.id, toNamed(row)]] : [])),
        ),
        facilities: new Map(rows.flatMap(({ kind, id, name }) => (kind === 'facility' ? [[id, name]] : []))),
      };
    },
    listAlarmsById: async (alarmIds: readonly string[]): Promise<AlarmView[]> =>
      alarmIds.length === 0 ? [] : listAlarmViews(db, { ids: alarmIds }),
    listPastClosures: async (mapId: number, at: Date): Promise<ClosureView[]> =>
      (await db.query<ClosureRow & object>(listClosuresSql, [mapId, at])).rows.flatMap((row) =>
        toClosure(row, at),
      ),
  };
}

interface DetailRow {
  incidentId: string;
  detail: { addressText: string; notes: string; locationSource: string };
  triage: IncidentView['triage'];
  patientCount: number;
  sectorId: string | null;
}

interface NamedRow {
  id: string;
  kind: 'assignment' | 'facility';
  incidentId: string;
  incidentNumber: number;
  incidentPriority: number;
  unitId: string;
  name: string;
  regionId: string;
  regionName: string;
  lon: number | null;
  lat: number | null;
}

function toNamed({ id: _id, kind: _kind, name, lon, lat, ...row }: NamedRow) {
  const coordinates: LonLat | null = lon === null || lat === null ? null : [lon, lat];
  return { ...row, callSign: name, coordinates };
}

interface FixRow {
  unitId: string;
  frameKey: number;
  seconds: number;
  lon: number;
  lat: number;
  headingDegrees: number | null;
  speedKmh: number | null;
}

/** Positions and events of a stretch of time. */
function tracks(db: Queryable) {
  return {
    listTrack: async (regionId: string, from: Date, to: Date, everySeconds: number) => {
      const { rows } = await db.query<FixRow & object>(listTrackSql, [regionId, from, to, everySeconds]);
      return rows.map(({ lon, lat, ...fix }) => ({ ...fix, place: [lon, lat] as LonLat }));
    },
    listTrackEvents: async (regionId: string, from: Date, to: Date): Promise<TrackEvent[]> => {
      const { rows } = await db.query<Omit<TrackEvent, 'at'> & { at: Date }>(listEventsSql, [
        regionId,
        from,
        to,
      ]);
      return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    },
  };
}

/** What is read to look back. */
export const createHistoryStore = (db: Queryable) => ({
  ...keptStates(db),
  ...pastViews(db),
  ...tracks(db),
});
