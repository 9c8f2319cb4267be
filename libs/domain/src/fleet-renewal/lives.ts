import { amountInYear, resaleShare } from './cost-curves.ts';
import { canWorkFrom, hasReserve } from './fleet-needs.ts';
import type { Grant, OwnedVehicle, RenewalProblem, VehicleType } from './renewal-problem.ts';

/** Vehicles that are alike in everything the plan looks at: owned ones of one age and odometer, or those delivered in one year. */
export interface Cohort {
  readonly cohortId: string;
  readonly origin: 'owned' | 'bought' | 'leased';
  readonly typeId: string;
  /** Absent: delivered straight into the reserve. */
  readonly stationId?: string;
  /** The year of delivery; 0 for owned vehicles. */
  readonly fromYear: number;
  readonly ageYears: number;
  readonly odometerKm: number;
  readonly vehicleIds: readonly string[];
  readonly startsInReserve: boolean;
  readonly grantId?: string;
}

/** In service up to (not with) year `frontUntil`, then in reserve up to year `heldUntil`, when it is sold. */
export interface Life {
  readonly cohort: Cohort;
  readonly frontUntil: number;
  readonly heldUntil: number;
}

/** One year of one life, in money of that year. */
export interface LifeYear {
  readonly year: number;
  readonly role: 'front' | 'reserve';
  readonly ageYears: number;
  readonly odometerKm: number;
  readonly kmInYear: number;
  readonly upkeep: number;
  readonly energy: number;
  readonly downtime: number;
  readonly lease: number;
}

export interface LifeAccount {
  readonly years: readonly LifeYear[];
  /** In the year of payment, before and after co-funding. */
  readonly purchase?: { readonly paidYear: number; readonly price: number; readonly granted: number };
  readonly sale?: {
    readonly year: number;
    readonly amount: number;
    readonly ageYears: number;
    readonly odometerKm: number;
  };
}

export const getType = (problem: RenewalProblem, typeId: string): VehicleType => {
  const type = problem.types.find((one) => one.typeId === typeId);
  if (!type) throw new Error(`no vehicle type ${typeId}`);
  return type;
};

export const discountAt = (problem: RenewalProblem, year: number): number =>
  (1 + problem.discountRate) ** -year;

const PAID_WITHIN_YEAR = { start: 0, middle: 0.5, end: 1 } as const;

/** The factor for running costs of a year. */
export const runningDiscount = (problem: RenewalProblem, year: number): number =>
  discountAt(problem, year + PAID_WITHIN_YEAR[problem.runningCostsPaid]);

/** The year a vehicle delivered in `year` is paid in. */
export const paidYearOf = (problem: RenewalProblem, year: number): number =>
  problem.budget?.paidAt === 'order' ? year - problem.leadYears : year;

/** Everything that happens to one vehicle in one life. */
export function followLife(problem: RenewalProblem, life: Life): LifeAccount {
  const { cohort } = life;
  const type = getType(problem, cohort.typeId);
  const station = problem.stations.find((one) => one.stationId === cohort.stationId);
  const years: LifeYear[] = [];
  let odometerKm = cohort.odometerKm;
  for (let year = cohort.fromYear; year < life.heldUntil; year += 1) {
    const role = year < life.frontUntil ? 'front' : 'reserve';
    const kmInYear = role === 'front' ? (station?.kmPerVehicleYear ?? 0) : problem.reserveKmPerYear;
    const ageYears = cohort.ageYears + year - cohort.fromYear;
    years.push(accountYear(problem, type, cohort, { year, role, ageYears, odometerKm, kmInYear }));
    odometerKm += kmInYear;
  }
  const ageYears = cohort.ageYears + life.heldUntil - cohort.fromYear;
  return {
    years,
    ...(cohort.origin === 'bought' ? { purchase: accountPurchase(problem, type, cohort) } : {}),
    ...(cohort.origin === 'leased'
      ? {}
      : {
          sale: {
            year: life.heldUntil,
            amount: resaleAmount(problem, type, life.heldUntil, ageYears, odometerKm),
            ageYears,
            odometerKm,
          },
        }),
  };
}

