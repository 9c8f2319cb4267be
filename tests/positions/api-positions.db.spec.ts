import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig } from '#config';
import { type FramePosition, LIVE_NAMESPACE, unpackPositionFrame } from '#contracts';
import { createTestDatabase, RegionFixture, type TestDatabase } from '#testing';
import type { PositionBoard } from '#use-cases';
import { io } from 'socket.io-client';
import { POSITION_BOARD } from '../../apps/dispatch-api/src/tokens.ts';
import { addTracker, ask, eventually, NO_REDIS, postJson, signInAs, startApi } from './api-fixture.ts';

const { REDIS_URL } = readConfig('testing');

let database: TestDatabase;
let region: RegionFixture;
let other: RegionFixture;
let api: { app: NestFastifyApplication; url: string };
let unitId: string;
let strangeUnitId: string;
let crewToken: string;
let dispatcherToken: string;

const boardOf = ({ app }: { app: NestFastifyApplication }): PositionBoard =>
  app.get<PositionBoard>(POSITION_BOARD);
const aFix = (unit: string | undefined, secondsAgo: number, change: object = {}) => ({
  unitId: unit,
  at: new Date(Date.now() - secondsAgo * 1000).toISOString(),
  lon: -56.18,
  lat: -34.9,
  ...change,
});
const post = (fixes: unknown[], token = crewToken, url = api.url) =>
  postJson(`${url}/api/v1/positions`, { fixes }, token);
const storedOf = async (unit: string): Promise<number> => {
  const sql = 'select count(*)::int as count from position_fix where unit_id = $1';
  return (await region.query<{ count: number }>(sql, [unit])).rows[0]!.count;
};
const secretsOf = (name: string): string => `key-of-${name}`;
const osmand = (id: string, parameters: Record<string, string>, key = secretsOf(id)) =>
  ask(`${api.url}/avl/osmand?${new URLSearchParams({ id, key, ...parameters }).toString()}`);

beforeAll(async () => {
  database = await createTestDatabase('empty');
  region = await RegionFixture.create(database.ownerUrl, 'south');
  other = await RegionFixture.create(database.ownerUrl, 'north');
  unitId = await region.addUnit('M01');
  strangeUnitId = await other.addUnit('N01');
  api = await startApi(database, NO_REDIS);
  crewToken = (await signInAs(region, api.url, 'crew', unitId)).token;
  dispatcherToken = (await signInAs(region, api.url, 'dispatcher')).token;
}, 30_000);

afterAll(async () => {
  await api.app.close();
  await region.close();
  await other.close();
  await database.drop();
});

describe('POST /api/v1/positions', () => {
  it('takes the good fixes of a batch and says why not the others', async () => {
    const unknown = '0190a5b2-0000-7000-8000-00000000dead';
    const answer = await post([
      aFix(unitId, 10),
      aFix(strangeUnitId, 10),
      aFix(unknown, 10),
      aFix(unitId, 9, { lat: 91 }),
      'nonsense',
      aFix(unitId, 30 * 86_400),
      aFix(unitId, 8),
    ]);
    expect(answer).toEqual({
      status: 202,
      body: {
        accepted: 2,
        rejected: [
          { index: 1, reason: 'notYourUnit' },
          { index: 2, reason: 'unitNotFound' },
          { index: 3, reason: 'invalidInput' },
          { index: 4, reason: 'invalidInput' },
          { index: 5, reason: 'tooOld' },
        ],
      },
    });
    await eventually(async () => (await storedOf(unitId)) === 2 || undefined);
  });

  it('refuses a batch without a single readable fix and names the fields', async () => {
    const { status, body } = await post([
      aFix(unitId, 1, { lat: 'x' }),
      { unitId, at: 'soon', lon: 1, lat: 1 },
    ]);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      reason: 'invalidInput',
      errors: [{ path: 'fixes.0.lat' }, { path: 'fixes.1.at' }],
    });
    expect((await post([])).status).toBe(400);
    expect((await postJson(`${api.url}/api/v1/positions`, { fixes: [aFix(unitId, 1)] })).status).toBe(401);
  });

  it('lets the control room report for any unit of its own regions', async () => {
    const second = await region.addUnit('M02');
    const answer = await post([aFix(second, 5), aFix(strangeUnitId, 5)], dispatcherToken);
    expect(answer.body).toEqual({ accepted: 1, rejected: [{ index: 1, reason: 'notYourUnit' }] });
    expect(boardOf(api).find(second)?.coordinates).toEqual([-56.18, -34.9]);
  });

  it('keeps a backlog sent twice once, in the order of device time', async () => {
    const unit = await region.addUnit('M03');
    const { token } = await signInAs(region, api.url, 'crew', unit);
    const backlog = Array.from({ length: 600 }, (_, second) =>
      aFix(unit, 600 - second, { lon: -56 - second / 10_000 }),
    );
    const shuffled = [...backlog].sort(() => Math.random() - 0.5);
    expect((await post(shuffled, token)).body).toEqual({ accepted: 600, rejected: [] });
    expect((await post(backlog, token)).body).toEqual({ accepted: 600, rejected: [] });
    expect(boardOf(api).find(unit)?.coordinates[0]).toBeCloseTo(-56.0599, 6);
    await eventually(async () => (await storedOf(unit)) >= 600 || undefined);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await storedOf(unit)).toBe(600);
    const { rows } = await region.query<{ lon: number }>('select lon from unit_position where unit_id = $1', [
      unit,
    ]);
    expect(rows[0]!.lon).toBeCloseTo(-56.0599, 6);
  });

  it('cuts 100 fixes a second to two and counts the rest', async () => {
    const unit = await region.addUnit('M04');
    const base = Math.floor(Date.now() / 1000) * 1000 - 60_000;
    const fixes = Array.from({ length: 300 }, (_, index) =>
      aFix(unit, 0, { at: new Date(base + index * 10).toISOString() }),
    );
    const { body } = await post(fixes, dispatcherToken);
    expect(body).toMatchObject({ accepted: 6 });
    const metrics = await (await fetch(`${api.url}/metrics`)).text();
    expect(metrics).toMatch(/akut_positions_rejected_total\{reason="tooOften"\} 294/);
  });
});

