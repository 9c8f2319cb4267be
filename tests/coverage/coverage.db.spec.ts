import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CoverageFigures } from '#contracts';
import type { LonLat } from '#domain';
import { edgeKey, type RoadNetwork } from '#road-network';
import { CoverageEngine, refreshAllDemandCells } from '#use-cases';
import fc from 'fast-check';
import { CoverageFixture } from './coverage-fixture.ts';

let fixture: CoverageFixture;
let first: CoverageFigures;

beforeAll(async () => {
  fixture = await CoverageFixture.create();
  expect(fixture.engine.listCoverageLosses(fixture.regionId)).toBeUndefined();
  expect(fixture.engine.viewCoverage(fixture.regionId, undefined)).toEqual({
    regionId: fixture.regionId,
    state: 'preparing',
    figures: null,
  });
  first = await fixture.settle();
}, 240_000);

afterAll(async () => {
  await fixture.close();
});

/** The engine's figures against every unit and cell counted anew. */
async function expectBruteForce(figures: CoverageFigures): Promise<void> {
  const counted = await fixture.countByBruteForce(figures);
  expect(counted.doubtful).toBeLessThan(0.02);
  expect(Math.abs(figures.coveredShare - counted.share)).toBeLessThan(counted.doubtful + 2e-6);
  const differing = figures.cells.filter(
    ({ coveringUnits }, cell) => coveringUnits !== counted.covering[cell],
  );
  expect(differing.reduce((sum, { demandShare }) => sum + demandShare, 0)).toBeLessThanOrEqual(
    counted.doubtful + 1e-6,
  );
}

const anyPlace: fc.Arbitrary<LonLat> = fc.tuple(
  fc.double({ min: -56.25, max: -56.05, noNaN: true }),
  fc.double({ min: -34.93, max: -34.83, noNaN: true }),
);
const anyChange = fc.oneof(
  fc.record({ kind: fc.constant('move' as const), unit: fc.nat(), place: anyPlace }),
  fc.record({
    kind: fc.constant('duty' as const),
    unit: fc.nat(),
    state: fc.constantFrom('onDuty', 'meal', 'offDuty', 'outOfService'),
  }),
  fc.record({ kind: fc.constant('committed' as const), unit: fc.nat(), isCommitted: fc.boolean() }),
);

