import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { UnitTrail } from '#contracts';
import { createTestDatabase, RegionFixture, type TestDatabase } from '#testing';
import { ask, eventually, NO_REDIS, postJson, signInAs, startApi } from './api-fixture.ts';

let database: TestDatabase;
let region: RegionFixture;
let other: RegionFixture;
let api: { app: NestFastifyApplication; url: string };
let unitId: string;
let dispatcher: string;

const trailOf = (unit: string, token: string, query = '') =>
  ask(`${api.url}/api/v1/units/${unit}/trail${query}`, { headers: { authorization: `Bearer ${token}` } });

beforeAll(async () => {
  database = await createTestDatabase('empty');
  region = await RegionFixture.create(database.ownerUrl, 'south');
  other = await RegionFixture.create(database.ownerUrl, 'north');
  unitId = await region.addUnit('M01');
  api = await startApi(database, NO_REDIS);
  dispatcher = (await signInAs(region, api.url, 'dispatcher')).token;
}, 30_000);

afterAll(async () => {
  await api.app.close();
  await region.close();
  await other.close();
  await database.drop();
});

describe("a unit's trail", () => {
  it('is its received fixes of the last minutes in the order they were taken', async () => {
    const now = Date.now();
    const fixes = [700, 300, 20, 60].map((secondsAgo) => ({
      unitId,
      at: new Date(now - secondsAgo * 1000).toISOString(),
      lon: -56 - secondsAgo / 10_000,
      lat: -34.9,
    }));
    await postJson(`${api.url}/api/v1/positions`, { fixes }, dispatcher);
    const stored = await eventually(async () => {
      const { body } = await trailOf(unitId, dispatcher);
      return (body as UnitTrail).fixes.length === 3 ? (body as UnitTrail) : undefined;
    });
    expect(stored).toMatchObject({ unitId, regionId: 'south' });
    expect(stored.fixes.map(({ coordinates }) => coordinates[0])).toEqual([-56.03, -56.006, -56.002]);
    expect(stored.fixes[1]!.at).toBe(new Date(now - 60_000).toISOString());
    const long = (await trailOf(unitId, dispatcher, '?minutes=15')).body as UnitTrail;
    expect(long.fixes).toHaveLength(4);
    expect(((await trailOf(unitId, dispatcher, '?minutes=1')).body as UnitTrail).fixes.length).toBe(1);
  });

  it('is empty for a unit that has not reported, and unknown for none', async () => {
    const silent = await region.addUnit('M02');
    expect((await trailOf(silent, dispatcher)).body).toMatchObject({ fixes: [] });
    const unknown = '0190a5b2-0000-7000-8000-00000000dead';
    expect(await trailOf(unknown, dispatcher)).toMatchObject({ status: 404, body: { reason: 'notFound' } });
    expect((await trailOf(unitId, dispatcher, '?minutes=61')).status).toBe(400);
  });

  it("is shown to the control room of the unit's own region alone", async () => {
    const stranger = (await signInAs(other, api.url, 'dispatcher')).token;
    const crew = (await signInAs(region, api.url, 'crew', unitId)).token;
    const analyst = (await signInAs(region, api.url, 'analyst')).token;
    const statuses = await Promise.all(
      [stranger, crew, analyst].map(async (token) => (await trailOf(unitId, token)).status),
    );
    expect(statuses).toEqual([404, 403, 403]);
  });
});