describe('/avl/osmand', () => {
  it('moves the unit of the tracker by its own secret only', async () => {
    const unit = await region.addUnit('M10');
    const { deviceId } = await addTracker(region, unit, 'tracker-10', secretsOf('tracker-10'));
    const place = {
      lat: '-34.85',
      lon: '-56.15',
      timestamp: String(Math.floor(Date.now() / 1000) - 2),
      speed: '20',
    };
    expect(await osmand('tracker-10', place)).toEqual({ status: 200, body: { accepted: 1, rejected: [] } });
    expect(boardOf(api).find(unit)).toMatchObject({ coordinates: [-56.15, -34.85], speedKmh: 37.04 });
    const { rows } = await eventually(async () => {
      const found = await region.query('select device_id from position_fix where unit_id = $1', [unit]);
      return found.rows.length > 0 ? found : undefined;
    });
    expect(rows).toEqual([{ device_id: deviceId }]);
    const wrong = await osmand('tracker-10', place, 'guess');
    expect(wrong).toMatchObject({ status: 401, body: { reason: 'deviceNotKnown' } });
    expect(await osmand('tracker-99', place)).toMatchObject({
      status: 401,
      body: { reason: 'deviceNotKnown' },
    });
    expect(await osmand('tracker-10', { ...place, lat: '-95' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'lat' }] },
    });
  });

  it('takes form fields with basic authentication and the JSON of newer clients', async () => {
    const unit = await region.addUnit('M11');
    await addTracker(region, unit, 'tracker-11', secretsOf('tracker-11'));
    const basic = Buffer.from(`tracker-11:${secretsOf('tracker-11')}`).toString('base64');
    const form = await ask(`${api.url}/avl/osmand`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({
        id: 'tracker-11',
        lat: '-34.8',
        lon: '-56.1',
        timestamp: String(Date.now() - 5000),
      }),
    });
    expect(form).toEqual({ status: 200, body: { accepted: 1, rejected: [] } });
    const json = await postJson(`${api.url}/avl/osmand?key=${secretsOf('tracker-11')}`, {
      device_id: 'tracker-11',
      location: {
        timestamp: new Date().toISOString(),
        coords: { latitude: -34.7, longitude: -56.2, speed: 10 },
      },
    });
    expect(json.body).toEqual({ accepted: 1, rejected: [] });
    expect(boardOf(api).find(unit)).toMatchObject({ coordinates: [-56.2, -34.7], speedKmh: 36 });
  });

  it('says so when the vehicle belongs to no unit now', async () => {
    await addTracker(region, undefined, 'tracker-12', secretsOf('tracker-12'));
    const answer = await osmand('tracker-12', { lat: '-34.8', lon: '-56.1' });
    expect(answer.body).toEqual({ accepted: 0, rejected: [{ index: 0, reason: 'vehicleWithoutUnit' }] });
  });
});

