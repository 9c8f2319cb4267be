import { classCovers } from './en-1789.ts';
import { meetsNeed, requiredCount, reserveCount } from './fleet-needs.ts';
import { getType, type Cohort, type LifeAccount, type LifeYear } from './lives.ts';
import type { RenewalProblem, RenewalRule, Strength } from './renewal-problem.ts';

/** Something counted over all vehicles in one year, and what the count must reach or not pass. */
export interface YearLimit {
  readonly ruleId: string;
  readonly year: number;
  /** Counts vehicles of this station only; absent: all. */
  readonly stationId?: string;
  readonly strength: Strength;
  readonly atLeast: number;
  readonly atMost: number;
  /** What one unit of breach weighs where breaches are to be as few as possible. */
  readonly breakWeight: number;
  /** True: no price and no lack of money makes it break (charge points of a station). */
  readonly isPhysical: boolean;
  /** What a vehicle of the cohort (of the station, where one is given) counts in this year; absent: nothing. */
  readonly countOf: (cohort: Cohort) => ((at: LifeYear) => number) | undefined;
}

/** A crew without a vehicle is worse than a missing reserve, and that is worse than an old vehicle. */
const BREAK_WEIGHTS = { requirement: 100, reserveShare: 10, other: 1 } as const;

const yearsOf = (problem: RenewalProblem): number[] =>
  Array.from({ length: problem.horizonYears }, (_, year) => year);

const inScope = (scope: 'front' | 'all', role: LifeYear['role']): boolean =>
  scope === 'all' || role === 'front';

/** Is the cohort among what the limit counts? */
export const isCounted = (limit: YearLimit, cohort: Cohort): boolean =>
  limit.stationId === undefined || limit.stationId === cohort.stationId;

/** All that is counted over the fleet; what concerns single vehicles (age, km) is in `vehicleBreaches`. */
export function listYearLimits(problem: RenewalProblem): YearLimit[] {
  return [
    ...requirementLimits(problem),
    ...problem.rules.flatMap((rule) => ruleLimits(problem, rule)),
    ...chargePointLimits(problem),
  ];
}

/** The id under which too many battery vehicles at a station are told. */
export const chargePointsId = (stationId: string): string => `chargePoints:${stationId}`;

function chargePointLimits(problem: RenewalProblem): YearLimit[] {
  return problem.stations.flatMap(({ stationId, charging }) =>
    (charging ? yearsOf(problem) : []).map((year) => ({
      ruleId: chargePointsId(stationId),
      year,
      stationId,
      strength: { kind: 'hard' as const },
      atLeast: -Infinity,
      atMost: charging?.chargePoints ?? 0,
      breakWeight: BREAK_WEIGHTS.other,
      isPhysical: true,
      countOf: (cohort: Cohort) => (getType(problem, cohort.typeId).electric ? countFront : undefined),
    })),
  );
}

function requirementLimits(problem: RenewalProblem): YearLimit[] {
  return problem.requirements.flatMap((requirement) =>
    yearsOf(problem).map((year) => ({
      ruleId: requirement.requirementId,
      year,
      ...(requirement.stationId === undefined ? {} : { stationId: requirement.stationId }),
      strength: requirement.strength,
      atLeast: requiredCount(problem, requirement, year),
      atMost: Infinity,
      breakWeight: BREAK_WEIGHTS.requirement,
      isPhysical: false,
      countOf: (cohort: Cohort) => {
        if (requirement.stationId !== undefined && requirement.stationId !== cohort.stationId)
          return undefined;
        return meetsNeed(getType(problem, cohort.typeId), requirement) ? countFront : undefined;
      },
    })),
  );
}

const countFront = (at: LifeYear): number => (at.role === 'front' ? 1 : 0);
const countReserve = (at: LifeYear): number => (at.role === 'reserve' ? 1 : 0);

function ruleLimits(problem: RenewalProblem, rule: RenewalRule): YearLimit[] {
  const limit = (year: number, own: Pick<YearLimit, 'countOf'> & Partial<YearLimit>): YearLimit => ({
    ruleId: rule.ruleId,
    year,
    strength: rule.strength,
    atLeast: -Infinity,
    atMost: Infinity,
    breakWeight: BREAK_WEIGHTS.other,
    isPhysical: false,
    ...own,
  });
  const years = yearsOf(problem);
  switch (rule.kind) {
    case 'meanAge':
      return years.map((year) =>
        limit(year, {
          atMost: 0,
          countOf: () => (at) => (inScope(rule.scope, at.role) ? at.ageYears - rule.years : 0),
        }),
      );
    case 'reserveShare':
      return years.map((year) =>
        limit(year, {
          atLeast: reserveCount(problem, rule, year),
          breakWeight: BREAK_WEIGHTS.reserveShare,
          countOf: (cohort) => {
            const isEnough =
              rule.atLeast === undefined ||
              classCovers(getType(problem, cohort.typeId).en1789Class, rule.atLeast);
            return isEnough ? countReserve : undefined;
          },
        }),
      );
    case 'smoothing':
      return years.map((year) =>
        limit(year, {
          atMost: rule.largestPerYear,
          countOf: (cohort) => (isDelivered(cohort, year) ? () => 1 : undefined),
        }),
      );
    case 'electricShare':
      return years
        .filter((year) => year >= rule.fromYear)
        .map((year) =>
          limit(year, {
            atLeast: 0,
            countOf: (cohort) => {
              const own = getType(problem, cohort.typeId).electric ? 1 - rule.share : -rule.share;
              return (at) => (at.role === 'front' ? own : 0);
            },
          }),
        );
    default:
      return [];
  }
}

const isDelivered = (cohort: Cohort, year: number): boolean =>
  cohort.origin !== 'owned' && cohort.fromYear === year;

export interface VehicleBreach {
  readonly rule: RenewalRule;
  readonly year: number;
}

/** The years in which one vehicle's life is past an age or km rule, or it comes in a year without purchases. */
export function vehicleBreaches(
  problem: RenewalProblem,
  cohort: Cohort,
  account: LifeAccount,
): VehicleBreach[] {
  return problem.rules.flatMap((rule): VehicleBreach[] => {
    if (rule.kind === 'purchaseYears') {
      const isOff = cohort.origin !== 'owned' && !rule.years.includes(cohort.fromYear);
      return isOff ? [{ rule, year: cohort.fromYear }] : [];
    }
    if (rule.kind !== 'maxAge' && rule.kind !== 'maxKm') return [];
    return account.years
      .filter((at) => inScope(rule.scope, at.role) && isPast(rule, at))
      .map((at) => ({ rule, year: at.year }));
  });
}

const isPast = (rule: Extract<RenewalRule, { kind: 'maxAge' | 'maxKm' }>, at: LifeYear): boolean =>
  rule.kind === 'maxAge' ? at.ageYears + 1 > rule.years + 1e-9 : at.odometerKm + at.kmInYear > rule.km + 1e-6;
