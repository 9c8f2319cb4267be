import { explainRanking, type Explanation } from './explain.ts';
import type { DispatchNeed, RankableUnit, Ranking } from './rankable-unit.ts';
import { rankUnits } from './rank-units.ts';

/** The form of `RankingInputs`; older records can be shown but not replayed. */
export const RANKING_RECORD_VERSION = 3;

/**
 * One entry a unit; one value alone when it is the same for all, or a few distinct ones and which unit has which. Decimals are
 * whole numbers `per` one: those are written and read several times as fast.
 */
type Column =
  | { readonly all: unknown }
  | { readonly whole: readonly (number | null)[]; readonly per: number }
  | { readonly each: readonly unknown[] }
  | { readonly distinct: readonly unknown[]; readonly which: readonly number[] }
  | { readonly most: unknown; readonly others: Readonly<Record<number, unknown>> };

/**
 * What a ranking was made of, in columns: a fraction of the bytes of as many objects, since it is written while the
 * dispatcher waits. Nothing in it is personal.
 */
export interface RankingInputs {
  readonly need: DispatchNeed;
  readonly count: number;
  readonly columns: Readonly<Record<string, Column>>;
}

/** What was shown; with the inputs it tells the whole ranking again. */
export interface RankingSummary {
  readonly candidates: readonly string[];
  readonly scores: readonly number[];
  readonly rejected: Readonly<Record<string, readonly string[]>>;
  readonly proposed: readonly string[];
  readonly sentences: readonly Explanation[];
}

type Read = (unit: RankableUnit) => unknown;
type ColumnKind = 'each' | 'distinct' | 'rare' | 'degrees' | 'share';

/**
 * How the units' fields lie in columns: repeated lists by number, values that are mostly absent by exception. Each is read by
 * a function of its own, which the engine compiles to one load; reading them by name took a tenth of a recommendation.
 */
const COLUMNS: { readonly [Field in Exclude<keyof RankableUnit, 'leg'>]: readonly [ColumnKind, Read] } = {
  unitId: ['each', (unit) => unit.unitId],
  regionId: ['distinct', (unit) => unit.regionId],
  callSign: ['each', (unit) => unit.callSign],
  capabilities: ['distinct', (unit) => unit.capabilities],
  dutyState: ['distinct', (unit) => unit.dutyState],
  statusAgeSeconds: ['each', (unit) => unit.statusAgeSeconds],
  run: ['rare', (unit) => unit.run],
  drivenSeconds: ['rare', (unit) => unit.drivenSeconds],
  reserved: ['rare', (unit) => unit.reserved],
  promised: ['rare', (unit) => unit.promised],
  isVehicleOut: ['rare', (unit) => unit.isVehicleOut],
  shift: ['distinct', (unit) => unit.shift],
  positionTrust: ['distinct', (unit) => unit.positionTrust],
  isAtStation: ['distinct', (unit) => unit.isAtStation],
  lon: ['degrees', (unit) => unit.lon],
  lat: ['degrees', (unit) => unit.lat],
  isCutOff: ['rare', (unit) => unit.isCutOff],
  stationMeters: ['each', (unit) => unit.stationMeters],
  coverageLossShare: ['share', (unit) => unit.coverageLossShare],
};
type Make = (units: readonly RankableUnit[], read: Read) => Column;
/** To as many digits as the values are rounded to before they are ranked. */
const COLUMN_OF: Readonly<Record<ColumnKind, Make>> = {
  each: everyValue,
  distinct: distinctValues,
  rare: rareValues,
  degrees: (units, read) => wholeValues(units, read, 1e6),
  share: (units, read) => wholeValues(units, read, 1e5),
};

export function recordInputs(units: readonly RankableUnit[], need: DispatchNeed): RankingInputs {
  const columns: Record<string, Column> = {};
  for (const [field, [kind, read]] of Object.entries(COLUMNS)) columns[field] = COLUMN_OF[kind](units, read);
  columns['travelSeconds'] = wholeValues(units, ({ leg }) => leg?.travelSeconds ?? null, 10);
  columns['distanceMeters'] = everyValue(units, ({ leg }) => leg?.distanceMeters ?? null);
  return { need, count: units.length, columns };
}

