import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '#config';
import { closureView, type ClosureView, type LiveRow, runView, type RunsUpdate } from '#contracts';
import pg from 'pg';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { createApp } from '../src/create-app.ts';
import { ApiClient, type ApiFixture, type LiveClient, nextEvent, startApi } from './api-fixture.ts';

type Place = [number, number];
const CENTRE: Place = [-56.1913, -34.9058];
const HOSPITAL: Place = [-56.1526, -34.8915];

let api: ApiFixture;
let desk: ApiClient;
let owner: pg.Client;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function waitFor<T>(look: () => T | undefined | Promise<T | undefined>, what: string): Promise<T> {
  const endsAt = performance.now() + 5000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > endsAt) throw new Error(`no sign of ${what}`);
    await pause(10);
  }
}

beforeAll(async () => {
  api = await startApi();
  desk = await api.signIn('dispatcher');
  owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
  await waitFor(async () => ((await seconds()) > 0 ? true : undefined), 'the roads');
}, 120_000);

afterAll(async () => {
  await owner.end();
  await api.close();
});

afterEach(async () => {
  const { body } = await desk.get('/api/v1/closures');
  for (const { id, regionId } of body.closures as ClosureView[]) {
    if (regionId === 'montevideo') await desk.command(`/api/v1/closures/${id}/lift`, {});
    else await owner.query('update closure set lifted_at = now() where id = $1', [id]);
  }
});

const routeOf = async (
  client = desk,
  profile = 'emergency',
): Promise<{ travelSeconds: number; coordinates: Place[] }> =>
  (await client.post('/api/v1/routes', { from: CENTRE, to: HOSPITAL, profile })).body;
const seconds = async (client = desk, profile = 'emergency'): Promise<number> =>
  (await routeOf(client, profile)).travelSeconds;

/** A street in the middle of the way from the centre to the hospital, as a dispatcher would click it. */
async function streetOnTheWay(): Promise<{ type: 'point'; coordinates: Place }> {
  const { coordinates } = await routeOf();
  return { type: 'point', coordinates: coordinates[Math.floor(coordinates.length / 2)]! };
}

const squareAround = ([lon, lat]: Place, reach: number): Place[] => [
  [lon - reach, lat - reach],
  [lon + reach, lat - reach],
  [lon + reach, lat + reach],
  [lon - reach, lat + reach],
];

const close = async (body: object) => {
  const answer = await desk.command('/api/v1/closures', { shape: await streetOnTheWay(), ...body });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body as ClosureView;
};

const postFix = (unitId: string, [lon, lat]: Place, at = new Date()) =>
  desk.post('/api/v1/positions', { fixes: [{ unitId, at: at.toISOString(), lon, lat }] });

async function follow(client: ApiClient, regionId = 'montevideo') {
  const socket: LiveClient = client.live();
  const rows: LiveRow[] = [];
  const lists: ClosureView[][] = [];
  const runs: RunsUpdate[] = [];
  socket.on('journal', (batch) => void rows.push(...batch));
  socket.on('closures', (_region, closures) => void lists.push([...closures]));
  socket.on('runs', (_region, update) => void runs.push(update));
  await nextEvent(socket, 'connect');
  const answer = await new Promise((resolve) => socket.emit('subscribe', { regionId }, resolve));
  return { socket, rows, lists, runs, answer };
}

async function openIncident([lon, lat]: Place): Promise<string> {
  const location = { lon, lat, addressText: 'here' };
  const body = { location, category: 'chestPain', priority: 1 };
  return (await desk.command('/api/v1/incidents', body)).body.id;
}

