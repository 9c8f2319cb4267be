import { describe, expect, it } from '@jest/globals';
import {
  detectGeofencedSteps,
  type FenceFix,
  type FencePlan,
  GEOFENCED_STATUSES,
  GeofenceTrack,
  type LonLat,
} from '#domain';
import fc from 'fast-check';

const START: LonLat = [-56.2, -34.9];
const METERS_PER_DEGREE = 111_195;
const T0 = Date.UTC(2026, 4, 4, 12);

/** A place this far east and north of the start. */
const place = (eastMeters: number, northMeters = 0): LonLat => [
  START[0] + eastMeters / (METERS_PER_DEGREE * Math.cos((START[1] * Math.PI) / 180)),
  START[1] + northMeters / METERS_PER_DEGREE,
];
const SCENE = place(2000);
const HOSPITAL = place(2000, 3000);

const plan = (changes: Partial<FencePlan> = {}): FencePlan => ({
  fromMilliseconds: T0,
  scene: SCENE,
  destination: HOSPITAL,
  pressedLeftSceneMilliseconds: null,
  ...changes,
});

interface Wobble {
  readonly seed: number;
  readonly meters: number;
  /** Share of fixes that are reflections, hundreds of metres off, and say nothing of it. */
  readonly wild: number;
}
const STEADY: Wobble = { seed: 1, meters: 0, wild: 0 };

/** Records a drive second by second, as seen by a receiver that is some metres off. */
class Drive {
  readonly fixes: FenceFix[] = [];
  private second = 0;
  private at: readonly [number, number] = [0, 0];
  private state: number;

  constructor(
    private readonly wobble: Wobble = STEADY,
    private readonly everySeconds = 1,
    private readonly knowsSpeed = true,
  ) {
    this.state = wobble.seed;
  }

  get now(): number {
    return T0 + this.second * 1000;
  }

  stand(seconds: number): this {
    for (let i = 0; i < seconds; i += 1) this.tick(0);
    return this;
  }

  driveTo(eastMeters: number, northMeters: number, kmh: number): this {
    const [fromEast, fromNorth] = this.at;
    const seconds = Math.ceil(Math.hypot(eastMeters - fromEast, northMeters - fromNorth) / (kmh / 3.6));
    for (let i = 1; i <= seconds; i += 1) {
      const share = i / seconds;
      this.at = [fromEast + (eastMeters - fromEast) * share, fromNorth + (northMeters - fromNorth) * share];
      this.tick(kmh);
    }
    return this;
  }

  private tick(kmh: number): void {
    this.second += 1;
    if (this.second % this.everySeconds !== 0) return;
    const isWild = this.random() < this.wobble.wild;
    const reach = isWild ? 400 : this.wobble.meters;
    const angle = this.random() * 2 * Math.PI;
    const off = reach * (isWild ? 1 : this.random());
    const coordinates = place(this.at[0] + off * Math.cos(angle), this.at[1] + off * Math.sin(angle));
    this.fixes.push({
      atMilliseconds: this.now,
      coordinates,
      speedKmh: this.knowsSpeed ? kmh : null,
      accuracyMeters: 5,
    });
  }

  private random(): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state / 2 ** 32;
  }
}

const stepsOf = (fixes: readonly FenceFix[], changes: Partial<FencePlan> = {}): Record<string, number> =>
  Object.fromEntries(
    detectGeofencedSteps(plan(changes), fixes).map(({ status, atMilliseconds }) => [
      status,
      (atMilliseconds - T0) / 1000,
    ]),
  );

const wobble = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 }),
  meters: fc.double({ min: 0, max: 40, noNaN: true }),
  wild: fc.constantFrom(0, 0.01, 0.03),
});

/** 2 km to the scene, 20 minutes there, 3 km to the hospital. */
const wholeRun = (with_: Wobble, everySeconds = 1, knowsSpeed = true): Drive =>
  new Drive(with_, everySeconds, knowsSpeed)
    .stand(60)
    .driveTo(2000, 0, 50)
    .stand(1200)
    .driveTo(2000, 3000, 40)
    .stand(300);

