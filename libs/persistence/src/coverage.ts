import {
  type ChosenDemand,
  type DemandGrid,
  type DemandSquare,
  type DemandStation,
  DWELLING_ROAD_CLASSES,
  type DutyState,
  type RegionLocale,
  type ResponseStandard,
  type TimeSpan,
  type UnitWork,
} from '#domain';
import { findRow, getRow, inTransaction, type Pool, type Queryable } from './pool.ts';
import countDemandSql from './sql/coverage/count-demand.sql';
import deleteCellsSql from './sql/coverage/delete-cells.sql';
import findDemandSql from './sql/coverage/find-demand.sql';
import insertCellsSql from './sql/coverage/insert-cells.sql';
import listCoveringUnitsSql from './sql/coverage/list-covering-units.sql';
import listRegionsSql from './sql/coverage/list-regions.sql';
import listStationsOfMapSql from './sql/coverage/list-stations-of-map.sql';
import listUnitWorkSql from './sql/coverage/list-unit-work.sql';
import lockDemandSql from './sql/coverage/lock-demand.sql';
import upsertDemandSql from './sql/coverage/upsert-demand.sql';

type Bounds = [west: number, south: number, east: number, north: number];

/** A region with what its coverage goes by. */
export interface CoverageRegionRow extends RegionLocale {
  regionId: string;
  mapId: number;
  mapVersion: number;
  isTraining: boolean;
  /** Figures of the region's own, unchecked. */
  coverageSettings: unknown;
  rankingSettings: unknown;
  /** Null where the region goes by a preset. */
  standards: readonly ResponseStandard[] | null;
  mapBounds: Bounds | null;
  /** Null while there are no cells. */
  demandVersion: number | null;
  madeAt: Date | null;
  demandMapVersion: number | null;
}

/** The cells and the measured busy fraction as stored. */
export interface StoredDemandRow {
  version: number;
  madeAt: Date;
  cellMeters: number;
  basis: 'addresses' | 'roads';
  incidentWeight: number;
  busyFraction: number | null;
  unitHours: number | null;
  assignmentHours: number | null;
  assignments: number | null;
  cells: { center: [number, number]; bounds: Bounds; demand: number }[];
}

interface CoveringUnitRow {
  unitId: string;
  callSign: string;
  dutyState: DutyState;
  isCommitted: boolean;
  isReserved: boolean;
  isVehicleOut: boolean;
  stationCoordinates: [number, number] | null;
}

/** What coverage reads while it is kept up to date. */
export function createCoverageStore(pool: Pool) {
  return {
    listCoverageRegions: async () => (await pool.query<CoverageRegionRow>(listRegionsSql)).rows,
    findDemand: (regionId: string) => findRow<StoredDemandRow & object>(pool, findDemandSql, [regionId]),
    /** All units of the region, or some of them. */
    listCoveringUnits: async (regionId: string, unitIds: readonly string[] | null) =>
      (await pool.query<CoveringUnitRow>(listCoveringUnitsSql, [regionId, unitIds])).rows,
    /**
     * Runs `work` in a transaction in which no other process makes this region's cells; undefined, and nothing done, while
     * one does.
     */
    inDemandTransaction: <T>(regionId: string, work: (store: DemandStore) => Promise<T>) =>
      inTransaction(pool, async (client): Promise<T | undefined> => {
        // Counting a large map's houses takes longer than a question of the desk may.
        await client.query(`set local statement_timeout = '60s'`);
        const { isOurs } = await getRow<{ isOurs: boolean }>(client, lockDemandSql, [regionId]);
        return isOurs ? await work(createDemandStore(client)) : undefined;
      }),
  };
}

export type DemandStore = ReturnType<typeof createDemandStore>;

/** What making the cells reads and writes. */
function createDemandStore(db: Queryable) {
  return {
    countDemandSquares: async (
      { regionId, mapId }: { readonly regionId: string; readonly mapId: number },
      { lonStep, latStep }: DemandGrid,
      incidentsSince: Date,
    ): Promise<DemandSquare[]> => {
      const values = [regionId, mapId, lonStep, latStep, DWELLING_ROAD_CLASSES, incidentsSince];
      const { rows } = await db.query<OrNull<DemandSquare>>(countDemandSql, values);
      return rows.map((row) => ({
        ...row,
        addressMean: row.addressMean ?? undefined,
        roadMean: row.roadMean ?? undefined,
        incidentMean: row.incidentMean ?? undefined,
      }));
    },
    listDemandStations: async (regionId: string): Promise<DemandStation[]> =>
      (await db.query<DemandStation & object>(listStationsOfMapSql, [regionId])).rows,
    listUnitWork: async (regionId: string, { startAt, endAt }: TimeSpan): Promise<UnitWork[]> => {
      const values = [regionId, new Date(startAt), new Date(endAt)];
      type Spans = [startAt: number, endAt: number][];
      const { rows } = await db.query<{ duty: Spans; assignments: Spans }>(listUnitWorkSql, values);
      const toSpans = (spans: Spans): TimeSpan[] =>
        spans.map(([start, end]) => ({ startAt: start, endAt: end }));
      return rows.map(({ duty, assignments }) => ({
        duty: toSpans(duty),
        assignments: toSpans(assignments),
      }));
    },
    saveDemand: async (regionId: string, mapVersion: number, madeAt: Date, chosen: ChosenDemand) => {
      const { demand, busy } = chosen;
      await db.query(upsertDemandSql, [
        regionId,
        madeAt,
        mapVersion,
        demand.cellMeters,
        demand.basis,
        demand.incidentWeight,
        busy?.busyFraction ?? null,
        busy?.unitHours ?? null,
        busy?.assignmentHours ?? null,
        busy?.assignments ?? null,
      ]);
      await db.query(deleteCellsSql, [regionId]);
      const bound = (side: number): number[] => demand.cells.map(({ bounds }) => bounds[side]!);
      await db.query(insertCellsSql, [
        regionId,
        demand.cells.map(({ center }) => center[0]),
        demand.cells.map(({ center }) => center[1]),
        ...[0, 1, 2, 3].map(bound),
        demand.cells.map((cell) => cell.demand),
      ]);
    },
  };
}

type OrNull<T> = { [Key in keyof T]: undefined extends T[Key] ? Exclude<T[Key], undefined> | null : T[Key] };
