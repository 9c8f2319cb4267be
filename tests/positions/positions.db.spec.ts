import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createPool,
  ensurePositionPartitions,
  type FixRow,
  listUnitPositions,
  type Pool,
  savePositions,
} from '#persistence';
import { createTestDatabase, RegionFixture, type TestDatabase } from '#testing';
import { isNewerFix } from '#use-cases';
import fc from 'fast-check';

let database: TestDatabase;
let region: RegionFixture;
let pool: Pool;
let unitIds: string[];

const START = Date.now();
const at = (seconds: number): Date => new Date(START + seconds * 1000);
const aFix = (change: Partial<FixRow> = {}): FixRow => ({
  unitId: unitIds[0]!,
  deviceAt: at(0),
  receivedAt: at(0),
  lon: -56.18,
  lat: -34.9,
  speedKmh: 40,
  headingDegrees: 90,
  accuracyMeters: 5,
  deviceId: null,
  outboxEpoch: null,
  deviceSeq: null,
  ...change,
});
const countFixes = async (): Promise<number> =>
  Number((await region.query<{ count: string }>('select count(*) from position_fix')).rows[0]!.count);

beforeAll(async () => {
  database = await createTestDatabase('empty');
  region = await RegionFixture.create(database.ownerUrl, 'south');
  unitIds = [await region.addUnit('M01'), await region.addUnit('M02'), await region.addUnit('M03')];
  pool = createPool(database.appUrl, { max: 4 });
  await ensurePositionPartitions(pool, 3);
});

beforeEach(async () => {
  await region.query('truncate position_fix, unit_position');
});

afterAll(async () => {
  await pool.end();
  await region.close();
  await database.drop();
});

describe('ensurePositionPartitions', () => {
  it('makes what is missing only, also when two ask at once', async () => {
    await region.query(
      `drop table position_fix_${at(2 * 86_400)
        .toISOString()
        .slice(0, 10)
        .replaceAll('-', '')}`,
    );
    const made = await Promise.all([ensurePositionPartitions(pool, 3), ensurePositionPartitions(pool, 3)]);
    expect(made[0]! + made[1]!).toBe(1);
    expect(await ensurePositionPartitions(pool, 3)).toBe(0);
  });
});

describe('savePositions', () => {
  it('stores a batch and its repeat once', async () => {
    const batch = unitIds.flatMap((unitId) =>
      Array.from({ length: 100 }, (_, second) => aFix({ unitId, deviceAt: at(-second), lon: second })),
    );
    await savePositions(pool, batch);
    await savePositions(
      pool,
      batch.map((fix) => ({ ...fix, receivedAt: at(30) })),
    );
    await savePositions(pool, [...batch, ...batch]);
    expect(await countFixes()).toBe(300);
    const last = await listUnitPositions(pool);
    expect(last.map(({ deviceAt, lon }) => [deviceAt.getTime(), lon])).toEqual(
      [0, 1, 2].map(() => [START, 0]),
    );
  });

  it('keeps both clocks and everything measured', async () => {
    const fix = aFix({
      deviceAt: at(600),
      outboxEpoch: '0190a5b2-0000-7000-8000-000000000001',
      deviceSeq: 7,
    });
    await savePositions(pool, [fix]);
    const { rows } = await region.query('select * from position_fix');
    expect(rows).toEqual([
      {
        unit_id: fix.unitId,
        device_at: at(600),
        received_at: at(0),
        lon: -56.18,
        lat: -34.9,
        speed_kmh: 40,
        heading_degrees: 90,
        accuracy_meters: 5,
        device_id: null,
        outbox_epoch: fix.outboxEpoch,
        device_seq: 7,
      },
    ]);
  });

  it('takes speeds too small for the column as zero, and loses none of the batch for them', async () => {
    const [odd, plain] = [aFix({ speedKmh: 1e-50, accuracyMeters: 1e-300 }), aFix({ unitId: unitIds[1]! })];
    await savePositions(pool, [odd, plain]);
    const { rows } = await region.query('select speed_kmh from position_fix order by speed_kmh');
    expect(rows).toEqual([{ speed_kmh: 0 }, { speed_kmh: 40 }]);
  });

  it('leaves the last position of a unit that is gone alone and stores the others', async () => {
    await savePositions(pool, [aFix({ unitId: '0190a5b2-0000-7000-8000-00000000dead' }), aFix()]);
    expect(await listUnitPositions(pool)).toHaveLength(1);
  });

  it('ends with the same last positions as the board in memory, in any order and grouping', async () => {
    const fix = fc.record({
      unit: fc.nat(2),
      deviceStep: fc.integer({ min: -3, max: 3 }),
      receivedAt: fc.integer({ min: 0, max: 3 }).map(at),
      lon: fc.integer({ min: -2, max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fix, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 12 }),
        async (drawn, size) => {
          await region.query('truncate unit_position');
          const fixes = drawn.map(({ unit, deviceStep, ...rest }) =>
            aFix({ ...rest, unitId: unitIds[unit]!, deviceAt: at(deviceStep * 28_800) }),
          );
          for (let from = 0; from < fixes.length; from += size)
            await savePositions(pool, fixes.slice(from, from + size));
          const expected = unitIds.flatMap((unitId) => {
            const own = fixes.filter((one) => one.unitId === unitId);
            return own.length > 0 ? [own.reduce((held, one) => (isNewerFix(one, held) ? one : held))] : [];
          });
          const held = await listUnitPositions(pool);
          const key = (one: { unitId: string; deviceAt: Date; lon: number }) =>
            `${one.unitId} ${one.deviceAt.getTime()} ${one.lon}`;
          expect(held.map(key).sort()).toEqual(expected.map(key).sort());
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes the same units from several processes at once without a deadlock', async () => {
    const batches = Array.from({ length: 40 }, (_, batch) =>
      unitIds
        .map((unitId) => aFix({ unitId, deviceAt: at(batch), receivedAt: at(batch) }))
        .sort(() => (batch % 2) - 0.5),
    );
    await Promise.all(batches.map((batch) => savePositions(pool, batch)));
    expect((await listUnitPositions(pool)).map(({ deviceAt }) => deviceAt.getTime())).toEqual(
      [0, 1, 2].map(() => START + 39_000),
    );
  });
});