function accountYear(
  problem: RenewalProblem,
  type: VehicleType,
  cohort: Cohort,
  at: Pick<LifeYear, 'year' | 'role' | 'ageYears' | 'odometerKm' | 'kmInYear'>,
): LifeYear {
  const running = (1 + problem.inflation.running) ** at.year;
  const leased = cohort.origin === 'leased' ? type.lease : undefined;
  return {
    year: at.year,
    role: at.role,
    ageYears: at.ageYears,
    odometerKm: at.odometerKm,
    kmInYear: at.kmInYear,
    upkeep: leased?.includesUpkeep ? 0 : amountInYear(type.upkeep, at) * running,
    energy: type.energyCostPerKm * at.kmInYear * running,
    downtime: amountInYear(type.downtimeDays, at) * type.costPerDowntimeDay * running,
    // The payment is agreed in the year of delivery and stays.
    lease: leased ? leased.yearlyPayment * (1 + problem.inflation.price) ** cohort.fromYear : 0,
  };
}

function accountPurchase(problem: RenewalProblem, type: VehicleType, cohort: Cohort) {
  const paidYear = paidYearOf(problem, cohort.fromYear);
  const price = type.price * (1 + problem.inflation.price) ** paidYear;
  const grant = problem.grants.find((one) => one.grantId === cohort.grantId);
  return { paidYear, price, granted: grant ? price * grant.share : 0 };
}

const resaleAmount = (
  problem: RenewalProblem,
  type: VehicleType,
  year: number,
  ageYears: number,
  odometerKm: number,
): number =>
  type.price * resaleShare(type.resale, ageYears, odometerKm) * (1 + problem.inflation.resale) ** year;

/** What one life costs over the horizon, discounted. */
export function discountedCost(problem: RenewalProblem, account: LifeAccount): number {
  const { purchase, sale } = account;
  let cost = purchase ? (purchase.price - purchase.granted) * discountAt(problem, purchase.paidYear) : 0;
  for (const one of account.years) {
    cost += (one.upkeep + one.energy + one.downtime + one.lease) * runningDiscount(problem, one.year);
  }
  return cost - (sale ? sale.amount * discountAt(problem, sale.year) : 0);
}

/** Owned vehicles that are alike, together; what differs in anything stays apart, so nothing is lost. */
export function groupOwned(vehicles: readonly OwnedVehicle[]): Cohort[] {
  const groups = new Map<string, OwnedVehicle[]>();
  for (const one of vehicles) {
    const key = [one.typeId, one.stationId, one.role, one.ageYears, one.odometerKm].join('|');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group, index) => ({
    cohortId: `owned-${index}`,
    origin: 'owned',
    typeId: group[0]!.typeId,
    stationId: group[0]!.stationId,
    fromYear: 0,
    ageYears: group[0]!.ageYears,
    odometerKm: group[0]!.odometerKm,
    vehicleIds: group.map((one) => one.vehicleId),
    startsInReserve: group[0]!.role === 'reserve',
  }));
}

/** Grants that may pay for a vehicle delivered in a year; none only where every fitting one may run out. */
function grantChoices(problem: RenewalProblem, typeId: string, year: number): (Grant | undefined)[] {
  const paidYear = paidYearOf(problem, year);
  const fitting = problem.grants.filter(
    (one) => one.years.includes(paidYear) && (one.typeIds?.includes(typeId) ?? true),
  );
  return fitting.every((one) => one.limit !== undefined) ? [...fitting, undefined] : fitting;
}

