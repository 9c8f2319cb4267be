import { describe, expect, it } from '@jest/globals';
import { formatClock } from '#ui/format/clock.ts';
import { formatDistance } from '#ui/format/distance.ts';
import { formatAge, formatDuration, formatTravel } from '#ui/format/duration.ts';

describe('times and distances', () => {
  it.each([
    [0, '0:00'],
    [59.9, '0:59'],
    [60, '1:00'],
    [3599, '59:59'],
    [3600, '1:00:00'],
    [90_061, '25:01:01'],
    [-4, '0:00'],
  ])('writes a duration of %p s', (seconds, expected) => {
    expect(formatDuration(seconds)).toBe(expected);
  });

  it('rounds a road time and cuts a running timer', () => {
    expect(formatTravel(249.6)).toBe('4:10');
    expect(formatDuration(249.6)).toBe('4:09');
  });

  it('writes an age in seconds below a minute', () => {
    expect(formatAge(4.9)).toBe('4 s');
    expect(formatAge(134)).toBe('2:14');
  });

  it('shows the time of day of the region, in 24 hours at midnight too', () => {
    expect(formatClock('2026-07-01T03:00:05Z', 'America/Montevideo')).toBe('00:00:05');
    expect(formatClock('2026-07-01T03:00:05Z', 'Europe/Sofia')).toBe('06:00:05');
    // Clocks go back in Stockholm: the same local hour twice.
    expect(formatClock('2026-10-25T00:30:00Z', 'Europe/Stockholm')).toBe('02:30:00');
    expect(formatClock('2026-10-25T01:30:00Z', 'Europe/Stockholm')).toBe('02:30:00');
  });

  it('writes distances in the digits of the locale', () => {
    expect(formatDistance(2345, 'en')).toBe('2.3 km');
    expect(formatDistance(2345, 'cs')).toBe('2,3 km');
    expect(formatDistance(638, 'en')).toBe('640 m');
    expect(formatDistance(955, 'en')).toBe('1.0 km');
  });
});
