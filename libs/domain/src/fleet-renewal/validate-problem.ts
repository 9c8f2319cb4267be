import { canWorkFrom, meetsNeed } from './fleet-needs.ts';
import { discountedCost, followLife, listDeliverable, listLives } from './lives.ts';
import type {
  LeaseOffer,
  RenewalProblem,
  RenewalRule,
  RenewalStation,
  Requirement,
  Strength,
  VehicleType,
} from './renewal-problem.ts';

export const PROBLEM_FAULTS = [
  'horizonNotAllowed',
  'numberNotAllowed',
  'shareNotAllowed',
  'currencyMixed',
  'idRepeated',
  'unknownType',
  'unknownStation',
  'vehicleFromFuture',
  'odometerNegative',
  'yearsMissing',
  'yearOutsidePlan',
  'budgetZero',
  'ruleRepeated',
  'rulesContradict',
  'needUnmeetable',
  'unboundedGain',
] as const;
export type ProblemFaultReason = (typeof PROBLEM_FAULTS)[number];

/** What is wrong, and with what: `vehicles`, `types`, `rules` ... and the id or field in it. */
export interface ProblemFault {
  readonly reason: ProblemFaultReason;
  readonly part: string;
  readonly subject: string;
  readonly details?: Readonly<Record<string, string | number>>;
}

export const LONGEST_HORIZON_YEARS = 20;

/** Everything wrong with a problem; empty when it can be planned. Later checks need what earlier ones let pass. */
export function validateProblem(problem: RenewalProblem): ProblemFault[] {
  const first = [
    ...checkTerms(problem),
    ...checkIds(problem),
    ...problem.types.flatMap((type) => checkType(problem, type)),
    ...problem.stations.flatMap(checkStation),
    ...checkVehicles(problem),
    ...checkRequirements(problem),
    ...checkBudget(problem),
    ...checkGrants(problem),
    ...checkRules(problem),
  ];
  if (first.length > 0) return first;
  const second = [...checkMeetable(problem), ...checkContradictions(problem)];
  return second.length > 0 ? second : checkGains(problem);
}

const fault = (
  reason: ProblemFaultReason,
  part: string,
  subject: string,
  details?: ProblemFault['details'],
): ProblemFault => ({ reason, part, subject, ...(details ? { details } : {}) });

/** Numbers by field that must lie in [least, most]; NaN and infinity never do. */
function checkNumbers(
  part: string,
  subject: string,
  numbers: Readonly<Record<string, number>>,
  least = 0,
  most = 1e12,
): ProblemFault[] {
  return Object.entries(numbers)
    .filter(([, value]) => !(value >= least && value <= most))
    .map(([field, value]) =>
      fault('numberNotAllowed', part, subject, { field, value: String(value), least }),
    );
}

const checkShare = (part: string, subject: string, share: number): ProblemFault[] =>
  share >= 0 && share <= 1 ? [] : [fault('shareNotAllowed', part, subject, { value: String(share) })];

const checkCurrency = (
  problem: RenewalProblem,
  part: string,
  subject: string,
  own: string,
): ProblemFault[] =>
  own === problem.currency ? [] : [fault('currencyMixed', part, subject, { own, plan: problem.currency })];

function checkTerms(problem: RenewalProblem): ProblemFault[] {
  const { horizonYears, leadYears, inflation } = problem;
  const isHorizon =
    Number.isInteger(horizonYears) && horizonYears >= 1 && horizonYears <= LONGEST_HORIZON_YEARS;
  const isLead = Number.isInteger(leadYears) && leadYears >= 0 && leadYears < horizonYears;
  const rates = { discountRate: problem.discountRate, demandGrowth: problem.demandGrowth, ...inflation };
  return [
    ...(isHorizon
      ? []
      : [
          fault('horizonNotAllowed', 'terms', 'horizonYears', {
            value: String(horizonYears),
            largest: LONGEST_HORIZON_YEARS,
          }),
        ]),
    ...(isLead ? [] : [fault('numberNotAllowed', 'terms', 'leadYears', { value: String(leadYears) })]),
    ...checkNumbers('terms', 'rates', rates, -0.5, 1),
    ...checkNumbers('terms', 'amounts', {
      tenderCost: problem.tenderCost,
      reserveKmPerYear: problem.reserveKmPerYear,
    }),
  ];
}

