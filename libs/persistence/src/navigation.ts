import { findRow, type Queryable } from './pool.ts';
import findMapSql from './sql/road-graph/find-map.sql';

/** What a map is called; the folder of its navigation tiles has the same name. */
export const findMapName = async (db: Queryable, mapId: number): Promise<string | undefined> =>
  (await findRow<{ name: string }>(db, findMapSql, [mapId]))?.name;
