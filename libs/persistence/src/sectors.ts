import type { SectorView } from '#contracts';
import { findRow, getRow, type Queryable } from './pool.ts';
import countSectorsSql from './sql/sector/count-sectors.sql';
import endHoldSql from './sql/sector/end-hold.sql';
import findSectorSql from './sql/sector/find-sector.sql';
import insertDefaultSectorsSql from './sql/sector/insert-default-sectors.sql';
import insertHoldSql from './sql/sector/insert-hold.sql';
import insertSectorSql from './sql/sector/insert-sector.sql';
import isNameTakenSql from './sql/sector/is-name-taken.sql';
import isStaffSql from './sql/sector/is-staff.sql';
import listGroupNamesSql from './sql/sector/list-group-names.sql';
import listStaffSql from './sql/sector/list-staff.sql';
import listStationsSql from './sql/sector/list-stations.sql';
import listViewsSql from './sql/sector/list-views.sql';
import lockRegionSql from './sql/sector/lock-region.sql';
import lockSectorSql from './sql/sector/lock-sector.sql';
import removeSectorSql from './sql/sector/remove-sector.sql';
import updateSectorSql from './sql/sector/update-sector.sql';

type LonLat = readonly [number, number];

/** Sectors by id, or those of a region that are in use, by name. */
export async function listSectorViews(
  db: Queryable,
  which: { readonly ids: readonly string[] } | { readonly regionId: string },
): Promise<SectorView[]> {
  const values = 'ids' in which ? [which.ids, null] : [null, which.regionId];
  return (await db.query<SectorView & object>(listViewsSql, values)).rows;
}

/** Who may hold a sector of the region, those signed in first. */
export async function listSectorStaff(
  db: Queryable,
  regionId: string,
): Promise<{ userId: string; displayName: string; isSignedIn: boolean }[]> {
  const { rows } = await db.query<{ userId: string; displayName: string; isSignedIn: boolean }>(
    listStaffSql,
    [regionId],
  );
  return rows;
}

interface SectorRow {
  id: string;
  regionId: string;
  name: string;
  version: number;
  holderId: string | null;
}

const ringOf = (outline: readonly LonLat[]): string => JSON.stringify([[...outline, outline[0]]]);

/** What commands on sectors read and write, inside the transaction of `db`. */
export function createSectorStore(db: Queryable) {
  const isThere = async (sql: string, values: unknown[]): Promise<boolean> =>
    (await findRow(db, sql, values)) !== undefined;
  return {
    lockSectors: async (regionId: string): Promise<void> => void (await db.query(lockRegionSql, [regionId])),
    countSectors: async (regionId: string): Promise<number> =>
      (await getRow<{ count: number }>(db, countSectorsSql, [regionId])).count,
    findSectorForUpdate: async (sectorId: string): Promise<SectorRow | undefined> =>
      (await isThere(lockSectorSql, [sectorId]))
        ? findRow<SectorRow>(db, findSectorSql, [sectorId])
        : undefined,
    isSectorNameTaken: (regionId: string, name: string, besidesId: string | null) =>
      isThere(isNameTakenSql, [regionId, name, besidesId]),
    isSectorStaff: (userId: string, regionId: string) => isThere(isStaffSql, [userId, regionId]),
    insertSector: async (sector: {
      id: string;
      regionId: string;
      name: string;
      outline: readonly LonLat[];
      at: Date;
    }): Promise<void> => {
      const { id, regionId, name, outline, at } = sector;
      await db.query(insertSectorSql, [id, regionId, name, ringOf(outline), at]);
    },
    updateSector: async (
      sectorId: string,
      change: { readonly name: string | null; readonly outline: readonly LonLat[] | null },
    ): Promise<void> => {
      const ring = change.outline && ringOf(change.outline);
      await db.query(updateSectorSql, [sectorId, change.name, ring]);
    },
    removeSector: async (sectorId: string, at: Date): Promise<void> => {
      await db.query(endHoldSql, [sectorId, at]);
      await db.query(removeSectorSql, [sectorId, at]);
    },
    replaceSectorHolder: async (
      sectorId: string,
      hold: { readonly id: string; readonly holderId: string | null; readonly at: Date },
    ): Promise<void> => {
      await db.query(endHoldSql, [sectorId, hold.at]);
      if (hold.holderId !== null) await db.query(insertHoldSql, [hold.id, sectorId, hold.holderId, hold.at]);
    },
    listPlacedStations: async (regionId: string) =>
      (await db.query<{ stationId: string; coordinates: [number, number] }>(listStationsSql, [regionId]))
        .rows,
    listGroupNames: async (regionId: string, groups: readonly (readonly string[])[]): Promise<string[][]> => {
      const values = [regionId, ...flatten(groups)];
      return (await db.query<{ names: string[] }>(listGroupNamesSql, values)).rows.map(({ names }) => names);
    },
    insertDefaultSectors: async (
      regionId: string,
      groups: readonly (readonly string[])[],
      sectors: { readonly ids: readonly string[]; readonly names: readonly string[]; readonly at: Date },
    ): Promise<void> => {
      const { ids, names, at } = sectors;
      await db.query(insertDefaultSectorsSql, [regionId, ...flatten(groups), ids, names, at]);
    },
    listSectorViews: (which: { readonly ids: readonly string[] } | { readonly regionId: string }) =>
      listSectorViews(db, which),
  };
}

/** Stations, and the group of each. */
const flatten = (groups: readonly (readonly string[])[]): [string[], number[]] => [
  groups.flat(),
  groups.flatMap((group, index) => group.map(() => index)),
];
