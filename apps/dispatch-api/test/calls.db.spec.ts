import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LiveRow, PresenceView } from '#contracts';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { type ApiClient, type ApiFixture, type LiveClient, nextEvent, startApi } from './api-fixture.ts';

let api: ApiFixture;
let desk: ApiClient;
let supervisor: ApiClient;
let owner: pg.Client;

const regionId = 'montevideo';
const location = { lon: -56.18, lat: -34.9, addressText: 'Colonia 1324' };
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const openIncident = async (more: object = {}): Promise<string> =>
  (await desk.command('/api/v1/incidents', { location, category: 'fall', priority: 3, ...more })).body.id;
const viewsOf = async (subjectId: string): Promise<string[]> => {
  const found = await owner.query('select action from access_log where subject_id = $1 order by id', [
    subjectId,
  ]);
  return found.rows.map(({ action }: { action: string }) => action);
};

async function follow(client: ApiClient) {
  const socket = client.live();
  const rows: LiveRow[] = [];
  const people: (readonly PresenceView[])[] = [];
  socket.on('journal', (batch) => void rows.push(...batch));
  socket.on('presence', (_region, list) => void people.push(list));
  await nextEvent(socket, 'connect');
  const answer = await new Promise((resolve) => socket.emit('subscribe', { regionId }, resolve));
  return { socket, rows, people, answer: answer as { snapshot: { waitingCalls: { id: string }[] } } };
}

/** Waits until the last list that a desk was told fits. */
async function until(
  people: readonly (readonly PresenceView[])[],
  fits: (list: readonly PresenceView[]) => boolean,
  limit = 3000,
) {
  const endAt = performance.now() + limit;
  while (!fits(people.at(-1) ?? []) && performance.now() < endAt) await pause(50);
  expect(fits(people.at(-1) ?? [])).toBe(true);
}

beforeAll(async () => {
  api = await startApi();
  desk = await api.signIn('dispatcher');
  supervisor = await api.signIn('supervisor');
  owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
}, 120_000);

afterAll(async () => {
  await owner.end();
  await api.close();
});

