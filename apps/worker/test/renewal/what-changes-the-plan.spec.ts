import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  planRenewal,
  type RenewalPlan,
  type RenewalProblem,
  type SolveMilp,
  type VehicleType,
} from '#domain';
import { openSolver } from '../../src/renewal-solver/solve-milp.ts';
import { aBudget, aProblem, aRule, aType, HARD, soft } from './a-problem.ts';

const ELECTRIC: VehicleType = aType({
  typeId: 'electric',
  price: 150,
  energyCostPerKm: 0.0005,
  electric: { batteryKwh: 80, kwhPer100Km: 40, usableShare: 0.75, chargeKw: 50 },
});
const CHARGING = { dailyKm: [80, 90, 120], chargePointKw: 50, chargingHoursPerDay: 0, chargePoints: 5 };

/** Four vehicles of one station over eight years. */
const base = (own: Partial<RenewalProblem> = {}): RenewalProblem =>
  aProblem({
    horizonYears: 8,
    types: [aType(), ELECTRIC],
    stations: [{ stationId: 'north', kmPerVehicleYear: 10_000, charging: CHARGING }],
    vehicles: [0, 2, 3, 5].map((age) => ({
      vehicleId: `V${age}`,
      typeId: 'diesel',
      stationId: 'north',
      role: 'front',
      ageYears: age,
      odometerKm: age * 10_000,
    })),
    requirements: [
      { requirementId: 'crews', stationId: 'north', need: { kind: 'any' }, count: 4, strength: HARD },
    ],
    ...own,
  });

const withDiesel = (own: Partial<VehicleType>) => base({ types: [aType(own), ELECTRIC] });
const withElectric = (own: Partial<VehicleType>, rest: Partial<RenewalProblem> = {}) =>
  base({ types: [aType(), { ...ELECTRIC, ...own }], ...rest });
const { inflation } = aProblem();
const geometric = (first: number, growth: number) => ({ kind: 'geometric' as const, first, growth });

/** What people would do differently. */
const deedsOf = (plan: RenewalPlan) =>
  plan.vehicles
    .map((one) =>
      [
        one.typeId,
        one.origin,
        one.deliveryYear,
        one.startsInReserve,
        one.frontUntil,
        one.heldUntil,
        one.grantId,
      ].join(),
    )
    .sort();

