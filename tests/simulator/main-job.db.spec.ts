import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ASSIGNMENT_LADDER } from '#domain';
import { createPool, type Pool, seedDemo, verifyJournal } from '#persistence';
import { createTestDatabase, type TestDatabase } from '#testing';
import { pino } from 'pino';
import type { DemoRegion } from '../../apps/simulator/src/demo-file.ts';
import { Simulation } from '../../apps/simulator/src/world/simulation.ts';
import { eventually, NO_REDIS, startApi } from '../positions/api-fixture.ts';

const SPEED = 120;

let database: TestDatabase;
let pool: Pool;
let api: Awaited<ReturnType<typeof startApi>>;
let demo: DemoRegion;

/** Runs the simulator until `isDone`, then stops it; answers how often it said that the api was away and back. */
async function simulate(
  setup: { callsPerHour: number; seed?: number },
  isDone: () => Promise<boolean>,
  seconds: number,
): Promise<string[]> {
  const stop = new AbortController();
  const said: string[] = [];
  const connection = { noteAway: () => void said.push('away'), noteBack: () => void said.push('back') };
  const options = { regionId: 'montevideo', speed: SPEED, seed: 1, dispatches: true, ...setup };
  const running = new Simulation(demo, options, connection, stop.signal, pino({ level: 'silent' })).run();
  try {
    await eventually(async () => (await isDone()) || undefined, seconds);
  } finally {
    stop.abort();
    await running;
  }
  return said;
}

const countOf = async (sql: string): Promise<number> =>
  (await pool.query<{ count: number }>(`select count(*)::int as count from ${sql}`)).rows[0]!.count;

beforeAll(async () => {
  database = await createTestDatabase('montevideo');
  pool = createPool(database.ownerUrl, { max: 2 });
  const region = (await seedDemo(pool, 'montevideo')).find(({ regionId }) => regionId === 'montevideo')!;
  api = await startApi(database, NO_REDIS);
  const dispatcher = region.logins.find(({ role }) => role === 'dispatcher')!;
  demo = { url: api.url, dispatcher, crews: region.crews };
}, 60_000);

afterAll(async () => {
  await api.app.close();
  await pool.end();
  await database.drop();
}, 30_000);

/** Of each incident one unit took the patient away and stepped through the whole ladder; the others left steps out, in order. */
async function expectWholeLadders(incidentIds: readonly string[]): Promise<void> {
  const crewSteps = ['delivered', 'staged', 'reserved', 'notified'];
  const whole = ASSIGNMENT_LADDER.filter((step) => !crewSteps.includes(step));
  const { rows } = await pool.query<{ incidentId: string; statuses: string[] }>(
    `select a.incident_id as "incidentId", array_agg(j.payload::jsonb ->> 'status' order by j.seq) as statuses
     from assignment a join journal j on j.subject_id = a.id::text and j.kind = 'statusReported'
     where a.incident_id = any($1::uuid[]) group by a.id, a.incident_id`,
    [incidentIds],
  );
  for (const { statuses } of rows) {
    expect(statuses).toEqual(whole.filter((step) => statuses.includes(step)));
    expect(statuses.at(-1)).toBe('available');
  }
  const taken = rows.filter(({ statuses }) => statuses.length === whole.length);
  expect(new Set(taken.map(({ incidentId }) => incidentId))).toEqual(new Set(incidentIds));
}

describe('a simulated city', () => {
  it('runs whole jobs, through a restart of the api, and leaves every step in the journal', async () => {
    const closed = () => countOf(`incident where outcome = 'transported'`);
    const port = Number(new URL(api.url).port);
    const restart = eventually(async () => (await countOf('assignment')) >= 2 || undefined, 60).then(
      async () => {
        await api.app.close();
        await new Promise((resolve) => setTimeout(resolve, 1500));
        api = await startApi(database, NO_REDIS, port);
      },
    );
    const said = await simulate({ callsPerHour: 12 }, async () => (await closed()) >= 2, 150);
    await restart;
    expect(said).toContain('away');
    expect(said).toContain('back');

    const { rows } = await pool.query<{ id: string; kinds: string[] }>(
      `select i.id, array_agg(j.kind order by j.seq) as kinds
       from incident i join journal j on j.subject_id = i.id::text or j.payload::jsonb ->> 'incidentId' = i.id::text
       where i.outcome = 'transported' group by i.id`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(2);
    for (const { kinds } of rows) {
      expect([kinds[0], kinds.at(-1)]).toEqual(['incidentCreated', 'incidentClosed']);
      const told = kinds.filter((kind) =>
        ['callReceived', 'unitAssigned', 'statusNotApplied'].includes(kind),
      );
      // The plan may send more than one.
      expect(told[0]).toBe('callReceived');
      expect(new Set(told.slice(1))).toEqual(new Set(['unitAssigned']));
    }
    await expectWholeLadders(rows.map(({ id }) => id));
    expect(await verifyJournal(pool, 'montevideo')).toMatchObject({ ok: true });
    expect(
      await countOf(
        '(select unit_id from assignment where is_active group by 1 having count(*) > 1) as twice',
      ),
    ).toBe(0);
    expect(await countOf('unit_position')).toBe(40);
  }, 200_000);

  it('goes on with what an earlier run left', async () => {
    const open = () => countOf(`incident where state = 'open'`);
    if ((await open()) === 0)
      await simulate({ callsPerHour: 60, seed: 2 }, async () => (await open()) > 0, 60);
    await simulate({ callsPerHour: 0 }, async () => (await open()) === 0, 120);
    expect(await countOf('assignment where ended_at is null')).toBe(0);
    expect(await countOf(`journal where kind = 'statusNotApplied'`)).toBe(0);
    expect(await verifyJournal(pool, 'montevideo')).toMatchObject({ ok: true });
  }, 200_000);
});
