import type { HazardView } from '#contracts';
import type { HazardKind, LonLat } from '#domain';
import { boxAround, findRow, type Queryable } from './pool.ts';
import findHazardForUpdateSql from './sql/hazard/find-hazard-for-update.sql';
import findPlaceSql from './sql/hazard/find-place-of-incident.sql';
import insertHazardSql from './sql/hazard/insert-hazard.sql';
import listHazardsNearSql from './sql/hazard/list-hazards-near.sql';
import listHazardsSql from './sql/hazard/list-hazards.sql';
import removeHazardSql from './sql/hazard/remove-hazard.sql';
import updateHazardSql from './sql/hazard/update-hazard.sql';

interface Hazard {
  readonly id: string;
  readonly regionId: string;
  readonly version: number;
  readonly kind: HazardKind;
  readonly text: string;
  readonly addressText: string;
  readonly locationSource: string;
  readonly coordinates: LonLat | null;
  readonly validUntil: Date | null;
  readonly reviewAt: Date;
  readonly removedAt: Date | null;
}
interface Placed {
  readonly lon: number | null;
  readonly lat: number | null;
}

const placeOf = ({ lon, lat }: Placed): [number, number] | null =>
  lon === null || lat === null ? null : [lon, lat];
const lonLatOf = ({ coordinates }: Hazard): unknown[] => [coordinates?.[0] ?? null, coordinates?.[1] ?? null];

/** What commands on warnings read and write, inside the transaction of `db`. */
export function createHazardStore(db: Queryable) {
  return {
    insertHazard: async (hazard: Hazard, addressKey: string, at: Date, by: string): Promise<void> => {
      const { id, regionId, validUntil, reviewAt, kind, text, addressText, locationSource } = hazard;
      const head = [id, regionId, ...lonLatOf(hazard), validUntil, reviewAt, at, by];
      await db.query(insertHazardSql, [...head, kind, text, addressText, addressKey, locationSource]);
    },
    findHazardForUpdate: async (hazardId: string): Promise<Hazard | undefined> => {
      const row = await findRow<Omit<Hazard, 'coordinates'> & Placed & object>(db, findHazardForUpdateSql, [
        hazardId,
      ]);
      if (!row) return undefined;
      const { lon, lat, ...hazard } = row;
      return { ...hazard, coordinates: placeOf({ lon, lat }) };
    },
    updateHazard: async (hazard: Hazard, addressKey: string, at: Date, by: string): Promise<void> => {
      const { id, version, validUntil, reviewAt, kind, text, addressText, locationSource } = hazard;
      const head = [id, version, ...lonLatOf(hazard), validUntil, reviewAt];
      await db.query(updateHazardSql, [...head, kind, text, addressText, addressKey, locationSource, at, by]);
    },
    removeHazard: async (hazardId: string, at: Date, by: string): Promise<void> =>
      void (await db.query(removeHazardSql, [hazardId, at, by])),
  };
}

type HazardRow = Omit<HazardView, 'coordinates' | 'validUntil' | 'reviewAt' | 'writtenAt' | 'removedAt'> &
  Placed & { validUntil: Date | null; reviewAt: Date; writtenAt: Date; removedAt: Date | null };

const toView = <Row extends HazardRow>({ lon, lat, ...row }: Row) => ({
  ...row,
  coordinates: placeOf({ lon, lat }),
  validUntil: row.validUntil?.toISOString() ?? null,
  reviewAt: row.reviewAt.toISOString(),
  writtenAt: row.writtenAt.toISOString(),
  removedAt: row.removedAt?.toISOString() ?? null,
});

/** Warnings of a region, those to be looked at again first. Whoever asks notes who saw them. */
export async function listHazards(
  db: Queryable,
  which: {
    readonly regionId: string;
    readonly onlyCurrent: boolean;
    readonly at: Date;
    readonly limit: number;
  },
): Promise<HazardView[]> {
  const { regionId, onlyCurrent, at, limit } = which;
  const { rows } = await db.query<HazardRow & object>(listHazardsSql, [regionId, onlyCurrent, at, limit]);
  return rows.map(toView);
}

/** Reads the warnings of a place. */
export function createHazardReader(db: Queryable) {
  return {
    listHazardsNear: async (search: {
      readonly regionId: string;
      readonly at: Date;
      readonly coordinates: LonLat | null;
      readonly reachMeters: number;
      readonly addressKey: string;
    }) => {
      const { regionId, at, coordinates, reachMeters, addressKey } = search;
      const box = coordinates ? boxAround(coordinates, reachMeters) : [null, null, null, null];
      const { rows } = await db.query<HazardRow & { isSameAddress: boolean } & object>(listHazardsNearSql, [
        ...[regionId, at],
        ...box,
        addressKey,
      ]);
      return rows.map(toView);
    },
    /** Where an incident is, as typed and as a position. */
    findPlaceOfIncident: async (incidentId: string) => {
      const row = await findRow<Placed & { regionId: string; addressText: string } & object>(
        db,
        findPlaceSql,
        [incidentId],
      );
      if (!row) return undefined;
      const { lon, lat, ...place } = row;
      return { ...place, coordinates: placeOf({ lon, lat }) as LonLat | null };
    },
  };
}
