import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  arrivalMilliseconds,
  compareRemaining,
  countOffRoute,
  findProgress,
  isOffRoute,
  isWorthChanging,
  simplifyLine,
  type LonLat,
  type RouteLine,
} from '../src/index.ts';

const DEGREES_PER_METER = 1 / 111_195.08;
const at = (east: number, north: number): LonLat => [east * DEGREES_PER_METER, north * DEGREES_PER_METER];

/** East 1,000 m, north 1,000 m, back west along a street 10 m beside the first one: 10 m/s. */
const LOOP: RouteLine = {
  coordinates: [at(0, 0), at(1000, 0), at(1000, 500), at(1020, 500), at(1020, 10), at(0, 10)],
  elapsedSeconds: [0, 100, 150, 152, 201, 303],
};

describe('progress along a route', () => {
  it('R01 is where the plumb line falls, in seconds, metres to go and metres beside', () => {
    const progress = findProgress(LOOP, at(400, -30), 30);
    expect(progress.elapsedSeconds).toBeCloseTo(40, 3);
    expect(progress.offRouteMeters).toBeCloseTo(30, 3);
    expect(progress.distanceLeftMeters).toBeCloseTo(600 + 500 + 20 + 490 + 1020, 0);
  });

  it('R02 takes the pass that the vehicle is on, where the route comes by twice', () => {
    expect(findProgress(LOOP, at(400, 7), 35).elapsedSeconds).toBeCloseTo(40, 3);
    expect(findProgress(LOOP, at(400, 3), 250).elapsedSeconds).toBeCloseTo(263, 0);
  });

  it('R03 ends at the end, and stands where the route is a single place', () => {
    expect(findProgress(LOOP, at(-40, 10), 300)).toMatchObject({
      elapsedSeconds: expect.closeTo(303, 3),
      distanceLeftMeters: expect.closeTo(0, 3),
    });
    const still = { coordinates: [at(5, 5), at(5, 5)], elapsedSeconds: [0, 0] };
    expect(findProgress(still, at(5, 15), 0)).toEqual({
      elapsedSeconds: 0,
      offRouteMeters: expect.closeTo(10, 3),
      distanceLeftMeters: 0,
    });
  });

  it('R04 comes back to the seconds of any place of the route', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.nat(4), share, (segment, part) => {
        const [a, b] = [LOOP.coordinates[segment]!, LOOP.coordinates[segment + 1]!];
        const place: LonLat = [a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])];
        const [from, to] = [LOOP.elapsedSeconds[segment]!, LOOP.elapsedSeconds[segment + 1]!];
        const elapsed = from + part * (to - from);
        const progress = findProgress(LOOP, place, elapsed);
        expect(Math.abs(progress.elapsedSeconds - elapsed)).toBeLessThan(2);
        expect(progress.offRouteMeters).toBeLessThan(15);
      }),
    );
  });
});

describe('a simplified line', () => {
  it('R05 keeps its ends and stays within the tolerance', () => {
    const meters = fc.integer({ min: 0, max: 3000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(meters, meters), { minLength: 2, maxLength: 40 }), (points) => {
        const line = points.map(([east, north]) => at(east, north));
        const simple = simplifyLine(line, 20);
        expect([simple[0], simple.at(-1)]).toEqual([line[0], line.at(-1)]);
        const route = { coordinates: simple, elapsedSeconds: simple.map((_, i) => i) };
        for (const place of line) expect(findProgress(route, place, 0).offRouteMeters).toBeLessThan(35.1);
      }),
    );
  });

  it('R06 leaves out what lies on the line', () => {
    const line = [at(0, 0), at(50, 1), at(100, 0), at(100, 100)];
    expect(simplifyLine(line, 4)).toEqual([line[0], line[2], line[3]]);
  });
});

describe('watching a run', () => {
  const off = (offRouteMeters: number) => ({ elapsedSeconds: 0, distanceLeftMeters: 0, offRouteMeters });

  it('R07 is off its route after three fixes in a row beyond 60 m, and one back on it forgives', () => {
    const count = (meters: number[]): number => meters.reduce((sum, one) => countOffRoute(sum, off(one)), 0);
    expect(isOffRoute(count([61, 80, 100]))).toBe(true);
    expect(isOffRoute(count([500, 61]))).toBe(false);
    expect(isOffRoute(count([61, 80, 59, 61, 61]))).toBe(false);
  });

  it('R08 tells what closures did to the rest of the route', () => {
    expect(compareRemaining(300, Infinity)).toBe('slower');
    expect(compareRemaining(300, 340)).toBe('slower');
    expect(compareRemaining(340, 300)).toBe('quicker');
    expect(compareRemaining(Infinity, 300)).toBe('quicker');
    expect(compareRemaining(Infinity, Infinity)).toBe('same');
    expect(compareRemaining(300, 300.5)).toBe('same');
  });

  it('R09 changes for a better way only when it is worth it, and always when it must', () => {
    expect(isWorthChanging('mayBeBetter', 300, 291)).toBe(false);
    expect(isWorthChanging('mayBeBetter', 300, 290)).toBe(true);
    expect(isWorthChanging('mustChange', 300, 500)).toBe(true);
  });

  it('R10 arrives counted from the last fix while driving, from now before, and never in the past', () => {
    expect(arrivalMilliseconds(100_000, 95_000, 60, true)).toBe(155_000);
    expect(arrivalMilliseconds(100_000, 95_000, 60, false)).toBe(160_000);
    expect(arrivalMilliseconds(100_000, 10_000, 60, true)).toBe(100_000);
  });
});
