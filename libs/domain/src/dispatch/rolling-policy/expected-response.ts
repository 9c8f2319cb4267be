import { expectedLoad, expectedPlaces, expectedUrgencies } from './expected-demand.ts';
import type { Steps } from './in-steps.ts';
import type { PlaceIndex, Situation } from './situation.ts';
import { sortByCost } from './sort-by-cost.ts';

/**
 * What the next call is expected to cost with a given placing of the fleet. Units answer in the order of their cost for
 * the call, each being busy with the same probability q, so the k-th answers with probability (1 - q) q^(k-1). This is
 * the reasoning of MEXCLP (Daskin, "A maximum expected covering location model", Transportation Science 17(1), 1983) with
 * the weighted response time in place of covered or not.
 */
export interface ExpectedResponse {
  readonly situation: Situation;
  /** Cost of one second of waiting, by urgency. */
  readonly weights: readonly number[];
  /** q; kept below 1 so that placing still counts for something in a fleet with too much to do. */
  readonly busyProbability: number;
}

const GREATEST_BUSY_PROBABILITY = 0.8;
/** A call that nobody is left for waits this much longer than for the last unit: about an hour. */
const NOBODY_LEFT_SECONDS = 3600;

export function expectResponse(situation: Situation, weights: readonly number[]): ExpectedResponse {
  const busyProbability = Math.min(GREATEST_BUSY_PROBABILITY, expectedLoad(situation));
  return { situation, weights, busyProbability };
}

/** Expected cost added to one future call by each unit's absence, in the order of the units; a step for each place. */
export function* findLosses(expected: ExpectedResponse): Steps<number[]> {
  const { situation, weights, busyProbability } = expected;
  const { units, rules } = situation;
  const loss = units.map(() => 0);
  const costs = new Float64Array(units.length);
  const seconds = new Float64Array(units.length);
  const order = new Int32Array(units.length);
  const scratch = new Int32Array(units.length);
  const reachedAtRank = Float64Array.from(units, (_, rank) => busyProbability ** rank);
  const urgencies = expectedUrgencies(situation);
  for (const { place, share: placeShare } of expectedPlaces(situation)) {
    for (let unit = 0; unit < units.length; unit += 1) {
      seconds[unit] = answerSeconds(expected, unit, place);
      order[unit] = unit;
    }
    sortByCost(order, seconds, scratch);
    urgencies.forEach((urgencyShare, urgency) => {
      const weight = weights[urgency]!;
      units.forEach(({ kind }, unit) => {
        costs[unit] = weight * seconds[unit]! + rules.mismatchSeconds[kind]![urgency]!;
      });
      sortByCost(order, costs, scratch);
      const share = placeShare * urgencyShare * (1 - busyProbability);
      const nobodyLeft = NOBODY_LEFT_SECONDS * weight;
      addLosses(loss, order, costs, { share, busyProbability, reachedAtRank, nobodyLeft });
    });
    yield;
  }
  return loss;
}

interface Answers {
  readonly share: number;
  readonly busyProbability: number;
  /** Powers of it: that all before this rank are busy. */
  readonly reachedAtRank: Float64Array;
  readonly nobodyLeft: number;
}

/** Without the k-th unit each later one moves up a place: the cost grows by the discounted gaps behind it. */
function addLosses(
  loss: number[],
  order: Int32Array,
  costs: Float64Array,
  { share, busyProbability, reachedAtRank, nobodyLeft }: Answers,
): void {
  let able = order.length;
  while (able > 0 && costs[order[able - 1]!] === Infinity) able -= 1;
  let gapsBehind = 0;
  for (let rank = able - 1; rank >= 0; rank -= 1) {
    const cost = costs[order[rank]!]!;
    const next = rank + 1 < able ? costs[order[rank + 1]!]! : cost + nobodyLeft;
    gapsBehind = next - cost + busyProbability * gapsBehind;
    loss[order[rank]!]! += share * reachedAtRank[rank]! * gapsBehind;
  }
}

/** The base from which the unit, with all others where they stand or will be free, makes the next call cheapest. */
export function findBestBase(expected: ExpectedResponse, unit: number): PlaceIndex | undefined {
  const { situation } = expected;
  const totals = situation.bases.map(() => 0);
  forEachExpectedCall(situation, (place, urgency, share) => {
    const others = situation.units
      .flatMap((_, other) => (other === unit ? [] : [answerCost(expected, other, place, urgency)]))
      .sort((a, b) => a - b);
    situation.bases.forEach((base, index) => {
      const own = drivenCost(expected, unit, base, place, urgency);
      totals[index]! += share * expectedCost(expected, others, own, urgency);
    });
  });
  return situation.bases[totals.indexOf(Math.min(...totals))];
}

function forEachExpectedCall(
  situation: Situation,
  visit: (place: PlaceIndex, urgency: number, share: number) => void,
): void {
  const urgencies = expectedUrgencies(situation);
  for (const { place, share } of expectedPlaces(situation)) {
    urgencies.forEach((urgencyShare, urgency) => visit(place, urgency, share * urgencyShare));
  }
}

function answerCost(expected: ExpectedResponse, index: number, place: PlaceIndex, urgency: number): number {
  const { rules, units } = expected.situation;
  const mismatch = rules.mismatchSeconds[units[index]!.kind]![urgency]!;
  return expected.weights[urgency]! * answerSeconds(expected, index, place) + mismatch;
}

/** Until a unit that stands at its base, or that has first to finish its job, is at the place. */
function answerSeconds({ situation }: ExpectedResponse, index: number, place: PlaceIndex): number {
  const { nowSeconds, units, travelSeconds } = situation;
  const unit = units[index]!;
  const untilFree = Math.max(0, unit.freeAtSeconds - nowSeconds);
  return untilFree + travelSeconds(untilFree > 0 ? unit.place : unit.base, place);
}

function drivenCost(
  { situation: { rules, travelSeconds, units }, weights }: ExpectedResponse,
  unit: number,
  from: PlaceIndex,
  place: PlaceIndex,
  urgency: number,
): number {
  const mismatch = rules.mismatchSeconds[units[unit]!.kind]![urgency]!;
  return weights[urgency]! * travelSeconds(from, place) + mismatch;
}

/** Expected cost of one call answered by `others` (ascending costs) and one more unit at cost `own`. */
function expectedCost(
  { weights, busyProbability }: ExpectedResponse,
  others: readonly number[],
  own: number,
  urgency: number,
): number {
  let reached = 1;
  let sum = 0;
  let last = 0;
  const answer = (cost: number) => {
    if (cost === Infinity) return;
    sum += reached * (1 - busyProbability) * cost;
    reached *= busyProbability;
    last = cost;
  };
  const place = others.findIndex((cost) => cost >= own);
  const before = place < 0 ? others.length : place;
  for (let rank = 0; rank < before; rank += 1) answer(others[rank]!);
  answer(own);
  for (let rank = before; rank < others.length; rank += 1) answer(others[rank]!);
  return sum + reached * (last + NOBODY_LEFT_SECONDS * weights[urgency]!);
}
