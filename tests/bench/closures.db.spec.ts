import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import { loadCity, type City } from '../../tools/bench/city.ts';
import { measureClosureLatency, measureRunRoutes } from '../../tools/bench/closures.ts';
import { seededRandom } from '../../tools/bench/measure.ts';

/** How long things take on a shared machine is the benchmark's matter; here, that it measures what it says. */
describe('figures of closures', () => {
  let database: TestDatabase;
  let city: City;

  beforeAll(async () => {
    database = await createTestDatabase('montevideo');
    city = await loadCity(database.ownerUrl, undefined);
  }, 120_000);

  afterAll(async () => {
    await city?.close();
    await database?.drop();
  });

  it('close streets for real and leave none closed', async () => {
    const figures = await measureClosureLatency(database.ownerUrl, city, 5, seededRandom(3));
    expect(figures).toMatchObject({ closures: 5, standing: 50 });
    expect(figures.p50Milliseconds).toBeGreaterThan(0);
    expect(figures.p99Milliseconds).toBeGreaterThanOrEqual(figures.p50Milliseconds);
    expect(city.engine.listConditionsInForce(city.mapId)).toEqual([]);
  });

  it('make the routes of a fleet in slices', () => {
    const figures = measureRunRoutes(city, 50, seededRandom(4));
    expect(figures.units).toBe(50);
    expect(figures.allRoutesMilliseconds).toBeGreaterThanOrEqual(figures.longestSliceMilliseconds);
  });
});
