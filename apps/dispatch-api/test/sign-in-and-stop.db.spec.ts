import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ApiClient, type ApiFixture, startApi } from './api-fixture.ts';

let api: ApiFixture;
let isClosed = false;

beforeAll(async () => {
  api = await startApi();
}, 120_000);

afterAll(async () => {
  if (!isClosed) await api.close();
});

const statusesOf = (answers: readonly { status: number }[]): Record<number, number> => {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

describe('guessing passwords', () => {
  it('all at once gets no more guesses than one by one', async () => {
    const anybody = new ApiClient(api.url);
    const guess = () => anybody.post('/api/v1/auth/login', { email: 'ghost@example.org', password: 'guess' });
    const answers = await Promise.all(Array.from({ length: 30 }, guess));
    expect(statusesOf(answers)).toEqual({ 401: 3, 429: 27 });
  });

  it('for many e-mails at once leaves the api quick for those who work', async () => {
    const desk = await api.signIn('dispatcher');
    const anybody = new ApiClient(api.url);
    const flood = Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        anybody.post('/api/v1/auth/login', { email: `ghost${index}@example.org`, password: 'guess' }),
      ),
    );
    const startedAt = performance.now();
    expect((await desk.get('/api/v1/stations')).status).toBe(200);
    const tookMilliseconds = performance.now() - startedAt;
    const statuses = statusesOf(await flood);
    expect(Object.keys(statuses).sort()).toEqual(['401', '429']);
    expect(tookMilliseconds).toBeLessThan(2000);
  }, 30_000);
});

describe('a stop of the api', () => {
  it('finishes the request in flight and loses nothing', async () => {
    const desk = await api.signIn('dispatcher');
    const location = { lon: -56.18, lat: -34.9 };
    const incident = await desk.command('/api/v1/incidents', { location, category: 'fall', priority: 3 });
    const owner = new pg.Client({ connectionString: api.database.ownerUrl });
    owner.on('error', () => undefined);
    await owner.connect();
    await owner.query('begin');
    await owner.query('select 1 from incident where id = $1 for update', [incident.body.id]);
    const inFlight = desk.command(`/api/v1/incidents/${incident.body.id}/close`, { outcome: 'other' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    isClosed = true;
    const closing = api.close();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await owner.query('commit');
    await owner.end();
    expect(await inFlight).toMatchObject({ status: 200, body: { state: 'closed' } });
    const startedAt = performance.now();
    await closing;
    expect(performance.now() - startedAt).toBeLessThan(5000);
  }, 30_000);
});
