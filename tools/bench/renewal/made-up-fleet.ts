/** Fleets to plan for: stations of different use, three types, prices and rules of the size Czech regions publish (amounts in CZK). */
import type { OwnedVehicle, RenewalProblem, RenewalStation, VehicleType } from '#domain';

const CURRENCY = 'CZK';

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const TYPES: readonly VehicleType[] = [
  dieselType('emergency', 'B', 3_100_000, []),
  dieselType('intensive', 'C', 4_200_000, ['als']),
  {
    ...dieselType('electric', 'B', 4_600_000, []),
    energyCostPerKm: 2.4,
    upkeep: {
      kind: 'linear',
      perYear: 40_000,
      perYearOfAge: 6_000,
      per10000Km: 9_000,
      per10000KmAnd100000Km: 5_000,
    },
    electric: { batteryKwh: 90, kwhPer100Km: 38, usableShare: 0.7, chargeKw: 80 },
  },
];

function dieselType(
  typeId: string,
  en1789Class: VehicleType['en1789Class'],
  price: number,
  capabilities: readonly string[],
): VehicleType {
  return {
    typeId,
    currency: CURRENCY,
    en1789Class,
    capabilities,
    price,
    upkeep: {
      kind: 'linear',
      perYear: 50_000,
      perYearOfAge: 9_000,
      per10000Km: 14_000,
      per10000KmAnd100000Km: 9_000,
    },
    downtimeDays: {
      kind: 'linear',
      perYear: 4,
      perYearOfAge: 1.5,
      per10000Km: 0.5,
      per10000KmAnd100000Km: 0.6,
    },
    costPerDowntimeDay: 4_500,
    energyCostPerKm: 6.2,
    resale: { kind: 'geometric', shareWhenNew: 0.75, yearlyFactor: 0.88, per100000KmFactor: 0.82 },
    longestLifeYears: 15,
    longestLifeKm: 600_000,
    canBeBought: true,
  };
}

/** One vehicle in thirteen is reserve; ages and odometers all differ, so that nothing can be put together. */
export function madeUpFleet(vehicleCount: number, horizonYears: number, seed: number): RenewalProblem {
  const random = seededNumbers(seed);
  const frontCount = Math.round(vehicleCount / 1.3);
  const stationCount = Math.max(1, Math.round(frontCount / 8));
  const stations = Array.from({ length: stationCount }, (_, index) => madeUpStation(index, random));
  const vehicles = Array.from({ length: vehicleCount }, (_, index) =>
    madeUpVehicle(index, index < frontCount ? 'front' : 'reserve', stations[index % stationCount]!, random),
  );
  const perYear = Math.round((vehicleCount / 1.3 / 5.5) * 3_700_000);
  return {
    currency: CURRENCY,
    firstYear: 2027,
    horizonYears,
    discountRate: 0.045,
    inflation: { price: 0.025, tender: 0.025, running: 0.03, resale: 0.015 },
    runningCostsPaid: 'middle',
    types: TYPES,
    stations,
    vehicles,
    requirements: stations.flatMap((station) => requirementsOf(station.stationId, vehicles)),
    demandGrowth: 0.01,
    reserveKmPerYear: 12_000,
    leadYears: 1,
    tenderCost: 150_000,
    budget: {
      currency: CURRENCY,
      perYear: Array.from({ length: horizonYears }, (_, year) => Math.round(perYear * 1.025 ** year)),
      carryOverLimit: perYear / 2,
      paidAt: 'delivery',
      coversLeases: true,
      strength: { kind: 'hard' },
    },
    grants: [
      {
        grantId: 'green',
        currency: CURRENCY,
        years: [1, 2, 3],
        share: 0.35,
        typeIds: ['electric'],
        limit: perYear,
      },
    ],
    rules: [
      {
        ruleId: 'age',
        kind: 'maxAge',
        years: 8,
        scope: 'front',
        strength: { kind: 'soft', pricePerUnit: 150_000 },
      },
      {
        ruleId: 'km',
        kind: 'maxKm',
        km: 300_000,
        scope: 'front',
        strength: { kind: 'soft', pricePerUnit: 150_000 },
      },
      {
        ruleId: 'mean',
        kind: 'meanAge',
        years: 4.5,
        scope: 'front',
        strength: { kind: 'soft', pricePerUnit: 40_000 },
      },
      { ruleId: 'reserve', kind: 'reserveShare', share: 0.25, strength: { kind: 'hard' } },
      {
        ruleId: 'smooth',
        kind: 'smoothing',
        largestPerYear: Math.ceil(vehicleCount / 5),
        strength: { kind: 'hard' },
      },
    ],
  };
}

function madeUpStation(index: number, random: () => number): RenewalStation {
  const kmPerVehicleYear = Math.round(22_000 + random() * 32_000);
  return {
    stationId: `station-${index + 1}`,
    kmPerVehicleYear,
    charging: {
      chargePoints: 3,
      chargePointKw: 50,
      chargingHoursPerDay: 2,
      dailyKm: Array.from({ length: 60 }, () => (kmPerVehicleYear / 365) * (0.4 + random() * 1.4)),
    },
  };
}

function madeUpVehicle(
  index: number,
  role: OwnedVehicle['role'],
  station: RenewalStation,
  random: () => number,
): OwnedVehicle {
  const ageYears = role === 'front' ? Math.floor(random() * 8) : 6 + Math.floor(random() * 6);
  return {
    vehicleId: `vehicle-${index + 1}`,
    typeId: index % 4 === 0 ? 'intensive' : 'emergency',
    stationId: station.stationId,
    role,
    ageYears,
    odometerKm: Math.round(Math.min(420_000, ageYears * station.kmPerVehicleYear * (0.85 + random() * 0.3))),
  };
}

function requirementsOf(
  stationId: string,
  vehicles: readonly OwnedVehicle[],
): RenewalProblem['requirements'] {
  const here = vehicles.filter((one) => one.stationId === stationId && one.role === 'front');
  const hard = { kind: 'hard' } as const;
  return [
    {
      requirementId: `${stationId}-crews`,
      stationId,
      need: { kind: 'class', atLeast: 'B' },
      count: here.length,
      strength: hard,
    },
    {
      requirementId: `${stationId}-als`,
      stationId,
      need: { kind: 'capability', capability: 'als' },
      count: here.filter((one) => one.typeId === 'intensive').length,
      strength: hard,
    },
  ];
}
