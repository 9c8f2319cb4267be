import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  findWayBack,
  type FollowState,
  followRoute,
  type GuideFix,
  type GuidedRoute,
  guideFrom,
  isNearLine,
  type LonLat,
  type Maneuver,
  placeAtMeters,
  prepareGuidance,
} from '../../src/index.ts';

const METERS = 1 / 111_195.08;
const LAT = -34.9;
const EAST = METERS / Math.cos((LAT * Math.PI) / 180);
/** A place so many metres east and north of the city's middle. */
const at = (east: number, north: number): LonLat => [-56.18 + east * EAST, LAT + north * METERS];

const maneuver = (kind: Maneuver['kind'], beginIndex: number): Maneuver => ({
  kind,
  streetNames: [],
  beginIndex,
  endIndex: beginIndex,
  distanceMeters: 0,
  seconds: 0,
  roundaboutExit: null,
});

/** A route through corners, 10 m/s; a maneuver at each of them. */
function routeThrough(corners: readonly (readonly [number, number])[]): GuidedRoute {
  const coordinates = corners.map(([east, north]) => at(east, north));
  const elapsedSeconds = [0];
  for (let i = 1; i < corners.length; i++) {
    const [a, b] = [corners[i - 1]!, corners[i]!];
    elapsedSeconds.push(elapsedSeconds[i - 1]! + Math.hypot(b[0] - a[0], b[1] - a[1]) / 10);
  }
  const maneuvers = corners.map((_, i) =>
    maneuver(i === 0 ? 'depart' : i === corners.length - 1 ? 'arrive' : 'right', i),
  );
  return prepareGuidance({ coordinates, elapsedSeconds }, maneuvers);
}

const fixAt = (atMs: number, coordinates: LonLat, more: Partial<GuideFix> = {}): GuideFix => ({
  atMs,
  coordinates,
  speedKmh: 36,
  headingDegrees: null,
  accuracyMeters: 10,
  ...more,
});

const drive = (route: GuidedRoute, fixes: readonly GuideFix[]): FollowState[] => {
  const states: FollowState[] = [];
  for (const fix of fixes) states.push(followRoute(route, states.at(-1), fix));
  return states;
};

/** Blocks of a city: turns left and right in turn, so that the way never crosses itself. */
const cityWay = fc
  .array(fc.record({ meters: fc.integer({ min: 80, max: 400 }), isRight: fc.boolean() }), {
    minLength: 2,
    maxLength: 12,
  })
  .map((blocks) => {
    let [east, north] = [0, 0];
    const corners: [number, number][] = [[0, 0]];
    blocks.forEach(({ meters, isRight }, i) => {
      if (i % 2 === 0) north += meters;
      else east += isRight ? meters : meters + 50;
      corners.push([east, north]);
    });
    return corners;
  });

