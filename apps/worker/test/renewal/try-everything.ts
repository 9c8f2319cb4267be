/**
 * The least cost by trying every decision of every year, with nothing of the planner's own code but its cost curves: the referee of small
 * problems. One station, no leases, grants without a limit, requirements of kind `any`.
 */
import { amountInYear, resaleShare, type RenewalProblem, type Strength, type VehicleType } from '#domain';

interface Kept {
  readonly type: VehicleType;
  readonly age: number;
  readonly km: number;
  readonly isFront: boolean;
}

const WITHIN_YEAR = { start: 0, middle: 0.5, end: 1 } as const;
const MOST_BOUGHT = 2;

export function tryEverything(problem: RenewalProblem): number {
  const fleet = problem.vehicles.map((one) => ({
    type: problem.types.find((type) => type.typeId === one.typeId)!,
    age: one.ageYears,
    km: one.odometerKm,
    isFront: one.role === 'front',
  }));
  const known = new Map<string, number>();
  const go = (year: number, kept: readonly Kept[], carried: number): number => {
    if (year === problem.horizonYears) return -kept.reduce((sum, one) => sum + resale(problem, one, year), 0);
    const key = `${year}|${carried.toFixed(6)}|${kept.map(nameOf).sort().join(';')}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    let least = Infinity;
    for (const choice of listChoices(problem, year, kept)) {
      const cost = costOfYear(problem, year, choice, carried);
      if (cost === undefined || cost.cost >= Infinity) continue;
      const next = choice.after.map((one) => ({ ...one, age: one.age + 1, km: one.km + kmOf(problem, one) }));
      least = Math.min(least, cost.cost + go(year + 1, next, cost.carried));
    }
    known.set(key, least);
    return least;
  };
  return go(0, fleet, 0);
}

const nameOf = (one: Kept): string => `${one.type.typeId},${one.age},${one.km},${one.isFront}`;

interface Choice {
  readonly after: readonly Kept[];
  readonly sold: readonly Kept[];
  readonly bought: readonly VehicleType[];
}

function listChoices(problem: RenewalProblem, year: number, kept: readonly Kept[]): Choice[] {
  const hasReserve = problem.rules.some((rule) => rule.kind === 'reserveShare');
  let partial: Choice[] = [{ after: [], sold: [], bought: [] }];
  for (const one of kept) {
    partial = unlike(
      partial.flatMap((choice) => {
        const moves: Kept[] = one.isFront && hasReserve ? [one, { ...one, isFront: false }] : [one];
        return [
          ...moves.filter(fits(problem)).map((moved) => ({ ...choice, after: [...choice.after, moved] })),
          { ...choice, sold: [...choice.sold, one] },
        ];
      }),
    );
  }
  if (year < problem.leadYears) return partial;
  for (let count = 0; count < MOST_BOUGHT; count += 1) {
    partial = unlike(
      partial.flatMap((choice) => [
        choice,
        ...problem.types.flatMap((type) =>
          (hasReserve ? [true, false] : [true]).map((isFront) => ({
            ...choice,
            after: [...choice.after, { type, age: 0, km: 0, isFront }],
            bought: [...choice.bought, type],
          })),
        ),
      ]),
    );
  }
  return partial;
}

/** Without those that only name the same vehicles in another order. */
function unlike(choices: readonly Choice[]): Choice[] {
  const nameAll = (vehicles: readonly Kept[]) => vehicles.map(nameOf).sort().join(';');
  const known = new Map(
    choices.map((one) => [`${nameAll(one.after)}|${nameAll(one.sold)}|${one.bought.length}`, one]),
  );
  return [...known.values()];
}

const kmOf = (problem: RenewalProblem, one: Kept): number =>
  one.isFront ? problem.stations[0]!.kmPerVehicleYear : problem.reserveKmPerYear;

const fits = (problem: RenewalProblem) => (one: Kept) =>
  one.age + 1 <= one.type.longestLifeYears &&
  one.km + kmOf(problem, one) <= (one.type.longestLifeKm ?? Infinity);

const resale = (problem: RenewalProblem, one: Kept, year: number): number =>
  (one.type.price * resaleShare(one.type.resale, one.age, one.km) * (1 + problem.inflation.resale) ** year) /
  (1 + problem.discountRate) ** year;

function costOfYear(problem: RenewalProblem, year: number, choice: Choice, carried: number) {
  const now = (1 + problem.discountRate) ** -year;
  let cost = -choice.sold.reduce((sum, one) => sum + resale(problem, one, year), 0);
  let spent = choice.bought.length > 0 ? problem.tenderCost * (1 + problem.inflation.tender) ** year : 0;
  for (const type of choice.bought) {
    const grant = Math.max(
      0,
      ...problem.grants.filter((one) => one.years.includes(year)).map((one) => one.share),
    );
    spent += type.price * (1 + problem.inflation.price) ** year * (1 - grant);
  }
  cost += spent * now;
  const later = (1 + problem.discountRate) ** -(year + WITHIN_YEAR[problem.runningCostsPaid]);
  for (const one of choice.after) {
    const at = { ageYears: one.age, odometerKm: one.km, kmInYear: kmOf(problem, one) };
    const running =
      amountInYear(one.type.upkeep, at) +
      amountInYear(one.type.downtimeDays, at) * one.type.costPerDowntimeDay +
      one.type.energyCostPerKm * at.kmInYear;
    cost += running * (1 + problem.inflation.running) ** year * later;
  }
  const available = (problem.budget?.perYear[year] ?? Infinity) + carried;
  const breaches = [...listBreaches(problem, year, choice)];
  if (problem.budget) breaches.push([problem.budget.strength, spent - available]);
  for (const [strength, amount] of breaches) {
    if (amount <= 1e-9) continue;
    if (strength.kind === 'hard') return undefined;
    cost += strength.pricePerUnit * amount * now;
  }
  const left = Math.max(0, Math.min(problem.budget?.carryOverLimit ?? 0, available - spent));
  return { cost, carried: left };
}

function* listBreaches(problem: RenewalProblem, year: number, choice: Choice): Generator<[Strength, number]> {
  const front = choice.after.filter((one) => one.isFront);
  let needed = 0;
  for (const one of problem.requirements) {
    const count =
      typeof one.count === 'number'
        ? Math.ceil(one.count * (1 + problem.demandGrowth) ** year - 1e-9)
        : one.count[year]!;
    needed = Math.max(needed, count);
    yield [one.strength, count - front.length];
  }
  for (const rule of problem.rules) {
    if (rule.kind === 'maxAge') {
      yield [rule.strength, front.filter((one) => one.age + 1 > rule.years).length];
    } else if (rule.kind === 'maxKm') {
      yield [rule.strength, front.filter((one) => one.km + kmOf(problem, one) > rule.km).length];
    } else if (rule.kind === 'meanAge') {
      yield [rule.strength, front.reduce((sum, one) => sum + one.age - rule.years, 0)];
    } else if (rule.kind === 'reserveShare') {
      yield [rule.strength, Math.ceil(rule.share * needed - 1e-9) - (choice.after.length - front.length)];
    } else if (rule.kind === 'smoothing') {
      yield [rule.strength, choice.bought.length - rule.largestPerYear];
    } else if (rule.kind === 'purchaseYears') {
      yield [rule.strength, rule.years.includes(year) ? 0 : choice.bought.length];
    }
  }
}
