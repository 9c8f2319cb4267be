import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AlarmView, LiveRow, SubscribeAnswer, TimerSettingsView } from '#contracts';
import { v7 as uuidv7 } from 'uuid';
import { type ApiClient, type ApiFixture, type LiveClient, nextEvent, startApi } from './api-fixture.ts';

let api: ApiFixture;
let desk: ApiClient;
let supervisor: ApiClient;
let unitIds: string[];
let limits: TimerSettingsView['limits'];

const subscribe = (socket: LiveClient): Promise<SubscribeAnswer> =>
  new Promise((resolve) => socket.emit('subscribe', { regionId: 'montevideo' }, resolve));
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function follow(client: ApiClient): Promise<{
  rows: LiveRow[];
  answer: SubscribeAnswer;
  find: (matches: (row: LiveRow) => boolean, withinMilliseconds?: number) => Promise<LiveRow>;
  close: () => void;
}> {
  const socket = client.live();
  const rows: LiveRow[] = [];
  socket.on('journal', (batch) => void rows.push(...batch));
  await nextEvent(socket, 'connect');
  const answer = await subscribe(socket);
  const find = async (matches: (row: LiveRow) => boolean, withinMilliseconds = 10_000): Promise<LiveRow> => {
    const until = performance.now() + withinMilliseconds;
    for (;;) {
      const row = rows.find(matches);
      if (row) return row;
      if (performance.now() > until) throw new Error(`only ${rows.map(({ kind }) => kind).join(', ')} came`);
      await pause(20);
    }
  };
  return { rows, answer, find, close: () => void socket.disconnect() };
}

const openIncident = async (lon: number, lat: number, notes = '', category = 'fall'): Promise<string> => {
  const location = { lon, lat, addressText: 'Colonia 1324' };
  const created = await desk.command('/api/v1/incidents', { location, category, priority: 3, notes });
  return created.body.id;
};

const setLimits = async (changes: object) => {
  const { body } = await supervisor.get('/api/v1/timer-settings');
  const command = { expectedVersion: body.version, limits: { ...limits, ...changes } };
  return supervisor.request('PUT', '/api/v1/timer-settings', {
    commandId: uuidv7(),
    ...command,
  });
};

beforeAll(async () => {
  api = await startApi();
  desk = await api.signIn('dispatcher');
  supervisor = await api.signIn('supervisor');
  unitIds = api.demo[0]!.crews.map(({ unitId }) => unitId);
  limits = (await desk.get('/api/v1/timer-settings')).body.limits;
}, 120_000);

afterAll(async () => {
  await api.close();
});

describe('limits', () => {
  it('start as the product gives them and are changed by a supervisor only', async () => {
    expect((await desk.get('/api/v1/timer-settings')).body).toMatchObject({
      version: 0,
      limits: { undeliveredSeconds: 15, unacknowledgedSeconds: 60, nextUnitSeconds: 120 },
    });
    const body = { commandId: '019ce000-0000-7000-8000-000000000000', expectedVersion: 0, limits };
    expect((await desk.request('PUT', '/api/v1/timer-settings', body)).status).toBe(403);
  });

  it.each([
    ['a limit of 0', { undeliveredSeconds: 0 }, 'limits.undeliveredSeconds', /at least 1 second/],
    ['a limit of two days', { onSceneSeconds: 172_800 }, 'limits.onSceneSeconds', /at most a day/],
    ['the next unit before the sound', { nextUnitSeconds: 30 }, 'limits.nextUnitSeconds', /proposed last/],
    ['half a second', { undeliveredSeconds: 0.5 }, 'limits.undeliveredSeconds', /./],
  ])('refuse %s and say what to do', async (_what, changes, path, text) => {
    const answer = await setLimits(changes);
    expect(answer).toMatchObject({ status: 400, body: { reason: 'invalidInput' } });
    const fault = answer.body.errors.find((one: { path: string }) => one.path === path);
    expect(fault.message).toMatch(text);
    expect((await desk.get('/api/v1/timer-settings')).body.version).toBe(0);
  });
});

