import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LiveRow, SubscribeAnswer } from '#contracts';
import { unpackPositionFrame } from '#contracts';
import { createPool, verifyJournal } from '#persistence';
import { v7 as uuidv7 } from 'uuid';
import { type ApiClient, type ApiFixture, type LiveClient, nextEvent, startApi } from './api-fixture.ts';

let api: ApiFixture;
let dispatcher: ApiClient;

const subscribe = (socket: LiveClient, regionId: string, lastSeq?: number): Promise<SubscribeAnswer> =>
  new Promise((resolve) => socket.emit('subscribe', { regionId, lastSeq }, resolve));

async function waitFor<T>(find: () => T | undefined, what: string): Promise<T> {
  const until = Date.now() + 10_000;
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`waited 10 s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

beforeAll(async () => {
  api = await startApi();
  dispatcher = await api.signIn('dispatcher');
}, 120_000);

afterAll(async () => {
  await api.close();
});

async function openIncident(): Promise<{ id: string }> {
  const { body } = await dispatcher.get('/api/v1/places?q=colonia');
  const place = body.places[0];
  const location = { lon: place.coordinates[0], lat: place.coordinates[1], addressText: place.label };
  const created = await dispatcher.command('/api/v1/incidents', {
    location,
    category: 'chestPain',
    priority: 1,
  });
  expect(created.status).toBe(201);
  return created.body;
}

describe('the main job', () => {
  it('goes from a call to a closed incident, each step live and in the journal', async () => {
    const socket = dispatcher.live();
    const rows: LiveRow[] = [];
    socket.on('journal', (batch) => void rows.push(...batch));
    await nextEvent(socket, 'connect');
    const subscribed = await subscribe(socket, 'montevideo');
    expect(subscribed).toMatchObject({ ok: true, mode: 'snapshot' });

    const incident = await openIncident();
    const recommended = await dispatcher.get(`/api/v1/incidents/${incident.id}/recommendation`);
    expect(recommended.status).toBe(200);
    const { candidates, rejected, because, id: recommendationId } = recommended.body;
    expect(candidates.length + rejected.length).toBe(40);
    const scores = candidates.map((one: { scoreSeconds: number }) => one.scoreSeconds);
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
    expect(because.values.callSign).toBe(candidates[0].callSign);

    const unitId = candidates[0].unitId;
    const path = `/api/v1/incidents/${incident.id}/assignments`;
    const assigned = await dispatcher.command(path, { unitId, recommendationId });
    expect(assigned).toMatchObject({ status: 201, body: { status: 'notified', unitId, recommendationId } });

    const crewIndex = api.demo[0]!.crews.findIndex((crew) => crew.unitId === unitId);
    const { client: crew } = await api.signInCrew(crewIndex);
    const mine = await crew.get('/api/v1/assignments');
    expect(mine.body.assignments.map((one: { id: string }) => one.id)).toEqual([assigned.body.id]);
    expect((await crew.get(`/api/v1/incidents/${incident.id}`)).body.detail.addressText).toMatch(/Colonia/i);
    const facilities = await dispatcher.get('/api/v1/facilities');
    const destinationFacilityId = facilities.body.facilities[0].id;
    const steps = [
      'delivered',
      'acknowledged',
      'enRoute',
      'onScene',
      'leftScene',
      'atDestination',
      'handedOver',
      'available',
    ];
    for (const status of steps) {
      const more = status === 'leftScene' ? { destinationFacilityId } : {};
      const body = { status, at: new Date().toISOString(), ...more };
      const reported = await crew.command(`/api/v1/assignments/${assigned.body.id}/status`, body);
      expect(reported).toMatchObject({ status: 200, body: { status, result: 'applied' } });
    }
    expect((await crew.get(`/api/v1/incidents/${incident.id}`)).status).toBe(403);
    const closed = await dispatcher.command(`/api/v1/incidents/${incident.id}/close`, {
      outcome: 'transported',
    });
    expect(closed).toMatchObject({ status: 200, body: { state: 'closed' } });

    await waitFor(() => rows.find((row) => row.kind === 'incidentClosed'), 'the live row of the closing');
    expect(rows.map((row) => row.kind)).toEqual([
      'incidentCreated',
      'unitAssigned',
      ...steps.map(() => 'statusReported'),
      'incidentClosed',
    ]);
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_, index) => rows[0]!.seq + index));
    expect(rows[1]).toMatchObject({
      incident: { id: incident.id },
      assignment: { id: assigned.body.id },
      unit: { id: unitId },
    });
    socket.disconnect();

    const pool = createPool(api.database.appUrl, { max: 1 });
    expect(await verifyJournal(pool, 'montevideo')).toMatchObject({ ok: true });
    await pool.end();
  });

  it('gives a client that comes back the rows it missed, or a snapshot when it is too far away', async () => {
    const { seq } = (await dispatcher.get('/api/v1/units')).body;
    const incident = await openIncident();
    await dispatcher.command(`/api/v1/incidents/${incident.id}/remarks`, { text: 'door code 12' });
    const again = dispatcher.live();
    await nextEvent(again, 'connect');
    const missed = await subscribe(again, 'montevideo', seq);
    expect(missed).toMatchObject({ ok: true, mode: 'rows' });
    const kinds = missed.ok && missed.mode === 'rows' ? missed.rows.map((row) => row.kind) : [];
    expect(kinds).toEqual(['incidentCreated', 'remarkAdded']);
    expect(await subscribe(again, 'montevideo', 999_999)).toMatchObject({ ok: true, mode: 'snapshot' });
    expect(await subscribe(again, 'elsewhere')).toMatchObject({ ok: false, reason: 'notFound' });
    again.disconnect();
  });

  it('sends a frame with every unit each second', async () => {
    const socket = dispatcher.live();
    await nextEvent(socket, 'connect');
    await subscribe(socket, 'montevideo');
    const [regionId, frame] = (await nextEvent(socket, 'positions')) as [string, ArrayBuffer];
    expect(regionId).toBe('montevideo');
    expect(unpackPositionFrame(frame).units).toHaveLength(40);
    socket.disconnect();
  });

  it('closes the sockets of a session that ended', async () => {
    const leaving = await api.signIn('supervisor');
    const socket = leaving.live();
    await nextEvent(socket, 'connect');
    const told = nextEvent(socket, 'signedOut');
    await leaving.post('/api/v1/auth/logout', undefined);
    expect(await told).toEqual(['sessionEnded']);
    await waitFor(() => (socket.connected ? undefined : true), 'the socket to close');
    expect((await leaving.get('/api/v1/units')).status).toBe(401);
  });

  it('marks incidents of the training region, which has units of its own', async () => {
    const location = { lon: -56.18, lat: -34.9, addressText: 'exercise' };
    const body = { regionId: 'montevideo-training', location, category: 'fall', priority: 3 };
    const created = await dispatcher.command('/api/v1/incidents', body);
    expect(created).toMatchObject({ status: 201, body: { isTraining: true } });
    const recommended = await dispatcher.get(`/api/v1/incidents/${created.body.id}/recommendation`);
    expect(
      recommended.body.candidates.every((one: { callSign: string }) => one.callSign.startsWith('T')),
    ).toBe(true);
  });

  it('answers five copies of one request with one incident', async () => {
    const location = { lon: -56.18, lat: -34.9, addressText: 'five times' };
    const body = { commandId: uuidv7(), location, category: 'fall', priority: 3 };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => dispatcher.post('/api/v1/incidents', body)),
    );
    expect(new Set(answers.map((answer) => `${answer.status} ${answer.body.id}`)).size).toBe(1);
    const changed = await dispatcher.post('/api/v1/incidents', { ...body, priority: 1 });
    expect(changed).toMatchObject({ status: 409, body: { reason: 'commandIdReused' } });
  });
});
