import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool, forgetOldDecisions, type Pool } from '#persistence';
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

const settings = { keepDecisionsDays: 30 };
const countOf = async (table: string): Promise<number> =>
  Number((await region.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]!.n);

describe('maintenance', () => {
  it('runs every job twice in a row as akut_app without harm', async () => {
    for (const job of [...MAINTENANCE_JOBS, ...MAINTENANCE_JOBS]) await job.run(pool, settings);
  });

  it('has partitions for positions of yesterday and of the week ahead', async () => {
    await getMaintenanceJob('makePositionPartitions').run(pool, settings);
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
    expect(await getMaintenanceJob('forgetOldCommands').run(pool, settings)).toEqual({ removed: 1 });
    expect(await countOf('command_log')).toBe(1);
  });

  it('forgets old recommendations and proposals, but none that a unit was sent by and none that is open', async () => {
    const [userId, incidentId] = [(await region.addUser('Ana', 'dispatcher')).id, uuidv7()];
    await region.query(
      `insert into incident (id, region_id, number, category, priority, created_at, created_by, is_training, version)
       values ($1, 'testland', 1, 'fall', 2, now(), $2, false, 1)`,
      [incidentId, userId],
    );
    const recommend = async (age: string): Promise<string> => {
      const id = uuidv7();
      await region.query(
        `insert into recommendation (id, region_id, incident_id, at, asked_by, inputs, answer)
         values ($1, 'testland', $2, now() - $3::interval, $4, '{}', '{}')`,
        [id, incidentId, age, userId],
      );
      return id;
    };
    const propose = async (state: string, subject: string, age: string): Promise<string> => {
      const id = uuidv7();
      await region.query(
        `insert into proposal (id, region_id, kind, subject, version, state, sends, releases, because,
           saved_weighted_seconds, created_at, updated_at, settled_at)
         values ($1, 'testland', 'exchange', $2, 2, $3, '[]', '[]', '{}', 1, now() - $4::interval,
           now() - $4::interval, case when $3 <> 'open' then now() - $4::interval end)`,
        [id, subject, state, age],
      );
      await region.query(
        `insert into proposal_version (proposal_id, version, made_at, code_version, inputs, answer)
         select $1, version, now() - $2::interval, 1, '{}', '{}' from generate_series(1, 2) version`,
        [id, age],
      );
      return id;
    };
    const [old, usedOld, young] = [
      await recommend('31 days'),
      await recommend('31 days'),
      await recommend('29 days'),
    ];
    const withdrawn = await propose('withdrawn', 'a', '31 days');
    const accepted = await propose('accepted', 'b', '31 days');
    const stillOpen = await propose('open', 'c', '31 days');
    const late = await propose('dismissed', 'd', '29 days');
    await region.query(
      `insert into assignment (id, region_id, incident_id, unit_id, status, recommendation_id, proposal_id,
         proposal_version, created_at, created_by, status_since_at)
       values ($1, 'testland', $2, $3, 'available', $4, $5, 2, now(), $6, now())`,
      [uuidv7(), incidentId, await region.addUnit('F1'), usedOld, accepted, userId],
    );

    const job = getMaintenanceJob('forgetOldDecisions');
    expect(await job.run(pool, settings)).toEqual({ recommendations: 1, versions: 4, proposals: 1 });
    const idsOf = async (table: string): Promise<string[]> =>
      (await region.query<{ id: string }>(`select id from ${table}`)).rows.map(({ id }) => id);
    expect((await idsOf('recommendation')).sort()).toEqual([usedOld, young].sort());
    expect(await idsOf('recommendation')).not.toContain(old);
    expect((await idsOf('proposal')).sort()).toEqual([accepted, stillOpen, late].sort());
    expect(await idsOf('proposal')).not.toContain(withdrawn);
    const { rows } = await region.query<{ id: string; versions: number[] }>(
      'select proposal_id as id, array_agg(version order by version) as versions from proposal_version group by 1',
    );
    expect(new Map(rows.map(({ id, versions }) => [id, versions]))).toEqual(
      new Map([
        [accepted, [2]],
        [stillOpen, [2]],
        [late, [1, 2]],
      ]),
    );
    // Nothing younger than a week goes, whatever is set; and many go in small lots.
    expect(await job.run(pool, { keepDecisionsDays: 0 })).toEqual({
      recommendations: 1,
      versions: 2,
      proposals: 1,
    });
    await recommend('6 days');
    for (let n = 0; n < 5; n += 1) await recommend('8 days');
    expect(await forgetOldDecisions(pool, 1, 2)).toMatchObject({ recommendations: 5 });
    expect(await job.run(pool, settings)).toEqual({ recommendations: 0, versions: 0, proposals: 0 });
  });

  it('leaves deleting from the decision log to that job', async () => {
    await expect(pool.query('delete from recommendation')).rejects.toThrow('permission denied');
    await expect(pool.query('delete from proposal_version')).rejects.toThrow('permission denied');
  });

  it('says which job it does not know', () => {
    expect(() => getMaintenanceJob('gossip')).toThrow('no such maintenance job: gossip');
  });
});
