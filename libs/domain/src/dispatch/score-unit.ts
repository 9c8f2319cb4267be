import { PRIORITIES, type Priority } from '../incident/incident.ts';
import { WEIGHT_OF_PRIORITY } from './proposals/joint-situation.ts';
import type { DispatchNeed, RankableUnit, ScorePart } from './rankable-unit.ts';
import { longestHoldSeconds } from './rolling-policy/decide-sends.ts';
import { roundTenths, scoreParts } from './soft-rules.ts';
import { turnoutSeconds, type UnitSource } from './unit-source.ts';

/** A unit that passed the hard rules, on its way to its rank. */
export interface ScoredUnit {
  readonly unit: RankableUnit;
  readonly source: UnitSource;
  readonly turnoutSeconds: number;
  readonly waitSeconds: number;
  readonly arrivalSeconds: number;
  parts: readonly ScorePart[];
  scoreSeconds: number;
}

export function scoreUnit(unit: RankableUnit, need: DispatchNeed, source: UnitSource): ScoredUnit {
  const parts = scoreParts(unit, need, source);
  const turnout = turnoutSeconds(unit, need);
  const waitSeconds = source.kind === 'soonFree' ? source.waitSeconds : 0;
  const arrivalSeconds = roundTenths(waitSeconds + turnout + (unit.leg?.travelSeconds ?? 0));
  const scoreSeconds = sumOf(parts);
  return { unit, source, turnoutSeconds: turnout, waitSeconds, arrivalSeconds, parts, scoreSeconds };
}

const sumOf = (parts: readonly ScorePart[]): number =>
  roundTenths(parts.reduce((sum, { seconds }) => sum + seconds, 0));

const byArrival = (a: ScoredUnit, b: ScoredUnit): number => a.arrivalSeconds - b.arrivalSeconds;

/**
 * When a busy unit will really be free is a guess, so it never stands before a free one that arrives earlier, whatever the
 * soft rules say of that one: its cost of not being free yet rises until it is level with the last of these. One that the
 * incident can't be kept waiting for stands before no free unit at all.
 */
export function keepFreeUnitsFirst(scored: readonly ScoredUnit[], priority: Priority): void {
  const soonFree = scored.filter(({ source }) => source.kind === 'soonFree').sort(byArrival);
  if (soonFree.length === 0) return;
  const free = scored.filter(({ source }) => source.kind === 'free').sort(byArrival);
  const last = Math.max(0, ...free.map(({ scoreSeconds }) => scoreSeconds));
  let next = 0;
  let highest = 0;
  for (const one of soonFree) {
    while (next < free.length && free[next]!.arrivalSeconds <= one.arrivalSeconds)
      highest = Math.max(highest, free[next++]!.scoreSeconds);
    const least = isHeldTooLong(one, priority) ? last : highest;
    if (least > one.scoreSeconds) lift(one, least - one.scoreSeconds);
  }
}

const HOLDS = { weightOfUrgency: PRIORITIES.map((priority) => WEIGHT_OF_PRIORITY[priority]) };

/** By the same bounds as when several incidents are decided together: two minutes in priority 1. */
export const isHeldTooLong = ({ waitSeconds }: ScoredUnit, priority: Priority): boolean =>
  waitSeconds > longestHoldSeconds(HOLDS, PRIORITIES.indexOf(priority));

function lift(one: ScoredUnit, seconds: number): void {
  const own = one.parts.find(({ rule }) => rule === 'notYetFree')?.seconds ?? 0;
  const lifted: ScorePart = { rule: 'notYetFree', seconds: roundTenths(own + seconds) };
  one.parts = [...one.parts.filter(({ rule }) => rule !== 'notYetFree'), lifted];
  one.scoreSeconds = sumOf(one.parts);
}

/** Ties go to a unit that is free, then by arrival, call sign and id: equal units give an equal order however they come. */
export function byScore(a: ScoredUnit, b: ScoredUnit): number {
  // Told as whole numbers: each difference of two decimals would be an object of its own, ten thousand of them a ranking.
  if (a.scoreSeconds !== b.scoreSeconds) return a.scoreSeconds < b.scoreSeconds ? -1 : 1;
  return (
    Number(a.source.kind === 'soonFree') - Number(b.source.kind === 'soonFree') ||
    a.arrivalSeconds - b.arrivalSeconds ||
    byCallSign(a.unit, b.unit)
  );
}

type Named = Pick<RankableUnit, 'callSign' | 'unitId'>;

export function byCallSign(a: Named, b: Named): number {
  if (a.callSign !== b.callSign) return a.callSign < b.callSign ? -1 : 1;
  return a.unitId < b.unitId ? -1 : 1;
}