function everyValue(units: readonly RankableUnit[], read: Read): Column {
  const each = units.map(read);
  return each.length > 0 && each.every((value) => value === each[0]) ? { all: each[0] } : { each };
}

/** As whole numbers, unless one has more digits than those kept. */
function wholeValues(units: readonly RankableUnit[], read: Read, per: number): Column {
  const whole: (number | null)[] = [];
  for (const unit of units) {
    const value = read(unit) as number | null;
    const count = value === null ? null : Math.round(value * per);
    if (count !== null && count / per !== value) return everyValue(units, read);
    whole.push(count);
  }
  return { whole, per };
}

function distinctValues(units: readonly RankableUnit[], read: Read): Column {
  const known = new Map<unknown, number>();
  const distinct: unknown[] = [];
  const which = units.map((unit) => {
    const value = read(unit);
    // The same list or object is known by itself; equal ones only by what they hold.
    let index = known.get(value);
    if (index !== undefined) return index;
    const key = keyOf(value);
    index = known.get(key);
    if (index === undefined) {
      index = distinct.push(value) - 1;
      known.set(key, index);
    }
    known.set(value, index);
    return index;
  });
  return distinct.length === 1 ? { all: distinct[0] } : { distinct, which };
}

/** Tells the values of one column apart; a tenth of the cost of JSON. */
function keyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return (Array.isArray(value) ? value : Object.values(value)).join();
}

function rareValues(units: readonly RankableUnit[], read: Read): Column {
  const others: Record<number, unknown> = {};
  let most: unknown = null;
  units.forEach((unit, index) => {
    const value = read(unit);
    if (value === null || value === false) most = value;
    else others[index] = value;
  });
  return { most, others };
}

function valueAt(column: Column, index: number): unknown {
  if ('all' in column) return column.all;
  if ('each' in column) return column.each[index];
  if ('whole' in column) {
    const count = column.whole[index]!;
    return count === null ? null : count / column.per;
  }
  if ('distinct' in column) return column.distinct[column.which[index]!];
  return Object.hasOwn(column.others, index) ? column.others[index] : column.most;
}

/** The units as they were ranked. */
export function readUnits({ count, columns }: RankingInputs): RankableUnit[] {
  return Array.from({ length: count }, (_, index) => {
    const unit: Record<string, unknown> = {};
    for (const [field, column] of Object.entries(columns)) unit[field] = valueAt(column, index);
    const { travelSeconds, distanceMeters, ...rest } = unit;
    const leg = travelSeconds === null ? undefined : { travelSeconds, distanceMeters };
    return { ...rest, leg } as unknown as RankableUnit;
  });
}

/** Ranks again from the record; the same inputs give the same ranking. */
export const replayRanking = (inputs: RankingInputs): Ranking => rankUnits(readUnits(inputs), inputs.need);

export function summarizeRanking(ranking: Ranking): RankingSummary {
  const { candidates, rejected, plan } = ranking;
  const byReason: Record<string, string[]> = {};
  for (const { unitId, reason } of rejected) (byReason[reason] ??= []).push(unitId);
  return {
    candidates: candidates.map(({ unitId }) => unitId),
    scores: candidates.map(({ scoreSeconds }) => scoreSeconds),
    rejected: byReason,
    proposed: plan.unitIds,
    sentences: explainRanking(ranking),
  };
}

/** True when both tell the same: order, scores, reasons, proposal and sentences. */
export function isSameSummary(a: RankingSummary, b: RankingSummary): boolean {
  const text = ({ candidates, scores, rejected, proposed, sentences }: RankingSummary): string =>
    JSON.stringify([
      candidates,
      scores,
      Object.entries(rejected).sort(([one], [other]) => (one < other ? -1 : 1)),
      proposed,
      sentences.map(({ key, values }) => [key, Object.entries(values)]),
    ]);
  return text(a) === text(b);
}
