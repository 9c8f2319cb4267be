import { describe, expect, it } from '@jest/globals';
import { makeEvenings } from './evenings.ts';
import { measureJointAssignment } from './joint-assignment.ts';
import { POLICIES, replay, summarise, type Replay } from './replay.ts';
import { SETUPS, type SetupName } from './test-bed.ts';

function expectPossible({ decisions }: Replay, calls: number): void {
  expect(new Set(decisions.map(({ call }) => `${call.run}/${call.seq}`)).size).toBe(calls);
  expect(decisions).toHaveLength(calls);
  for (const { call, sentAtSeconds, waitSeconds } of decisions) {
    expect(sentAtSeconds).toBeGreaterThanOrEqual(call.raisedAtSeconds);
    expect(waitSeconds).toBeGreaterThanOrEqual(0);
  }
}

const FLEETS = [5, 9, 15, 30];

describe.each<[SetupName]>([['us'], ['rj']])('other evenings in made-up cities, set-up %s', (setup) => {
  it.each(FLEETS)('R%i units: serves every call, and sooner than the closest-available rule', (fleet) => {
    const [ours, closest] = [POLICIES.akut, POLICIES['closest available']].map((policy) => {
      const totals = { meanSeconds: 0, penalisedSeconds: 0 };
      for (const [city, callsPerUnitHour] of [
        ['quarters', 0.9],
        ['core', 1.6],
        ['valley', 1],
      ] as const) {
        const runs = fleet < 15 ? 2 : 1;
        const bed = makeEvenings({ city, setup, fleet, callsPerUnitHour, runs, seed: fleet * 31 + 7 });
        const played = replay(bed, SETUPS[setup], policy);
        expectPossible(played, bed.calls.length);
        const waits = summarise(played, SETUPS[setup]);
        totals.meanSeconds += waits.meanSeconds;
        totals.penalisedSeconds += waits.penalisedSeconds;
      }
      return totals;
    });
    // Grave calls go first, so that on a few evenings the plain mean may suffer; on many it falls too.
    expect(ours!.penalisedSeconds).toBeLessThan(closest!.penalisedSeconds);
    expect(ours!.meanSeconds).toBeLessThan(1.15 * closest!.meanSeconds);
  });

  it('gives the same decisions for the same evenings', () => {
    const play = () =>
      replay(
        makeEvenings({ city: 'surge', setup, fleet: 9, callsPerUnitHour: 1.2, runs: 1, seed: 5 }),
        SETUPS[setup],
        POLICIES.akut,
      ).decisions;
    expect(play()).toEqual(play());
  });
});

describe('joint assignment of 20 incidents and 200 units', () => {
  it('is never worse than first come, first served, and takes milliseconds', () => {
    const figures = measureJointAssignment(60, 2);
    expect(figures.worseThanGreedy).toBe(0);
    expect(figures.savedShare).toBeGreaterThan(0);
    expect(figures.p50Milliseconds).toBeLessThan(20);
  });
});
