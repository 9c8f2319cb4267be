import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VectorTile } from '@mapbox/vector-tile';
import { openPlacePack } from '#domain/places/offline/place-pack.ts';
import { searchOffline } from '#domain/places/offline/search-offline.ts';
import {
  createPool,
  findMapPackFile,
  listMapPacks,
  MAP_PACK_PART_BYTES,
  type MapPackRow,
  type Pool,
  readMapPack,
  readTile,
  wantMapPacks,
} from '#persistence';
import { createTestDatabase, type TestDatabase } from '#testing';
import { PbfReader } from 'pbf';
import { pino } from 'pino';
import { PMTiles } from 'pmtiles';
import { v7 as uuidv7 } from 'uuid';
import { MapPackRounds } from '../src/map-packs/map-pack-rounds.ts';

let database: TestDatabase;
let pool: Pool;
let owner: Pool;

const MAP = 'montevideo';
const want = () => wantMapPacks(pool, MAP, [uuidv7(), uuidv7()]);
const list = () => listMapPacks(pool, MAP);
const createRounds = (ofPool = pool) => new MapPackRounds(ofPool, pino({ level: 'silent' }));

async function read(packId: string, first: number, end: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of readMapPack(pool, packId, first, end)) parts.push(part);
  return Buffer.concat(parts);
}

async function waitFor<T>(check: () => Promise<T | undefined>): Promise<T> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const found = await check();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('not in a minute');
}

beforeAll(async () => {
  database = await createTestDatabase('montevideo');
  pool = createPool(database.appUrl);
  owner = createPool(database.ownerUrl);
}, 60_000);

afterAll(async () => {
  await Promise.all([pool.end(), owner.end()]);
  await database.drop();
});

describe('packs of a map', () => {
  it('are made when they are wanted, and not before', async () => {
    await createRounds().makeWanted();
    expect(await list()).toEqual([]);
    await want();
    await want();
    expect((await list()).map(({ kind, madeAt }) => [kind, madeAt])).toEqual([
      ['map', null],
      ['places', null],
    ]);
  });

  it('survive a worker that is stopped in the middle, and are made by one of two workers', async () => {
    const cut = createRounds();
    const cutWork = cut.makeWanted();
    await waitFor(async () => ((await list()).some(({ progress }) => progress > 0) ? true : undefined));
    await cut.onModuleDestroy();
    await cutWork;
    expect((await list()).filter(({ madeAt }) => madeAt === null).length).toBeGreaterThan(0);
    const begun = performance.now();
    await Promise.all([createRounds().makeWanted(), createRounds().makeWanted()]);
    const packs = await list();
    expect(packs.map(({ madeAt }) => madeAt)).not.toContain(null);
    const sizes = packs.map(({ kind, bytes }) => `${kind} ${bytes} bytes`).join(', ');
    console.log(`${MAP}: ${sizes}; ${((performance.now() - begun) / 1000).toFixed(1)} s for what was left`);
  }, 180_000);

  it('have the checksums that they say', async () => {
    for (const { id, bytes, sha256, partSha256s } of await list()) {
      const file = await read(id, 0, bytes!);
      expect(createHash('sha256').update(file).digest('hex')).toBe(sha256);
      expect(partSha256s.length).toBe(Math.ceil(bytes! / MAP_PACK_PART_BYTES));
      const last = file.subarray((partSha256s.length - 1) * MAP_PACK_PART_BYTES);
      expect(createHash('sha256').update(last).digest('hex')).toBe(partSha256s.at(-1));
      expect(await findMapPackFile(pool, MAP, id)).toMatchObject({ id, bytes, sha256 });
      const middle = Math.min(bytes!, MAP_PACK_PART_BYTES + 99);
      expect(await read(id, 1000, middle)).toEqual(file.subarray(1000, middle));
    }
  });

  it('hold the tiles that the desk has', async () => {
    const pack = (await list()).find(({ kind }) => kind === 'map')!;
    const reader = new PMTiles({
      getKey: () => pack.id,
      getBytes: async (offset, length) => {
        const bytes = await read(pack.id, offset, Math.min(pack.bytes!, offset + length));
        return { data: Uint8Array.from(bytes).buffer };
      },
    });
    const { rows } = await pool.query<{ id: number }>('select id from map where name = $1', [MAP]);
    for (const z of [6, 10, 12, 13, 14, 15]) {
      const [x, y] = [Math.floor(0.343944 * 2 ** z), Math.floor(0.603608 * 2 ** z)];
      const packed = await reader.getZxy(z, x, y);
      expect(Buffer.from(packed!.data)).toEqual(await readTile(pool, rows[0]!.id, z, x, y));
      expect(Object.keys(new VectorTile(new PbfReader(packed!.data)).layers)).toContain('roads');
    }
    expect(await reader.getZxy(15, 1, 1)).toBeUndefined();
    expect(await reader.getMetadata()).toMatchObject({ attribution: '© OpenStreetMap contributors' });
  });

  it('hold places that are found', async () => {
    const { id, bytes } = (await list()).find(({ kind }) => kind === 'places')!;
    const pack = openPlacePack(gunzipSync(await read(id, 0, bytes!)));
    const [first] = searchOffline(pack, { text: 'colonia 1065', limit: 3 });
    expect(first).toMatchObject({ kind: 'address', label: 'Colonia 1065' });
  });

  it('are not made again, until a newer import comes; then the old ones go', async () => {
    const before = await list();
    await want();
    await createRounds().makeWanted();
    expect(await list()).toEqual(before);
    await owner.query(`update map set version = version + 1 where name = '${MAP}'`);
    await want();
    const waiting = await list();
    expect(waiting.map(({ madeAt }: MapPackRow) => madeAt !== null)).toEqual([false, false, true, true]);
    await createRounds().makeWanted();
    const after = await list();
    expect(after.map(({ mapVersion, madeAt }) => [mapVersion, madeAt !== null])).toEqual([
      [before[0]!.mapVersion + 1, true],
      [before[0]!.mapVersion + 1, true],
    ]);
    const { rows } = await pool.query('select from map_pack_part where not pack_id = any ($1)', [
      after.map(({ id }) => id),
    ]);
    expect(rows).toEqual([]);
  }, 180_000);

  it('that cannot be made are tried again later, not at once', async () => {
    await owner.query(
      `insert into map (name, version, bounds) values ('nothing', 1, st_makeenvelope(10, 50, 10.01, 50.01, 4326))`,
    );
    await wantMapPacks(pool, 'nothing', [uuidv7(), uuidv7()]);
    await createRounds().makeWanted();
    const packs = await listMapPacks(pool, 'nothing');
    expect(packs.find(({ kind }) => kind === 'places')?.madeAt).not.toBeNull();
    expect(packs.find(({ kind }) => kind === 'map')?.madeAt).toBeNull();
    const { rows } = await pool.query<{ failures: number }>(
      `select failures from map_pack where kind = 'map' and failures > 0`,
    );
    expect(rows).toEqual([{ failures: 1 }]);
  });
});
