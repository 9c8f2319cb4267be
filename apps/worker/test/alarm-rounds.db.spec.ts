import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyJournal, createPool, type Pool } from '#persistence';
import { createTestDatabase, RegionFixture, type TestDatabase } from '#testing';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { AlarmRounds } from '../src/alarm-rounds.ts';

let database: TestDatabase;
let region: RegionFixture;
let pool: Pool;
let rounds: ReturnType<typeof startRounds>;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The part of the worker that decides alarms; it is given PostgreSQL and nothing else, so Redis has no say in it. */
function startRounds(): { stop: () => Promise<void> } {
  const workerPool = createPool(database.appUrl, { max: 4 });
  const rounds = new AlarmRounds(workerPool, pino({ level: 'silent' }));
  rounds.onApplicationBootstrap();
  return {
    stop: async () => {
      await rounds.onModuleDestroy();
      await workerPool.end();
    },
  };
}

/** A unit notified some seconds ago, straight as rows: the worker has no part in how it came about. */
async function notify(callSign: string, secondsAgo: number): Promise<string> {
  const unitId = await region.addUnit(callSign);
  const [incidentId, assignmentId] = [uuidv7(), uuidv7()];
  const at = new Date(Date.now() - secondsAgo * 1000);
  await region.query(
    `insert into incident (id, region_id, number, category, priority, version, created_at, created_by, is_training)
     values ($1, 'testland', $2, 'fall', 3, 1, $3, $1, false)`,
    [incidentId, Math.floor(Math.random() * 1e9), at],
  );
  await region.query(
    `insert into assignment (id, region_id, incident_id, unit_id, status, created_at, created_by, status_since_at)
     values ($1, 'testland', $2, $3, 'notified', $4, $1, $4)`,
    [assignmentId, incidentId, unitId, at],
  );
  await region.query(
    `insert into assignment_step (assignment_id, status, pressed_at, recorded_at) values ($1, 'notified', $2, $2)`,
    [assignmentId, at],
  );
  return assignmentId;
}

/** Seconds from when the alarm was due until it was there. */
async function latenessOf(assignmentId: string, kind: string): Promise<number> {
  for (let waited = 0; waited < 12_000; waited += 20) {
    const { rows } = await region.query<{ late: number }>(
      `select extract(epoch from raised_at - since_at)::float8 - limit_seconds as late
       from alarm where subject_id = $1 and kind = $2`,
      [assignmentId, kind],
    );
    if (rows[0]) return rows[0].late;
    await pause(20);
  }
  throw new Error(`no ${kind}`);
}

beforeAll(async () => {
  database = await createTestDatabase('empty');
  region = await RegionFixture.create(database.ownerUrl, 'testland');
  pool = createPool(database.appUrl, { max: 1 });
  rounds = startRounds();
}, 60_000);

afterAll(async () => {
  await rounds.stop();
  await pool.end();
  await region.close();
  await database.drop();
}, 30_000);

describe('the alarm rounds of a worker', () => {
  it('raises what is due within two seconds', async () => {
    const late = await latenessOf(await notify('M1', 13), 'undelivered');
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(2);
  });

  it('catches up within ten seconds, once, when all its connections are cut while a timer runs', async () => {
    const assignmentId = await notify('M2', 58);
    await region.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = 'akut_app'`,
      [database.name],
    );
    expect(await latenessOf(assignmentId, 'unacknowledged')).toBeLessThan(10);
    await pause(2500);
    const { rows } = await region.query<{ kind: string; n: number }>(
      `select kind, count(*)::int as n from alarm where subject_id = $1 group by kind order by kind`,
      [assignmentId],
    );
    expect(rows).toEqual([
      { kind: 'unacknowledged', n: 1 },
      { kind: 'undelivered', n: 1 },
    ]);
    expect(await verifyJournal(pool, 'testland')).toMatchObject({ ok: true });
  });

  it('stops when told, and the next one goes on where it stood', async () => {
    await rounds.stop();
    const assignmentId = await notify('M3', 119);
    await pause(1500);
    expect((await region.query('select 1 from alarm where subject_id = $1', [assignmentId])).rows).toEqual(
      [],
    );
    rounds = startRounds();
    expect(await latenessOf(assignmentId, 'nextUnitProposed')).toBeLessThan(10);
  }, 30_000);
});
