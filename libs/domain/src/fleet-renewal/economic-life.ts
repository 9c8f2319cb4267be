import { amountInYear, resaleShare } from './cost-curves.ts';
import type { VehicleType } from './renewal-problem.ts';

export interface EconomicLife {
  /** Years after which replacing costs least per year. */
  readonly economicLifeYears: number;
  /** The yearly payment, at the end of each year, worth as much as all costs of that life. */
  readonly equivalentAnnualCost: number;
}

export interface EconomicLifeTerms {
  readonly kmPerYear: number;
  /** Above inflation. */
  readonly realRate: number;
  readonly runningCostsPaid: 'start' | 'middle' | 'end';
}

const PAID_WITHIN_YEAR = { start: 0, middle: 0.5, end: 1 } as const;

/** The life with the least equivalent annual cost, within the type's longest life. */
export function findEconomicLife(type: VehicleType, terms: EconomicLifeTerms): EconomicLife {
  const growth = 1 + terms.realRate;
  let best: EconomicLife = { economicLifeYears: 1, equivalentAnnualCost: Infinity };
  let running = 0;
  for (let years = 1; years <= type.longestLifeYears; years += 1) {
    const odometerKm = (years - 1) * terms.kmPerYear;
    if (years > 1 && odometerKm + terms.kmPerYear > (type.longestLifeKm ?? Infinity)) break;
    const at = { ageYears: years - 1, odometerKm, kmInYear: terms.kmPerYear };
    const cost =
      amountInYear(type.upkeep, at) +
      amountInYear(type.downtimeDays, at) * type.costPerDowntimeDay +
      type.energyCostPerKm * terms.kmPerYear;
    running += cost * growth ** -(years - 1 + PAID_WITHIN_YEAR[terms.runningCostsPaid]);
    const resale = type.price * resaleShare(type.resale, years, years * terms.kmPerYear) * growth ** -years;
    const perYear = (type.price + running - resale) * annuityFactor(terms.realRate, years);
    if (perYear < best.equivalentAnnualCost - 1e-9) {
      best = { economicLifeYears: years, equivalentAnnualCost: perYear };
    }
  }
  return best;
}

/** The yearly payment at the end of each of `years` years that is worth 1 today. */
const annuityFactor = (rate: number, years: number): number =>
  Math.abs(rate) < 1e-12 ? 1 / years : rate / (1 - (1 + rate) ** -years);
