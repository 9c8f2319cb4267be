import { findEconomicLife } from './economic-life.ts';
import { PolicyRun, type Driven } from './policy-run.ts';
import { getType } from './lives.ts';
import { makePlan, type RenewalPlan } from './renewal-plan.ts';
import type { ChosenLife } from './evaluate-plan.ts';
import type { RenewalProblem } from './renewal-problem.ts';

export const COMPARED_POLICIES = ['ruleByAgeOrKm', 'economicLife', 'runToFailure', 'todaysPlan'] as const;
export type ComparedPolicyName = (typeof COMPARED_POLICIES)[number];

export interface ComparedPolicy {
  readonly name: ComparedPolicyName;
  /** With what it breaks of the same rules. */
  readonly plan: RenewalPlan;
  readonly lives: readonly ChosenLife[];
}

/** One line of the plan the region has now. */
export interface PlannedReplacement {
  readonly vehicleId: string;
  /** Counted from 0. */
  readonly year: number;
  /** Absent: one of the same type. */
  readonly typeId?: string;
}

/** Where a region has no age or km rule: what Prague asks of its fleet (6 years, 250,000 km). */
const DEFAULT_RULE = { years: 6, km: 250_000 } as const;

/** Usual ways to decide, worked out in the same terms as the best plan. */
export function comparePolicies(
  problem: RenewalProblem,
  todaysPlan: readonly PlannedReplacement[] | undefined,
): ComparedPolicy[] {
  const policies: [ComparedPolicyName, ChosenLife[]][] = [
    ['ruleByAgeOrKm', runRule(problem)],
    ['economicLife', runEconomicLife(problem)],
    ['runToFailure', new PolicyRun(problem, { isDue: () => false }).run()],
  ];
  if (todaysPlan) policies.push(['todaysPlan', runTodaysPlan(problem, todaysPlan)]);
  return policies.map(([name, lives]) => ({ name, lives, plan: makePlan(problem, lives) }));
}

function runRule(problem: RenewalProblem): ChosenLife[] {
  const ages = problem.rules.flatMap((rule) => (rule.kind === 'maxAge' ? [rule.years] : []));
  const odometers = problem.rules.flatMap((rule) => (rule.kind === 'maxKm' ? [rule.km] : []));
  const hasRule = ages.length + odometers.length > 0;
  const years = hasRule ? Math.min(...ages) : DEFAULT_RULE.years;
  const km = hasRule ? Math.min(...odometers) : DEFAULT_RULE.km;
  return new PolicyRun(problem, {
    isDue: (one) => one.ageYears + 1 > years + 1e-9 || one.odometerKm + one.kmInYear > km + 1e-6,
  }).run();
}

function runEconomicLife(problem: RenewalProblem): ChosenLife[] {
  const realRate = (1 + problem.discountRate) / (1 + problem.inflation.running) - 1;
  const known = new Map<string, number>();
  const lifeOf = ({ typeId, kmInYear }: Driven): number => {
    const key = `${typeId}|${kmInYear}`;
    const terms = { kmPerYear: kmInYear, realRate, runningCostsPaid: problem.runningCostsPaid };
    const years = known.get(key) ?? findEconomicLife(getType(problem, typeId), terms).economicLifeYears;
    known.set(key, years);
    return years;
  };
  return new PolicyRun(problem, { isDue: (one) => one.ageYears >= lifeOf(one) - 1e-9 }).run();
}

function runTodaysPlan(problem: RenewalProblem, todaysPlan: readonly PlannedReplacement[]): ChosenLife[] {
  const planned = new Map(todaysPlan.map((one) => [one.vehicleId, one]));
  return new PolicyRun(problem, {
    isDue: (one) => planned.get(one.vehicleId)?.year === one.year,
    findTypeFor: (one) => planned.get(one.vehicleId)?.typeId,
  }).run();
}
