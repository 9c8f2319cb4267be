import type { Queryable } from './pool.ts';
import listTrailSql from './sql/position/list-trail.sql';
import findRegionOfUnitSql from './sql/unit/find-region-of-unit.sql';

export interface TrailFixRow {
  readonly deviceAt: Date;
  readonly lon: number;
  readonly lat: number;
}

/** The newest fixes of a unit since a moment, at most so many, oldest first. */
export async function listTrail(
  db: Queryable,
  unitId: string,
  since: Date,
  limit: number,
): Promise<TrailFixRow[]> {
  return (await db.query<TrailFixRow & object>(listTrailSql, [unitId, since, limit])).rows;
}

/** The region a unit belongs to; undefined for no such unit. */
export async function findRegionOfUnit(db: Queryable, unitId: string): Promise<string | undefined> {
  return (await db.query<{ regionId: string }>(findRegionOfUnitSql, [unitId])).rows[0]?.regionId;
}