function checkIds(problem: RenewalProblem): ProblemFault[] {
  const lists: [string, readonly string[]][] = [
    ['types', problem.types.map((one) => one.typeId)],
    ['stations', problem.stations.map((one) => one.stationId)],
    ['vehicles', problem.vehicles.map((one) => one.vehicleId)],
    ['requirements', problem.requirements.map((one) => one.requirementId)],
    ['grants', problem.grants.map((one) => one.grantId)],
    ['rules', problem.rules.map((one) => one.ruleId)],
  ];
  return lists.flatMap(([part, ids]) =>
    [...new Set(ids.filter((id, index) => ids.indexOf(id) < index))].map((id) =>
      fault('idRepeated', part, id),
    ),
  );
}

function checkType(problem: RenewalProblem, type: VehicleType): ProblemFault[] {
  const id = type.typeId;
  return [
    ...checkCurrency(problem, 'types', id, type.currency),
    ...checkNumbers('types', id, {
      price: type.price,
      energyCostPerKm: type.energyCostPerKm,
      costPerDowntimeDay: type.costPerDowntimeDay,
    }),
    ...checkNumbers('types', id, { longestLifeYears: type.longestLifeYears }, 1, 60),
    ...checkNumbers('types', id, curveNumbers(type), -1e12),
    ...checkLease(id, type.lease),
    ...(type.electric
      ? [
          ...checkNumbers(
            'types',
            id,
            {
              batteryKwh: type.electric.batteryKwh,
              kwhPer100Km: type.electric.kwhPer100Km,
              chargeKw: type.electric.chargeKw,
            },
            1e-6,
          ),
          ...checkShare('types', id, type.electric.usableShare),
        ]
      : []),
  ];
}

const checkLease = (id: string, lease: LeaseOffer | undefined): ProblemFault[] =>
  lease
    ? [
        ...checkNumbers('types', id, { yearlyPayment: lease.yearlyPayment }),
        ...(Number.isInteger(lease.termYears)
          ? checkNumbers('types', id, { termYears: lease.termYears }, 1, LONGEST_HORIZON_YEARS)
          : [fault('numberNotAllowed', 'types', id, { field: 'termYears', value: String(lease.termYears) })]),
      ]
    : [];

/** All numbers of a type's curves, named by place. */
function curveNumbers(type: VehicleType): Record<string, number> {
  const { upkeep, downtimeDays, resale } = type;
  return Object.fromEntries(
    Object.entries({ upkeep, downtimeDays, resale }).flatMap(([name, curve]) =>
      Object.entries(curve)
        .filter(([field]) => field !== 'kind')
        .flatMap(([field, value]) =>
          (Array.isArray(value) ? (value as number[]) : [value as number]).map((each, index) => [
            `${name}.${field}.${index}`,
            each,
          ]),
        ),
    ),
  );
}

const checkStation = (station: RenewalStation): ProblemFault[] => [
  ...checkNumbers('stations', station.stationId, { kmPerVehicleYear: station.kmPerVehicleYear }),
  ...(station.charging
    ? checkNumbers('stations', station.stationId, {
        chargePoints: station.charging.chargePoints,
        chargePointKw: station.charging.chargePointKw,
        chargingHoursPerDay: station.charging.chargingHoursPerDay,
        dailyKm:
          station.charging.dailyKm.reduce((least, km) => Math.min(least, km), Infinity) === Infinity
            ? 0
            : Math.min(...station.charging.dailyKm),
      })
    : []),
];

function checkVehicles(problem: RenewalProblem): ProblemFault[] {
  return problem.vehicles.flatMap((one) => {
    const id = one.vehicleId;
    const found: ProblemFault[] = [];
    if (!problem.types.some((type) => type.typeId === one.typeId)) {
      found.push(fault('unknownType', 'vehicles', id, { typeId: one.typeId }));
    }
    if (!problem.stations.some((station) => station.stationId === one.stationId)) {
      found.push(fault('unknownStation', 'vehicles', id, { stationId: one.stationId }));
    }
    if (one.ageYears < 0) found.push(fault('vehicleFromFuture', 'vehicles', id, { ageYears: one.ageYears }));
    if (one.odometerKm < 0)
      found.push(fault('odometerNegative', 'vehicles', id, { odometerKm: one.odometerKm }));
    const numbers = { ageYears: one.ageYears, odometerKm: one.odometerKm };
    return found.length > 0 ? found : checkNumbers('vehicles', id, numbers, 0, 1e8);
  });
}

