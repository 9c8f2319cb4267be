import 'fake-indexeddb/auto';
import { describe, expect, it } from '@jest/globals';
import { FixStore } from '../src/positions/fix-store.ts';
import { isWorthKeeping, moveOn, speedOf, STANDING, type RawFix } from '../src/positions/sample-fixes.ts';
import { openTabletDatabase } from '../src/store/database.ts';

const fixAt = (seconds: number, lon = 0, speedKmh: number | null = null): RawFix => ({
  atMs: seconds * 1000,
  lon,
  lat: 0,
  speedKmh,
  headingDegrees: null,
  accuracyMeters: 5,
});

describe('driving', () => {
  it('begins above 8 km/h and ends only after standing for a while', () => {
    let motion = moveOn(STANDING, 8, 0);
    expect(motion.isDriving).toBe(false);
    motion = moveOn(motion, 9, 1000);
    expect(motion.isDriving).toBe(true);
    for (const [speed, second] of [
      [7, 2],
      [3, 3],
      [6, 5],
      [2, 6],
      [0, 13],
    ] as const) {
      motion = moveOn(motion, speed, second * 1000);
      expect([second, motion.isDriving]).toEqual([second, true]);
    }
    expect(moveOn(motion, 0, 14_000).isDriving).toBe(false);
  });

  it('computes a speed where the device reports none, and none from wobble', () => {
    expect(speedOf(fixAt(1, 0.0002), fixAt(0))).toBeCloseTo(80, 0);
    expect(speedOf(fixAt(1, 0.00005), fixAt(0))).toBe(0);
    expect(speedOf(fixAt(1), undefined)).toBeNull();
    expect(speedOf(fixAt(1, 1, 33), fixAt(0))).toBe(33);
  });

  it('keeps one fix a second while driving and one in ten seconds when standing', () => {
    const keptOf = (isDriving: boolean): number => {
      let kept: { atMs: number; isDriving: boolean } | undefined;
      let count = 0;
      for (let second = 0; second < 100; second += 1) {
        if (!isWorthKeeping(second * 1000, kept, isDriving)) continue;
        kept = { atMs: second * 1000, isDriving };
        count += 1;
      }
      return count;
    };
    expect(keptOf(true)).toBe(100);
    expect(keptOf(false)).toBe(10);
  });
});

describe('the store of fixes', () => {
  const keptFix = (second: number) => ({
    at: new Date(second * 1000).toISOString(),
    lon: 0,
    lat: 0,
    speedKmh: null,
    headingDegrees: null,
    accuracyMeters: null,
  });

  it('numbers on sending, repeats the same numbers, and thins only what was never sent', async () => {
    const database = await openTabletDatabase({}, 'fixes');
    const store = new FixStore(database, 700);
    for (let second = 0; second < 650; second += 1) await store.add(keptFix(second));
    const first = await store.nextFixes();
    expect(first.fixes.map(({ fixSeq }) => fixSeq)).toEqual(Array.from({ length: 600 }, (_, i) => i + 1));
    expect((await store.nextFixes()).fixes).toEqual(first.fixes);
    for (let second = 650; second < 720; second += 1) await store.add(keptFix(second));
    expect(store.thinned.value).toBeGreaterThan(0);
    expect(store.count.value).toBeLessThanOrEqual(700);
    await store.confirm(600);
    const rest = await store.nextFixes();
    expect(rest.fixes[0]!.fixSeq).toBe(601);
    expect(rest.fixes.map(({ fixSeq }) => fixSeq)).toEqual(rest.fixes.map((_, i) => 601 + i));
    await store.confirm(rest.fixes.at(-1)!.fixSeq);
    expect(store.count.value).toBe(0);
    database.close();
  });
});
