import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keepsHardRules, planRenewal, type RenewalProblem, type RenewalRule, type SolveMilp } from '#domain';
import { openSolver } from '../../src/renewal-solver/solve-milp.ts';
import { aBudget, aProblem, aRule, aType, HARD, soft } from './a-problem.ts';
import { tryEverything } from './try-everything.ts';

const strength = fc.oneof(fc.constant(HARD), fc.integer({ min: 1, max: 60 }).map(soft));
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const share = (least: number, most: number) =>
  fc.integer({ min: Math.round(least * 100), max: Math.round(most * 100) }).map((one) => one / 100);

const rules = (given: fc.Arbitrary<RenewalRule['strength']>): fc.Arbitrary<RenewalRule[]> =>
  fc
    .tuple(
      maybe(fc.tuple(fc.integer({ min: 2, max: 6 }), given).map(([years, how]) => aRule.maxAge(years, how))),
      maybe(
        fc.tuple(fc.integer({ min: 2, max: 6 }), given).map(([tens, how]) => aRule.maxKm(tens * 10_000, how)),
      ),
      maybe(fc.tuple(fc.integer({ min: 1, max: 3 }), given).map(([years, how]) => aRule.meanAge(years, how))),
      maybe(fc.tuple(fc.integer({ min: 1, max: 2 }), given).map(([most, how]) => aRule.smoothing(most, how))),
      maybe(
        fc
          .tuple(fc.constantFrom([0, 2], [1, 2], [0, 1]), given)
          .map(([years, how]) => aRule.purchaseYears(years, how)),
      ),
      maybe(fc.tuple(fc.constantFrom(0.5), given).map(([part, how]) => aRule.reserveShare(part, how))),
    )
    .map((all) => all.filter((rule) => rule !== undefined));

/** The referee tries everything: with a reserve there are many more decisions, so there is less beside it. */
const hasReserve = (list: readonly RenewalRule[]) => list.some((rule) => rule.kind === 'reserveShare');

const type = fc
  .record({
    price: fc.integer({ min: 60, max: 140 }),
    first: fc.integer({ min: 2, max: 30 }),
    growth: share(0, 0.6),
    kept: share(0.6, 0.95),
  })
  .map((own) => ({
    price: own.price,
    upkeep: { kind: 'geometric' as const, first: own.first, growth: own.growth },
    resale: { kind: 'geometric' as const, shareWhenNew: 0.8, yearlyFactor: own.kept, per100000KmFactor: 0.9 },
    longestLifeYears: 7,
  }));

const problems = (
  given: fc.Arbitrary<RenewalRule['strength']>,
  years: number,
  largestFleet: number,
): fc.Arbitrary<RenewalProblem> =>
  fc
    .record({
      types: fc.tuple(type, maybe(type)),
      ages: fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean()), { maxLength: largestFleet }),
      counts: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: years, maxLength: years }),
      rules: rules(given),
      budget: maybe(
        fc.tuple(
          fc.array(fc.integer({ min: 1, max: 250 }), { minLength: years, maxLength: years }),
          fc.constantFrom(0, 50, 1e6),
          given,
        ),
      ),
      terms: fc.record({
        discountRate: share(0, 0.1),
        tenderCost: fc.constantFrom(0, 15),
        leadYears: fc.constantFrom(0, 0, 1),
        runningCostsPaid: fc.constantFrom('start' as const, 'middle' as const, 'end' as const),
      }),
      grant: maybe(fc.tuple(fc.integer({ min: 0, max: years - 1 }), share(0.1, 0.3))),
      need: given,
    })
    .map(({ types: [first, second], ages, counts, budget, grant, need, terms, rules: ruleList }) =>
      aProblem({
        ...terms,
        // The referee knows no tender before its deliveries.
        tenderCost: terms.leadYears > 0 ? 0 : terms.tenderCost,
        horizonYears: years,
        types: [
          aType(first),
          ...(second && !hasReserve(ruleList) ? [aType({ ...second, typeId: 'other' })] : []),
        ],
        vehicles: ages.map(([age, isFront], index) => ({
          vehicleId: `V${index}`,
          typeId: 'diesel',
          stationId: 'north',
          role: isFront ? 'front' : 'reserve',
          ageYears: age,
          odometerKm: age * 10_000,
        })),
        requirements: [
          {
            requirementId: 'crews',
            stationId: 'north',
            need: { kind: 'any' },
            count: counts,
            strength: need,
          },
        ],
        rules: ruleList,
        ...(budget
          ? {
              budget: aBudget(budget[0], {
                carryOverLimit: hasReserve(ruleList) ? 0 : budget[1],
                strength: budget[2],
              }),
            }
          : {}),
        ...(grant
          ? { grants: [{ grantId: 'state', currency: 'EUR', years: [grant[0]], share: grant[1] }] }
          : {}),
      }),
    );

describe('the best plan', () => {
  let solve: SolveMilp;
  beforeAll(async () => {
    solve = await openSolver();
  });

  it('is exactly that of trying everything', () => {
    let planned = 0;
    fc.assert(
      fc.property(problems(strength, 3, 2), (problem) => {
        const answer = planRenewal(problem, solve, { gapShare: 0, seconds: 60 });
        if (answer.kind === 'invalid') return;
        const least = tryEverything(problem);
        if (least === Infinity) {
          expect(['shortOfMoney', 'rulesContradict']).toContain(answer.kind);
          return;
        }
        if (answer.kind !== 'planned')
          throw new Error(`${answer.kind}, but there is a plan that costs ${least}`);
        planned += 1;
        expect(answer.plan.objective).toBeCloseTo(least, 4);
        expect(keepsHardRules(answer.plan)).toBe(true);
        expect(answer.bound).toBeCloseTo(least, 4);
      }),
      { numRuns: 30 },
    );
    expect(planned).toBeGreaterThan(5);
  });

  it('is never dearer than a compared policy that keeps the same rules', () => {
    let compared = 0;
    const softOnly = fc.integer({ min: 1, max: 60 }).map(soft);
    fc.assert(
      fc.property(problems(softOnly, 6, 6), (problem) => {
        const todaysPlan = problem.vehicles.map((one, index) => ({
          vehicleId: one.vehicleId,
          year: 1 + (index % 4),
        }));
        const answer = planRenewal(problem, solve, { gapShare: 0, seconds: 60, todaysPlan });
        if (answer.kind !== 'planned') return;
        expect(answer.compared).toHaveLength(4);
        for (const policy of answer.compared) {
          if (!keepsHardRules(policy.plan)) continue;
          compared += 1;
          expect(answer.plan.objective).toBeLessThanOrEqual(policy.plan.objective + 1e-6);
        }
      }),
      { numRuns: 12 },
    );
    expect(compared).toBeGreaterThan(10);
  });
});
