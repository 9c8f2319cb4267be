import { describe, expect, it } from '@jest/globals';
import { checkReading, odometerAt } from './odometer.ts';

const KNOWN = [
  { at: '2026-03-01T00:00:00Z', km: 50_000 },
  { at: '2026-01-01T00:00:00Z', km: 40_000 },
];
const NOW = '2026-04-01T00:00:00Z';

describe('odometer readings', () => {
  it('takes one that fits', () => {
    expect(checkReading({ at: '2026-02-01T00:00:00Z', km: 45_000 }, KNOWN, NOW)).toBeUndefined();
    expect(checkReading({ at: '2026-03-01T00:00:00Z', km: 50_000 }, KNOWN, NOW)).toBeUndefined();
  });

  it.each([
    [{ at: '2026-03-02T00:00:00Z', km: -1 }, 'negative'],
    [{ at: '2026-03-02T00:00:00Z', km: Number.NaN }, 'notANumber'],
    [{ at: '2026-05-02T00:00:00Z', km: 60_000 }, 'fromFuture'],
    [{ at: '2026-03-02T00:00:00Z', km: 49_999 }, 'falling'],
    [{ at: '2026-02-01T00:00:00Z', km: 50_001 }, 'falling'],
    [{ at: '2026-03-01T00:00:00Z', km: 50_001 }, 'falling'],
    [{ at: '2026-03-03T00:00:00Z', km: 55_000 }, 'tooFast'],
  ])('refuses %j: %s', (reading, reason) => {
    expect(checkReading(reading, KNOWN, NOW)?.reason).toBe(reason);
  });

  it('adds what was driven since the last reading, and never falls', () => {
    const driven = [
      { at: '2026-02-28T00:00:00Z', distanceMeters: 999_000 },
      { at: '2026-03-02T00:00:00Z', distanceMeters: 12_500 },
      { at: '2026-03-03T00:00:00Z', distanceMeters: -4_000 },
      { at: '2026-03-05T00:00:00Z', distanceMeters: 7_500 },
    ];
    expect(odometerAt('2026-03-04T00:00:00Z', KNOWN, driven)).toBe(50_012.5);
    expect(odometerAt('2026-03-06T00:00:00Z', KNOWN, driven)).toBe(50_020);
    expect(odometerAt('2025-12-01T00:00:00Z', KNOWN, driven)).toBe(0);
  });
});
