import type { ClosureKind, ClosureShape, ClosureView } from '#contracts';
import { findRow, type Queryable } from './pool.ts';
import findClosureForUpdateSql from './sql/closure/find-closure-for-update.sql';
import findLiveRegionOfMapSql from './sql/closure/find-live-region-of-map.sql';
import listRegionsOfMapSql from './sql/closure/list-regions-of-map.sql';
import insertClosureSql from './sql/closure/insert-closure.sql';
import liftClosureSql from './sql/closure/lift-closure.sql';
import listClosureViewsSql from './sql/closure/list-views.sql';
import updateClosureSql from './sql/closure/update-closure.sql';

interface ClosureRecord {
  readonly id: string;
  readonly mapId: number;
  readonly regionId: string;
  readonly kind: ClosureKind;
  readonly timeFactor: number | null;
  readonly emergencyMayPass: boolean;
  readonly reason: string;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly liftedAt: Date | null;
}

interface NewClosure extends Omit<ClosureRecord, 'liftedAt'> {
  readonly shape: ClosureShape;
  readonly edgeKeys: readonly string[];
  readonly coordinates: readonly (readonly (readonly [number, number])[])[];
  readonly roadNames: readonly string[];
  readonly lengthMeters: number;
  readonly createdAt: Date;
  readonly createdBy: string;
}

/** What commands about closures read and write, inside the transaction of `db`. */
export function createClosureStore(db: Queryable) {
  return {
    insertClosure: async (closure: NewClosure): Promise<void> => {
      const { id, mapId, regionId, edgeKeys, kind, timeFactor, emergencyMayPass, reason } = closure;
      const head = [id, mapId, regionId, edgeKeys, kind, timeFactor, emergencyMayPass, reason];
      const times = [closure.startsAt, closure.endsAt];
      const drawn = [JSON.stringify(closure.shape), closure.roadNames, closure.lengthMeters];
      const geometry = JSON.stringify({ type: 'MultiLineString', coordinates: closure.coordinates });
      const made = [closure.createdAt, closure.createdBy, geometry];
      await db.query(insertClosureSql, [...head, ...times, ...drawn, ...made]);
    },
    findClosureForUpdate: (closureId: string) =>
      findRow<ClosureRecord & object>(db, findClosureForUpdateSql, [closureId]),
    updateClosure: async (
      closureId: string,
      changed: Pick<ClosureRecord, 'timeFactor' | 'emergencyMayPass' | 'reason' | 'endsAt'>,
    ): Promise<void> => {
      const { timeFactor, emergencyMayPass, reason, endsAt } = changed;
      await db.query(updateClosureSql, [closureId, timeFactor, emergencyMayPass, reason, endsAt]);
    },
    liftClosure: async (closureId: string, at: Date, by: string): Promise<void> =>
      void (await db.query(liftClosureSql, [closureId, at, by])),
    hasLiveRegion: async (mapId: number): Promise<boolean> =>
      (await findRow(db, findLiveRegionOfMapSql, [mapId])) !== undefined,
    getClosureView: async (closureId: string, at: Date): Promise<ClosureView> => {
      const [view] = await listClosureViews(db, { ids: [closureId] }, at);
      if (!view) throw new Error(`no closure ${closureId}`);
      return view;
    },
  };
}

type ClosureRow = Omit<ClosureView, 'startsAt' | 'endsAt' | 'liftedAt' | 'createdAt' | 'state'> & {
  startsAt: Date;
  endsAt: Date | null;
  liftedAt: Date | null;
  createdAt: Date;
};

function stateOf({ startsAt, endsAt, liftedAt }: ClosureRow, at: Date): ClosureView['state'] {
  if (liftedAt || (endsAt && endsAt <= at)) return 'ended';
  return startsAt > at ? 'planned' : 'inForce';
}

function toView(row: ClosureRow, at: Date): ClosureView {
  return {
    ...row,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt?.toISOString() ?? null,
    liftedAt: row.liftedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    state: stateOf(row, at),
  };
}

/** Regions that share a map. */
export async function listRegionsOfMap(db: Queryable, mapId: number): Promise<string[]> {
  const { rows } = await db.query<{ regionId: string }>(listRegionsOfMapSql, [mapId]);
  return rows.map(({ regionId }) => regionId);
}

/** A bound on memory only: a closure left out would be acted upon and not be seen. */
const ALL_CURRENT = 10_000;

/** Closures by id, or those on a map: in force and planned, or the last ended ones. */
export async function listClosureViews(
  db: Queryable,
  which:
    | { readonly ids: readonly string[] }
    | { readonly mapId: number; readonly state: 'current' | 'ended'; readonly limit?: number },
  at: Date,
): Promise<ClosureView[]> {
  const values =
    'ids' in which
      ? [which.ids, null, null, at, which.ids.length]
      : [null, which.mapId, which.state, at, which.limit ?? ALL_CURRENT];
  const { rows } = await db.query<ClosureRow & object>(listClosureViewsSql, values);
  return rows.map((row) => toView(row, at));
}