describe('detectGeofencedSteps', () => {
  it('times a whole run', () => {
    const steps = stepsOf(wholeRun(STEADY).fixes);
    // Leaves after 60 s, 144 s at 50 km/h, 1,200 s on scene, 270 s at 40 km/h: each to within the fence's radius.
    expect(steps['enRoute']).toBeGreaterThanOrEqual(60);
    expect(steps['enRoute']).toBeLessThan(70);
    expect(steps['onScene']).toBeGreaterThan(198);
    expect(steps['onScene']).toBeLessThan(208);
    expect(steps['leftScene']).toBeGreaterThan(1400);
    expect(steps['leftScene']).toBeLessThan(1415);
    expect(steps['atDestination']).toBeGreaterThan(1660);
    expect(steps['atDestination']).toBeLessThan(1680);
  });

  it.each([
    ['every 10 s', 10, true],
    ['every 30 s', 30, true],
    ['without speeds', 1, false],
  ])('times it with a tracker that reports %s', (_how, everySeconds, knowsSpeed) => {
    const steps = stepsOf(wholeRun(STEADY, everySeconds, knowsSpeed).fixes);
    expect(Object.keys(steps)).toEqual([...GEOFENCED_STATUSES]);
    expect(Math.abs(steps['onScene']! - 204)).toBeLessThanOrEqual(30);
    expect(Math.abs(steps['leftScene']! - 1404)).toBeLessThanOrEqual(45);
  });

  it('tells each step once and in its order, however the receiver wobbles', () => {
    fc.assert(
      fc.property(wobble, fc.constantFrom(1, 5, 10), (noise, everySeconds) => {
        const found = detectGeofencedSteps(plan(), wholeRun(noise, everySeconds).fixes);
        expect(found.map(({ status }) => status)).toEqual([...GEOFENCED_STATUSES]);
        const times = found.map(({ atMilliseconds }) => atMilliseconds);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        // Jitter moves the arrival by seconds, not minutes.
        expect(Math.abs(times[1]! - T0 - 204_000)).toBeLessThan(30_000);
      }),
      { numRuns: 60 },
    );
  });

  it('makes exactly one arrival of an hour of jitter on the very fence', () => {
    const parkedMeters = fc.double({ min: 40, max: 74, noNaN: true });
    fc.assert(
      fc.property(wobble, parkedMeters, (noise, meters) => {
        const { fixes } = new Drive(noise).driveTo(2000 - meters, 0, 50).stand(3600);
        const statuses = detectGeofencedSteps(plan(), fixes).map(({ status }) => status);
        expect(statuses).toEqual(['enRoute', 'onScene']);
      }),
      { numRuns: 20 },
    );
  });

  it('takes a vehicle that drives past for no arrival', () => {
    const speed = fc.double({ min: 28, max: 120, noNaN: true });
    const passesMeters = fc.double({ min: -70, max: 70, noNaN: true });
    fc.assert(
      fc.property(wobble, speed, passesMeters, fc.boolean(), (noise, kmh, meters, knowsSpeed) => {
        // Fixes 15 m off widen the fence to 180 m, which takes 20 s at 32.4 km/h: slower ones must tell their speed.
        fc.pre(knowsSpeed || kmh > 33);
        const drive = new Drive({ ...noise, meters: Math.min(noise.meters, 15), wild: 0 }, 1, knowsSpeed);
        const { fixes } = drive.driveTo(1500, meters, kmh).driveTo(2500, meters, kmh);
        expect(stepsOf(fixes)).not.toHaveProperty('onScene');
      }),
      { numRuns: 60 },
    );
  });

  it('forgets a stop at a traffic light near the scene when the vehicle goes on', () => {
    const { fixes } = new Drive()
      .driveTo(1940, 0, 40)
      .stand(12)
      .driveTo(2600, 0, 40)
      .stand(60)
      .driveTo(2000, 0, 40)
      .stand(60);
    expect(stepsOf(fixes)['onScene']).toBeGreaterThan(250);
  });

  it('shows the same steps in whatever order the fixes come, however often', () => {
    const { fixes } = wholeRun({ seed: 7, meters: 25, wild: 0.02 }, 5);
    const inOrder = detectGeofencedSteps(plan(), fixes);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(fixes, { minLength: fixes.length }),
        fc.array(fc.nat({ max: fixes.length - 1 }), { maxLength: 20 }),
        (shuffled, repeats) => {
          const again = [...shuffled, ...repeats.map((index) => fixes[index]!)];
          expect(detectGeofencedSteps(plan(), again)).toEqual(inOrder);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('knows nothing of fixes from before the assignment, of bad ones, and of places not known', () => {
    const { fixes } = wholeRun(STEADY);
    const before = fixes.map((fix) => ({ ...fix, atMilliseconds: fix.atMilliseconds - 86_400_000 }));
    expect(stepsOf(before)).toEqual({});
    expect(stepsOf(fixes.map((fix) => ({ ...fix, accuracyMeters: 500 })))).toEqual({});
    expect(stepsOf(fixes, { scene: null, destination: null })).toEqual({ enRoute: expect.any(Number) });
  });

  it('has no way to a place where it already is', () => {
    const { fixes } = new Drive().driveTo(2000, 0, 50).stand(120);
    const there = fixes.slice(-110);
    expect(Object.keys(stepsOf(there))).toEqual(['onScene']);
  });

  it('heeds the destination once the crew said that it left, although it had parked far off', () => {
    const drive = new Drive().driveTo(1600, 0, 50).stand(300);
    const pressedLeftSceneMilliseconds = drive.now;
    const { fixes } = drive.driveTo(2000, 3000, 40).stand(60);
    expect(stepsOf(fixes)).not.toHaveProperty('atDestination');
    expect(stepsOf(fixes, { pressedLeftSceneMilliseconds })).toHaveProperty('atDestination');
  });
});

describe('GeofenceTrack', () => {
  it('never tells a step again and never takes one back, with whatever comes late', () => {
    const { fixes } = wholeRun({ seed: 11, meters: 30, wild: 0.03 }, 5);
    const settling = fc.constantFrom(0, 10_000, 60_000);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { minLength: 8 }), settling, (delays, settleMilliseconds) => {
        const arrivals = fixes
          .map((fix, index) => ({ fix, at: index + delays[index % delays.length]! }))
          .sort((a, b) => a.at - b.at);
        const track = new GeofenceTrack(plan());
        const told: string[] = [];
        arrivals.forEach(({ fix, at }, index) => {
          track.add(fix);
          if (index % 7 !== 0) return;
          const now = T0 + at * 5000;
          told.push(...track.takeNew(now - settleMilliseconds).map(({ status }) => status));
        });
        told.push(...track.takeNew().map(({ status }) => status));
        expect(new Set(told).size).toBe(told.length);
        expect([...told].sort()).toEqual([...GEOFENCED_STATUSES].sort());
        expect(track.isDone).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('goes on after a restart without telling twice', () => {
    const { fixes } = wholeRun(STEADY);
    const track = new GeofenceTrack(plan(), ['enRoute', 'onScene']);
    for (const fix of fixes) track.add(fix);
    expect(track.takeNew().map(({ status }) => status)).toEqual(['leftScene', 'atDestination']);
  });

  it('judges anew when the scene or the destination moves', () => {
    const { fixes } = new Drive().driveTo(2000, 0, 50).stand(120);
    const track = new GeofenceTrack(plan({ scene: place(9000) }));
    for (const fix of fixes) track.add(fix);
    expect(track.takeNew().map(({ status }) => status)).toEqual(['enRoute']);
    track.replan(plan());
    expect(track.takeNew().map(({ status }) => status)).toEqual(['onScene']);
  });

  it('stays small and goes on over a day of fixes', () => {
    const drive = new Drive(STEADY, 5).stand(40_000).driveTo(2000, 0, 50).stand(3600);
    const track = new GeofenceTrack(plan());
    for (const fix of drive.fixes) track.add(fix);
    expect(track.takeNew().map(({ status }) => status)).toEqual(['enRoute', 'onScene']);
    expect(track.hasWaiting).toBe(false);
  });

  it('lets fixes wait that a late one may overtake', () => {
    const { fixes } = new Drive().driveTo(2000, 0, 50).stand(60);
    const track = new GeofenceTrack(plan());
    for (const fix of fixes) track.add(fix);
    expect(track.takeNew(T0 + 100_000).map(({ status }) => status)).toEqual(['enRoute']);
    expect(track.hasWaiting).toBe(true);
    expect(track.takeNew(T0 + 400_000).map(({ status }) => status)).toEqual(['onScene']);
    expect(track.hasWaiting).toBe(false);
  });
});
