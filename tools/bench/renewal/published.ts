/** Turns the published problems of ../shared/bench/fleet (its README states their terms) into renewal problems. */
import {
  findEconomicLife,
  getType,
  type LifeCurve,
  type RenewalPlan,
  type RenewalProblem,
  type VehicleType,
} from '#domain';

export interface PublishedInstance {
  readonly name: string;
  readonly kind: 'single' | 'parallel';
  readonly answer: number | { readonly economicLifeYears: number; readonly equivalentAnnualCost: number };
  readonly buys?: readonly number[];
  readonly data: TextbookData | ParallelData | EconomicLifeData;
}

interface TextbookData {
  readonly price: number;
  readonly maintenance: readonly number[];
  readonly trade_in: readonly number[];
  readonly horizon: number;
  readonly max_age: number;
}

interface ParallelData {
  readonly T: number;
  /** Number of vehicles by age. */
  readonly ages: Readonly<Record<string, number>>;
  readonly maxage: number;
  readonly fixed: number;
  /** Largest number of purchases a year. */
  readonly cap: number | null;
  readonly demand: readonly number[];
  readonly price0: number;
  readonly om0: number;
  readonly omg: number;
  readonly sal: number;
  readonly infl: number;
  readonly budget: number | readonly number[] | null;
  readonly rate?: number;
}

interface EconomicLifeData {
  readonly price: number;
  readonly upkeep0: number;
  readonly upkeepGrowth: number;
  readonly resale: number;
  readonly rate: number;
  readonly max_age: number;
}

const CURRENCY = 'EUR';

const typeOf = (own: {
  price: number;
  upkeep: LifeCurve;
  resale: VehicleType['resale'];
  longestLifeYears: number;
}): VehicleType => ({
  typeId: 'vehicle',
  currency: CURRENCY,
  en1789Class: 'B',
  capabilities: [],
  downtimeDays: { kind: 'table', byAge: [0] },
  costPerDowntimeDay: 0,
  energyCostPerKm: 0,
  canBeBought: true,
  ...own,
});

function problemOf(
  type: VehicleType,
  own: Partial<RenewalProblem> & { demand: readonly number[] },
): RenewalProblem {
  const { demand, ...rest } = own;
  return {
    currency: CURRENCY,
    firstYear: 2027,
    horizonYears: demand.length,
    discountRate: 0,
    inflation: { price: 0, tender: 0, running: 0, resale: 0 },
    runningCostsPaid: 'start',
    types: [type],
    stations: [{ stationId: 'station', kmPerVehicleYear: 0 }],
    vehicles: [],
    requirements: [
      {
        requirementId: 'demand',
        stationId: 'station',
        need: { kind: 'any' },
        count: demand,
        strength: { kind: 'hard' },
      },
    ],
    demandGrowth: 0,
    reserveKmPerYear: 0,
    leadYears: 0,
    tenderCost: 0,
    grants: [],
    rules: [],
    ...rest,
  };
}

const isTextbook = (data: PublishedInstance['data']): data is TextbookData => 'trade_in' in data;
const isParallel = (data: PublishedInstance['data']): data is ParallelData => 'om0' in data;

/** The instance as a renewal problem; an economic life is one year of demand, its type says all. */
export function toProblem({ data }: PublishedInstance): RenewalProblem {
  if (isTextbook(data)) {
    const type = typeOf({
      price: data.price,
      upkeep: { kind: 'table', byAge: data.maintenance },
      resale: { kind: 'table', shareByAge: [data.price, ...data.trade_in].map((one) => one / data.price) },
      longestLifeYears: data.max_age,
    });
    return problemOf(type, { demand: Array<number>(data.horizon).fill(1) });
  }
  return isParallel(data) ? toParallelProblem(data) : toEconomicLifeProblem(data);
}

function toParallelProblem(data: ParallelData): RenewalProblem {
  const type = typeOf({
    price: data.price0,
    upkeep: { kind: 'geometric', first: data.om0, growth: data.omg },
    resale: { kind: 'geometric', shareWhenNew: 1, yearlyFactor: data.sal, per100000KmFactor: 1 },
    longestLifeYears: data.maxage,
  });
  const vehicles = Object.entries(data.ages).flatMap(([age, count]) =>
    Array.from({ length: count }, (_, index) => ({
      vehicleId: `${age}-${index + 1}`,
      typeId: type.typeId,
      stationId: 'station',
      role: 'front' as const,
      ageYears: Number(age),
      odometerKm: 0,
    })),
  );
  const perYear = typeof data.budget === 'number' ? Array<number>(data.T).fill(data.budget) : data.budget;
  return problemOf(type, {
    demand: data.demand,
    vehicles,
    discountRate: data.rate ?? 0.05,
    inflation: { price: data.infl, tender: 0, running: 0, resale: 0 },
    tenderCost: data.fixed,
    ...(perYear
      ? {
          budget: {
            currency: CURRENCY,
            perYear,
            carryOverLimit: 0,
            paidAt: 'delivery',
            coversLeases: false,
            strength: { kind: 'hard' },
          },
        }
      : {}),
    ...(data.cap === null
      ? {}
      : {
          rules: [{ ruleId: 'cap', kind: 'smoothing', largestPerYear: data.cap, strength: { kind: 'hard' } }],
        }),
  });
}

function toEconomicLifeProblem(data: EconomicLifeData): RenewalProblem {
  const type = typeOf({
    price: data.price,
    upkeep: { kind: 'geometric', first: data.upkeep0, growth: data.upkeepGrowth },
    resale: { kind: 'geometric', shareWhenNew: 1, yearlyFactor: data.resale, per100000KmFactor: 1 },
    longestLifeYears: data.max_age,
  });
  return problemOf(type, { demand: [1], discountRate: data.rate, runningCostsPaid: 'end' });
}

/** The answer in the form the file has it, to compare; amounts to the cent. */
export function answerOf(
  instance: PublishedInstance,
  plan: RenewalPlan | undefined,
): PublishedInstance['answer'] {
  const cents = (amount: number) => Math.round(amount * 100) / 100;
  if (typeof instance.answer === 'number') return plan ? cents(plan.objective) : Number.NaN;
  const problem = toProblem(instance);
  const life = findEconomicLife(getType(problem, 'vehicle'), {
    kmPerYear: 0,
    realRate: problem.discountRate,
    runningCostsPaid: problem.runningCostsPaid,
  });
  return { ...life, equivalentAnnualCost: cents(life.equivalentAnnualCost) };
}
