/** Where in its life a vehicle is during one year. */
export interface YearOfLife {
  /** At the start of the year. */
  readonly ageYears: number;
  readonly odometerKm: number;
  readonly kmInYear: number;
}

/** How a yearly amount (money, days, failures) grows over a vehicle's life, in money of the plan's first year. */
export type LifeCurve =
  /** By whole years of age; the last entry holds for all later ones. */
  | { readonly kind: 'table'; readonly byAge: readonly number[] }
  /** `first` in the year that starts at age 0, `1 + growth` times as much each later year. */
  | { readonly kind: 'geometric'; readonly first: number; readonly growth: number }
  /** Fitted: what a vehicle takes however old, per year of age, per 10,000 km driven, and per 10,000 km driven for each 100,000 km on the odometer. */
  | ({ readonly kind: 'linear' } & LinearCurve);

export interface LinearCurve {
  readonly perYear: number;
  readonly perYearOfAge: number;
  readonly per10000Km: number;
  readonly per10000KmAnd100000Km: number;
}

/** The amount of one year. */
export function amountInYear(curve: LifeCurve, year: YearOfLife): number {
  if (curve.kind === 'table') {
    const index = Math.min(Math.floor(year.ageYears + 1e-9), curve.byAge.length - 1);
    return curve.byAge[index] ?? 0;
  }
  if (curve.kind === 'geometric') return curve.first * (1 + curve.growth) ** year.ageYears;
  const driven = year.kmInYear / 10_000;
  const odometer = (year.odometerKm + year.kmInYear / 2) / 100_000;
  return (
    curve.perYear +
    curve.perYearOfAge * (year.ageYears + 0.5) +
    driven * (curve.per10000Km + curve.per10000KmAnd100000Km * odometer)
  );
}

/** What a vehicle brings when sold, as a share of its price. */
export type ResaleCurve =
  /** By whole years of age, from age 0; the last entry holds for all later ones. */
  | { readonly kind: 'table'; readonly shareByAge: readonly number[] }
  /** `shareWhenNew` at once, times `yearlyFactor` per year and `per100000KmFactor` per 100,000 km. */
  | {
      readonly kind: 'geometric';
      readonly shareWhenNew: number;
      readonly yearlyFactor: number;
      readonly per100000KmFactor: number;
    };

export function resaleShare(curve: ResaleCurve, ageYears: number, odometerKm: number): number {
  if (curve.kind === 'table') {
    const index = Math.min(Math.floor(ageYears + 1e-9), curve.shareByAge.length - 1);
    return curve.shareByAge[index] ?? 0;
  }
  return (
    curve.shareWhenNew * curve.yearlyFactor ** ageYears * curve.per100000KmFactor ** (odometerKm / 100_000)
  );
}
