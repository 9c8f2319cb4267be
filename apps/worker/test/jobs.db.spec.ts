import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool, type Pool } from '#persistence';
import { createTestDatabase, RegionFixture, type TestDatabase } from '#testing';
import { v7 as uuidv7 } from 'uuid';
import { getMaintenanceJob, MAINTENANCE_JOBS } from '../src/jobs.ts';

let database: TestDatabase;
let region: RegionFixture;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase('empty');
  region = await RegionFixture.create(database.ownerUrl, 'testland');
  pool = createPool(database.appUrl, { max: 2 });
});

afterAll(async () => {
  await pool.end();
  await region.close();
  await database.drop();
});

const countOf = async (table: string): Promise<number> =>
  Number((await region.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]!.n);

describe('maintenance', () => {
  it('runs every job twice in a row as akut_app without harm', async () => {
    for (const job of [...MAINTENANCE_JOBS, ...MAINTENANCE_JOBS]) await job.run(pool);
  });

  it('has partitions for positions of yesterday and of the week ahead', async () => {
    await getMaintenanceJob('makePositionPartitions').run(pool);
    const { rows } = await region.query<{ n: string }>(
      `select count(*) as n from pg_inherits where inhparent = 'position_fix'::regclass`,
    );
    expect(Number(rows[0]!.n)).toBeGreaterThanOrEqual(9);
  });

  it('forgets answers of commands after two days and keeps younger ones', async () => {
    for (const age of ['3 days', '1 day']) {
      await region.query(
        `insert into command_log (command_id, actor_id, body_hash, result, at)
         values ($1, $1, '\\x00', '{}', now() - $2::interval)`,
        [uuidv7(), age],
      );
    }
    expect(await getMaintenanceJob('forgetOldCommands').run(pool)).toEqual({ removed: 1 });
    expect(await countOf('command_log')).toBe(1);
  });

  it('says which job it does not know', () => {
    expect(() => getMaintenanceJob('gossip')).toThrow('no such maintenance job: gossip');
  });
});
