import {
  discountAt,
  discountedCost,
  followLife,
  runningDiscount,
  type Life,
  type LifeAccount,
} from './lives.ts';
import { followBudget, orderYearOf, spendingOf, tenderCostIn } from './spending.ts';
import { isCounted, listYearLimits, vehicleBreaches } from './year-limits.ts';
import { BUDGET_ID, type RenewalProblem, type Strength } from './renewal-problem.ts';

/** Vehicles that have the same life. */
export interface ChosenLife {
  readonly life: Life;
  readonly count: number;
}

/** A rule, requirement or the budget that does not hold in a year: by how much, and what that costs where it is soft. */
export interface PlanBreach {
  readonly ruleId: string;
  readonly year: number;
  readonly amount: number;
  readonly isHard: boolean;
  /** Discounted; 0 for hard ones. */
  readonly cost: number;
}

/** One year of a plan in money of that year. The last one, after the horizon, holds only what is sold then. */
export interface PlanYear {
  readonly year: number;
  readonly purchases: number;
  readonly granted: number;
  readonly tender: number;
  readonly leases: number;
  readonly upkeep: number;
  readonly energy: number;
  readonly downtime: number;
  readonly resale: number;
  readonly discountedTotal: number;
  readonly spent: number;
  readonly available: number;
  readonly carriedOver: number;
  readonly overspent: number;
  readonly frontCount: number;
  readonly reserveCount: number;
  readonly deliveredCount: number;
  /** Of vehicles in service, at the start of the year. */
  readonly meanAgeYears: number;
  /** Share of vehicles in service or reserve whose year ends past an age or km rule. */
  readonly pastLimitShare: number;
}

export interface PlanAccount {
  /** Discounted, with the price of soft rules that break: what is made least. */
  readonly objective: number;
  /** Discounted whole-life cost alone. */
  readonly wholeLifeCost: number;
  readonly years: readonly PlanYear[];
  readonly breaches: readonly PlanBreach[];
}

interface Followed {
  readonly life: Life;
  readonly count: number;
  readonly account: LifeAccount;
}

/** Works out any plan, the best or another, in the same terms. */
export function evaluatePlan(problem: RenewalProblem, chosen: readonly ChosenLife[]): PlanAccount {
  const followed = chosen
    .filter((one) => one.count > 0)
    .map((one) => ({ ...one, account: followLife(problem, one.life) }));
  const years = accountYears(problem, followed);
  const breaches = [
    ...breachesOfLimits(problem, followed),
    ...breachesOfVehicles(problem, followed),
    ...breachesOfGrants(problem, followed),
    ...breachesOfBudget(problem, years),
  ];
  const wholeLifeCost =
    followed.reduce((sum, one) => sum + one.count * discountedCost(problem, one.account), 0) +
    years.reduce((sum, one) => sum + one.tender * discountAt(problem, one.year), 0);
  const objective = wholeLifeCost + breaches.reduce((sum, one) => sum + one.cost, 0);
  return { objective, wholeLifeCost, years, breaches };
}

/** Does the plan keep every rule that must be kept? */
export const keepsHardRules = (account: PlanAccount): boolean =>
  account.breaches.every((breach) => !breach.isHard);

type Sums = { -readonly [Key in keyof PlanYear]: number } & { age: number; past: number };

const emptyYear = (year: number): Sums => ({
  year,
  purchases: 0,
  granted: 0,
  tender: 0,
  leases: 0,
  upkeep: 0,
  energy: 0,
  downtime: 0,
  resale: 0,
  discountedTotal: 0,
  spent: 0,
  available: 0,
  carriedOver: 0,
  overspent: 0,
  frontCount: 0,
  reserveCount: 0,
  deliveredCount: 0,
  meanAgeYears: 0,
  pastLimitShare: 0,
  age: 0,
  past: 0,
});

function accountYears(problem: RenewalProblem, followed: readonly Followed[]): PlanYear[] {
  const sums = Array.from({ length: problem.horizonYears + 1 }, (_, year) => emptyYear(year));
  for (const one of followed) addLife(problem, sums, one);
  const tenderYears = new Set(
    followed
      .filter((one) => one.life.cohort.origin !== 'owned')
      .map((one) => orderYearOf(problem, one.life.cohort)),
  );
  for (const year of tenderYears) {
    sums[year]!.tender = tenderCostIn(problem, year);
    sums[year]!.spent += sums[year]!.tender;
  }
  const budget = followBudget(
    problem,
    sums.slice(0, -1).map((one) => one.spent),
  );
  return sums.map(({ age, past, ...year }) => ({
    ...year,
    ...budget[year.year],
    meanAgeYears: year.frontCount > 0 ? age / year.frontCount : 0,
    pastLimitShare: past / Math.max(1, year.frontCount + year.reserveCount),
    discountedTotal:
      (year.purchases - year.granted + year.tender - year.resale) * discountAt(problem, year.year) +
      (year.leases + year.upkeep + year.energy + year.downtime) * runningDiscount(problem, year.year),
  }));
}

