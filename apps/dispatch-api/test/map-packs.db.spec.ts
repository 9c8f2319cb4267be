import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  beginMapPack,
  createPool,
  finishMapPack,
  listMapPacks,
  MAP_PACK_PART_BYTES,
  type Pool,
  putMapPackPart,
} from '#persistence';
import { readRange } from '../src/map-packs/byte-range.ts';
import { DownloadSlots } from '../src/map-packs/download-slots.ts';
import { type ApiClient, type ApiFixture, startApi } from './api-fixture.ts';
import { enrolDemoTablet, type TabletClient } from './tablet-client.ts';

let api: ApiFixture;
let pool: Pool;
let tablet: TabletClient;
let admin: ApiClient;
const PATH = '/tablet/v1/maps/montevideo';
const BYTES = randomBytes(2 * MAP_PACK_PART_BYTES + 1234);

beforeAll(async () => {
  api = await startApi();
  pool = createPool(api.database.appUrl);
  ({ tablet, admin } = await enrolDemoTablet(api, 0));
}, 120_000);

afterAll(async () => {
  await pool.end();
  await api.close();
});

async function read(packId: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${api.url}${PATH}/files/${packId}`, {
    headers: { authorization: `Bearer ${tablet.token!}`, ...headers },
  });
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}

/** Stores bytes as the pack of places. */
async function storePack(): Promise<string> {
  const { id } = (await listMapPacks(pool, 'montevideo')).find(({ kind }) => kind === 'places')!;
  await beginMapPack(pool, id);
  for (let part = 0; part * MAP_PACK_PART_BYTES < BYTES.length; part += 1) {
    const first = part * MAP_PACK_PART_BYTES;
    await putMapPackPart(pool, id, part, BYTES.subarray(first, first + MAP_PACK_PART_BYTES));
  }
  expect(await finishMapPack(pool, id, BYTES.length)).toBe(true);
  return id;
}

describe('packs of a map over HTTP', () => {
  it('are wanted by asking for them, and said to be in the making', async () => {
    const answer = await tablet.get(PATH);
    expect(answer).toMatchObject({ status: 200, body: { mapName: 'montevideo' } });
    const waiting = [
      { kind: 'map', file: null, progress: 0 },
      { kind: 'places', file: null, progress: 0 },
    ];
    expect(answer.body.packs).toEqual(waiting);
    expect((await listMapPacks(pool, 'montevideo')).map(({ kind }) => kind)).toEqual(['map', 'places']);
    expect(await tablet.get('/tablet/v1/maps/atlantis')).toMatchObject({ status: 404 });
  });

  it('are for tablets only', async () => {
    expect((await admin.get(PATH)).status).toBeGreaterThanOrEqual(401);
    expect((await fetch(api.url + PATH)).status).toBe(401);
  });

  it('come whole, in ranges, and not again when they are known', async () => {
    const id = await storePack();
    const { file } = (await tablet.get(PATH)).body.packs[1];
    expect(file).toMatchObject({ id, bytes: BYTES.length, partBytes: MAP_PACK_PART_BYTES });
    expect(file.partSha256s.length).toBe(3);
    const whole = await read(id);
    expect(whole.status).toBe(200);
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    expect(whole.bytes.equals(BYTES)).toBe(true);
    const etag = whole.headers.get('etag')!;
    expect(etag).toBe(`"${file.sha256}"`);
    expect((await read(id, { 'if-none-match': etag })).status).toBe(304);
    const first = MAP_PACK_PART_BYTES - 10;
    const part = await read(id, { range: `bytes=${first}-${first + 99}`, 'if-range': etag });
    expect(part).toMatchObject({ status: 206 });
    expect(part.headers.get('content-range')).toBe(`bytes ${first}-${first + 99}/${BYTES.length}`);
    expect(part.bytes.equals(BYTES.subarray(first, first + 100))).toBe(true);
    const rest = await read(id, { range: `bytes=${BYTES.length - 50}-` });
    expect(rest.bytes.equals(BYTES.subarray(-50))).toBe(true);
    expect((await read(id, { range: `bytes=${BYTES.length}-` })).status).toBe(416);
    expect((await read(id, { range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200);
    expect((await read('0190a0a0-0000-7000-8000-000000000000')).status).toBe(404);
  });

  it('are refused to a device that was taken out of use', async () => {
    await admin.command(`/api/v1/admin/devices/${tablet.deviceId}/revoke`, {});
    await tablet.getToken();
    expect((await tablet.get(PATH)).status).toBeGreaterThanOrEqual(401);
  });
});

describe('a range', () => {
  it.each([
    [undefined, 'whole'],
    ['bytes=0-', { first: 0, end: 100 }],
    ['bytes=10-19', { first: 10, end: 20 }],
    ['bytes= 90 - 500', { first: 90, end: 100 }],
    ['bytes=-5', { first: 95, end: 100 }],
    ['bytes=-500', { first: 0, end: 100 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=20-10', 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=0-1,5-6', 'whole'],
    ['lines=1-2', 'whole'],
  ])('%j of 100 bytes is %j', (header, expected) => {
    expect(readRange(header, 100)).toEqual(expected);
  });
});

describe('slots of downloads', () => {
  it('are few, and free again once each was given back', () => {
    const slots = new DownloadSlots();
    const taken = Array.from({ length: 4 }, () => slots.take()!);
    expect(slots.take()).toBeUndefined();
    taken[0]!();
    taken[0]!();
    expect(slots.take()).toBeDefined();
    expect(slots.take()).toBeUndefined();
  });
});
