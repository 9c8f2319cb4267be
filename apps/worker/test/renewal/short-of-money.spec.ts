import { beforeAll, describe, expect, it } from '@jest/globals';
import { planRenewal, type RenewalProblem, type SolveMilp } from '#domain';
import { openSolver } from '../../src/renewal-solver/solve-milp.ts';
import { aBudget, aProblem, aRule, aType } from './a-problem.ts';

/** One vehicle that must be replaced in year 2 at 100. */
const replacedInYear2 = (own: Partial<RenewalProblem> = {}): RenewalProblem =>
  aProblem({
    horizonYears: 4,
    inflation: { price: 0, tender: 0, running: 0, resale: 0 },
    types: [aType({ longestLifeYears: 12 })],
    vehicles: [
      { vehicleId: 'A', typeId: 'diesel', stationId: 'north', role: 'front', ageYears: 3, odometerKm: 0 },
    ],
    requirements: [{ ...aProblem().requirements[0]!, count: 1 }],
    rules: [aRule.maxAge(5)],
    ...own,
  });

describe('a budget that cannot meet the rules', () => {
  let solve: SolveMilp;
  const plan = (problem: RenewalProblem) => planRenewal(problem, solve, { gapShare: 0, seconds: 30 });
  beforeAll(async () => {
    solve = await openSolver();
  });

  it('says which rule breaks when, and the least money that mends it', () => {
    const answer = plan(replacedInYear2({ budget: aBudget([60, 60, 60, 60]) }));
    if (answer.kind !== 'shortOfMoney') throw new Error(answer.kind);
    expect(answer.plan.breaches.map(({ ruleId, year, amount }) => ({ ruleId, year, amount }))).toEqual([
      { ruleId: 'age', year: 2, amount: 1 },
      { ruleId: 'age', year: 3, amount: 1 },
    ]);
    expect(answer.mended.extraMoney).toBeCloseTo(40, 4);
    expect(answer.mended.extraMoneyBound).toBeCloseTo(40, 4);
    expect(answer.mended.extraMoneyPerYear.reduce((sum, one) => sum + one, 0)).toBeCloseTo(40, 4);
    expect(answer.mended.plan.breaches).toEqual([]);
  });

  it('counts what is carried over', () => {
    const some = plan(replacedInYear2({ budget: aBudget([30, 30, 30, 30], { carryOverLimit: 30 }) }));
    if (some.kind !== 'shortOfMoney') throw new Error(some.kind);
    expect(some.mended.extraMoney).toBeCloseTo(40, 4);
    expect(plan(replacedInYear2({ budget: aBudget([60, 60, 60, 60], { carryOverLimit: 60 }) })).kind).toBe(
      'planned',
    );
  });

  it('would rather let a vehicle grow old than leave a crew without one', () => {
    const answer = plan(replacedInYear2({ budget: aBudget([1, 1, 1, 1]) }));
    if (answer.kind !== 'shortOfMoney') throw new Error(answer.kind);
    expect(new Set(answer.plan.breaches.map((one) => one.ruleId))).toEqual(new Set(['age']));
    expect(answer.mended.extraMoney).toBeCloseTo(99, 4);
  });

  it('says so when no money helps, and plans the fewest breaches', () => {
    const answer = plan(replacedInYear2({ leadYears: 3, budget: aBudget([100, 100, 100, 100]) }));
    if (answer.kind !== 'rulesContradict') throw new Error(answer.kind);
    expect(answer.plan.breaches.map(({ ruleId, year }) => ({ ruleId, year }))).toEqual([
      { ruleId: 'age', year: 2 },
    ]);
  });

  it('mends what money can mend when it cannot mend all', () => {
    const answer = plan(replacedInYear2({ leadYears: 3, budget: aBudget([60, 60, 60, 60]) }));
    if (answer.kind !== 'shortOfMoney') throw new Error(answer.kind);
    expect(answer.mended.extraMoney).toBeCloseTo(40, 4);
    expect(answer.mended.plan.breaches.map((one) => one.year)).toEqual([2]);
  });
});