describe('who calls, who is cared for and what to be warned of', () => {
  it('is shown to the control room, noted each time, and to the crew that is sent there', async () => {
    const incidentId = await openIncident({ caller: { name: 'Canary Birdsong' } });
    await desk.command(`/api/v1/incidents/${incidentId}/patients`, { detail: { name: 'Canary Patient' } });
    const warned = await desk.command('/api/v1/hazards', { kind: 'dog', text: 'Canary dog', location });
    expect(warned.status).toBe(201);
    const paths = ['calls', 'patients', 'hazards'].map((part) => `/api/v1/incidents/${incidentId}/${part}`);
    for (const path of paths) expect(JSON.stringify((await desk.get(path)).body)).toContain('Canary');
    expect(await viewsOf(incidentId)).toEqual(['viewCalls', 'viewPatients']);
    expect(await viewsOf(warned.body.id)).toEqual(['view']);

    const { client: crew, unitId } = await api.signInCrew(2);
    const { client: otherCrew } = await api.signInCrew(4);
    const analyst = await api.signIn('analyst');
    for (const client of [crew, otherCrew, analyst])
      for (const path of paths) expect((await client.get(path)).status).toBe(403);
    await desk.command(`/api/v1/incidents/${incidentId}/assignments`, { unitId });
    expect((await crew.get(paths[0]!)).status).toBe(403);
    expect((await crew.get(paths[1]!)).body.patients).toMatchObject([{ detail: { name: 'Canary Patient' } }]);
    expect((await crew.get(paths[2]!)).body.hazards).toMatchObject([{ text: 'Canary dog' }]);
    expect((await otherCrew.get(paths[2]!)).status).toBe(403);
    expect((await desk.get('/api/v1/hazards?regionId=atlantis')).status).toBe(404);
    expect((await crew.post('/api/v1/hazards/find', { location })).status).toBe(403);
  });

  it('reaches desks by the journal without anything personal', async () => {
    const { socket, rows } = await follow(supervisor);
    const call = await desk.command('/api/v1/calls', {
      caller: { name: 'Canary Caller', words: 'Canary words' },
    });
    const incidentId = await openIncident();
    await desk.command(`/api/v1/incidents/${incidentId}/patients`, {
      detail: { condition: 'Canary cough' },
      count: 2,
    });
    await pause(800);
    expect(JSON.stringify(rows)).not.toContain('Canary');
    expect(rows.find(({ kind }) => kind === 'callReceived')).toMatchObject({
      call: { id: call.body.id, incidentId: null },
    });
    expect(rows.findLast(({ kind }) => kind === 'patientAdded')).toMatchObject({
      incident: { patientCount: 2 },
    });
    socket.disconnect();
    // Desks that come within a second share one snapshot: this one shall be of its own time.
    await pause(1200);
    const later = await follow(supervisor);
    expect(later.answer.snapshot.waitingCalls.map(({ id }) => id)).toContain(call.body.id);
    later.socket.disconnect();
    const listed = await desk.get('/api/v1/calls');
    expect(listed.body.calls).toMatchObject([{ detail: { callerName: 'Canary Caller' } }]);
    const ended = await desk.command(`/api/v1/calls/${call.body.id}/end`, { outcome: 'adviceGiven' });
    expect(ended.body.outcome).toBe('adviceGiven');
    expect((await desk.get('/api/v1/calls')).body.calls).toEqual([]);
    expect((await desk.get('/api/v1/calls?state=all')).body.calls).toHaveLength(1);
  });

  it('tells of two edits of one field in words, and keeps edits of two fields', async () => {
    const incidentId = await openIncident();
    const path = `/api/v1/incidents/${incidentId}`;
    const edit = (client: ApiClient, change: object) =>
      client.patch(path, { commandId: uuidv7(), ...change });
    const answers = await Promise.all([
      edit(desk, { priority: 1, baseVersions: { priority: 1 } }),
      edit(supervisor, { category: 'trauma', baseVersions: { category: 1 } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const late = await edit(supervisor, { priority: 2, baseVersions: { priority: 1 } });
    expect(late).toMatchObject({
      status: 409,
      body: { reason: 'fieldChanged', details: { fields: 'priority' } },
    });
    expect((await desk.get(path)).body).toMatchObject({ priority: 1, category: 'trauma', version: 3 });
    for (const baseVersions of [{ gossip: 1 }, { priority: 0 }, { priority: 'x' }, []])
      expect((await edit(desk, { priority: 2, baseVersions })).status).toBe(400);
  });
});

describe('presence', () => {
  const say = (socket: LiveClient, body: object) => socket.emit('presence', body as never);

  it('shows who has an incident open and which field, and goes with the socket', async () => {
    const [incidentId, otherId] = [await openIncident(), await openIncident()];
    const mine = await follow(desk);
    const theirs = await follow(supervisor);
    say(theirs.socket, { regionId, incidentId, field: 'notes' });
    await until(mine.people, (list) =>
      list.some((one) => one.incidentId === incidentId && one.field === 'notes'),
    );
    expect(mine.people.at(-1)![0]!.name).not.toBe('');
    say(theirs.socket, { regionId, incidentId: otherId });
    await until(
      mine.people,
      (list) => list.length === 1 && list[0]!.incidentId === otherId && list[0]!.field === null,
    );
    // Who comes later is told at once.
    const latecomer = await follow(desk);
    await until(latecomer.people, (list) => list.length === 1);
    say(theirs.socket, { regionId, incidentId: null });
    await until(mine.people, (list) => list.length === 0);
    say(theirs.socket, { regionId, incidentId });
    await until(mine.people, (list) => list.length === 1);
    theirs.socket.disconnect();
    await until(mine.people, (list) => list.length === 0, 2000);
    for (const { socket } of [mine, latecomer]) socket.disconnect();
  });

  it('goes within 10 s when a desk says nothing more, and takes nonsense for nothing', async () => {
    const incidentId = await openIncident();
    const mine = await follow(desk);
    const theirs = await follow(supervisor);
    const stranger = (await api.signIn('analyst')).live();
    await nextEvent(stranger, 'connect');
    for (const body of [
      null,
      17,
      { regionId },
      { regionId, incidentId: 'x' },
      { regionId, incidentId, field: 'gossip' },
    ])
      say(theirs.socket, body as never);
    say(stranger, { regionId, incidentId });
    await pause(300);
    expect(mine.people.at(-1)).toEqual([]);
    const saidAt = performance.now();
    say(theirs.socket, { regionId, incidentId });
    await until(mine.people, (list) => list.length === 1);
    await until(mine.people, (list) => list.length === 0, 10_000);
    expect(performance.now() - saidAt).toBeGreaterThan(5000);
    for (const socket of [mine.socket, theirs.socket, stranger]) socket.disconnect();
  }, 20_000);

  it('is not told more often than a hand can move, however much is said', async () => {
    const incidentId = await openIncident();
    const mine = await follow(desk);
    const theirs = await follow(supervisor);
    for (let index = 0; index < 300; index += 1)
      say(theirs.socket, { regionId, incidentId, field: index % 2 ? 'notes' : 'priority' });
    await pause(1500);
    expect(mine.people.length).toBeLessThan(40);
    for (const { socket } of [mine, theirs]) socket.disconnect();
  });
});
