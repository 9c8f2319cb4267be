import { describe, expect, it } from '@jest/globals';
import { TIMELINE_KINDS, TIMELINE_TEXTS } from '#contracts';
import { HISTORY_TEXTS } from '../src/history/history-texts.ts';
import { placesAt } from '../src/history/past-places.ts';
import { nextTimeOfDay, readTyped, zonedText } from '../src/history/zoned-time.ts';

const ZONE = 'Europe/Sofia';
const NOW = Date.UTC(2026, 2, 28, 12);

const namesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name!).sort();

describe('a time that is typed', () => {
  it.each([
    ['14:05', '2026-03-27 14:05:00'],
    ['13:05:30', '2026-03-28 13:05:30'],
    ['9.30', '2026-03-28 09:30:00'],
    ['2026-03-01 23:59:59', '2026-03-01 23:59:59'],
    ['2025-12-31 00:00', '2025-12-31 00:00:00'],
  ])('%s is %s by the clock of the region', (typed, shown) => {
    expect(zonedText(readTyped(typed, ZONE, NOW, NOW)!, ZONE)).toBe(shown);
  });

  it.each(['', 'noon', '25:99:99x', '14'])('%p is none', (typed) => {
    expect(readTyped(typed, ZONE, NOW, NOW)).toBeUndefined();
  });

  it('is found on the day on which the clocks are put on', () => {
    const morning = Date.UTC(2026, 2, 29, 9);
    expect(readTyped('2026-03-29 02:30', ZONE, morning, morning)).toBe(Date.UTC(2026, 2, 29, 0, 30));
    expect(readTyped('2026-03-29 04:30', ZONE, morning, morning)).toBe(Date.UTC(2026, 2, 29, 1, 30));
  });
});

describe('a time of day ahead', () => {
  it.each([
    ['14:05', '2026-03-28 14:05:00'],
    ['14:00', '2026-03-29 14:00:00'],
    ['7:30', '2026-03-29 07:30:00'],
  ])('%s is %s when it is 14:00', (typed, shown) => {
    expect(zonedText(nextTimeOfDay(typed, ZONE, NOW), ZONE)).toBe(shown);
  });
});

describe('places of the past', () => {
  const unit = {
    unitId: 'u',
    frameKey: 5,
    seconds: [-3, 0, 10],
    lon: [1, 2, 3],
    lat: [0, 0, 0],
    headingDegrees: [null, 90, 90],
    speedKmh: [null, 50, 50],
  };
  const from = new Date(NOW).toISOString();
  const track = { regionId: 'x', from, to: from, everySeconds: 5, units: [unit], events: [] };

  it('are the last that had come in, with the age they had', () => {
    const at = (second: number) => placesAt(track, NOW + second * 1000, 0).get(5);
    expect(at(-5)).toBeUndefined();
    expect(at(-1)).toMatchObject({ lon: 1, ageSeconds: 2 });
    expect(at(9)).toMatchObject({ lon: 2, ageSeconds: 9 });
    expect(at(60)).toMatchObject({ lon: 3, ageSeconds: 50 });
  });
});

describe('the texts', () => {
  it.each(['bg', 'cs', 'sv'] as const)('name the same values in %s as in English', (language) => {
    for (const kind of TIMELINE_KINDS) {
      expect([kind, namesIn(TIMELINE_TEXTS[language].kinds[kind])]).toEqual([
        kind,
        namesIn(TIMELINE_TEXTS.en.kinds[kind]),
      ]);
    }
    expect(Object.keys(HISTORY_TEXTS[language])).toEqual(Object.keys(HISTORY_TEXTS.en));
  });
});
