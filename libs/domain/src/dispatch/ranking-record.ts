import { explainRanking, type Explanation } from './explain.ts';
import type { DispatchNeed, RankableUnit, Ranking } from './rankable-unit.ts';
import { rankUnits } from './rank-units.ts';

/** The form of `RankingInputs`; older records can be shown but not replayed. */
export const RANKING_RECORD_VERSION = 2;

/** One entry a unit; one value alone when it is the same for all, or a few distinct ones and which unit has which. */
type Column =
  | { readonly all: unknown }
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

/** How the units' fields lie in columns: repeated lists by number, values that are mostly absent by exception. */
const COLUMN_OF: { readonly [Field in keyof RankableUnit]: 'each' | 'distinct' | 'rare' } = {
  unitId: 'each',
  regionId: 'distinct',
  callSign: 'each',
  capabilities: 'distinct',
  dutyState: 'distinct',
  statusAgeSeconds: 'each',
  run: 'rare',
  reserved: 'rare',
  isVehicleOut: 'rare',
  shift: 'distinct',
  positionTrust: 'distinct',
  isAtStation: 'distinct',
  lon: 'each',
  lat: 'each',
  leg: 'each',
  isCutOff: 'rare',
  stationMeters: 'each',
  coverageLossShare: 'each',
};
const FIELDS = Object.keys(COLUMN_OF) as (keyof RankableUnit)[];

export function recordInputs(units: readonly RankableUnit[], need: DispatchNeed): RankingInputs {
  const columns: Record<string, Column> = {};
  for (const field of FIELDS) {
    if (field === 'leg') continue;
    const values = units.map((unit) => unit[field]);
    const kind = COLUMN_OF[field];
    columns[field] =
      kind === 'each'
        ? everyValue(values)
        : kind === 'distinct'
          ? distinctValues(values)
          : rareValues(values);
  }
  columns['travelSeconds'] = everyValue(units.map(({ leg }) => leg?.travelSeconds ?? null));
  columns['distanceMeters'] = everyValue(units.map(({ leg }) => leg?.distanceMeters ?? null));
  return { need, count: units.length, columns };
}

function everyValue(each: readonly unknown[]): Column {
  return each.length > 0 && each.every((value) => value === each[0]) ? { all: each[0] } : { each };
}

function distinctValues(values: readonly unknown[]): Column {
  const known = new Map<string, number>();
  const distinct: unknown[] = [];
  const which = values.map((value) => {
    const key = keyOf(value);
    let index = known.get(key);
    if (index === undefined) {
      index = distinct.push(value) - 1;
      known.set(key, index);
    }
    return index;
  });
  return distinct.length === 1 ? { all: distinct[0] } : { distinct, which };
}

/** Tells the values of one column apart; a tenth of the cost of JSON. */
function keyOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.join();
  return typeof value === 'object' && value !== null ? Object.values(value).join() : String(value);
}

function rareValues(values: readonly unknown[]): Column {
  const others: Record<number, unknown> = {};
  values.forEach((value, index) => {
    if (value !== null && value !== false) others[index] = value;
  });
  const most = values.find((value) => value === null || value === false) ?? null;
  return { most, others };
}

function valueAt(column: Column, index: number): unknown {
  if ('all' in column) return column.all;
  if ('each' in column) return column.each[index];
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
