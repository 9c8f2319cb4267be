import { findRow, type Queryable } from './pool.ts';
import findByNameSql from './sql/map/find-by-name.sql';
import readTileSql from './sql/tile/read-tile.sql';

/**
 * One vector tile (MVT) of a map in Protomaps' layers; empty bytes where the map has nothing. `z` is the tile's own
 * zoom, which protomaps-leaflet shows one step closer.
 */
export async function readTile(
  db: Queryable,
  mapId: number,
  z: number,
  x: number,
  y: number,
): Promise<Buffer> {
  const row = await findRow<{ tile: Buffer }>(db, readTileSql, [mapId, z, x, y]);
  return row!.tile;
}

/** A map by name, or the first one; undefined when there is none. */
export const findMap = (
  db: Queryable,
  name: string | undefined,
): Promise<{ id: number; name: string; version: number } | undefined> =>
  findRow<{ id: number; name: string; version: number }>(db, findByNameSql, [name ?? null]);
