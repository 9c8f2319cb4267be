import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { crc16Ibm } from '#codecs';
import { createTestDatabase, RegionFixture, type TestDatabase } from '#testing';
import type { PositionBoard } from '#use-cases';
import { TeltonikaServer } from '../../apps/dispatch-api/src/positions/teltonika/teltonika-server.ts';
import { POSITION_BOARD } from '../../apps/dispatch-api/src/tokens.ts';
import { addTracker, eventually, NO_REDIS, postJson, startApi } from './api-fixture.ts';

const IMEI = '356307042441013';
let database: TestDatabase;
let region: RegionFixture;
let api: { app: NestFastifyApplication; url: string };
let unitId: string;
let otherUnitId: string;

const positionOf = (unit: string) => api.app.get<PositionBoard>(POSITION_BOARD).find(unit);
const sockets: Socket[] = [];

beforeAll(async () => {
  database = await createTestDatabase('empty');
  region = await RegionFixture.create(database.ownerUrl, 'south');
  [unitId, otherUnitId] = [await region.addUnit('M01'), await region.addUnit('M02')];
  await addTracker(region, unitId, IMEI, 'unused', 'teltonika');
  await addTracker(region, otherUnitId, '490154203237518', 'a secret');
  api = await startApi(database, NO_REDIS, 0, { AKUT_TELTONIKA_PORT: '0' });
}, 60_000);

afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await api.app.close();
  await region.close();
  await database.drop();
});

interface Dialogue {
  readonly socket: Socket;
  /** The next so many bytes of the server. */
  readonly next: (count: number) => Promise<number[]>;
  readonly closed: Promise<void>;
}

async function open(): Promise<Dialogue> {
  const socket = connect(api.app.get(TeltonikaServer).port!, '127.0.0.1');
  sockets.push(socket);
  let heard = Buffer.alloc(0);
  socket.on('data', (bytes) => (heard = Buffer.concat([heard, bytes])));
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  const next = (count: number): Promise<number[]> =>
    eventually(() => {
      if (heard.length < count) return undefined;
      const bytes = [...heard.subarray(0, count)];
      heard = heard.subarray(count);
      return bytes;
    });
  return { socket, next, closed };
}

const imeiBytes = (imei: string): Buffer => Buffer.concat([Buffer.from([0, imei.length]), Buffer.from(imei)]);

/** A frame of codec 8 with a record for each place, a second apart, the last one now. */
function frameOf(places: readonly (readonly [number, number])[], now = Date.now()): Buffer {
  const records = places.map(([lon, lat], index) => {
    const record = Buffer.alloc(30);
    record.writeBigUInt64BE(BigInt(now - (places.length - 1 - index) * 1000));
    record.writeInt32BE(Math.round(lon * 1e7), 9);
    record.writeInt32BE(Math.round(lat * 1e7), 13);
    record.writeUInt16BE(90, 19);
    record[21] = 9;
    record.writeUInt16BE(47, 22);
    return record;
  });
  const data = Buffer.concat([Buffer.from([8, places.length]), ...records, Buffer.from([places.length])]);
  const frame = Buffer.alloc(12 + data.length);
  frame.writeUInt32BE(data.length, 4);
  data.copy(frame, 8);
  frame.writeUInt32BE(crc16Ibm(data), 8 + data.length);
  return frame;
}

