import {
  type AssignmentView,
  type CallView,
  type IncidentView,
  type RegionView,
  type RemarkView,
  type StationView,
  unitSeenFrom,
  type UnitView,
} from '#contracts';
import { boardStatus } from '#domain';
import { type CallRow, toCallView } from './calls.ts';
import { findRow, type Queryable } from './pool.ts';
import listAssignmentViewsSql from './sql/assignment/list-views.sql';
import listCallsSql from './sql/incident/list-calls.sql';
import listIncidentViewsSql from './sql/incident/list-views.sql';
import listRemarksSql from './sql/incident/list-remarks.sql';
import findRegionSql from './sql/region/find-region.sql';
import listRegionsSql from './sql/region/list-regions.sql';
import listStationsSql from './sql/unit/list-stations.sql';
import listUnitViewsSql from './sql/unit/list-views.sql';

type ByIdsOrRegion<Filter> = { readonly ids: readonly string[] } | Filter;
const idsOf = (which: object): readonly string[] | null =>
  'ids' in which ? (which.ids as readonly string[]) : null;

/** Incidents by id, or those of a region in a state. */
export async function listIncidentViews(
  db: Queryable,
  which: ByIdsOrRegion<{
    readonly regionId: string;
    readonly state: 'open' | 'closed' | 'all';
    readonly limit: number;
  }>,
): Promise<IncidentView[]> {
  const filter = 'ids' in which ? { regionId: null, state: null, limit: which.ids.length } : which;
  const values = [idsOf(which), filter.regionId, filter.state, filter.limit];
  return (await db.query<{ view: IncidentView }>(listIncidentViewsSql, values)).rows.map((row) => row.view);
}

/**
 * Units by id, or all of a region with those of neighbours that work for it. By id they are as their own region sees them, or
 * as the one in `seenFrom` does: what does not concern it is left out.
 */
export async function listUnitViews(
  db: Queryable,
  which: { readonly ids: readonly string[]; readonly seenFrom?: string } | { readonly regionId: string },
): Promise<UnitView[]> {
  const regionId = 'ids' in which ? which.seenFrom : which.regionId;
  const values = [idsOf(which), regionId ?? null];
  const { rows } = await db.query<{ view: Omit<UnitView, 'boardStatus'> }>(listUnitViewsSql, values);
  const views = rows.map(({ view }) => ({
    ...view,
    boardStatus: boardStatus(view.duty.state, view.assignment?.status, {
      isReserved: view.reservedAssignments.length > 0,
    }),
  }));
  return regionId === undefined ? views : views.flatMap((view) => unitSeenFrom(regionId, view) ?? []);
}

/** Assignments by id, or those that have not ended: of a region, of some units whatever the region, or both. */
export async function listAssignmentViews(
  db: Queryable,
  which: ByIdsOrRegion<
    | { readonly regionId: string; readonly unitIds?: readonly string[] }
    | { readonly regionId?: undefined; readonly unitIds: readonly string[] }
  >,
): Promise<{ view: AssignmentView; incidentCoordinates: [number, number] | null }[]> {
  const region = 'ids' in which ? undefined : which;
  const values = [idsOf(which), region?.regionId ?? null, region?.unitIds ?? null];
  return (
    await db.query<{ view: AssignmentView; incidentCoordinates: [number, number] | null }>(
      listAssignmentViewsSql,
      values,
    )
  ).rows;
}

/** Remarks by id, or those of an incident, oldest first. */
export async function listRemarks(
  db: Queryable,
  which: ByIdsOrRegion<{ readonly incidentId: string }>,
): Promise<RemarkView[]> {
  const values = [idsOf(which), 'ids' in which ? null : which.incidentId];
  const { rows } = await db.query<Omit<RemarkView, 'at'> & { at: Date }>(listRemarksSql, values);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Calls of an incident, oldest first, without what callers said. */
export async function listCalls(db: Queryable, incidentId: string): Promise<CallView[]> {
  return (await db.query<CallRow & object>(listCallsSql, [incidentId])).rows.map(toCallView);
}

/** The map that a region lies on. */
export const findRegionMap = (db: Queryable, regionId: string): Promise<{ mapId: number } | undefined> =>
  findRow<{ mapId: number }>(db, findRegionSql, [regionId]);

export async function listRegions(db: Queryable, regionIds: readonly string[]): Promise<RegionView[]> {
  return (await db.query<RegionView & object>(listRegionsSql, [regionIds])).rows;
}

type Placed<View> = Omit<View, 'coordinates'> & { lon: number; lat: number };
const withCoordinates = <View extends { lon: number; lat: number }>({ lon, lat, ...rest }: View) => ({
  ...rest,
  coordinates: [lon, lat] as [number, number],
});

export async function listStations(db: Queryable, regionId: string): Promise<StationView[]> {
  return (await db.query<Placed<StationView>>(listStationsSql, [regionId])).rows.map(withCoordinates);
}