describe('following a route', () => {
  it('moves on with wobbling fixes, never far back, never off course, and arrives', () => {
    const wobbles = fc.array(fc.tuple(fc.integer({ min: -12, max: 12 }), fc.integer({ min: -12, max: 12 })), {
      minLength: 20,
      maxLength: 20,
    });
    fc.assert(
      fc.property(cityWay, wobbles, (corners, wobble) => {
        const route = routeThrough(corners);
        const total = route.along.at(-1)!;
        const fixes: GuideFix[] = [];
        for (let meters = 0, i = 0; meters <= total + 10; meters += 10, i++) {
          const [lon, lat] = placeAtMeters(route.line.coordinates, route.along, meters);
          const [east, north] = wobble[i % wobble.length]!;
          fixes.push(fixAt(i * 1000, [lon + east * EAST, lat + north * METERS]));
        }
        const states = drive(route, fixes);
        let [before, nextBefore] = [0, 0];
        for (const [i, { meters, isOffCourse }] of states.entries()) {
          expect(isOffCourse).toBe(false);
          expect(meters).toBeGreaterThanOrEqual(before - 60);
          expect(Math.abs(meters - Math.min(total, i * 10))).toBeLessThan(60);
          before = meters;
          const { next } = guideFrom(route, meters);
          expect(next).toBeGreaterThanOrEqual(nextBefore - 1);
          nextBefore = Math.max(nextBefore, next);
        }
        expect(guideFrom(route, states.at(-1)!.meters)).toMatchObject({
          hasArrived: true,
          next: corners.length - 1,
        });
      }),
      { numRuns: 60 },
    );
  });

  it('tells the next maneuver with metres and seconds', () => {
    const route = routeThrough([[0, 0], [0, 300], [200, 300]]); // prettier-ignore
    const [state] = drive(route, [fixAt(0, at(4, 180))]);
    const guidance = guideFrom(route, state!.meters);
    expect(guidance).toMatchObject({ next: 1, hasArrived: false });
    expect(guidance.metersToNext).toBeCloseTo(120, 0);
    expect(guidance.metersLeft).toBeCloseTo(320, 0);
    expect(guidance.secondsLeft).toBeCloseTo(32, 0);
    expect(guideFrom(route, 303).next).toBe(1);
    expect(guideFrom(route, 306).next).toBe(2);
  });

  it('has left the route after ten seconds beside it, not before, and is back within 30 m', () => {
    const route = routeThrough([[0, 0], [0, 2000]]); // prettier-ignore
    const fixes = [
      fixAt(0, at(0, 100)),
      ...Array.from({ length: 11 }, (_, i) => fixAt(1000 + i * 1000, at(60, 110 + i * 10))),
    ];
    const states = drive(route, fixes);
    expect(states.slice(0, 11).map(({ isOffCourse }) => isOffCourse)).toEqual(Array(11).fill(false));
    expect(states[11]).toMatchObject({ isOffCourse: true });
    const nearer = followRoute(route, states[11], fixAt(12_000, at(45, 220)));
    expect(nearer.isOffCourse).toBe(true);
    expect(followRoute(route, nearer, fixAt(13_000, at(25, 230))).isOffCourse).toBe(false);
  });

  it('is not left by one stray fix, nor by fixes that may lie anywhere', () => {
    const route = routeThrough([[0, 0], [0, 2000]]); // prettier-ignore
    const stray = [
      fixAt(0, at(0, 0)),
      fixAt(5000, at(90, 50)),
      fixAt(10_000, at(0, 100)),
      fixAt(16_000, at(70, 160)),
    ];
    expect(drive(route, stray).some(({ isOffCourse }) => isOffCourse)).toBe(false);
    const vague = Array.from({ length: 20 }, (_, i) =>
      fixAt(i * 1000, at(200, i * 10), { accuracyMeters: 400 }),
    );
    expect(drive(route, vague).some(({ isOffCourse }) => isOffCourse)).toBe(false);
  });

  it('is left by driving against it', () => {
    const route = routeThrough([[0, 0], [0, 2000]]); // prettier-ignore
    const against = Array.from({ length: 12 }, (_, i) =>
      fixAt(i * 1000, at(3, 1000 - i * 10), { headingDegrees: 180 }),
    );
    expect(drive(route, against).at(-1)).toMatchObject({ isOffCourse: true });
  });

  it('takes the pass that fits, where the route comes by twice', () => {
    // Up a street, round a block, and back down 15 m beside it.
    const route = routeThrough([[0, 0], [0, 400], [200, 400], [200, 200], [15, 200], [15, 0]]); // prettier-ignore
    const up = drive(
      route,
      [0, 10, 20, 30].map((y, i) => fixAt(i * 1000, at(8, 100 + y), { headingDegrees: 0 })),
    );
    expect(up.at(-1)!.meters).toBeCloseTo(130, 0);
    const down = followRoute(
      route,
      { ...up.at(-1)!, meters: 1050 },
      fixAt(9e4, at(8, 120), { headingDegrees: 180 }),
    );
    expect(down.meters).toBeGreaterThan(900);
  });

  it('points the way back', () => {
    const route = routeThrough([[0, 0], [0, 2000]]); // prettier-ignore
    const state = followRoute(route, undefined, fixAt(0, at(300, 500)));
    const back = findWayBack(route, state, at(300, 500));
    expect(back.meters).toBeCloseTo(300, 0);
    expect(back.bearingDegrees).toBeCloseTo(270, 0);
  });
});

describe('what is near a line', () => {
  it('counts from the stretch, not from its ends', () => {
    const line = [at(0, 0), at(0, 3000)];
    expect(isNearLine(line, [at(400, 1500)], 500)).toBe(true);
    expect(isNearLine(line, [at(600, 1500), at(0, 3600)], 500)).toBe(false);
    expect(isNearLine(line, [at(600, 1500), at(0, 3400)], 500)).toBe(true);
  });
});