function checkRequirements(problem: RenewalProblem): ProblemFault[] {
  return problem.requirements.flatMap((one) => {
    const id = one.requirementId;
    const counts = typeof one.count === 'number' ? [one.count] : one.count;
    const isKnown =
      one.stationId === undefined || problem.stations.some((station) => station.stationId === one.stationId);
    const isShort = typeof one.count !== 'number' && one.count.length < problem.horizonYears;
    return [
      ...(isKnown ? [] : [fault('unknownStation', 'requirements', id, { stationId: one.stationId! })]),
      ...(isShort
        ? [fault('yearsMissing', 'requirements', id, { given: counts.length, needed: problem.horizonYears })]
        : []),
      ...counts.flatMap((count) => checkNumbers('requirements', id, { count }, 0, 10_000)),
      ...checkStrength('requirements', id, one.strength),
    ];
  });
}

const checkStrength = (part: string, id: string, strength: Strength): ProblemFault[] =>
  strength.kind === 'soft' ? checkNumbers(part, id, { pricePerUnit: strength.pricePerUnit }) : [];

function checkBudget(problem: RenewalProblem): ProblemFault[] {
  const { budget } = problem;
  if (!budget) return [];
  const isShort = budget.perYear.length < problem.horizonYears;
  const numbers = [
    ...checkCurrency(problem, 'budget', 'budget', budget.currency),
    ...(isShort
      ? [
          fault('yearsMissing', 'budget', 'budget', {
            given: budget.perYear.length,
            needed: problem.horizonYears,
          }),
        ]
      : []),
    ...budget.perYear.flatMap((amount) => checkNumbers('budget', 'budget', { amount })),
    // Unlimited carry-over is allowed.
    ...(budget.carryOverLimit >= 0
      ? []
      : checkNumbers('budget', 'budget', { carryOverLimit: budget.carryOverLimit })),
    ...checkStrength('budget', 'budget', budget.strength),
  ];
  const isZero = budget.strength.kind === 'hard' && budget.perYear.every((amount) => amount === 0);
  return numbers.length === 0 && isZero ? [fault('budgetZero', 'budget', 'budget')] : numbers;
}

function checkGrants(problem: RenewalProblem): ProblemFault[] {
  return problem.grants.flatMap((one) => [
    ...checkCurrency(problem, 'grants', one.grantId, one.currency),
    ...checkShare('grants', one.grantId, one.share),
    ...checkYears(problem, 'grants', one.grantId, one.years),
    ...(one.limit === undefined ? [] : checkNumbers('grants', one.grantId, { limit: one.limit })),
    ...(one.typeIds ?? [])
      .filter((typeId) => !problem.types.some((type) => type.typeId === typeId))
      .map((typeId) => fault('unknownType', 'grants', one.grantId, { typeId })),
  ]);
}

const checkYears = (
  problem: RenewalProblem,
  part: string,
  id: string,
  years: readonly number[],
): ProblemFault[] =>
  years
    .filter((year) => !Number.isInteger(year) || year < 0 || year >= problem.horizonYears)
    .map((year) => fault('yearOutsidePlan', part, id, { year: String(year) }));

function checkRules(problem: RenewalProblem): ProblemFault[] {
  return problem.rules.flatMap((rule) => [
    ...checkStrength('rules', rule.ruleId, rule.strength),
    ...checkRuleNumbers(problem, rule),
  ]);
}

function checkRuleNumbers(problem: RenewalProblem, rule: RenewalRule): ProblemFault[] {
  const id = rule.ruleId;
  switch (rule.kind) {
    case 'maxAge':
    case 'meanAge':
      return checkNumbers('rules', id, { years: rule.years }, 0, 60);
    case 'maxKm':
      return checkNumbers('rules', id, { km: rule.km }, 1);
    case 'smoothing':
      return checkNumbers('rules', id, { largestPerYear: rule.largestPerYear });
    case 'reserveShare':
      return checkNumbers('rules', id, { share: rule.share }, 0, 5);
    case 'electricShare':
      return [...checkShare('rules', id, rule.share), ...checkYears(problem, 'rules', id, [rule.fromYear])];
    case 'purchaseYears':
      return checkYears(problem, 'rules', id, rule.years);
  }
}

