import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readWallClock, writeWallClock } from './wall-clock.ts';

const ZONES = ['Europe/Sofia', 'Europe/Prague', 'America/Montevideo', 'Asia/Kolkata', 'Pacific/Auckland'];

describe('readWallClock', () => {
  it('takes the clock of the region, in summer and in winter', () => {
    expect(readWallClock('2026-01-31 07:00', 'Europe/Prague')).toEqual({
      ok: true,
      at: new Date('2026-01-31T06:00:00Z'),
    });
    expect(readWallClock('2026-07-31T07:00', 'Europe/Prague')).toEqual({
      ok: true,
      at: new Date('2026-07-31T05:00:00Z'),
    });
  });

  it('knows the hour that is left out, and takes the first of the one that comes twice', () => {
    expect(readWallClock('2026-03-29 02:30', 'Europe/Prague')).toEqual({ ok: false, why: 'skipped' });
    expect(readWallClock('2026-10-25 02:30', 'Europe/Prague')).toEqual({
      ok: true,
      at: new Date('2026-10-25T00:30:00Z'),
    });
  });

  it.each(['', '2026-02-30 07:00', '2026-13-01 07:00', '2026-01-01 24:00', '1.2.2026 7:00', '2026-01-01'])(
    'does not guess at "%s"',
    (text) => {
      expect(readWallClock(text, 'Europe/Sofia')).toEqual({ ok: false, why: 'unclear' });
    },
  );

  it('reads what was written, but for the second of an hour that comes twice', () => {
    const minute = fc.integer({ min: 25_000_000, max: 35_000_000 });
    fc.assert(
      fc.property(minute, fc.constantFrom(...ZONES), (minutes, zone) => {
        const at = new Date(minutes * 60_000);
        const text = writeWallClock(at, zone);
        const read = readWallClock(text, zone);
        expect(read.ok && writeWallClock(read.at, zone)).toBe(text);
        expect(read.ok && Math.abs(read.at.getTime() - at.getTime())).toBeLessThanOrEqual(3_600_000);
      }),
    );
  });
});
