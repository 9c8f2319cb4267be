import type { MapPackFile, MapPackKind } from '#contracts';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** A file of a map as the tablet keeps it. */
export interface KeptFile extends MapPackFile {
  readonly mapName: string;
}

/** `current` is whole and in use; `next` is being fetched. */
export interface KeptPack {
  readonly current: KeptFile | null;
  readonly next: KeptFile | null;
}

interface PackSchema extends DBSchema {
  packs: { key: string; value: KeptPack };
  parts: { key: [fileId: string, part: number]; value: Uint8Array<ArrayBuffer> };
}
export type PackDatabase = IDBPDatabase<PackSchema>;

export const PACK_DATABASE = 'akut-maps';
const NOTHING: KeptPack = { current: null, next: null };
const LAST_PART = 1e9;

/** A database of its own: maps may be thrown away at any time, what the crew tapped never. */
export const openPackDatabase = (name = PACK_DATABASE): Promise<PackDatabase> =>
  openDB<PackSchema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('packs');
      database.createObjectStore('parts');
    },
  });

const keyOf = (mapName: string, kind: MapPackKind): string => `${mapName}/${kind}`;
const partsOf = (fileId: string): IDBKeyRange => IDBKeyRange.bound([fileId, 0], [fileId, LAST_PART]);

export const readKeptPack = async (db: PackDatabase, mapName: string, kind: MapPackKind): Promise<KeptPack> =>
  (await db.get('packs', keyOf(mapName, kind))) ?? NOTHING;

/** Notes which file is fetched; what was there of another one goes. */
export async function beginFile(db: PackDatabase, kind: MapPackKind, file: KeptFile): Promise<void> {
  const change = db.transaction(['packs', 'parts'], 'readwrite');
  const packs = change.objectStore('packs');
  const key = keyOf(file.mapName, kind);
  const { current, next } = (await packs.get(key)) ?? NOTHING;
  if (next && next.id !== file.id) await change.objectStore('parts').delete(partsOf(next.id));
  await packs.put({ current, next: file }, key);
  await change.done;
}

/** Parts that are here. */
export async function listKeptParts(db: PackDatabase, fileId: string): Promise<Set<number>> {
  return new Set((await db.getAllKeys('parts', partsOf(fileId))).map(([, part]) => part));
}

/** Takes the file that was fetched into use, and removes the one before it, in one step. */
export async function swapFiles(db: PackDatabase, kind: MapPackKind, file: KeptFile): Promise<void> {
  const change = db.transaction(['packs', 'parts'], 'readwrite');
  const packs = change.objectStore('packs');
  const key = keyOf(file.mapName, kind);
  const { current } = (await packs.get(key)) ?? NOTHING;
  await packs.put({ current: file, next: null }, key);
  if (current && current.id !== file.id) await change.objectStore('parts').delete(partsOf(current.id));
  await change.done;
}

/** Bytes of a kept file. @throws RangeError when a part of them is not here */
export async function readKeptBytes(
  db: Pick<PackDatabase, 'get'>,
  file: KeptFile,
  first: number,
  count: number,
  keep: (
    fileId: string,
    part: number,
    read: () => Promise<Uint8Array<ArrayBuffer> | undefined>,
  ) => Promise<Uint8Array<ArrayBuffer> | undefined>,
): Promise<Uint8Array<ArrayBuffer>> {
  const end = Math.min(file.bytes, first + count);
  const bytes = new Uint8Array(Math.max(0, end - first));
  for (let at = first; at < end;) {
    const part = Math.floor(at / file.partBytes);
    const from = at - part * file.partBytes;
    const kept = await keep(file.id, part, () => db.get('parts', [file.id, part]));
    if (!kept || kept.length <= from) throw new RangeError('a part of the map is not on this tablet');
    const taken = kept.subarray(from, Math.min(kept.length, from + end - at));
    bytes.set(taken, at - first);
    at += taken.length;
  }
  return bytes;
}
