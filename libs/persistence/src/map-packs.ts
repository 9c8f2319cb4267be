import { createHash } from 'node:crypto';
import { findRow, type Pool, type Queryable } from './pool.ts';
import beginPackSql from './sql/map-pack/begin-pack.sql';
import deleteOlderSql from './sql/map-pack/delete-older.sql';
import failPackSql from './sql/map-pack/fail-pack.sql';
import findFileSql from './sql/map-pack/find-file.sql';
import findWantedSql from './sql/map-pack/find-wanted.sql';
import finishPackSql from './sql/map-pack/finish-pack.sql';
import hasFeaturesSql from './sql/map-pack/has-features.sql';
import listPacksSql from './sql/map-pack/list-packs.sql';
import listPlacesSql from './sql/map-pack/list-places.sql';
import noteProgressSql from './sql/map-pack/note-progress.sql';
import putPartSql from './sql/map-pack/put-part.sql';
import readPartSql from './sql/map-pack/read-part.sql';
import wantPacksSql from './sql/map-pack/want-packs.sql';

/** A tablet on a slow network loses no more than this when it is cut off, and a file of 100 MB has 400 checksums. */
export const MAP_PACK_PART_BYTES = 262_144;

/** What is made of each map; the number is raised when the same rows make another file. */
export const MAP_PACK_FORMATS = { map: 1, places: 1 } as const;
export type MapPackKindRow = keyof typeof MAP_PACK_FORMATS;
const KINDS = Object.keys(MAP_PACK_FORMATS) as MapPackKindRow[];
const FORMATS = Object.values(MAP_PACK_FORMATS);

export interface MapPackRow {
  readonly id: string;
  readonly kind: MapPackKindRow;
  readonly mapVersion: number;
  readonly format: number;
  readonly progress: number;
  readonly madeAt: Date | null;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly partSha256s: string[];
}

export interface WantedMapPack {
  readonly id: string;
  readonly kind: MapPackKindRow;
  readonly mapId: number;
  readonly mapVersion: number;
  readonly mapName: string;
  readonly attribution: string;
  /** West, south, east, north. */
  readonly bounds: [number, number, number, number];
}

export interface PackedPlaceRow {
  readonly id: string;
  readonly kind: 'address' | 'street' | 'place' | 'facility';
  readonly label: string;
  readonly context: string;
  readonly searchText: string;
  readonly weight: number;
  readonly lon: number;
  readonly lat: number;
}

/** Locks of the packs of a map, apart from other advisory locks by this first number. */
const LOCK_CLASS = 0x6d61;

/** Has the worker make what is missing of a map's packs; `newIds` gives an id for each kind. */
export async function wantMapPacks(db: Queryable, mapName: string, newIds: readonly string[]): Promise<void> {
  await db.query(wantPacksSql, [mapName, KINDS, FORMATS, newIds.slice(0, KINDS.length)]);
}

/** All packs of a map, those of the newest import first. */
export async function listMapPacks(db: Queryable, mapName: string): Promise<MapPackRow[]> {
  return (await db.query<MapPackRow & object>(listPacksSql, [mapName])).rows;
}

export const findMapPackFile = (
  db: Queryable,
  mapName: string,
  packId: string,
): Promise<{ id: string; bytes: number; sha256: string } | undefined> =>
  findRow(db, findFileSql, [mapName, packId]);

/** The bytes of a pack from `first` to before `end`, one part at a time. */
export async function* readMapPack(
  db: Queryable,
  packId: string,
  first: number,
  end: number,
): AsyncGenerator<Buffer> {
  for (let at = first; at < end;) {
    const part = Math.floor(at / MAP_PACK_PART_BYTES);
    const from = at - part * MAP_PACK_PART_BYTES;
    const count = Math.min(MAP_PACK_PART_BYTES - from, end - at);
    const row = await findRow<{ bytes: Buffer }>(db, readPartSql, [packId, part, from, count]);
    if (row?.bytes.length !== count) throw new Error('the pack is gone: a newer one took its place');
    yield row.bytes;
    at += count;
  }
}

/** The pack to make next, other than those named. */
export const findWantedMapPack = (
  db: Queryable,
  otherThan: readonly string[],
): Promise<WantedMapPack | undefined> => findRow(db, findWantedSql, [KINDS, FORMATS, otherThan]);

/**
 * Runs `work` while no other process makes packs of this map; false when one does. The lock goes with its connection, so
 * a worker that was killed leaves none behind.
 */
export async function withMapPackLock(
  pool: Pool,
  mapId: number,
  work: () => Promise<void>,
): Promise<boolean> {
  const client = await pool.connect();
  let isBroken = true;
  try {
    const lock = [LOCK_CLASS, mapId];
    const { rows } = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock($1::int, $2::int) as taken',
      lock,
    );
    if (rows[0]?.taken !== true) {
      isBroken = false;
      return false;
    }
    try {
      await work();
    } finally {
      await client.query('select pg_advisory_unlock($1::int, $2::int)', lock);
      isBroken = false;
    }
    return true;
  } finally {
    client.release(isBroken);
  }
}

/** False when the pack is whole by now, or gone. */
export async function beginMapPack(db: Queryable, packId: string): Promise<boolean> {
  return (await db.query(beginPackSql, [packId])).rowCount === 1;
}

export async function noteMapPackProgress(db: Queryable, packId: string, progress: number): Promise<void> {
  await db.query(noteProgressSql, [packId, progress]);
}

export async function failMapPack(db: Queryable, packId: string): Promise<void> {
  await db.query(failPackSql, [packId]);
}

export async function putMapPackPart(
  db: Queryable,
  packId: string,
  part: number,
  bytes: Uint8Array,
): Promise<void> {
  const sha256 = createHash('sha256').update(bytes).digest();
  await db.query(putPartSql, [packId, part, sha256, bytes]);
}

/** Makes the pack the one that is handed out, and removes older ones; false when a newer import came meanwhile. */
export async function finishMapPack(db: Queryable, packId: string, bytes: number): Promise<boolean> {
  const whole = createHash('sha256');
  for await (const part of readMapPack(db, packId, 0, bytes)) whole.update(part);
  const done = await db.query(finishPackSql, [packId, bytes, whole.digest()]);
  if (done.rowCount !== 1) return false;
  await db.query(deleteOlderSql, [packId]);
  return true;
}

/** Whether a tile or any tile in it, down to `maxZoom`, shows anything. */
export async function hasMapFeatures(
  db: Queryable,
  mapId: number,
  [z, x, y]: readonly [number, number, number],
  maxZoom: number,
): Promise<boolean> {
  return (await findRow<{ found: boolean }>(db, hasFeaturesSql, [mapId, z, x, y, maxZoom]))!.found;
}

/** Everything that the search finds on a map, in pages. */
export async function* listMapPlaces(
  db: Queryable,
  mapId: number,
  pageRows = 5000,
): AsyncGenerator<PackedPlaceRow[]> {
  for (let after = ''; ;) {
    const { rows } = await db.query<PackedPlaceRow & object>(listPlacesSql, [mapId, after, pageRows]);
    if (rows.length > 0) yield rows;
    if (rows.length < pageRows) return;
    after = rows.at(-1)!.id;
  }
}
