import { beforeAll, describe, expect, it } from '@jest/globals';
import { planRenewal, validateProblem, type RenewalProblem, type SolveMilp } from '#domain';
import { openSolver } from '../../src/renewal-solver/solve-milp.ts';
import { aBudget, aProblem, aRule, aType, HARD, soft } from './a-problem.ts';

const [vehicle] = aProblem().vehicles;
const [crews] = aProblem().requirements;
const six = Array<number>(6).fill(100);

const WRONG: readonly (readonly [string, Partial<RenewalProblem>, reason: string, subject: string])[] = [
  ['a budget of 0', { budget: aBudget(Array<number>(6).fill(0)) }, 'budgetZero', 'budget'],
  ['a budget of too few years', { budget: aBudget([100]) }, 'yearsMissing', 'budget'],
  ['a budget below 0', { budget: aBudget([-1, ...six]) }, 'numberNotAllowed', 'budget'],
  [
    'another currency of the budget',
    { budget: aBudget(six, { currency: 'CZK' }) },
    'currencyMixed',
    'budget',
  ],
  ['another currency of a type', { types: [aType({ currency: 'BGN' })] }, 'currencyMixed', 'diesel'],
  [
    'another currency of a grant',
    { grants: [{ grantId: 'g', currency: 'SEK', years: [0], share: 0.5 }] },
    'currencyMixed',
    'g',
  ],
  ['a vehicle from the future', { vehicles: [{ ...vehicle!, ageYears: -0.1 }] }, 'vehicleFromFuture', 'A'],
  ['an odometer below 0', { vehicles: [{ ...vehicle!, odometerKm: -5 }] }, 'odometerNegative', 'A'],
  [
    'an age that is no number',
    { vehicles: [{ ...vehicle!, ageYears: Number.NaN }] },
    'numberNotAllowed',
    'A',
  ],
  ['a vehicle twice', { vehicles: [vehicle!, vehicle!] }, 'idRepeated', 'A'],
  ['an unknown type', { vehicles: [{ ...vehicle!, typeId: 'x' }] }, 'unknownType', 'A'],
  ['an unknown station', { vehicles: [{ ...vehicle!, stationId: 'x' }] }, 'unknownStation', 'A'],
  ['a horizon of half years', { horizonYears: 5.5 }, 'horizonNotAllowed', 'horizonYears'],
  ['a lead as long as the plan', { leadYears: 6 }, 'numberNotAllowed', 'leadYears'],
  [
    'a share above 1',
    { grants: [{ grantId: 'g', currency: 'EUR', years: [0], share: 1.1 }] },
    'shareNotAllowed',
    'g',
  ],
  ['a price below 0', { types: [aType({ price: -1 })] }, 'numberNotAllowed', 'diesel'],
  ['a soft rule that pays', { rules: [aRule.maxAge(5, soft(-1))] }, 'numberNotAllowed', 'age'],
  [
    'two hard ages',
    { rules: [aRule.maxAge(5), { ...aRule.maxAge(6), ruleId: 'age2' }] },
    'ruleRepeated',
    'age2',
  ],
  ['an age below one year', { rules: [aRule.maxAge(0.5)] }, 'rulesContradict', 'age'],
  [
    'battery vehicles that nobody sells',
    { rules: [aRule.electricShare(1, 2)] },
    'rulesContradict',
    'electric',
  ],
  [
    'purchases only after all are too old',
    { rules: [aRule.maxAge(4), aRule.purchaseYears([5])] },
    'rulesContradict',
    'age',
  ],
  ['a year outside the plan', { rules: [aRule.purchaseYears([6])] }, 'yearOutsidePlan', 'when'],
  [
    'a need no type meets',
    { requirements: [{ ...crews!, need: { kind: 'capability', capability: 'als' }, strength: HARD }] },
    'needUnmeetable',
    'crews',
  ],
  [
    'a vehicle that earns money by being sold',
    { types: [aType({ resale: { kind: 'table', shareByAge: [1, 3] } })] },
    'unboundedGain',
    'diesel',
  ],
];

describe('problems that cannot be planned', () => {
  let solve: SolveMilp;
  beforeAll(async () => {
    solve = await openSolver();
  });

  it.each(WRONG)('%s', (_, own, reason, subject) => {
    const problem = aProblem(own);
    expect(validateProblem(problem)).toContainEqual(expect.objectContaining({ reason, subject }));
    expect(planRenewal(problem, solve, { gapShare: 0, seconds: 5 }).kind).toBe('invalid');
  });

  it('finds nothing wrong with a right one', () => {
    expect(
      validateProblem(aProblem({ budget: aBudget(six), rules: [aRule.maxAge(5), aRule.reserveShare(0.3)] })),
    ).toEqual([]);
  });

  it('tells a solver that ran out of time from a problem without a plan', () => {
    const tooLate: SolveMilp = () => ({ kind: 'outOfTime' });
    expect(planRenewal(aProblem(), tooLate, { gapShare: 0, seconds: 5 })).toEqual({ kind: 'outOfTime' });
  });
});
