import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '#contracts';
import { v7 as uuidv7 } from 'uuid';
import { type Answer, type ApiClient, type ApiFixture, startApi } from './api-fixture.ts';

let api: ApiFixture;
let desk: ApiClient;

async function until(ask: () => Promise<Answer>, isDone: (answer: Answer) => boolean): Promise<Answer> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const answer = await ask();
    if (isDone(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('gave up waiting');
}
const askCoverage = (query = ''): Promise<Answer> => desk.get(`/api/v1/coverage${query}`);

beforeAll(async () => {
  api = await startApi();
  desk = await api.signIn('dispatcher');
}, 120_000);

afterAll(async () => {
  await api.close();
});

describe('GET /api/v1/coverage', () => {
  it('is prepared in the background, and then counts every unit', async () => {
    expect((await askCoverage()).body).toEqual({ regionId: 'montevideo', state: 'preparing', figures: null });
    const { body } = await until(askCoverage, (answer) => answer.body.state === 'ready');
    expect(routes.getCoverage.response.parse(body)).toEqual(body);
    expect(body.figures.units).toHaveLength(api.demo[0]!.crews.length);
    expect(body.figures.coveredShare).toBeGreaterThan(0.2);
    expect(body.figures).toMatchObject({ coveredShareAfter: null, notCountedUnitIds: [] });
  }, 90_000);

  it('says what remains without some units, and which of them count for nothing', async () => {
    const all = (await askCoverage()).body.figures;
    const [first, second] = all.units;
    const stranger = uuidv7();
    const named = [first.unitId, second.unitId, stranger].join();
    const without = (await askCoverage(`?withoutUnitIds=${named}`)).body.figures;
    expect(without.notCountedUnitIds).toEqual([stranger]);
    expect(without.coveredShareAfter).toBeLessThan(without.coveredShare - first.lossShare + 1e-5);
    expect(
      without.cells.some(
        (one: { coveringUnits: number; coveringUnitsAfter: number }) =>
          one.coveringUnitsAfter < one.coveringUnits,
      ),
    ).toBe(true);
  });

  it('follows an assignment at once, and a recommendation tells what each unit leaves uncovered', async () => {
    const location = { lon: -56.18, lat: -34.9 };
    const incident = await desk.command('/api/v1/incidents', { location, category: 'fall', priority: 3 });
    const path = `/api/v1/incidents/${incident.body.id}`;
    const { body } = await desk.get(`${path}/recommendation`);
    expect(body.isCoverageKnown).toBe(true);
    const [best] = body.candidates;
    expect(best.coverage.lossShare).toBeGreaterThanOrEqual(0);
    const before = (await askCoverage()).body.figures;
    const counts = (answer: Answer): boolean =>
      answer.body.figures.units.some((one: { unitId: string }) => one.unitId === best.unitId);
    expect(counts(await askCoverage())).toBe(true);
    await desk.command(`${path}/assignments`, { unitId: best.unitId });
    const { body: after } = await until(askCoverage, (answer) => !counts(answer));
    expect(after.figures.coveredShare).toBeLessThanOrEqual(before.coveredShare);
    const loss = before.units.find((one: { unitId: string }) => one.unitId === best.unitId).lossShare;
    expect(after.figures.coveredShare).toBeCloseTo(before.coveredShare - loss, 3);
  });

  it.each([
    ['no ids', 'withoutUnitIds=M7'],
    ['a long list', `withoutUnitIds=${Array.from({ length: 51 }, () => uuidv7()).join()}`],
    ['a region of nobody', 'regionId=%00'],
  ])('refuses %s', async (_, query) => {
    expect((await askCoverage(`?${query}`)).status).toBe(400);
  });

  it('is for the control room and analysts, within their regions', async () => {
    expect((await (await api.signIn('analyst')).get('/api/v1/coverage')).status).toBe(200);
    const { client: crew } = await api.signInCrew(3);
    expect(await crew.get('/api/v1/coverage')).toMatchObject({ status: 403 });
    expect((await askCoverage('?regionId=nowhere')).status).toBe(404);
  });
});