const CHANGES: readonly (readonly [string, RenewalProblem, RenewalProblem?])[] = [
  ['rule: age', base({ rules: [aRule.maxAge(3)] })],
  ['rule: age at a price', base({ rules: [aRule.maxAge(3, soft(80))] })],
  ['rule: km', base({ rules: [aRule.maxKm(30_000)] })],
  ['rule: mean age', base({ rules: [aRule.meanAge(1.5)] })],
  ['rule: reserve share', base({ rules: [aRule.reserveShare(0.3)] })],
  ['rule: smoothing', base({ rules: [aRule.smoothing(1)] })],
  ['rule: purchase years', base({ rules: [aRule.purchaseYears([0, 2, 4, 6])] })],
  ['rule: share of battery vehicles', base({ rules: [aRule.electricShare(0.5, 4)] })],
  ['required count', base({ requirements: [{ ...base().requirements[0]!, count: 3 }] })],
  [
    'required class',
    base({
      requirements: [{ ...base().requirements[0]!, need: { kind: 'class', atLeast: 'C' } }],
      types: [aType(), aType({ typeId: 'intensive', en1789Class: 'C' })],
    }),
  ],
  [
    'required capability',
    base({
      requirements: [{ ...base().requirements[0]!, need: { kind: 'capability', capability: 'als' } }],
      types: [aType(), aType({ typeId: 'als', capabilities: ['als'] })],
    }),
  ],
  ['requirement at a price', base({ requirements: [{ ...base().requirements[0]!, strength: soft(5) }] })],
  ['growth of demand', base({ demandGrowth: 0.1 })],
  ['budget', base({ budget: aBudget(Array<number>(8).fill(130)) })],
  [
    'budget overspent at a price',
    base({ budget: aBudget(Array<number>(8).fill(130), { strength: soft(1) }) }),
  ],
  [
    'carry-over',
    base({ budget: aBudget(Array<number>(8).fill(130), { carryOverLimit: 400 }) }),
    base({ budget: aBudget(Array<number>(8).fill(130)) }),
  ],
  ['co-funding', base({ grants: [{ grantId: 'state', currency: 'EUR', years: [2], share: 0.5 }] })],
  [
    'limit of co-funding',
    base({ grants: [{ grantId: 'state', currency: 'EUR', years: [2], share: 0.5, limit: 60 }] }),
    base({ grants: [{ grantId: 'state', currency: 'EUR', years: [2], share: 0.5 }] }),
  ],
  ['delivery lead time', base({ leadYears: 2 })],
  ['tender cost', base({ tenderCost: 60 })],
  ['lease offer', withDiesel({ lease: { yearlyPayment: 12, termYears: 4, includesUpkeep: true } })],
  ['price', withDiesel({ price: 160 })],
  ['upkeep', withDiesel({ upkeep: geometric(10, 0.6) })],
  ['downtime days', withDiesel({ downtimeDays: { kind: 'table', byAge: [1, 10, 30, 60] } })],
  ['cost of a day of downtime', withDiesel({ costPerDowntimeDay: 12 })],
  ['energy cost', withDiesel({ energyCostPerKm: 0.006 })],
  [
    'resale',
    withDiesel({
      resale: { kind: 'geometric', shareWhenNew: 0.95, yearlyFactor: 0.97, per100000KmFactor: 0.9 },
    }),
  ],
  [
    'resale by km',
    withDiesel({
      resale: { kind: 'geometric', shareWhenNew: 0.95, yearlyFactor: 0.98, per100000KmFactor: 0.01 },
    }),
    withDiesel({
      resale: { kind: 'geometric', shareWhenNew: 0.95, yearlyFactor: 0.98, per100000KmFactor: 1 },
    }),
  ],
  ['longest life', withDiesel({ longestLifeYears: 2 })],
  ['discount rate', base({ discountRate: 0.3 })],
  ['inflation of prices', base({ inflation: { ...inflation, price: 0.3 } })],
  ['inflation of running costs', base({ inflation: { ...inflation, running: 0.3 } })],
  [
    'inflation of resale',
    base({ inflation: { ...inflation, resale: 0.1, price: 0.1 } }),
    base({ inflation: { ...inflation, price: 0.1, resale: -0.4 } }),
  ],
  [
    'km a year',
    base({ stations: [{ stationId: 'north', kmPerVehicleYear: 70_000, charging: { ...CHARGING } }] }),
  ],
  ['price of battery vehicles', withElectric({ price: 95 })],
  [
    'range of battery vehicles',
    withElectric({ price: 95, electric: { ...ELECTRIC.electric!, batteryKwh: 40 } }),
    withElectric({ price: 95 }),
  ],
  [
    'charge points',
    withElectric(
      { price: 95 },
      {
        stations: [
          { stationId: 'north', kmPerVehicleYear: 10_000, charging: { ...CHARGING, chargePoints: 1 } },
        ],
      },
    ),
    withElectric({ price: 95 }),
  ],
];

describe('what changes the best plan', () => {
  let solve: SolveMilp;
  const plan = (problem: RenewalProblem) => {
    const answer = planRenewal(problem, solve, { gapShare: 0, seconds: 30 });
    if (answer.kind !== 'planned') throw new Error(JSON.stringify(answer).slice(0, 400));
    return deedsOf(answer.plan);
  };
  beforeAll(async () => {
    solve = await openSolver();
  });

  it.each(CHANGES.map(([name, changed, from = base()]) => [name, changed, from] as const))(
    '%s',
    (_, changed, from) => {
      expect(plan(changed)).not.toEqual(plan(from));
    },
  );
});