describe('a unit that does not answer', () => {
  it('is an alarm at every desk within two seconds, acknowledged by two at once, over when the crew answers', async () => {
    expect(await setLimits({ undeliveredSeconds: 1, unacknowledgedSeconds: 2 })).toMatchObject({
      status: 200,
      body: { version: 1, changedByName: expect.any(String) },
    });
    const live = await follow(desk);
    const incidentId = await openIncident(-56.18, -34.9);
    const unitId = unitIds[0]!;
    const sent = await desk.command(`/api/v1/incidents/${incidentId}/assignments`, { unitId });
    const sentAt = Date.parse(sent.body.createdAt);
    const isOf = (kind: string, alarmKind: string) => (row: LiveRow) =>
      row.kind === kind && row.payload['alarmKind'] === alarmKind && row.payload['incidentId'] === incidentId;
    const hint = await live.find(isOf('alarmRaised', 'undelivered'));
    expect(hint.alarm).toMatchObject({ kind: 'undelivered', severity: 'hint', unitId, limitSeconds: 1 });
    expect(Date.parse(hint.at) - sentAt).toBeLessThan(1000 + 2000);
    const loud = (await live.find(isOf('alarmRaised', 'unacknowledged'))).alarm!;
    expect(loud.callSign).toBe(api.demo[0]!.crews[0]!.callSign);

    const path = `/api/v1/alarms/${loud.id}/acknowledge`;
    const answers = await Promise.all([desk.command(path, {}), supervisor.command(path, {})]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]!.body.acknowledgedByName).toBe(answers[1]!.body.acknowledgedByName);
    const told = await live.find(isOf('alarmAcknowledged', 'unacknowledged'));
    expect(told.alarm?.acknowledgedAt).not.toBeNull();

    const fresh = await follow(supervisor);
    const snapshot = fresh.answer.ok && fresh.answer.mode === 'snapshot' ? fresh.answer.snapshot : undefined;
    const kinds = (alarms: readonly AlarmView[] | undefined) => alarms?.map(({ kind }) => kind).sort();
    expect(kinds(snapshot?.alarms)).toEqual(['unacknowledged', 'undelivered']);
    const listed = await desk.get('/api/v1/alarms');
    expect(kinds(listed.body.alarms)).toEqual(['unacknowledged', 'undelivered']);

    const { client: crew } = await api.signInCrew(0);
    const step = { status: 'acknowledged', at: new Date().toISOString() };
    await crew.command(`/api/v1/assignments/${sent.body.id}/status`, step);
    const over = await live.find(isOf('alarmCleared', 'unacknowledged'));
    expect(over.alarm).toMatchObject({ clearedBecause: 'stepCame' });
    await live.find(isOf('alarmCleared', 'undelivered'));
    expect((await desk.get('/api/v1/alarms')).body.alarms).toEqual([]);
    const raised = live.rows.filter(({ kind }) => kind === 'alarmRaised');
    expect(raised).toHaveLength(2);
    expect(raised.every(({ actorName }) => actorName === null)).toBe(true);
    expect((await crew.get('/api/v1/alarms')).status).toBe(403);
    live.close();
    fresh.close();
  });

  it('does not exist for others', async () => {
    const path = '/api/v1/alarms/019ce000-0000-7000-8000-000000000000/acknowledge';
    expect(await desk.command(path, {})).toMatchObject({ status: 404 });
    expect(await desk.get('/api/v1/alarms?regionId=atlantis')).toMatchObject({ status: 404 });
  });
});

describe('duplicates at the desk', () => {
  it('are proposed live, joined by a person and undone', async () => {
    const live = await follow(desk);
    const notes = 'Canary Birdsong was hit by a bus';
    const first = await openIncident(-56.16, -34.89, notes, 'roadAccident');
    const second = await openIncident(-56.1601, -34.8901, 'a bus hit somebody', 'roadAccident');
    const row = await live.find(({ kind }) => kind === 'duplicatesProposed');
    expect(row.duplicates).toMatchObject([{ incidentId: second, likelyIncidentId: first }]);
    expect(JSON.stringify([row.payload, row.duplicates])).not.toMatch(/Canary|bus/);
    const listed = await desk.get(`/api/v1/incidents/${second}/duplicates`);
    expect(listed.body.duplicates).toMatchObject([{ incidentId: first, category: 'roadAccident' }]);
    const location = { lon: -56.16, lat: -34.89 };
    const words = { words: 'bus accident', category: 'roadAccident' };
    const early = await desk.post('/api/v1/duplicates', { location, ...words });
    expect(early.body.duplicates).toHaveLength(2);

    const joined = await desk.command(`/api/v1/incidents/${second}/join`, { intoIncidentId: first });
    expect(joined).toMatchObject({ status: 200, body: { state: 'closed', joinedIntoId: first } });
    const told = await live.find(({ kind }) => kind === 'incidentJoined');
    expect(told.incident).toMatchObject({ id: second, outcome: 'duplicate', joinedIntoId: first });
    expect((await desk.get('/api/v1/duplicate-proposals')).body.proposals).toEqual([]);
    expect(await desk.get(`/api/v1/incidents/${second}/duplicates`)).toMatchObject({
      status: 409,
      body: { reason: 'incidentClosed' },
    });
    const undone = await supervisor.command(`/api/v1/incidents/${second}/unjoin`, {});
    expect(undone).toMatchObject({ status: 200, body: { state: 'open', number: joined.body.number } });

    const { body } = await desk.get('/api/v1/duplicate-proposals');
    expect(body.proposals).toHaveLength(1);
    const dismiss = `/api/v1/duplicate-proposals/${body.proposals[0].id}/dismiss`;
    expect(await desk.command(dismiss, {})).toMatchObject({ status: 200 });
    await live.find(({ kind, duplicates }) => kind === 'duplicateDismissed' && duplicates?.[0] !== undefined);
    expect((await desk.get('/api/v1/duplicate-proposals')).body.proposals).toEqual([]);
    live.close();
  });

  it('say in the language of the desk why two cannot be joined', async () => {
    const incidentId = await openIncident(-56.14, -34.88);
    const path = `/api/v1/incidents/${incidentId}/join`;
    const commandId = uuidv7();
    const answer = await desk.post(
      path,
      { commandId, intoIncidentId: incidentId },
      { 'accept-language': 'cs' },
    );
    expect(answer).toMatchObject({ status: 409, body: { reason: 'cannotJoinItself' } });
    expect(answer.body.title).toBe('Událost nelze sloučit samu se sebou; vyberte jinou.');
  });
});
