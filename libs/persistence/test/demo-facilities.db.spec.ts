import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import { createPool, listFacilityViews, type Pool, seedDemo } from '../src/index.ts';

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase('montevideo');
  pool = createPool(database.ownerUrl, { max: 1 });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const profilesOf = async (regionId: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await listFacilityViews(pool, { regionId }, new Date()))
      .filter(({ profileVersion }) => profileVersion > 0)
      .map(({ name, profileVersion }) => [name, profileVersion]),
  );

describe('the demo', () => {
  it('has a login for the main hospital of each region, and says once what hospitals offer', async () => {
    const first = await seedDemo(pool, 'montevideo');
    const before = await profilesOf('montevideo');
    expect(Object.keys(before).length).toBeGreaterThanOrEqual(5);
    const again = await seedDemo(pool, 'montevideo');
    expect(await profilesOf('montevideo')).toEqual(before);
    for (const region of [...first, ...again]) {
      const logins = region.logins.filter(({ role }) => role === 'facility');
      expect(logins.map(({ email }) => email)).toEqual(['facility@montevideo.demo']);
    }
    const members = await pool.query(
      `select f.region_id, f.name from facility_member m join facility f on f.id = m.facility_id order by 1`,
    );
    expect(members.rows.map((row) => row.region_id)).toEqual(['montevideo', 'montevideo-training']);
    expect(new Set(members.rows.map((row) => row.name)).size).toBe(1);
  });
});
