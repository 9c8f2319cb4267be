import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LiveRow, SubscribeAnswer } from '#contracts';
import pg from 'pg';
import { type ApiClient, type ApiFixture, type LiveClient, nextEvent, startApi } from './api-fixture.ts';

let api: ApiFixture;
let desk: ApiClient;
let owner: pg.Client;

const subscribe = (socket: LiveClient, lastSeq?: number): Promise<SubscribeAnswer> =>
  new Promise((resolve) => socket.emit('subscribe', { regionId: 'montevideo', lastSeq }, resolve));

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function follow(
  client: ApiClient,
): Promise<{ socket: LiveClient; rows: LiveRow[]; answer: SubscribeAnswer }> {
  const socket = client.live();
  const rows: LiveRow[] = [];
  socket.on('journal', (batch) => void rows.push(...batch));
  await nextEvent(socket, 'connect');
  return { socket, rows, answer: await subscribe(socket) };
}

const openIncident = async (addressText = 'here'): Promise<string> => {
  const location = { lon: -56.18, lat: -34.9, addressText };
  const created = await desk.command('/api/v1/incidents', { location, category: 'fall', priority: 3 });
  return created.body.id;
};

beforeAll(async () => {
  api = await startApi();
  desk = await api.signIn('dispatcher');
  owner = new pg.Client({ connectionString: api.database.ownerUrl });
  await owner.connect();
}, 120_000);

afterAll(async () => {
  await owner.end();
  await api.close();
});

describe('the live feed', () => {
  it('sends a row as soon as its views can be read again, though no other row follows', async () => {
    const { socket, rows } = await follow(desk);
    await owner.query('alter table incident_detail rename to incident_detail_away');
    // A row that comes from elsewhere, while what it is about cannot be read.
    const subject = (await owner.query('select gen_random_uuid() as id')).rows[0].id;
    await owner.query(
      `with head as (update journal_head set seq = seq + 1 where region_id = 'montevideo' returning seq)
       insert into journal select 'montevideo', seq, now(), null, 'system', 'incidentCreated', 'incident', $1, '{}', '', ''
       from head`,
      [subject],
    );
    await pause(2500);
    expect(rows).toEqual([]);
    await owner.query('alter table incident_detail_away rename to incident_detail');
    await pause(1500);
    expect(rows).toMatchObject([{ subjectId: subject }]);
    socket.disconnect();
  });

  it('shows every open incident in its snapshot, however many wait', async () => {
    await owner.query(
      `with made as (
         insert into incident (id, region_id, number, category, priority, version, created_at, created_by, is_training)
         select gen_random_uuid(), 'montevideo', 10000 + n, 'fall', 3, 1, now(), gen_random_uuid(), false
         from generate_series(1, 700) n returning id
       )
       insert into incident_detail select id, 1, 'somewhere', '', 'text', now(), gen_random_uuid() from made`,
    );
    const { socket, answer } = await follow(desk);
    const count = answer.ok && answer.mode === 'snapshot' ? answer.snapshot.incidents.length : 0;
    expect(count).toBeGreaterThanOrEqual(700);
    socket.disconnect();
  });

  it('notes who follows a board and who lists it', async () => {
    await owner.query('delete from access_log');
    const { socket } = await follow(desk);
    await desk.get('/api/v1/incidents');
    await (await api.signIn('analyst')).get('/api/v1/incidents');
    const { rows } = await owner.query('select action, subject_type from access_log order by id');
    expect(rows).toEqual([
      { action: 'follow', subject_type: 'region' },
      { action: 'list', subject_type: 'region' },
    ]);
    socket.disconnect();
  });

  it('ends for a user who left the control room, at the next renewal of the token', async () => {
    const { email, password } = api.demo[0]!.logins.find((one) => one.role === 'supervisor')!;
    const login = await desk.post('/api/v1/auth/login', { email, password, client: 'native' });
    const client = await api.signIn('supervisor');
    client.token = login.body.accessToken;
    const { socket, rows } = await follow(client);
    await owner.query(
      `update user_role set role = 'analyst' where user_id = $1 and region_id = 'montevideo'`,
      [login.body.user.id],
    );
    const { refreshToken } = login.body;
    const renewed = await desk.post('/api/v1/auth/refresh', { refreshToken });
    const answer = await new Promise((resolve) =>
      socket.emit('renew', { token: renewed.body.accessToken }, resolve),
    );
    expect(answer).toEqual({ ok: true });
    await openIncident('Canary lane 7');
    await pause(500);
    expect(rows).toEqual([]);
    socket.disconnect();
  });

  it('refuses a renewal with the token of somebody else', async () => {
    const { socket } = await follow(desk);
    const analyst = await api.signIn('analyst');
    const answer = await new Promise((resolve) => socket.emit('renew', { token: analyst.token! }, resolve));
    expect(answer).toEqual({ ok: false, reason: 'sessionEnded' });
    socket.disconnect();
  });
});
