import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AssignmentView, IncidentReceipt } from '#contracts';
import { verifyJournal, createPool } from '#persistence';
import { createTestDatabase, RegionFixture, type TestDatabase } from '#testing';
import { v7 as uuidv7 } from 'uuid';
import { ask, eventually, NO_REDIS, postJson, signInAs, startApi } from './api-fixture.ts';

const SCENE = [-56.18, -34.9] as const;
const HOSPITAL = [-56.16, -34.9] as const;
const DEGREES_PER_SECOND = 0.00015;

let database: TestDatabase;
let region: RegionFixture;
let api: { app: NestFastifyApplication; url: string };
let unitId: string;
let crewToken: string;
let dispatcherToken: string;
let hospital: string;

beforeAll(async () => {
  database = await createTestDatabase('empty');
  region = await RegionFixture.create(database.ownerUrl, 'south');
  unitId = await region.addUnit('M01', { at: [-56.2, -34.9] });
  hospital = await region.addFacility('Maciel', HOSPITAL);
  api = await startApi(database, NO_REDIS);
  crewToken = (await signInAs(region, api.url, 'crew', unitId)).token;
  dispatcherToken = (await signInAs(region, api.url, 'dispatcher')).token;
}, 60_000);

afterAll(async () => {
  await api.app.close();
  await region.close();
  await database.drop();
});

async function restart(): Promise<void> {
  await api.app.close();
  api = await startApi(database, NO_REDIS);
}

async function command<T>(path: string, body: object, token = dispatcherToken): Promise<T> {
  const answer = await postJson(`${api.url}/api/v1/${path}`, { commandId: uuidv7(), ...body }, token);
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return answer.body as T;
}

async function readAssignment(assignmentId: string): Promise<AssignmentView> {
  const init = { headers: { authorization: `Bearer ${dispatcherToken}` } };
  const { body } = await ask(`${api.url}/api/v1/assignments`, init);
  return (body as { assignments: AssignmentView[] }).assignments.find(({ id }) => id === assignmentId)!;
}

const geofenced = (view: AssignmentView): Record<string, number> =>
  Object.fromEntries(
    view.steps.flatMap(({ status, geofencedAt }) => (geofencedAt ? [[status, Date.parse(geofencedAt)]] : [])),
  );

const countRows = async (): Promise<number> => {
  const sql = `select count(*)::int as n from journal where kind = 'stepGeofenced'`;
  return (await region.query<{ n: number }>(sql)).rows[0]!.n;
};

/** Fixes of a drive from one longitude to another and a stand of `standSeconds` after it. */
function* drive(startMilliseconds: number, fromLon: number, toLon: number, standSeconds: number) {
  const seconds = Math.ceil(Math.abs(toLon - fromLon) / DEGREES_PER_SECOND);
  for (let second = 0; second < seconds + standSeconds; second += 1) {
    const share = Math.min(1, second / seconds);
    yield {
      unitId,
      at: new Date(startMilliseconds + second * 1000).toISOString(),
      lon: fromLon + (toLon - fromLon) * share,
      lat: -34.9,
      speedKmh: share < 1 ? 49 : 0,
      accuracyMeters: 6,
    };
  }
}

describe('positions of a unit on an assignment', () => {
  it('time its steps beside the pressed ones, once, over a restart, and change no status', async () => {
    const incident = await command<IncidentReceipt>('incidents', {
      location: { lon: SCENE[0], lat: SCENE[1], addressText: '' },
      category: 'fall',
      priority: 2,
    });
    const { id } = await command<AssignmentView>(`incidents/${incident.id}/assignments`, { unitId });
    const notifiedAt = Date.now() - 1_200_000;
    await region.query(
      `update assignment_step set pressed_at = $2 where assignment_id = $1 and status = 'notified'`,
      [id, new Date(notifiedAt)],
    );
    await restart();
    await command(`assignments/${id}/destination`, { facilityId: hospital });
    const departsAt = notifiedAt + 60_000;
    const toScene = [...drive(departsAt, -56.2, SCENE[0], 120)];
    // In no order, some twice: as the backlog of a tablet and a tracker together.
    const backlog = [...toScene.filter((_, index) => index % 3 === 0), ...[...toScene].reverse()];
    for (let first = 0; first < backlog.length; first += 100) {
      await postJson(
        `${api.url}/api/v1/positions`,
        { fixes: backlog.slice(first, first + 100) },
        dispatcherToken,
      );
    }
    const arrived = await eventually(async () => {
      const view = await readAssignment(id);
      return 'onScene' in geofenced(view) ? view : undefined;
    });
    expect(arrived.status).toBe('notified');
    expect(arrived.steps.find(({ status }) => status === 'onScene')!.pressedAt).toBeNull();
    const times = geofenced(arrived);
    expect(Object.keys(times).sort()).toEqual(['enRoute', 'onScene']);
    expect(Math.abs(times['enRoute']! - departsAt)).toBeLessThan(15_000);
    const driveMilliseconds = (0.02 / DEGREES_PER_SECOND) * 1000;
    expect(Math.abs(times['onScene']! - departsAt - driveMilliseconds)).toBeLessThan(10_000);

    await restart();
    const before = await countRows();
    const fixes = [...drive(departsAt + 400_000, SCENE[0], HOSPITAL[0], 60)];
    await postJson(`${api.url}/api/v1/positions`, { fixes }, crewToken);
    const there = await eventually(async () => {
      const view = await readAssignment(id);
      return 'atDestination' in geofenced(view) ? view : undefined;
    });
    expect(there.status).toBe('notified');
    expect(geofenced(there)).toMatchObject(times);
    expect(geofenced(there)['leftScene']).toBeGreaterThanOrEqual(departsAt + 390_000);
    expect(await countRows()).toBe(before + 2);
    const pool = createPool(database.appUrl, { max: 1 });
    expect(await verifyJournal(pool, 'south')).toMatchObject({ ok: true });
    await pool.end();
  }, 60_000);
});