function addLife(problem: RenewalProblem, sums: readonly Sums[], { life, count, account }: Followed): void {
  for (const at of account.years) {
    const sum = sums[at.year]!;
    sum.upkeep += count * at.upkeep;
    sum.energy += count * at.energy;
    sum.downtime += count * at.downtime;
    sum.leases += count * at.lease;
    if (at.role === 'front') {
      sum.frontCount += count;
      sum.age += count * at.ageYears;
    } else sum.reserveCount += count;
  }
  const { purchase, sale } = account;
  if (purchase) {
    sums[purchase.paidYear]!.purchases += count * purchase.price;
    sums[purchase.paidYear]!.granted += count * purchase.granted;
  }
  if (sale) sums[sale.year]!.resale += count * sale.amount;
  if (life.cohort.origin !== 'owned') sums[life.cohort.fromYear]!.deliveredCount += count;
  for (const { year, amount } of spendingOf(problem, account)) sums[year]!.spent += count * amount;
  const pastYears = vehicleBreaches(problem, life.cohort, account)
    .filter(({ rule }) => rule.kind !== 'purchaseYears')
    .map(({ year }) => year);
  for (const year of new Set(pastYears)) sums[year]!.past += count;
}

const breach = (
  problem: RenewalProblem,
  ruleId: string,
  year: number,
  amount: number,
  strength: Strength,
): PlanBreach => ({
  ruleId,
  year,
  amount,
  isHard: strength.kind === 'hard',
  cost: strength.kind === 'soft' ? amount * strength.pricePerUnit * discountAt(problem, year) : 0,
});

function breachesOfLimits(problem: RenewalProblem, followed: readonly Followed[]): PlanBreach[] {
  return listYearLimits(problem).flatMap((limit) => {
    let total = 0;
    for (const { life, count, account } of followed) {
      const at = account.years[limit.year - life.cohort.fromYear];
      const countOf = at && isCounted(limit, life.cohort) ? limit.countOf(life.cohort) : undefined;
      if (at && countOf) total += count * countOf(at);
    }
    const amount = Math.max(limit.atLeast - total, total - limit.atMost);
    return amount > 1e-6 ? [breach(problem, limit.ruleId, limit.year, amount, limit.strength)] : [];
  });
}

function breachesOfVehicles(problem: RenewalProblem, followed: readonly Followed[]): PlanBreach[] {
  const counts = new Map<string, { year: number; ruleId: string; strength: Strength; amount: number }>();
  for (const { life, count, account } of followed) {
    for (const { rule, year } of vehicleBreaches(problem, life.cohort, account)) {
      const key = `${rule.ruleId}|${year}`;
      const known = counts.get(key) ?? { year, ruleId: rule.ruleId, strength: rule.strength, amount: 0 };
      counts.set(key, { ...known, amount: known.amount + count });
    }
  }
  return [...counts.values()]
    .sort((a, b) => a.year - b.year)
    .map((one) => breach(problem, one.ruleId, one.year, one.amount, one.strength));
}

/** The id under which a grant that pays more than it has is told. */
export const grantBreachId = (grantId: string): string => `grant:${grantId}`;

function breachesOfGrants(problem: RenewalProblem, followed: readonly Followed[]): PlanBreach[] {
  return problem.grants.flatMap((grant) => {
    const granted = followed
      .filter((one) => one.life.cohort.grantId === grant.grantId)
      .reduce((sum, one) => sum + one.count * (one.account.purchase?.granted ?? 0), 0);
    const over = granted - (grant.limit ?? Infinity);
    if (over <= 1e-6 * Math.max(1, granted)) return [];
    return [breach(problem, grantBreachId(grant.grantId), grant.years[0] ?? 0, over, { kind: 'hard' })];
  });
}

function breachesOfBudget(problem: RenewalProblem, years: readonly PlanYear[]): PlanBreach[] {
  const { budget } = problem;
  if (!budget) return [];
  return years
    .filter((one) => one.overspent > 0)
    .map((one) => breach(problem, BUDGET_ID, one.year, one.overspent, budget.strength));
}