describe('several api processes', () => {
  it.each([
    ['without Redis', NO_REDIS],
    ['with Redis', REDIS_URL],
  ])(
    'have the same board %s',
    async (_name, redisUrl) => {
      if (redisUrl === undefined) throw new Error('REDIS_URL is missing: `npm test` provides it');
      const first = await startApi(database, redisUrl);
      const second = await startApi(database, redisUrl);
      try {
        const unit = await region.addUnit(redisUrl === NO_REDIS ? 'P01' : 'R01');
        await post([aFix(unit, 3, { lon: -56.31 })], dispatcherToken, first.url);
        expect(boardOf(first).find(unit)?.coordinates[0]).toBe(-56.31);
        await eventually(() => boardOf(second).find(unit), 4);
        await post([aFix(unit, 0, { lon: -56.32 })], dispatcherToken, second.url);
        await eventually(() => boardOf(first).find(unit)?.coordinates[0] === -56.32 || undefined, 4);
      } finally {
        await first.app.close();
        await second.app.close();
      }
    },
    30_000,
  );

  it('know the last positions after a start', async () => {
    await post([aFix(unitId, 0, { lon: -56.4 })]);
    await eventually(async () => {
      const { rows } = await region.query('select 1 from unit_position where unit_id = $1 and lon = -56.4', [
        unitId,
      ]);
      return rows.length > 0 || undefined;
    });
    const restarted = await startApi(database, NO_REDIS);
    expect(boardOf(restarted).find(unitId)?.coordinates[0]).toBe(-56.4);
    await restarted.app.close();
  });
});

describe('with the database away', () => {
  it('fixes are taken, move the marker, and are stored when it is back', async () => {
    const unit = await region.addUnit('D01');
    await post([aFix(unit, 60)], dispatcherToken);
    const before = await eventually(async () => (await storedOf(unit)) || undefined);
    await region.query(`alter database ${database.name} connection limit 0`);
    const others = `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = 'akut_app'`;
    await region.query(others, [database.name]);
    for (let index = 0; index < 5; index += 1) {
      const lon = -56.6 - index / 100;
      expect((await post([aFix(unit, 10 - index, { lon })], dispatcherToken)).status).toBe(202);
    }
    expect(boardOf(api).find(unit)?.coordinates[0]).toBeCloseTo(-56.64, 6);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(await storedOf(unit)).toBe(before);
    await region.query(`alter database ${database.name} connection limit -1`);
    await eventually(async () => (await storedOf(unit)) === before + 5 || undefined);
    // The rows are there a moment before the writer has counted them.
    const metrics = await eventually(async () => {
      const text = await (await fetch(`${api.url}/metrics`)).text();
      return /akut_positions_waiting 0/.test(text) ? text : undefined;
    });
    expect(metrics).toMatch(/akut_positions_dropped_total 0/);
  });
});

describe('frames', () => {
  it('bring every unit of the region each second, with the age of its fix', async () => {
    await post([aFix(unitId, 0, { lon: -56.5, speedKmh: 50, headingDegrees: 180 })]);
    const socket = io(`${api.url}${LIVE_NAMESPACE}`, {
      transports: ['websocket'],
      auth: { token: dispatcherToken },
    });
    const frames: { units: FramePosition[]; serverMilliseconds: number }[] = [];
    socket.on('positions', (regionId: string, frame: ArrayBuffer) => {
      if (regionId === 'south') frames.push(unpackPositionFrame(frame));
    });
    const answer: unknown = await socket.emitWithAck('subscribe', { regionId: 'south' });
    expect(answer).toMatchObject({ ok: true });
    const { rows } = await region.query<{ id: string; frame_key: number }>(
      `select id, frame_key from unit where region_id = 'south'`,
    );
    const silent = await region.query(
      `select 1 from unit u where region_id = 'south' and not exists (select 1 from unit_position p where p.unit_id = u.id)`,
    );
    // Units of other tests were added while other processes served.
    await eventually(() => frames.at(-1)?.units.length === rows.length || undefined);
    frames.length = 0;
    await eventually(() => frames.length >= 3 || undefined);
    socket.disconnect();
    for (const { units } of frames) {
      expect(units.map(({ frameKey }) => frameKey).sort()).toEqual(rows.map((row) => row.frame_key).sort());
      expect(units.filter(({ ageSeconds }) => ageSeconds === null)).toHaveLength(silent.rows.length);
    }
    const key = rows.find((row) => row.id === unitId)!.frame_key;
    const own = frames.map(({ units }) => units.find(({ frameKey }) => frameKey === key)!);
    expect(own[0]).toMatchObject({
      lon: -56.5,
      lat: -34.9,
      speedKmh: 50,
      headingDegrees: expect.closeTo(180, -1),
    });
    expect(own[2]!.ageSeconds! - own[0]!.ageSeconds!).toBe(2);
    expect(frames[1]!.serverMilliseconds - frames[0]!.serverMilliseconds).toBeGreaterThan(800);
  });
});
