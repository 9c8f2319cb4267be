import type { RenewalProblem, RenewalRule, Strength, VehicleType } from '#domain';

export const HARD: Strength = { kind: 'hard' };
export const soft = (pricePerUnit: number): Strength => ({ kind: 'soft', pricePerUnit });

export const aType = (own: Partial<VehicleType> = {}): VehicleType => ({
  typeId: 'diesel',
  currency: 'EUR',
  en1789Class: 'B',
  capabilities: [],
  price: 100,
  upkeep: { kind: 'geometric', first: 10, growth: 0.3 },
  downtimeDays: { kind: 'table', byAge: [1, 2, 3, 4, 6, 8] },
  costPerDowntimeDay: 1,
  energyCostPerKm: 0.001,
  resale: { kind: 'geometric', shareWhenNew: 0.8, yearlyFactor: 0.8, per100000KmFactor: 0.9 },
  longestLifeYears: 12,
  canBeBought: true,
  ...own,
});

/** Two vehicles of one station over some years; nothing forces anything. */
export const aProblem = (own: Partial<RenewalProblem> = {}): RenewalProblem => ({
  currency: 'EUR',
  firstYear: 2027,
  horizonYears: 6,
  discountRate: 0.04,
  inflation: { price: 0.02, tender: 0.02, running: 0.03, resale: 0.01 },
  runningCostsPaid: 'middle',
  types: [aType()],
  stations: [{ stationId: 'north', kmPerVehicleYear: 10_000 }],
  vehicles: [
    { vehicleId: 'A', typeId: 'diesel', stationId: 'north', role: 'front', ageYears: 3, odometerKm: 30_000 },
    { vehicleId: 'B', typeId: 'diesel', stationId: 'north', role: 'front', ageYears: 1, odometerKm: 10_000 },
  ],
  requirements: [
    { requirementId: 'crews', stationId: 'north', need: { kind: 'any' }, count: 2, strength: HARD },
  ],
  demandGrowth: 0,
  reserveKmPerYear: 3_000,
  leadYears: 0,
  tenderCost: 0,
  grants: [],
  rules: [],
  ...own,
});

export const aBudget = (
  perYear: readonly number[],
  own: Partial<NonNullable<RenewalProblem['budget']>> = {},
) => ({
  currency: 'EUR',
  perYear,
  carryOverLimit: 0,
  paidAt: 'delivery' as const,
  coversLeases: false,
  strength: HARD,
  ...own,
});

export const aRule = {
  maxAge: (years: number, strength: Strength = HARD): RenewalRule => ({
    ruleId: 'age',
    kind: 'maxAge',
    years,
    scope: 'front',
    strength,
  }),
  maxKm: (km: number, strength: Strength = HARD): RenewalRule => ({
    ruleId: 'km',
    kind: 'maxKm',
    km,
    scope: 'front',
    strength,
  }),
  meanAge: (years: number, strength: Strength = HARD): RenewalRule => ({
    ruleId: 'mean',
    kind: 'meanAge',
    years,
    scope: 'front',
    strength,
  }),
  reserveShare: (share: number, strength: Strength = HARD): RenewalRule => ({
    ruleId: 'reserve',
    kind: 'reserveShare',
    share,
    strength,
  }),
  smoothing: (largestPerYear: number, strength: Strength = HARD): RenewalRule => ({
    ruleId: 'smooth',
    kind: 'smoothing',
    largestPerYear,
    strength,
  }),
  purchaseYears: (years: readonly number[], strength: Strength = HARD): RenewalRule => ({
    ruleId: 'when',
    kind: 'purchaseYears',
    years,
    strength,
  }),
  electricShare: (share: number, fromYear: number, strength: Strength = HARD): RenewalRule => ({
    ruleId: 'electric',
    kind: 'electricShare',
    share,
    fromYear,
    strength,
  }),
};