describe('coverage of Montevideo', () => {
  it('is counted over cells where people live, made when first asked for', () => {
    expect(fixture.failures).toEqual([]);
    expect(first.demand).toMatchObject({ version: 1, basis: 'addresses', incidentWeight: 0 });
    expect(first.cells.length).toBeGreaterThan(100);
    expect(first.cells.length).toBeLessThanOrEqual(600);
    expect(first.demand.cellMeters).toBeGreaterThanOrEqual(500);
    expect(first.demand.cellMeters).toBeLessThanOrEqual(1000);
    expect(first.cells.reduce((sum, { demandShare }) => sum + demandShare, 0)).toBeCloseTo(1, 3);
    for (const { center, bounds } of first.cells) {
      expect(center[0]).toBeGreaterThan(bounds[0] - 1e-5);
      expect(center[1]).toBeLessThan(bounds[3] + 1e-5);
    }
    expect(first.busy).toMatchObject({ from: 'default', busyFraction: 0.35 });
    expect(first.limit.from).toBe('standard');
  });

  it('equals brute force over every unit and cell', async () => {
    expect(first.coveredShare).toBeGreaterThan(0.2);
    await expectBruteForce(first);
  });

  it('loses with a unit what counting without it shows, and with several together too', async () => {
    const losses = fixture.engine.listCoverageLosses(fixture.regionId)!;
    expect(losses.size).toBe(fixture.unitIds.length);
    const [most] = first.units;
    expect(losses.get(most!.unitId)!.lossShare).toBeCloseTo(most!.lossShare, 5);
    for (const sent of [[most!.unitId], fixture.unitIds.slice(0, 7)]) {
      const counted = await fixture.countByBruteForce(first, sent);
      const loss = fixture.engine.lossOfSending(fixture.regionId, sent)!;
      expect(Math.abs(first.coveredShare - loss - counted.share)).toBeLessThan(2 * counted.doubtful + 1e-5);
      const { figures } = fixture.engine.viewCoverage(fixture.regionId, sent);
      expect(Math.abs(figures!.coveredShareAfter! - counted.share)).toBeLessThan(counted.doubtful + 1e-5);
      const differing = figures!.cells.filter(
        ({ coveringUnitsAfter }, cell) => coveringUnitsAfter !== counted.covering[cell],
      );
      expect(differing.reduce((sum, { demandShare }) => sum + demandShare, 0)).toBeLessThanOrEqual(
        counted.doubtful + 1e-6,
      );
    }
    expect(fixture.engine.lossOfSending(fixture.regionId, [])).toBe(0);
  });

  it('stays equal whatever moves and statuses follow', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyChange, { minLength: 3, maxLength: 12 }), async (changes) => {
        for (const change of changes) {
          const unitId = fixture.unitIds[change.unit % fixture.unitIds.length]!;
          if (change.kind === 'move') fixture.moveUnit(unitId, change.place);
          else if (change.kind === 'duty') await fixture.setDuty(unitId, change.state);
          else await fixture.setCommitted(unitId, change.isCommitted);
          await fixture.engine.refreshUnits(fixture.regionId, [unitId]);
        }
        await fixture.engine.refresh();
        await expectBruteForce(fixture.engine.viewCoverage(fixture.regionId, undefined).figures!);
      }),
      { numRuns: 5 },
    );
  }, 180_000);

  it('counts a unit out the moment it is committed, and says that it counts for nothing', async () => {
    const unitId = fixture.engine.viewCoverage(fixture.regionId, undefined).figures!.units[0]!.unitId;
    await fixture.setCommitted(unitId, true);
    await fixture.engine.refreshUnits(fixture.regionId, [unitId]);
    expect(fixture.engine.listCoverageLosses(fixture.regionId)!.has(unitId)).toBe(false);
    const { figures } = fixture.engine.viewCoverage(fixture.regionId, [unitId]);
    expect(figures!.notCountedUnitIds).toEqual([unitId]);
    expect(figures!.coveredShareAfter).toBe(figures!.coveredShare);
  });

  it('follows a closure: old road times answer meanwhile and tell their age, too old ones do not', async () => {
    const before = await fixture.settle();
    const { network } = await fixture.getRoads();
    const { graph } = network as RoadNetwork;
    const isMain = (edge: number): boolean =>
      ['primary', 'secondary', 'trunk'].includes(graph.classNames[graph.classIndexes[edge]!]!);
    const edgeKeys = Array.from({ length: graph.edgeCount }, (_, edge) => edge)
      .filter(isMain)
      .map((edge) => edgeKey(graph, edge));
    network.setConditions([{ edgeKeys, emergencyMayPass: false }], []);
    expect(fixture.engine.listCoverageLosses(fixture.regionId)).toBeDefined();
    fixture.elapsedShift += 30_000;
    const meanwhile = fixture.engine.viewCoverage(fixture.regionId, undefined).figures!;
    expect(meanwhile.treesAgeSeconds).toBeGreaterThanOrEqual(30);
    expect(meanwhile.coveredShare).toBe(before.coveredShare);
    fixture.elapsedShift += 31_000;
    expect(fixture.engine.listCoverageLosses(fixture.regionId)).toBeUndefined();
    const after = await fixture.settle();
    expect(fixture.engine.listCoverageLosses(fixture.regionId)).toBeDefined();
    expect(after.coveredShare).toBeLessThan(before.coveredShare);
    await expectBruteForce(after);
    network.setConditions([], []);
  }, 180_000);

  it('has nothing to say of a region whose map was not imported', async () => {
    await fixture.owner.query(`insert into map (name) values ('elsewhere')`);
    await fixture.owner.query(
      `insert into region (id, name, map_id, time_zone, currency, languages)
       select 'elsewhere', 'Elsewhere', id, 'Europe/Prague', 'CZK', '{cs}' from map where name = 'elsewhere'`,
    );
    fixture.engine.watch('elsewhere');
    await fixture.engine.refresh();
    const nothing = { regionId: 'elsewhere', state: 'noRoads', figures: null };
    expect(fixture.engine.viewCoverage('elsewhere', undefined)).toEqual(nothing);
    expect(fixture.engine.listCoverageLosses('elsewhere')).toBeUndefined();
  });

  it('makes the cells of other regions when those of one fail, and tells of the failure', async () => {
    const { ports, regionId } = fixture;
    const asked: string[] = [];
    const failing = {
      ...ports,
      now: () => new Date(Date.now() + 86_400_000),
      inDemandTransaction: (region: string) => {
        asked.push(region);
        return region === regionId ? Promise.reject(new Error('disk full')) : Promise.resolve(undefined);
      },
    };
    await expect(refreshAllDemandCells(failing)).rejects.toThrow('disk full');
    expect(asked).toEqual([regionId, `${regionId}-training`]);
  });

  it('lets unfinished work go when it is stopped', async () => {
    const another = new CoverageEngine(fixture.ports);
    another.watch(fixture.regionId);
    await another.refresh();
    another.stop();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(another.viewCoverage(fixture.regionId, undefined).state).toBe('preparing');
    expect(fixture.failures).toEqual([]);
  });

  it("goes by the region's own figures as soon as they are saved", async () => {
    await fixture.owner.query(`update region set settings = $2 where id = $1`, [
      fixture.regionId,
      { coverage: { limitSeconds: 600, busyFraction: 0.5 } },
    ]);
    await fixture.engine.refresh();
    const figures = await fixture.settle();
    expect(figures.limit).toMatchObject({ limitSeconds: 600, from: 'regionSettings' });
    expect(figures.busy).toMatchObject({ busyFraction: 0.5, from: 'regionSettings' });
    await expectBruteForce(figures);
  }, 180_000);

  it('is made anew by night, from past incidents and assignments too, and followed', async () => {
    const [cell] = first.cells;
    await fixture.owner.query(
      `insert into incident (id, region_id, number, category, priority, state, version, geom, created_at, created_by, is_training)
       select gen_random_uuid(), $1, 100000 + n, 'fall', 3, 'closed', 1, st_setsrid(st_makepoint($2, $3), 4326),
         now() - n * interval '10 minutes', gen_random_uuid(), n > 1000
       from generate_series(1, 2000) n`,
      [fixture.regionId, ...cell!.center],
    );
    await fixture.owner.query(
      `insert into unit_crew_binding (unit_id, crew_shift_id, bound)
       select unit_id, crew_shift_id, tstzrange(now() - interval '20 days', lower(bound)) from unit_crew_binding
       where unit_id = any ($1::uuid[])`,
      [fixture.unitIds],
    );
    await fixture.owner.query(
      `insert into assignment (id, region_id, incident_id, unit_id, status, created_at, created_by, status_since_at, ended_at)
       select gen_random_uuid(), $1, i.id, u.id, 'available', now() - n * interval '2 hours', i.id, now(),
         now() - n * interval '2 hours' + interval '30 minutes'
       from generate_series(1, 100) n
       cross join unnest($2::uuid[]) u (id)
       cross join lateral (select id from incident where region_id = $1 and number = 100001) i`,
      [fixture.regionId, fixture.unitIds],
    );
    expect(await refreshAllDemandCells(fixture.ports)).toBe(1);
    await fixture.owner.query(`update coverage_demand set made_at = now() - interval '1 day'`);
    expect(await refreshAllDemandCells(fixture.ports)).toBe(2);
    expect(await refreshAllDemandCells(fixture.ports)).toBe(0);
    await fixture.engine.refresh();
    const figures = await fixture.settle();
    expect(figures.demand).toMatchObject({ version: 2, incidentWeight: 0.5 });
    const weighed = figures.cells.find(({ bounds }) => String(bounds) === String(cell!.bounds))!;
    // A thousand incidents weigh as much as the map; up to a hundredth of the demand is left out.
    const expected = 0.5 + cell!.demandShare / 2;
    expect(weighed.demandShare).toBeGreaterThan(expected - 0.001);
    expect(weighed.demandShare).toBeLessThan(expected / 0.99 + 0.001);
    // 100 half hours out of 20 days, and the few minutes of this test.
    expect(figures.busy.from).toBe('measured');
    expect(figures.busy.busyFraction).toBeCloseTo(50 / 480, 2);
    expect(figures.busy.unitHours).toBeCloseTo(480 * fixture.unitIds.length, -2);
    await expectBruteForce(figures);
  }, 180_000);
});
