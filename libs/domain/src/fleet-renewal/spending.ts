import type { Cohort, LifeAccount } from './lives.ts';
import type { RenewalProblem } from './renewal-problem.ts';

export interface YearAmount {
  readonly year: number;
  readonly amount: number;
}

/** What one vehicle takes from the budget: its price less co-funding, and its lease where the budget pays leases. */
export function spendingOf(problem: RenewalProblem, account: LifeAccount): YearAmount[] {
  const { purchase } = account;
  const bought = purchase ? [{ year: purchase.paidYear, amount: purchase.price - purchase.granted }] : [];
  if (!problem.budget?.coversLeases) return bought;
  return [
    ...bought,
    ...account.years.filter((at) => at.lease > 0).map((at) => ({ year: at.year, amount: at.lease })),
  ];
}

/** The year whose tender a delivery belongs to. */
export const orderYearOf = (problem: RenewalProblem, cohort: Cohort): number =>
  cohort.fromYear - problem.leadYears;

export const tenderCostIn = (problem: RenewalProblem, year: number): number =>
  problem.tenderCost * (1 + problem.inflation.tender) ** year;

export interface BudgetYear {
  readonly available: number;
  readonly spent: number;
  readonly carriedOver: number;
  readonly overspent: number;
}

/** What is left, carried over and overspent, year by year. */
export function followBudget(problem: RenewalProblem, spentPerYear: readonly number[]): BudgetYear[] {
  const { budget } = problem;
  let carried = 0;
  return spentPerYear.map((spent, year) => {
    const available = (budget?.perYear[year] ?? Infinity) + carried;
    carried = budget ? Math.max(0, Math.min(budget.carryOverLimit, available - spent)) : 0;
    // Rounding of sums of millions is not overspending.
    const over = spent - available;
    return { available, spent, carriedOver: carried, overspent: over > 1e-6 * Math.max(1, spent) ? over : 0 };
  });
}