describe('a closure', () => {
  it('is previewed as it is saved, acts on the very next answer, and is lifted without a trace', async () => {
    const before = await seconds();
    const shape = await streetOnTheWay();
    const preview = await desk.post('/api/v1/closures/preview', { shape });
    expect(preview).toMatchObject({ status: 200, body: { edgeCount: 1 } });
    expect(await seconds()).toBe(before);
    const closure = await close({ shape, reason: 'Burst main at Mrs Canary’s' });
    expect(closureView.parse(closure)).toEqual(closure);
    expect(closure).toMatchObject({
      ...preview.body,
      state: 'inForce',
      createdByName: 'A. Petrova',
      endsAt: null,
    });
    const closed = await seconds();
    expect(closed).toBeGreaterThan(before);
    const lifted = await desk.command(`/api/v1/closures/${closure.id}/lift`, {});
    expect(lifted.body).toMatchObject({ id: closure.id, state: 'ended' });
    expect(await seconds()).toBe(before);
    expect(await desk.command(`/api/v1/closures/${closure.id}/lift`, {})).toMatchObject({
      status: 409,
      body: { reason: 'closureEnded' },
    });
    const ended = await desk.get('/api/v1/closures?state=ended');
    expect(ended.body.closures[0]).toMatchObject({ id: closure.id, state: 'ended', reason: closure.reason });
    const { rows } = await owner.query(
      `select kind, payload from journal where subject_id = $1 order by seq`,
      [closure.id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['closureCreated', 'closureLifted']);
    expect(JSON.stringify(rows)).not.toContain('Canary');
  });

  it('changes the very next recommendation', async () => {
    const incidentId = await openIncident(HOSPITAL);
    const ask = async () =>
      (await desk.get(`/api/v1/incidents/${incidentId}/recommendation`)).body.candidates;
    const [first] = await ask();
    const { coordinates } = (await desk.get('/api/v1/units')).body.units.find(
      ({ id }: { id: string }) => id === first.unitId,
    ).station;
    const way = await desk.post('/api/v1/routes', { from: coordinates, to: HOSPITAL });
    const middle = way.body.coordinates[Math.floor(way.body.coordinates.length / 2)];
    await close({ shape: { type: 'point', coordinates: middle } });
    const after = (await ask()).find(({ unitId }: { unitId: string }) => unitId === first.unitId);
    expect(after.travelSeconds).toBeGreaterThan(first.travelSeconds);
  });

  it('lets emergency runs pass where it says so, and may be made strict later', async () => {
    const [before, normalBefore] = [await seconds(), await seconds(desk, 'normal')];
    const { coordinates } = await routeOf(desk, 'normal');
    const shape = { type: 'point', coordinates: coordinates[Math.floor(coordinates.length / 2)] };
    const closure = await close({ shape, emergencyMayPass: true });
    expect(await seconds()).toBe(before);
    expect(await seconds(desk, 'normal')).toBeGreaterThan(normalBefore);
    const strict = await close({ emergencyMayPass: true });
    expect(await seconds()).toBe(before);
    const patched = await desk.patch(`/api/v1/closures/${strict.id}`, {
      commandId: uuidv7(),
      emergencyMayPass: false,
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
    expect(patched.body).toMatchObject({
      emergencyMayPass: false,
      state: 'inForce',
      endsAt: expect.any(String),
    });
    expect(await seconds()).toBeGreaterThan(before);
    expect(closure.id).not.toBe(strict.id);
  });

  it('slows a stretch by its factor', async () => {
    const before = await seconds();
    const slow = await close({ kind: 'slow', timeFactor: 50 });
    const slowed = await seconds();
    expect(slowed).toBeGreaterThan(before);
    const body = { commandId: uuidv7(), timeFactor: 1.05 };
    await desk.patch(`/api/v1/closures/${slow.id}`, body);
    const hardly = await seconds();
    expect(hardly).toBeGreaterThan(before);
    expect(hardly).toBeLessThan(slowed);
  });

  it('begins and ends by the clock, to the moment, and screens are told', async () => {
    const { socket, lists } = await follow(desk);
    const before = await seconds();
    const startsAt = Date.now() + 1200;
    const endsAt = startsAt + 900;
    const planned = await close({
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(endsAt).toISOString(),
    });
    expect(planned.state).toBe('planned');
    expect(await seconds()).toBe(before);
    // Lateness that a busy machine is forgiven.
    const slack = 300;
    const seenStates = new Set<string>();
    while (Date.now() < endsAt + 2 * slack) {
      const askedAt = Date.now();
      const state = (await seconds()) > before ? 'closed' : 'open';
      const answeredAt = Date.now();
      if (answeredAt < startsAt) seenStates.add(`before: ${state}`);
      if (askedAt > startsAt + slack && answeredAt < endsAt) seenStates.add(`between: ${state}`);
      if (askedAt > endsAt + slack) seenStates.add(`after: ${state}`);
    }
    expect([...seenStates]).toEqual(['before: open', 'between: closed', 'after: open']);
    const seen = await waitFor(() => {
      const all = lists.map((list) => list.find(({ id }) => id === planned.id)?.state ?? 'gone');
      const first = all.indexOf('planned');
      return first !== -1 && all.at(-1) === 'gone' ? all.slice(first) : undefined;
    }, 'the end on the screens');
    expect(seen.filter((state, i) => state !== seen[i - 1])).toEqual(['planned', 'inForce', 'gone']);
    socket.disconnect();
  });

  it('is a command: repeated it is saved once, and refused clearly', async () => {
    const shape = await streetOnTheWay();
    const body = { commandId: uuidv7(), shape };
    const [first, again] = [
      await desk.post('/api/v1/closures', body),
      await desk.post('/api/v1/closures', body),
    ];
    expect(again.body).toEqual(first.body);
    const refusalOf = async (change: object) => {
      const { status, body: problem } = await desk.command('/api/v1/closures', { shape, ...change });
      return [status, problem.reason];
    };
    const inSea = { type: 'point', coordinates: [-56.32, -34.93] };
    expect(await refusalOf({ shape: inSea })).toEqual([422, 'noRoadNearby']);
    expect(await refusalOf({ shape: { type: 'point', coordinates: [18, 59] } })).toEqual([422, 'offMap']);
    const city = [
      [-56.3, -34.95],
      [-56.0, -34.95],
      [-56.0, -34.75],
      [-56.3, -34.75],
    ];
    expect(await refusalOf({ shape: { type: 'polygon', coordinates: city } })).toEqual([
      422,
      'closureTooLarge',
    ]);
    const past = new Date(Date.now() - 1000).toISOString();
    expect(await refusalOf({ endsAt: past })).toEqual([422, 'closureEndsTooEarly']);
    expect(await refusalOf({ kind: 'slow' })).toEqual([400, 'invalidInput']);
    expect(await refusalOf({ kind: 'slow', timeFactor: 101 })).toEqual([400, 'invalidInput']);
    const patch = { commandId: uuidv7(), timeFactor: 2 };
    expect((await desk.patch(`/api/v1/closures/${first.body.id}`, patch)).body.reason).toBe('closureNotSlow');
    expect((await desk.get('/api/v1/closures')).body.closures).toHaveLength(1);
  });

  it('comes live with its row and in a fresh snapshot, and only the control room draws', async () => {
    const { socket, rows } = await follow(desk);
    const closure = await close({ reason: 'Gas leak' });
    const row = await waitFor(() => rows.find(({ kind }) => kind === 'closureCreated'), 'the live row');
    expect(row).toMatchObject({ subjectId: closure.id, closure: { id: closure.id, reason: 'Gas leak' } });
    socket.disconnect();
    // Until then desks share a snapshot that may be older.
    await pause(1000);
    const fresh = await follow(desk);
    expect(fresh.answer).toMatchObject({ snapshot: { closures: [{ id: closure.id }] } });
    await waitFor(
      () => fresh.lists.find(([first]) => first?.id === closure.id),
      'the list for who subscribes',
    );
    fresh.socket.disconnect();
    const { client: crew } = await api.signInCrew(0);
    expect((await crew.get('/api/v1/closures')).body.closures).toHaveLength(1);
    expect((await crew.command(`/api/v1/closures/${closure.id}/lift`, {})).status).toBe(403);
    const analyst = await api.signIn('analyst');
    expect((await analyst.get('/api/v1/closures')).status).toBe(403);
  });
});

describe('regions that share a map', () => {
  const addRegion = async (id: string, isTraining: boolean) => {
    await owner.query(
      `insert into region (id, name, map_id, time_zone, currency, languages, is_training)
       select $1, $1, map_id, time_zone, currency, languages, $2 from region where id = 'montevideo'
       on conflict do nothing`,
      [id, isTraining],
    );
    await owner.query('insert into journal_head (region_id) values ($1) on conflict do nothing', [id]);
  };

  it('are closed together; only the region that closed the road changes it', async () => {
    await addRegion('next-door', false);
    const login = api.demo[0]!.logins.filter(({ role }) => role === 'dispatcher')[1]!;
    const user = `(select id from user_account where email = $1)`;
    await owner.query(
      `update user_role set region_id = 'next-door' where user_id = ${user} and region_id = 'montevideo'`,
      [login.email],
    );
    const neighbour = new ApiClient(api.url);
    const { email, password } = login;
    neighbour.token = (
      await neighbour.post('/api/v1/auth/login', { email, password, client: 'native' })
    ).body.accessToken;
    const { socket, lists } = await follow(neighbour, 'next-door');
    const before = await seconds(neighbour);
    const closure = await close({});
    expect(await seconds(neighbour)).toBeGreaterThan(before);
    const listed = (await neighbour.get('/api/v1/closures?regionId=next-door')).body.closures;
    expect(listed).toMatchObject([{ id: closure.id, regionId: 'montevideo' }]);
    await waitFor(() => lists.find(([first]) => first?.id === closure.id), 'the list on the other screen');
    const refused = await neighbour.command(`/api/v1/closures/${closure.id}/lift`, {});
    expect(refused).toMatchObject({ status: 403, body: { reason: 'closureOfOtherRegion' } });
    socket.disconnect();
  });

  it('keep exercises off the roads that are driven for real', async () => {
    await addRegion('exercise', true);
    await owner.query(
      `insert into user_role (user_id, region_id, role)
       select user_id, 'exercise', 'dispatcher' from user_role
       where region_id = 'montevideo' and role = 'dispatcher' limit 1`,
    );
    const trainee = await api.signIn('dispatcher');
    const shape = await streetOnTheWay();
    const answer = await trainee.command('/api/v1/closures', { regionId: 'exercise', shape });
    expect(answer).toMatchObject({ status: 409, body: { reason: 'trainingOnLiveMap' } });
  });
});

describe('a second api process', () => {
  it('follows what is closed and lifted in the first', async () => {
    const config = readConfig('api', {
      DATABASE_URL: api.database.appUrl,
      REDIS_URL: process.env['REDIS_URL'] ?? 'redis://127.0.0.1:1',
      AKUT_DEMO: '1',
      AKUT_WEB_ROOT: 'artifacts/no-web',
    });
    const other = await createApp(config, pino({ level: 'silent' }));
    await other.listen(0, '127.0.0.1');
    try {
      const there = new ApiClient(await other.getUrl());
      const { email, password } = api.demo[0]!.logins[0]!;
      const login = await there.post('/api/v1/auth/login', { email, password, client: 'native' });
      there.token = login.body.accessToken;
      const before = await waitFor(
        async () => (await seconds(there)) || undefined,
        'roads in the second process',
      );
      const closure = await close({});
      const closedAt = performance.now();
      await waitFor(async () => ((await seconds(there)) > before ? true : undefined), 'the closure there');
      expect(performance.now() - closedAt).toBeLessThan(1500);
      await desk.command(`/api/v1/closures/${closure.id}/lift`, {});
      await waitFor(async () => ((await seconds(there)) === before ? true : undefined), 'its end there');
    } finally {
      await other.close();
    }
  });
});

describe('a unit on its way', () => {
  const listRuns = async (client = desk) => (await client.get('/api/v1/runs')).body.runs;
  const runOf = async (assignmentId: string) =>
    (await listRuns()).find((run: { assignmentId: string }) => run.assignmentId === assignmentId);

  const send = async (unitId: string, to: Place): Promise<{ incidentId: string; assignmentId: string }> => {
    const incidentId = await openIncident(to);
    const { body } = await desk.command(`/api/v1/incidents/${incidentId}/assignments`, { unitId });
    return { incidentId, assignmentId: body.id };
  };
  const report = (assignmentId: string, status: string, more: object = {}) =>
    desk.command(`/api/v1/assignments/${assignmentId}/status`, {
      status,
      at: new Date().toISOString(),
      ...more,
    });

  it('has a route and an arrival, and a new one within a second of the closure of its street', async () => {
    const unitId = api.demo[0]!.crews[5]!.unitId;
    await postFix(unitId, CENTRE);
    const { socket, runs } = await follow(desk);
    const { assignmentId } = await send(unitId, HOSPITAL);
    await report(assignmentId, 'enRoute');
    const first = await waitFor(() => runOf(assignmentId), 'its route');
    expect(runView.parse(first)).toEqual(first);
    expect(first).toMatchObject({ state: 'onTheWay', reason: 'assigned', leg: 'toIncident', routeNumber: 1 });
    expect(first.travelSeconds).toBeCloseTo(await seconds(), 0);
    const arrivesIn = (Date.parse(first.arrivesAt) - Date.now()) / 1000;
    expect(arrivesIn).toBeGreaterThan(first.travelSeconds - 10);
    await waitFor(
      () => runs.find(({ changed }) => changed.some((run) => run.assignmentId === assignmentId)),
      'the event',
    );

    runs.length = 0;
    const { coordinates } = await streetOnTheWay();
    await close({ shape: { type: 'polygon', coordinates: squareAround(coordinates, 0.003) } });
    const closedAt = performance.now();
    const pushed = await waitFor(
      () =>
        runs
          .flatMap(({ changed }) => changed)
          .find((run) => run.assignmentId === assignmentId && run.routeNumber === 2),
      'the new route',
    );
    expect(performance.now() - closedAt).toBeLessThan(1000);
    expect(pushed).toMatchObject({ reason: 'closure', coordinates: expect.any(Array) });
    expect(pushed.travelSeconds!).toBeGreaterThan(first.travelSeconds);
    expect(pushed.coordinates).not.toEqual(first.coordinates);

    const [closure] = (await desk.get('/api/v1/closures')).body.closures;
    await desk.command(`/api/v1/closures/${closure.id}/lift`, {});
    const back = await waitFor(
      async () =>
        (await runOf(assignmentId)).travelSeconds < pushed.travelSeconds! - 1
          ? runOf(assignmentId)
          : undefined,
      'the better way again',
    );
    expect(back.reason).toBe('faster');
    await report(assignmentId, 'onScene');
    await waitFor(
      () => runs.find(({ endedAssignmentIds }) => endedAssignmentIds.includes(assignmentId)),
      'its end',
    );
    expect(await runOf(assignmentId)).toBeUndefined();
    socket.disconnect();
  });

  it('moves on with its fixes, and gets another route when it drives elsewhere', async () => {
    const unitId = api.demo[0]!.crews[6]!.unitId;
    const { coordinates } = await routeOf();
    const startedAt = Date.now() - 60_000;
    await postFix(unitId, coordinates[0]!, new Date(startedAt));
    const { assignmentId } = await send(unitId, HOSPITAL);
    await report(assignmentId, 'enRoute');
    const first = await waitFor(() => runOf(assignmentId), 'its route');
    await postFix(unitId, coordinates[Math.floor(coordinates.length / 2)]!, new Date(startedAt + 10_000));
    const later = await waitFor(
      async () =>
        (await runOf(assignmentId)).travelSeconds < first.travelSeconds * 0.8
          ? runOf(assignmentId)
          : undefined,
      'its progress',
    );
    expect(later.routeNumber).toBe(1);
    for (let i = 1; i <= 3; i++) {
      await postFix(unitId, [-56.2297 + i * 0.0002, -34.8616], new Date(startedAt + 10_000 + i * 5000));
      await pause(1100);
    }
    const moved = await waitFor(
      async () => ((await runOf(assignmentId)).routeNumber > 1 ? runOf(assignmentId) : undefined),
      'its new route',
    );
    expect(moved.reason).toBe('offRoute');
    expect(moved.travelSeconds).toBeGreaterThan(later.travelSeconds);
  });

  it('is led on to its destination, without a route where none leads, and crews see their own', async () => {
    const { client: crew, unitId } = await api.signInCrew(7);
    await postFix(unitId, CENTRE);
    const { assignmentId } = await send(unitId, HOSPITAL);
    await waitFor(() => runOf(assignmentId), 'its route');
    expect(await listRuns(crew)).toMatchObject([{ assignmentId, unitId }]);
    await report(assignmentId, 'onScene');
    const { facilities } = (await desk.get('/api/v1/facilities')).body;
    const facility = facilities[0];
    await report(assignmentId, 'leftScene', { destinationFacilityId: facility.id });
    const onward = await waitFor(() => runOf(assignmentId), 'its way to the hospital');
    expect(onward).toMatchObject({
      leg: 'toDestination',
      to: facility.coordinates.map((x: number) => expect.closeTo(x, 5)),
    });
    const silent = api.demo[0]!.crews[8]!.unitId;
    const { assignmentId: other } = await send(silent, HOSPITAL);
    expect(await waitFor(() => runOf(other), 'the unit that never reported')).toMatchObject({
      state: 'noPosition',
      travelSeconds: null,
      coordinates: [],
    });
  });

  it('drives out of a closed road it stands on', async () => {
    const unitId = api.demo[0]!.crews[9]!.unitId;
    const at = (await routeOf()).coordinates[0]!;
    await postFix(unitId, at);
    await close({ shape: { type: 'polygon', coordinates: squareAround(at, 0.004) } });
    const { assignmentId } = await send(unitId, HOSPITAL);
    const run = await waitFor(() => runOf(assignmentId), 'its route');
    expect(run.state).toBe('onTheWay');
    const [lon, lat] = run.coordinates[0];
    expect(Math.hypot(lon - at[0], lat - at[1])).toBeLessThan(0.0005);
    const incidentId = await openIncident(HOSPITAL);
    const { candidates, rejected } = (await desk.get(`/api/v1/incidents/${incidentId}/recommendation`)).body;
    expect(candidates.length + rejected.length).toBe(40);
  });
});
