import { describe, expect, it } from '@jest/globals';
import { amountInYear, resaleShare, type LinearCurve } from './cost-curves.ts';
import { DEFAULT_RESALE, defaultUpkeep, fitCurve, fitResale, type CostRecord } from './fit-cost.ts';

const TRUE: LinearCurve = { perYear: 3_000, perYearOfAge: 400, per10000Km: 900, per10000KmAnd100000Km: 700 };
const DEFAULT = defaultUpkeep(150_000);

/** Numbers of mean 0 that are the same each time. */
function noise(index: number): number {
  const one = Math.sin(index * 12.9898) * 43_758.5453;
  return (one - Math.floor(one) - 0.5) * 2;
}

const records = (count: number, scatter: number, curve = TRUE): CostRecord[] =>
  Array.from({ length: count }, (_, index) => {
    const ageYears = index % 9;
    const kmInYear = 12_000 + ((index * 7_919) % 40_000);
    const year = { ageYears, odometerKm: ageYears * (15_000 + ((index * 104_729) % 30_000)), kmInYear };
    const amount = amountInYear({ kind: 'linear', ...curve }, year) * (1 + scatter * noise(index + 1));
    return { ...year, amount };
  });

const OLD = { ageYears: 7, odometerKm: 250_000, kmInYear: 30_000 };

describe('upkeep fitted to records', () => {
  it('is the default without records, and says how unsure it is', () => {
    const fit = fitCurve([], DEFAULT);
    expect(fit.curve).toEqual({ kind: 'linear', ...DEFAULT });
    expect(fit.defaultShare).toBeCloseTo(1, 6);
    const { amount, low, high } = fit.intervalAt(OLD);
    expect(high - low).toBeGreaterThan(0.5 * amount);
  });

  it('finds the true curve in many records, and is surer the more there are', () => {
    const some = fitCurve(records(30, 0.4), DEFAULT);
    const many = fitCurve(records(3_000, 0.4), DEFAULT);
    const truth = amountInYear({ kind: 'linear', ...TRUE }, OLD);
    expect(Math.abs(many.intervalAt(OLD).amount / truth - 1)).toBeLessThan(0.03);
    expect(many.intervalAt(OLD).low).toBeLessThan(truth);
    expect(many.intervalAt(OLD).high).toBeGreaterThan(truth);
    expect(many.standardErrors.perYear).toBeLessThan(some.standardErrors.perYear / 3);
    expect(many.defaultShare).toBeLessThan(some.defaultShare);
    expect(many.curve.perYear).toBeCloseTo(TRUE.perYear, -3);
  });

  it('stays between default and records when they are few', () => {
    const dear = {
      perYear: 3 * DEFAULT.perYear,
      perYearOfAge: 3 * DEFAULT.perYearOfAge,
      per10000Km: 3 * DEFAULT.per10000Km,
      per10000KmAnd100000Km: 3 * DEFAULT.per10000KmAnd100000Km,
    };
    const asDefault = fitCurve([], DEFAULT).intervalAt(OLD).amount;
    const two = fitCurve(records(2, 0.2, dear), DEFAULT).intervalAt(OLD).amount;
    const many = fitCurve(records(400, 0.2, dear), DEFAULT).intervalAt(OLD).amount;
    expect(two).toBeGreaterThan(asDefault * 1.02);
    expect(two).toBeLessThan(many);
    expect(many).toBeGreaterThan(asDefault * 2.8);
  });

  it('never lets wear mend', () => {
    const falling = records(200, 0.1).map((one) => ({
      ...one,
      amount: Math.max(100, 20_000 - 2_000 * one.ageYears),
    }));
    const { curve } = fitCurve(falling, DEFAULT);
    for (const value of [curve.perYear, curve.perYearOfAge, curve.per10000Km, curve.per10000KmAnd100000Km]) {
      expect(value).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('resale fitted to sales', () => {
  const TRUTH = {
    kind: 'geometric',
    shareWhenNew: 0.7,
    yearlyFactor: 0.85,
    per100000KmFactor: 0.75,
  } as const;

  it('is the default without sales', () => {
    const { curve } = fitResale([]);
    expect(curve.yearlyFactor).toBeCloseTo(DEFAULT_RESALE.yearlyFactor, 9);
    expect(curve.shareWhenNew).toBeCloseTo(DEFAULT_RESALE.shareWhenNew, 9);
  });

  it('finds the true curve in many sales', () => {
    const sales = Array.from({ length: 400 }, (_, index) => {
      const ageYears = 3 + (index % 8);
      const odometerKm = 60_000 + ((index * 7_919) % 300_000);
      const share = resaleShare(TRUTH, ageYears, odometerKm) * Math.exp(0.2 * noise(index + 1));
      return { ageYears, odometerKm, shareOfPrice: share };
    });
    const fit = fitResale(sales);
    const { share, low, high } = fit.intervalAt(6, 200_000);
    const truth = resaleShare(TRUTH, 6, 200_000);
    expect(Math.abs(share / truth - 1)).toBeLessThan(0.05);
    expect(low).toBeLessThan(truth);
    expect(high).toBeGreaterThan(truth);
  });
});
