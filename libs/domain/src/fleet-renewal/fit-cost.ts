import { dot, regress, standardErrorAt, type Regression } from './regularised-regression.ts';
import type { LinearCurve, ResaleCurve, YearOfLife } from './cost-curves.ts';

/** What one vehicle took in one year (money of the plan's first year, days or failures). */
export interface CostRecord extends YearOfLife {
  readonly amount: number;
}

export interface FittedCurve {
  readonly curve: { readonly kind: 'linear' } & LinearCurve;
  /** One for each coefficient. */
  readonly standardErrors: LinearCurve;
  /** How far single vehicles' years lie from the curve. */
  readonly scatter: number;
  readonly recordCount: number;
  /** Share of the default in what is known of the curve's mean: 1 without records, towards 0 with many. */
  readonly defaultShare: number;
  /** The curve's amount with the interval it lies in at 95 %. */
  readonly intervalAt: (year: YearOfLife) => {
    readonly amount: number;
    readonly low: number;
    readonly high: number;
  };
}

/** How far a region's true coefficients may lie from the default, as a share of it. */
const DEFAULT_SPREAD = 0.5;
/** Of a coefficient whose default is 0, as a share of the default's mean amount. */
const ZERO_SPREAD = 0.1;
/** Single years scatter by about half of the mean amount; believed as much as four records. */
const DEFAULT_SCATTER = 0.5;
const SCATTER_WEIGHT = 4;
const NORMAL_95 = 1.96;

/** Upkeep and failures where a fleet has no records: shares of the price. Ours, of the order of published fleets; to be overruled by records. */
export const defaultUpkeep = (price: number): LinearCurve => ({
  perYear: 0.015 * price,
  perYearOfAge: 0.003 * price,
  per10000Km: 0.0045 * price,
  per10000KmAnd100000Km: 0.003 * price,
});

/** Days in the workshop a year where a fleet has no records. */
export const DEFAULT_DOWNTIME_DAYS: LinearCurve = {
  perYear: 4,
  perYearOfAge: 1.5,
  per10000Km: 0.5,
  per10000KmAnd100000Km: 0.6,
};

const toTerms = (year: YearOfLife): number[] => {
  const driven = year.kmInYear / 10_000;
  const odometer = (year.odometerKm + year.kmInYear / 2) / 100_000;
  return [1, year.ageYears + 0.5, driven, driven * odometer];
};
const toList = (curve: LinearCurve): number[] => [
  curve.perYear,
  curve.perYearOfAge,
  curve.per10000Km,
  curve.per10000KmAnd100000Km,
];
const toCurve = (values: readonly number[]): LinearCurve => ({
  perYear: values[0]!,
  perYearOfAge: values[1]!,
  per10000Km: values[2]!,
  per10000KmAnd100000Km: values[3]!,
});

/** A typical year, where there are no records to take one from. */
const TYPICAL_YEAR: YearOfLife = { ageYears: 3, odometerKm: 90_000, kmInYear: 30_000 };

/** Fits a yearly amount to records, with a default as what is believed before them. No coefficient falls below 0: wear does not mend. */
export function fitCurve(records: readonly CostRecord[], byDefault: LinearCurve): FittedCurve {
  const years = records.length > 0 ? records : [TYPICAL_YEAR];
  const typical =
    Math.abs(years.reduce((sum, one) => sum + dot(toTerms(one), toList(byDefault)), 0)) / years.length || 1;
  const mean = toList(byDefault);
  const spread = mean.map((one) => (one === 0 ? ZERO_SPREAD * typical : DEFAULT_SPREAD * Math.abs(one)));
  const rows = records.map((one) => ({ terms: toTerms(one), amount: one.amount }));
  const fixed = new Set<number>();
  let fit: Regression;
  for (;;) {
    fit = regress(rows, {
      mean: mean.map((one, index) => (fixed.has(index) ? 0 : one)),
      // Fixed at 0: as sure as makes no difference.
      standardDeviation: spread.map((one, index) => (fixed.has(index) ? 1e-6 * typical : one)),
      scatter: DEFAULT_SCATTER * typical,
      scatterWeight: SCATTER_WEIGHT,
    });
    const below = fit.coefficients.findIndex((one, index) => one < 0 && !fixed.has(index));
    if (below < 0) break;
    fixed.add(below);
  }
  return describe(fit, fixed, spread, years);
}