describe("the port of Teltonika's trackers", () => {
  it('takes the records of a registered tracker and confirms how many they were', async () => {
    const { socket, next } = await open();
    socket.write(imeiBytes(IMEI));
    expect(await next(1)).toEqual([1]);
    socket.write(frameOf([[-56.19, -34.91], [-56.18, -34.9]])); // prettier-ignore
    expect(await next(4)).toEqual([0, 0, 0, 2]);
    const position = await eventually(() => positionOf(unitId));
    expect(position).toMatchObject({ coordinates: [-56.18, -34.9], speedKmh: 47, headingDegrees: 90 });
    const stored = await eventually(async () => {
      const sql = 'select count(*)::int as count from position_fix where unit_id = $1';
      const { count } = (await region.query<{ count: number }>(sql, [unitId])).rows[0]!;
      return count === 2 ? count : undefined;
    });
    expect(stored).toBe(2);
  });

  it('understands a frame in pieces, and two at once', async () => {
    const { socket, next } = await open();
    for (const byte of imeiBytes(IMEI)) socket.write(Buffer.from([byte]));
    expect(await next(1)).toEqual([1]);
    const frame = frameOf([[-56.17, -34.9]]);
    socket.write(frame.subarray(0, 20));
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.write(Buffer.concat([frame.subarray(20), frameOf([[-56.16, -34.9]], Date.now() + 1000)]));
    expect(await next(8)).toEqual([0, 0, 0, 1, 0, 0, 0, 1]);
  });

  it.each([
    ['an IMEI that nobody registered', '111111111111111'],
    ['the id of a tracker of another protocol', '490154203237518'],
  ])('refuses %s', async (_what, imei) => {
    const { socket, next, closed } = await open();
    socket.write(imeiBytes(imei));
    expect(await next(1)).toEqual([0]);
    await closed;
  });

  it('lets a tracker that came again take the place of its dead connection', async () => {
    const first = await open();
    first.socket.write(imeiBytes(IMEI));
    await first.next(1);
    const second = await open();
    second.socket.write(imeiBytes(IMEI));
    await second.next(1);
    await first.closed;
    second.socket.write(frameOf([[-56.15, -34.9]], Date.now() + 2000));
    expect(await second.next(4)).toEqual([0, 0, 0, 1]);
  });

  it.each([
    ['a web browser', Buffer.from('GET / HTTP/1.1\r\nHost: akut\r\n\r\n')],
    ['10 MB of noise', Buffer.alloc(10_000_000, 0xa5)],
    ['10 MB of zeros', Buffer.alloc(10_000_000)],
    ['an IMEI and 10 MB of zeros', Buffer.concat([imeiBytes(IMEI), Buffer.alloc(10_000_000)])],
    [
      'an IMEI and a frame without an end',
      Buffer.concat([imeiBytes(IMEI), Buffer.from('00000000ffffffff08', 'hex')]),
    ],
    ['an IMEI and a frame with a wrong CRC', Buffer.concat([imeiBytes(IMEI), frameOf([[1, 1]]).fill(7, 20)])],
  ])('ends the connection of %s, and lives on', async (_what, bytes) => {
    const { socket, closed } = await open();
    socket.write(bytes);
    await closed;
    const after = await open();
    after.socket.write(imeiBytes(IMEI));
    expect(await after.next(1)).toEqual([1]);
  });

  it('stays open for others while a hundred connections say nothing', async () => {
    await Promise.all(Array.from({ length: 100 }, open));
    const { socket, next } = await open();
    socket.write(imeiBytes(IMEI));
    expect(await next(1)).toEqual([1]);
  });

  it('cuts off a tracker that was taken out of use', async () => {
    const { socket, next, closed } = await open();
    socket.write(imeiBytes(IMEI));
    await next(1);
    await region.query('update device set revoked_at = now() where external_id = $1', [IMEI]);
    await eventually(async () => {
      socket.write(frameOf([[-56.14, -34.9]], Date.now() + 3000));
      return socket.destroyed ? true : undefined;
    });
    await closed;
  });
});

describe('POST /avl/traccar', () => {
  const forwarded = (change: object = {}) => ({
    position: {
      latitude: -34.88,
      longitude: -56.2,
      speed: 10,
      course: 180,
      accuracy: 5,
      valid: true,
      outdated: false,
      fixTime: new Date().toISOString().replace('Z', '+00:00'),
      attributes: {},
      ...change,
    },
    device: { uniqueId: '490154203237518', name: 'Ambulance 2', attributes: { akutKey: 'a secret' } },
  });

  it('moves the unit that has the tracker', async () => {
    const answer = await postJson(`${api.url}/avl/traccar`, forwarded());
    expect(answer).toEqual({ status: 200, body: { accepted: 1, rejected: [] } });
    expect(positionOf(otherUnitId)).toMatchObject({ coordinates: [-56.2, -34.88], headingDegrees: 180 });
  });

  it('knows a tracker by its secret only, wherever Traccar puts it', async () => {
    const body = forwarded({ fixTime: new Date(Date.now() - 5000).toISOString() });
    const bare = { ...body, device: { ...body.device, attributes: {} } };
    const url = `${api.url}/avl/traccar`;
    expect((await postJson(url, bare)).body).toMatchObject({ status: 401, reason: 'deviceNotKnown' });
    expect((await postJson(`${url}?key=wrong`, bare)).status).toBe(401);
    expect((await postJson(`${url}?key=a+secret`, bare)).status).toBe(200);
    const basic = Buffer.from('traccar:a secret').toString('base64');
    const withHeader = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Basic ${basic}` },
      body: JSON.stringify(bare),
    });
    expect(withHeader.status).toBe(200);
  });

  it('says what is wrong with a report', async () => {
    const answer = await postJson(`${api.url}/avl/traccar`, forwarded({ latitude: 'north' }));
    expect(answer).toMatchObject({ status: 400, body: { reason: 'invalidInput' } });
  });
});
