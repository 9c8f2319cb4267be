import { describe, expect, it } from '@jest/globals';
import { INCIDENT_CATEGORIES } from '#domain';
import { CallArrivals } from '../src/demand/call-arrivals.ts';
import { drawCase, drawCrewWork, drawOutcome } from '../src/demand/case-mix.ts';
import { createHourOfWeek, demandFactor, HOURS_OF_WEEK } from '../src/demand/hour-of-week.ts';
import { drawExponential, drawLognormal, drawOne, drawWeighted, streamOf } from '../src/random/random.ts';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const many = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw);

describe('streamOf', () => {
  it('gives the same numbers for the same names and others for other names', () => {
    const take = (...names: (string | number)[]) => many(5, streamOf(1, ...names));
    expect(take('call', 7)).toEqual(take('call', 7));
    expect(take('call', 7)).not.toEqual(take('call', 8));
    expect(many(5, streamOf(2, 'call', 7))).not.toEqual(take('call', 7));
  });

  it('is even over 0 to 1', () => {
    const numbers = many(20_000, streamOf(3, 'even'));
    expect(mean(numbers)).toBeCloseTo(0.5, 1);
    const tenths = many(10, () => 0);
    for (const number of numbers) tenths[Math.floor(number * 10)]! += 1;
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });
});

describe('distributions', () => {
  const random = streamOf(4, 'distributions');
  it('draws waiting times of mean 1', () => {
    expect(mean(many(20_000, () => drawExponential(random)))).toBeCloseTo(1, 1);
  });
  it('draws lognormal times of the given median and spread', () => {
    const logs = many(20_000, () => Math.log(drawLognormal(random, 60, 0.5)));
    expect(Math.exp(mean(logs))).toBeGreaterThan(58);
    expect(Math.exp(mean(logs))).toBeLessThan(62);
    expect(Math.sqrt(mean(logs.map((log) => (log - mean(logs)) ** 2)))).toBeCloseTo(0.5, 1);
  });
  it('draws by weight and refuses to draw from nothing', () => {
    const items = [{ weight: 1 }, { weight: 0 }, { weight: 3 }];
    const drawn = many(4000, () => items.indexOf(drawWeighted(random, items)));
    expect(drawn).not.toContain(1);
    expect(drawn.filter((index) => index === 2).length / 4000).toBeCloseTo(0.75, 1);
    expect(() => drawOne(random, [])).toThrow('nothing to draw from');
  });
});

describe('demandFactor', () => {
  const factors = many(HOURS_OF_WEEK, () => 0).map((_, hour) => demandFactor(hour));
  it('has mean 1, a peak in the afternoon and a trough at night', () => {
    expect(mean(factors)).toBeCloseTo(1, 9);
    const tuesday = factors.slice(24, 48);
    expect(tuesday.indexOf(Math.max(...tuesday))).toBeGreaterThanOrEqual(13);
    expect(tuesday.indexOf(Math.max(...tuesday))).toBeLessThanOrEqual(16);
    expect(tuesday.indexOf(Math.min(...tuesday))).toBeLessThan(5);
  });
  it('is busier in the nights of the weekend and calmer in its days', () => {
    expect(demandFactor(5 * 24 + 2)).toBeGreaterThan(demandFactor(24 + 2));
    expect(demandFactor(6 * 24 + 14)).toBeLessThan(demandFactor(24 + 14));
  });
});

describe('createHourOfWeek', () => {
  it('counts local hours from Monday', () => {
    const monday = new Date('2026-03-02T03:30:00Z');
    expect(createHourOfWeek('UTC')(monday)).toBe(3);
    expect(createHourOfWeek('America/Montevideo')(monday)).toBe(0);
    expect(createHourOfWeek('Europe/Sofia')(monday)).toBe(5);
    expect(createHourOfWeek('America/Montevideo')(new Date('2026-03-02T02:59:00Z'))).toBe(167);
  });
});

describe('CallArrivals', () => {
  const arrivals = (perSecond: (seconds: number) => number) =>
    new CallArrivals(streamOf(5, 'arrivals'), perSecond);
  it('brings calls at the rate asked for', () => {
    const calls = arrivals(() => 30 / 3600).advanceTo(1000 * 3600);
    expect(calls / 1000).toBeGreaterThan(29);
    expect(calls / 1000).toBeLessThan(31);
  });
  it('brings the same calls in small steps as in one', () => {
    const rate = (seconds: number) => (seconds < 5000 ? 0.01 : 0.03);
    const stepwise = arrivals(rate);
    let calls = 0;
    for (let seconds = 10; seconds <= 10_000; seconds += 10) calls += stepwise.advanceTo(seconds);
    expect(Math.abs(calls - arrivals(rate).advanceTo(10_000))).toBeLessThanOrEqual(1);
  });
  it('brings none at rate 0 and none when time stands still', () => {
    expect(arrivals(() => 0).advanceTo(1e6)).toBe(0);
    const one = arrivals(() => 1);
    one.advanceTo(100);
    expect(one.advanceTo(100)).toBe(0);
  });
});

describe('cases', () => {
  const random = streamOf(6, 'cases');
  it('are of known categories and priorities', () => {
    for (const { category, priority, words } of many(2000, () => drawCase(random))) {
      expect(INCIDENT_CATEGORIES).toContain(category);
      expect([1, 2, 3, 4]).toContain(priority);
      expect(words).not.toBe('');
    }
  });
  it('take a crew times above nothing, about 13 minutes on scene', () => {
    const works = many(4000, () => drawCrewWork(random, 'trauma'));
    expect(mean(works.map(({ onSceneSeconds }) => onSceneSeconds)) / 60).toBeCloseTo(13.4, 0);
    for (const work of works) {
      for (const value of Object.values(work))
        if (typeof value === 'number') expect(value).toBeGreaterThanOrEqual(0);
    }
    expect(works.filter(({ isTransported }) => isTransported).length / 4000).toBeCloseTo(0.76, 1);
  });
  it('end as transported when somebody was', () => {
    expect(drawOutcome(random, true)).toBe('transported');
    const ends = new Set(many(200, () => drawOutcome(random, false)));
    expect(ends).toEqual(new Set(['treatedOnScene', 'refused', 'noPatientFound']));
  });
});