/** Every kind of vehicle that could be delivered, by year, type, station and grant. */
export function listDeliverable(problem: RenewalProblem): Cohort[] {
  const places = [
    ...problem.stations.map((station) => station.stationId),
    ...(hasReserve(problem) ? [undefined] : []),
  ];
  const cohorts: Cohort[] = [];
  for (const type of problem.types.filter((one) => one.canBeBought || one.lease)) {
    for (const stationId of places) {
      const station = problem.stations.find((one) => one.stationId === stationId);
      if (station && !canWorkFrom(type, station)) continue;
      for (let year = problem.leadYears; year < problem.horizonYears; year += 1) {
        cohorts.push(...deliveriesOf(problem, type, stationId, year));
      }
    }
  }
  return cohorts;
}

function deliveriesOf(
  problem: RenewalProblem,
  type: VehicleType,
  stationId: string | undefined,
  year: number,
): Cohort[] {
  const base = {
    typeId: type.typeId,
    ...(stationId === undefined ? {} : { stationId }),
    fromYear: year,
    ageYears: 0,
    odometerKm: 0,
    vehicleIds: [],
    startsInReserve: stationId === undefined,
  };
  const name = `${type.typeId}@${stationId ?? 'reserve'}-${year}`;
  const bought = (type.canBeBought ? grantChoices(problem, type.typeId, year) : []).map((grant): Cohort => ({
    ...base,
    cohortId: `bought-${name}${grant ? `-${grant.grantId}` : ''}`,
    origin: 'bought',
    ...(grant ? { grantId: grant.grantId } : {}),
  }));
  const isLeased = type.lease !== undefined && stationId !== undefined;
  return isLeased ? [...bought, { ...base, cohortId: `leased-${name}`, origin: 'leased' }] : bought;
}

/** Every life vehicles of a cohort can have within the horizon and the type's longest life. */
export function listLives(problem: RenewalProblem, cohort: Cohort): Life[] {
  const horizon = problem.horizonYears;
  const type = getType(problem, cohort.typeId);
  if (cohort.origin === 'leased') {
    const end = Math.min(cohort.fromYear + (type.lease?.termYears ?? 0), horizon);
    return [{ cohort, frontUntil: end, heldUntil: end }];
  }
  const isNew = cohort.origin === 'bought';
  const firstFront = cohort.fromYear + (isNew && !cohort.startsInReserve ? 1 : 0);
  const lastFront = cohort.startsInReserve ? cohort.fromYear : horizon;
  const lives: Life[] = [];
  for (let frontUntil = firstFront; frontUntil <= lastFront; frontUntil += 1) {
    const firstEnd = Math.max(frontUntil, cohort.fromYear + (isNew ? 1 : 0));
    const lastEnd = hasReserve(problem) || cohort.startsInReserve ? horizon : frontUntil;
    for (let heldUntil = firstEnd; heldUntil <= lastEnd; heldUntil += 1) {
      const life = { cohort, frontUntil, heldUntil };
      if (!isWithinLongestLife(problem, type, life)) break;
      lives.push(life);
    }
  }
  return lives;
}

function isWithinLongestLife(problem: RenewalProblem, type: VehicleType, life: Life): boolean {
  const { cohort, frontUntil, heldUntil } = life;
  const years = heldUntil - cohort.fromYear;
  if (years === 0) return true;
  const station = problem.stations.find((one) => one.stationId === cohort.stationId);
  const frontKm = (frontUntil - cohort.fromYear) * (station?.kmPerVehicleYear ?? 0);
  const odometerKm = cohort.odometerKm + frontKm + (heldUntil - frontUntil) * problem.reserveKmPerYear;
  return vehicleYearFits(type, { ageYears: cohort.ageYears + years - 1, odometerKm, kmInYear: 0 });
}

/** Does a vehicle's year end within what its type lasts? */
export const vehicleYearFits = (
  type: VehicleType,
  at: Pick<LifeYear, 'ageYears' | 'odometerKm' | 'kmInYear'>,
): boolean =>
  at.ageYears + 1 <= type.longestLifeYears + 1e-9 &&
  at.odometerKm + at.kmInYear <= (type.longestLifeKm ?? Infinity) + 1e-6;