/** A need no type can meet, however much is bought. */
function checkMeetable(problem: RenewalProblem): ProblemFault[] {
  const isUnmeetable = (one: Requirement): boolean =>
    one.strength.kind === 'hard' &&
    (typeof one.count === 'number' ? one.count > 0 : one.count.some((count) => count > 0)) &&
    !problem.types.some((type) => meetsNeed(type, one) && canComeTo(problem, type, one.stationId));
  return problem.requirements
    .filter(isUnmeetable)
    .map((one) => fault('needUnmeetable', 'requirements', one.requirementId));
}

function canComeTo(problem: RenewalProblem, type: VehicleType, stationId: string | undefined): boolean {
  const places = problem.stations.filter((one) => stationId === undefined || one.stationId === stationId);
  const isOwned = problem.vehicles.some(
    (one) => one.typeId === type.typeId && places.some((place) => place.stationId === one.stationId),
  );
  const isSold = type.canBeBought || type.lease !== undefined;
  return isOwned || (isSold && places.some((place) => canWorkFrom(type, place)));
}

function checkContradictions(problem: RenewalProblem): ProblemFault[] {
  const { rules } = problem;
  const scopeOf = (rule: RenewalRule): string =>
    `${rule.kind}|${'scope' in rule ? rule.scope : ''}|${rule.kind === 'reserveShare' ? (rule.atLeast ?? '') : ''}`;
  const repeated = rules
    .filter((rule, index) =>
      rules.slice(0, index).some((other) => scopeOf(other) === scopeOf(rule) && areBothHard(rule, other)),
    )
    .map((rule) => fault('ruleRepeated', 'rules', rule.ruleId, { kind: rule.kind }));
  return [...repeated, ...rules.flatMap((rule) => checkPossible(problem, rule))];
}

const areBothHard = (one: RenewalRule, other: RenewalRule): boolean =>
  one.strength.kind === 'hard' && other.strength.kind === 'hard';

/** Hard rules that nothing can satisfy, or not together with another one. */
function checkPossible(problem: RenewalProblem, rule: RenewalRule): ProblemFault[] {
  if (rule.strength.kind !== 'hard') return [];
  const contradicts = (other: string) => [fault('rulesContradict', 'rules', rule.ruleId, { other })];
  const asked = problem.requirements.find((one) => one.strength.kind === 'hard');
  if (rule.kind === 'maxAge' && rule.years < 1 && asked) return contradicts(asked.requirementId);
  if (rule.kind === 'electricShare' && rule.share > 0 && asked) {
    const isPossible = problem.types.some((type) => type.electric && canComeTo(problem, type, undefined));
    return isPossible ? [] : contradicts(asked.requirementId);
  }
  const purchases = problem.rules.find((one) => one.kind === 'purchaseYears' && one.strength.kind === 'hard');
  if (rule.kind === 'maxAge' && purchases?.kind === 'purchaseYears' && asked) {
    const youngest = Math.min(...problem.vehicles.map((one) => one.ageYears), Infinity);
    const lastsUntil = Math.floor(rule.years - youngest + 1e-9);
    const isLate = purchases.years.every((year) => year > lastsUntil) && lastsUntil < problem.horizonYears;
    return isLate ? contradicts(purchases.ruleId) : [];
  }
  return [];
}

/** A vehicle that earns money by being bought would be bought without end: a price or resale curve must be wrong. */
function checkGains(problem: RenewalProblem): ProblemFault[] {
  const gaining = new Set<string>();
  for (const cohort of listDeliverable(problem)) {
    if (cohort.origin !== 'bought' || gaining.has(cohort.typeId)) continue;
    const isGain = listLives(problem, cohort).some(
      (life) => discountedCost(problem, followLife(problem, life)) < 0,
    );
    if (isGain) gaining.add(cohort.typeId);
  }
  return [...gaining].map((typeId) => fault('unboundedGain', 'types', typeId));
}
