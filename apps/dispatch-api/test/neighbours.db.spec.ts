import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type LiveRow,
  type LiveSnapshot,
  type RunView,
  type UnitView,
  unpackPositionFrame,
} from '#contracts';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { ApiClient, type ApiFixture, type LiveClient, nextEvent, startApi } from './api-fixture.ts';

const SCENE = { lon: -56.18, lat: -34.9 };
const ADDRESS = 'Canary lane 7';

let api: ApiFixture;
let owner: pg.Client;
/** Montevideo asks the east for help; the north is on the same map and has no part in it. */
let west: ApiClient;
let supervisor: ApiClient;
let east: ApiClient;
let north: ApiClient;
/** The east's crew and unit. */
let crew: ApiClient;
let helper: string;
let frameKey: number;

async function waitFor<T>(find: () => T | undefined | Promise<T | undefined>, what: string): Promise<T> {
  const until = Date.now() + 15_000;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`waited 15 s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface Screen {
  readonly socket: LiveClient;
  readonly rows: LiveRow[];
  readonly snapshot: LiveSnapshot;
  frameKeys: readonly number[];
}

async function follow(client: ApiClient, regionId: string): Promise<Screen> {
  const socket = client.live();
  const rows: LiveRow[] = [];
  await nextEvent(socket, 'connect');
  const screen = { socket, rows, snapshot: undefined as unknown as LiveSnapshot, frameKeys: [] as number[] };
  socket.on('journal', (batch) => void rows.push(...batch));
  socket.on('positions', (_regionId, frame) => {
    screen.frameKeys = unpackPositionFrame(frame).units.map((unit) => unit.frameKey);
  });
  const answer = await new Promise<unknown>((resolve) => socket.emit('subscribe', { regionId }, resolve));
  expect(answer).toMatchObject({ ok: true, mode: 'snapshot' });
  screen.snapshot = (answer as { snapshot: LiveSnapshot }).snapshot;
  return screen;
}

/** Signs an account of the demo in after it has moved to another region with one role. */
async function signInMoved(login: { email: string; password: string }, regionId: string, role: string) {
  await owner.query(
    `with gone as (delete from user_role where user_id = (select id from user_account where email = $1))
     insert into user_role (user_id, region_id, role) select id, $2, $3 from user_account where email = $1
     on conflict do nothing`,
    [login.email, regionId, role],
  );
  const client = new ApiClient(api.url);
  const { email, password } = login;
  const answer = await client.post('/api/v1/auth/login', { email, password, client: 'native' });
  client.token = answer.body.accessToken;
  return client;
}

async function addRegion(id: string): Promise<void> {
  await owner.query(
    `insert into region (id, name, map_id, time_zone, currency, languages)
     select $1, initcap($1), map_id, time_zone, currency, languages from region where id = 'montevideo'`,
    [id],
  );
  await owner.query('insert into journal_head (region_id) values ($1)', [id]);
}

async function openIncident(priority = 1): Promise<string> {
  const location = { ...SCENE, addressText: ADDRESS };
  const created = await west.command('/api/v1/incidents', { location, category: 'chestPain', priority });
  expect(created.status).toBe(201);
  return created.body.id;
}

const send = (client: ApiClient, incidentId: string) =>
  client.command(`/api/v1/incidents/${incidentId}/assignments`, { unitId: helper });
const unitsOf = async (client: ApiClient): Promise<UnitView[]> =>
  (await client.get('/api/v1/units')).body.units;
const rowOf = (screen: Screen, kind: string, subjectId: string) =>
  waitFor(() => screen.rows.find((row) => row.kind === kind && row.subjectId === subjectId), `a row ${kind}`);

beforeAll(async () => {
  api = await startApi();
  owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
  for (const regionId of ['east', 'north']) await addRegion(regionId);
  const { logins, crews } = api.demo[0]!;
  const dispatchers = logins.filter(({ role }) => role === 'dispatcher');
  east = await signInMoved(dispatchers[1]!, 'east', 'dispatcher');
  north = await signInMoved(
    logins.find(({ role }) => role === 'analyst')!,
    'north',
    'supervisor',
  );
  west = await api.signIn('dispatcher');
  supervisor = await api.signIn('supervisor');
  helper = crews[0]!.unitId;
  const moved = await owner.query(`update unit set region_id = 'east' where id = $1 returning frame_key`, [
    helper,
  ]);
  frameKey = moved.rows[0].frame_key;
  crew = await signInMoved(crews[0]!, 'east', 'crew');
  await waitFor(async () => {
    const fixes = [{ unitId: helper, at: new Date().toISOString(), lon: -56.17, lat: -34.89 }];
    return (await crew.post('/api/v1/positions', { fixes })).body.accepted === 1 ? true : undefined;
  }, 'the position of the unit');
}, 120_000);

afterAll(async () => {
  await owner.end();
  await api.close();
});

describe('a unit of a neighbouring region', () => {
  it('is refused with what to do until the plan asks for it', async () => {
    const incidentId = await openIncident();
    const refused = await send(west, incidentId);
    expect(refused).toMatchObject({ status: 409, body: { reason: 'neighbourNotAsked' } });
    const { body: current } = await supervisor.get('/api/v1/response-plan');
    const saved = await supervisor.request('PUT', '/api/v1/response-plan', {
      commandId: uuidv7(),
      expectedVersion: current.version,
      note: 'the east helps',
      plan: { ...current.plan, neighbours: [{ regionId: 'east', priorities: [1] }] },
    });
    expect(saved.status).toBe(200);
    expect(await send(west, await openIncident(3))).toMatchObject({ status: 409 });
    const recommended = await west.get(`/api/v1/incidents/${incidentId}/recommendation`);
    const unitIds = recommended.body.candidates.map(({ unitId }: { unitId: string }) => unitId);
    expect(unitIds).toContain(helper);
  });

  it('is followed by both control rooms, and seen by no third one', async () => {
    const [ours, theirs, thirds] = [
      await follow(west, 'montevideo'),
      await follow(east, 'east'),
      await follow(north, 'north'),
    ];
    const incidentId = await openIncident();
    const sent = await send(west, incidentId);
    expect(sent).toMatchObject({ status: 201, body: { unitId: helper, regionId: 'montevideo' } });
    const assignmentId: string = sent.body.id;

    const here = await rowOf(ours, 'unitAssigned', assignmentId);
    expect(here).toMatchObject({ incident: { id: incidentId }, assignment: { id: assignmentId } });
    expect(here.unit).toMatchObject({ id: helper, regionId: 'east', assignment: { elsewhere: null } });
    const there = await rowOf(theirs, 'unitAssigned', assignmentId);
    expect(there).not.toHaveProperty('incident');
    expect(there).not.toHaveProperty('assignment');
    expect(there.unit).toMatchObject({
      id: helper,
      boardStatus: 'notified',
      assignment: {
        id: assignmentId,
        elsewhere: { regionId: 'montevideo', coordinates: [SCENE.lon, SCENE.lat] },
      },
    });

    const idsOf = async (client: ApiClient) => (await unitsOf(client)).map(({ id }) => id);
    expect(await idsOf(west)).toContain(helper);
    expect(await idsOf(east)).toEqual([helper]);
    expect(await idsOf(north)).toEqual([]);
    await waitFor(() => (ours.frameKeys.includes(frameKey) ? true : undefined), 'the unit in our frame');
    await waitFor(() => (theirs.frameKeys.length > 0 ? true : undefined), 'their frame');
    expect(theirs.frameKeys).toEqual([frameKey]);
    const runOf = async (client: ApiClient) =>
      (await client.get('/api/v1/runs')).body.runs.find((run: RunView) => run.assignmentId === assignmentId);
    expect(await waitFor(() => runOf(west), 'the run')).toMatchObject({ unitId: helper, state: 'onTheWay' });
    expect(await runOf(crew)).toMatchObject({ unitId: helper });
    expect(await runOf(north)).toBeUndefined();
    // Until then desks share a snapshot that may be older.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const fresh = await follow(west, 'montevideo');
    expect(fresh.snapshot.units.find(({ id }) => id === helper)).toMatchObject({ regionId: 'east' });

    for (const stranger of [east, north]) {
      expect((await stranger.get(`/api/v1/incidents/${incidentId}`)).status).toBe(404);
      expect((await stranger.get(`/api/v1/assignments/${assignmentId}/reasons`)).status).toBe(404);
    }
    const status = { status: 'enRoute', at: new Date().toISOString() };
    expect((await north.command(`/api/v1/assignments/${assignmentId}/status`, status)).status).toBe(404);
    const reason = { reason: 'Canary Birdsong needs it' };
    expect((await north.command(`/api/v1/assignments/${assignmentId}/cancel`, reason)).status).toBe(404);

    const back = await east.command(`/api/v1/assignments/${assignmentId}/cancel`, reason);
    expect(back).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    const gone = await rowOf(ours, 'assignmentCancelled', assignmentId);
    expect(gone).toMatchObject({ releasedUnitId: helper, incident: { id: incidentId } });
    expect(gone.payload).toMatchObject({ calledBackByRegionId: 'east' });
    expect(gone).not.toHaveProperty('unit');
    expect(await rowOf(theirs, 'assignmentCancelled', assignmentId)).toMatchObject({
      unit: { id: helper, assignment: null },
    });
    await waitFor(
      () => (ours.frameKeys.includes(frameKey) ? undefined : true),
      'the unit to leave our frame',
    );
    expect(await idsOf(west)).not.toContain(helper);
    expect(JSON.stringify(theirs.rows)).not.toContain('Canary');
    expect(thirds.rows).toEqual([]);
    expect(thirds.frameKeys).toEqual([]);
    for (const { socket } of [ours, theirs, thirds, fresh]) socket.disconnect();
  });

  it('is guided by what its crew may see and report, until it is done', async () => {
    const incidentId = await openIncident();
    const { body: sent } = await send(west, incidentId);
    const own = (await crew.get('/api/v1/assignments')).body.assignments;
    expect(own).toMatchObject([{ id: sent.id, incidentCoordinates: [SCENE.lon, SCENE.lat] }]);
    expect((await east.get('/api/v1/assignments')).body.assignments).toEqual([]);
    const seen = await crew.get(`/api/v1/incidents/${incidentId}`);
    expect(seen).toMatchObject({ status: 200, body: { detail: { addressText: ADDRESS } } });
    const advice = await crew.get(`/api/v1/incidents/${incidentId}/destinations?assignmentId=${sent.id}`);
    expect(advice).toMatchObject({ status: 200, body: { from: 'unit' } });
    const remark = await crew.command(`/api/v1/incidents/${incidentId}/remarks`, { text: 'door code 12' });
    expect(remark.status).toBe(201);
    for (const status of ['enRoute', 'onScene', 'leftScene', 'atDestination', 'available']) {
      const body = { status, at: new Date().toISOString() };
      const reported = await crew.command(`/api/v1/assignments/${sent.id}/status`, body);
      expect(reported).toMatchObject({ status: 200, body: { status, result: 'applied' } });
    }
    expect((await crew.get(`/api/v1/incidents/${incidentId}`)).status).toBe(404);
    expect((await crew.get('/api/v1/assignments')).body.assignments).toEqual([]);
  });
});

describe('a region without facilities of its own', () => {
  it('is advised those of its neighbours, whose status it may read and not set', async () => {
    const location = { ...SCENE, addressText: ADDRESS };
    const created = await north.command('/api/v1/incidents', {
      location,
      category: 'chestPain',
      priority: 1,
    });
    expect(created.status).toBe(201);
    const { body } = await north.get(`/api/v1/incidents/${created.body.id}/destinations`);
    expect(body.advised[0]).toMatchObject({ rank: 1, regionName: 'Montevideo' });
    const path = `/api/v1/facilities/${body.advised[0].facilityId}`;
    expect(await north.get(path)).toMatchObject({ status: 200, body: { regionId: 'montevideo' } });
    const listed = (await north.get('/api/v1/facilities')).body.facilities;
    expect(listed).toHaveLength((await west.get('/api/v1/facilities')).body.facilities.length);
    const said = await north.request('PUT', `${path}/status`, { commandId: uuidv7(), loadPercent: 10 });
    expect(said.status).toBe(404);
  });
});

describe('a region', () => {
  it('names its neighbours on the map, exercises apart', async () => {
    const { body } = await west.get('/api/v1/regions');
    const own = body.regions.find(({ id }: { id: string }) => id === 'montevideo');
    expect(own.neighbours).toEqual([
      { id: 'east', name: 'East' },
      { id: 'north', name: 'North' },
    ]);
  });
});