function describe(
  fit: Regression,
  fixed: ReadonlySet<number>,
  spread: readonly number[],
  years: readonly YearOfLife[],
): FittedCurve {
  const coefficients = fit.coefficients.map((one, index) => (fixed.has(index) ? 0 : Math.max(0, one)));
  const meanTerms = [0, 1, 2, 3].map(
    (index) => years.reduce((sum, one) => sum + toTerms(one)[index]!, 0) / years.length,
  );
  const believedError = Math.sqrt(
    spread.reduce((sum, one, index) => sum + (one * meanTerms[index]!) ** 2, 0),
  );
  return {
    curve: { kind: 'linear', ...toCurve(coefficients) },
    standardErrors: toCurve(fit.covariance.map((row, index) => Math.sqrt(Math.max(0, row[index]!)))),
    scatter: fit.scatter,
    recordCount: fit.recordCount,
    defaultShare: Math.min(1, (standardErrorAt(fit, meanTerms) / believedError) ** 2),
    intervalAt: (year) => {
      const terms = toTerms(year);
      const amount = dot(coefficients, terms);
      const wide = NORMAL_95 * standardErrorAt(fit, terms);
      return { amount, low: Math.max(0, amount - wide), high: amount + wide };
    },
  };
}

/** What one vehicle brought when it was sold. */
export interface SaleRecord {
  readonly ageYears: number;
  readonly odometerKm: number;
  readonly shareOfPrice: number;
}

export type GeometricResale = Extract<ResaleCurve, { kind: 'geometric' }>;

/** An ambulance loses a quarter at once and about an eighth a year; ours, to be overruled by sales. */
export const DEFAULT_RESALE: GeometricResale = {
  kind: 'geometric',
  shareWhenNew: 0.75,
  yearlyFactor: 0.88,
  per100000KmFactor: 0.82,
};

export interface FittedResale {
  readonly curve: GeometricResale;
  readonly recordCount: number;
  readonly intervalAt: (
    ageYears: number,
    odometerKm: number,
  ) => { readonly share: number; readonly low: number; readonly high: number };
}

/** Fits the logarithms of the shares that were paid. Values do not grow with age or km. */
export function fitResale(
  sales: readonly SaleRecord[],
  byDefault: GeometricResale = DEFAULT_RESALE,
): FittedResale {
  const terms = (ageYears: number, odometerKm: number) => [1, ageYears, odometerKm / 100_000];
  const fit = regress(
    sales
      .filter((one) => one.shareOfPrice > 0)
      .map((one) => ({ terms: terms(one.ageYears, one.odometerKm), amount: Math.log(one.shareOfPrice) })),
    {
      mean: [byDefault.shareWhenNew, byDefault.yearlyFactor, byDefault.per100000KmFactor].map(Math.log),
      standardDeviation: [0.2, 0.06, 0.15],
      scatter: 0.25,
      scatterWeight: SCATTER_WEIGHT,
    },
  );
  const [whenNew, yearly, perKm] = fit.coefficients.map((one) => Math.min(0, one));
  return {
    curve: {
      kind: 'geometric',
      shareWhenNew: Math.exp(whenNew!),
      yearlyFactor: Math.exp(yearly!),
      per100000KmFactor: Math.exp(perKm!),
    },
    recordCount: fit.recordCount,
    intervalAt: (ageYears, odometerKm) => {
      const at = terms(ageYears, odometerKm);
      const middle = dot([whenNew!, yearly!, perKm!], at);
      const wide = NORMAL_95 * standardErrorAt(fit, at);
      return { share: Math.exp(middle), low: Math.exp(middle - wide), high: Math.exp(middle + wide) };
    },
  };
}
