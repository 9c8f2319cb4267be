import { describe, expect, it } from '@jest/globals';
import { hourOfWeek } from '../src/travel/hour-of-week.ts';

describe('hour of the local week', () => {
  it.each([
    ['2026-06-01T00:00:00Z', 'UTC', 0],
    ['2026-06-07T23:59:59Z', 'UTC', 167],
    // Montevideo is three hours behind: still Sunday there.
    ['2026-06-01T02:59:00Z', 'America/Montevideo', 167],
    ['2026-06-01T03:00:00Z', 'America/Montevideo', 0],
    // Summer time in Sofia and winter time in Sofia.
    ['2026-07-01T05:00:00Z', 'Europe/Sofia', 2 * 24 + 8],
    ['2026-01-07T05:00:00Z', 'Europe/Sofia', 2 * 24 + 7],
  ])('%s in %s is hour %i', (at, timeZone, expected) => {
    expect(hourOfWeek(new Date(at), timeZone)).toBe(expected);
  });
  it('names no hour of a zone that does not exist', () => {
    expect(() => hourOfWeek(new Date(0), 'Europe/Nowhere')).toThrow(RangeError);
  });
});
