import { assignJointly } from '../joint-assignment.ts';
import { expectedLoad, probabilityAllBusy } from './expected-demand.ts';
import { expectResponse, findBestBase, findLosses } from './expected-response.ts';
import { finish, type Steps } from './in-steps.ts';
import type { PlaceIndex, PlannedSend, Send, ServiceRules, Situation } from './situation.ts';

/**
 * Added to the weight of every urgency: waiting counts by urgency, and half a second a second for being a patient at all,
 * so that a low urgency can't be passed over without end for a small gain of a high one.
 */
export const WEIGHT_OF_ANY_PATIENT = 0.5;
/** A call that gets no unit now is taken to wait at least this long: two or three jobs. */
const UNASSIGNED_SECONDS = 7200;

/**
 * Which units to send now, decided for all waiting calls together each time a call comes in or a unit frees up.
 *
 * Every waiting call is assigned to a unit that is free or to one at the projected end of its job, at least total cost; the
 * calls whose unit is free are sent, the others wait for the better unit (rolling assignment; the setting is that of
 * Guigues, Kleywegt and Nascimento, arXiv 2409.09158 and 2605.05421). The cost of a pair is
 *   weighted wait from now + cost of a crew of the wrong kind
 *   + driving time x price of a second of a unit (what it costs those who queue behind),
 *   + what the unit's absence costs the calls expected during the job (what it costs those still to call).
 * Both prices follow from the load seen: the first is nought in a quiet fleet, the second in an overloaded one. When
 * several calls of the gravest urgency wait, neither counts for them: their total weighted delay is least, to the second,
 * and no one who has called waits for one who has not.
 */
export function decideSends(situation: Situation): Send[] {
  return planSends(situation).flatMap(({ callId, unitId, isNow }) => (isNow ? [{ callId, unitId }] : []));
}

/** The same decision with what it holds back: a send that is not now is a call that is better off waiting for that unit. */
export const planSends = (situation: Situation): PlannedSend[] => finish(planSendsInSteps(situation));

/** The same in steps of a millisecond or so. */
export function* planSendsInSteps(situation: Situation): Steps<PlannedSend[]> {
  const { units, waiting, nowSeconds } = situation;
  if (waiting.length === 0 || units.length === 0) return [];
  const priced = yield* priceEveryPair(situation);
  yield;
  return assignWithoutLongHolds(situation, priced).flatMap((column, row) => {
    const unit = units[column];
    if (!unit) return [];
    const isNow = unit.freeAtSeconds <= nowSeconds;
    return [{ callId: waiting[row]!.callId, unitId: unit.unitId, isNow }];
  });
}

/**
 * Holding back is planned at most so long, by the weight of a call as a share of the greatest: two minutes for the gravest,
 * since after that the guess of when a crew is free is not worth a life; the others by what their limits leave over.
 */
const LONGEST_HOLDS: readonly { readonly weightShare: number; readonly seconds: number }[] = [
  { weightShare: 1, seconds: 120 },
  { weightShare: 1 / 2, seconds: 300 },
  { weightShare: 1 / 4, seconds: 1200 },
  { weightShare: 0, seconds: 2400 },
];

export function longestHoldSeconds(
  { weightOfUrgency }: Pick<ServiceRules, 'weightOfUrgency'>,
  urgency: number,
): number {
  const share = weightOfUrgency[urgency]! / Math.max(...weightOfUrgency);
  return LONGEST_HOLDS.find(({ weightShare }) => share >= weightShare)!.seconds;
}

/** While a call would be held too long beside an idle unit that has what it asks, the late units are closed to it. */
function assignWithoutLongHolds(
  { units, waiting, nowSeconds, rules }: Situation,
  { costs, prices }: PricedPairs,
): readonly number[] {
  const limits = waiting.map(({ urgency }) => longestHoldSeconds(rules, urgency));
  const isFit = (unit: number, row: number) =>
    rules.mismatchSeconds[units[unit]!.kind]![waiting[row]!.urgency] === 0 && costs[row]![unit]! < Infinity;
  for (;;) {
    const columns = assignJointly(costs, prices).columnOfRow;
    const idle = units.flatMap(({ freeAtSeconds }, unit) =>
      freeAtSeconds <= nowSeconds && !columns.includes(unit) ? [unit] : [],
    );
    const isTooLate = (unit: number, row: number) => units[unit]!.freeAtSeconds - nowSeconds > limits[row]!;
    const held = columns.findIndex(
      (column, row) => column >= 0 && isTooLate(column, row) && idle.some((unit) => isFit(unit, row)),
    );
    if (held < 0) return columns;
    costs[held] = costs[held]!.map((cost, unit) => (isTooLate(unit, held) ? Infinity : cost));
  }
}

/** The base to which a unit should go that has just become free and is not sent; undefined where there are no bases. */
export function chooseReturnBase(situation: Situation, unitId: string): PlaceIndex | undefined {
  const unit = situation.units.findIndex((one) => one.unitId === unitId);
  if (unit < 0) throw new RangeError(`there is no unit ${unitId} in this situation`);
  return findBestBase(expectResponse(situation, weightsOf(situation)), unit);
}

const weightsOf = ({ rules }: Situation) =>
  rules.weightOfUrgency.map((weight) => weight + WEIGHT_OF_ANY_PATIENT);

interface PricedPairs {
  readonly costs: number[][];
  readonly prices: number[];
}

function* priceEveryPair(situation: Situation): Steps<PricedPairs> {
  const { units, waiting, nowSeconds, rules, travelSeconds } = situation;
  const weights = weightsOf(situation);
  const secondPrice = priceOfUnitSecond(situation, weights);
  const absence = yield* findCostOfAbsence(situation, weights);
  let worstSeconds = UNASSIGNED_SECONDS;
  let worstExtra = 0;
  const isGravest = waiting.map(({ urgency }) => weights[urgency] === Math.max(...weights));
  const areSeveralGravest = isGravest.filter(Boolean).length > 1;
  const costs = waiting.map(({ place, urgency }, row) =>
    units.map((unit, index) => {
      const travel = travelSeconds(unit.place, place);
      const mismatch = rules.mismatchSeconds[unit.kind]![urgency]!;
      if (travel === Infinity || mismatch === Infinity) return Infinity;
      const seconds = Math.max(0, unit.freeAtSeconds - nowSeconds) + travel;
      const forOthers = areSeveralGravest && isGravest[row] ? 0 : secondPrice * travel + absence[index]!;
      const extra = mismatch + forOthers;
      worstSeconds = Math.max(worstSeconds, seconds);
      worstExtra = Math.max(worstExtra, extra);
      return weights[urgency]! * seconds + extra;
    }),
  );
  // Dearer than any pair, so that no call waits while a unit that may serve it has nothing else to do.
  return { costs, prices: waiting.map(({ urgency }) => weights[urgency]! * worstSeconds + worstExtra) };
}

/** A second more on the road makes an average call wait a second more when somebody queues for the unit. */
function priceOfUnitSecond(situation: Situation, weights: readonly number[]): number {
  const { seen, units, fleet = units.length } = situation;
  if (seen.length === 0) return 0;
  const meanWeight = seen.reduce((sum, { urgency }) => sum + weights[urgency]!, 0) / seen.length;
  return meanWeight * probabilityAllBusy(fleet, expectedLoad(situation));
}

/**
 * Cost of each unit's absence for one job: the calls expected meanwhile x the loss of each, x the share of time in which
 * the fleet has a unit to spare. With nothing to spare the unit would not stand by anyway.
 */
function* findCostOfAbsence(situation: Situation, weights: readonly number[]): Steps<number[]> {
  const load = expectedLoad(situation);
  if (load >= 1) return situation.units.map(() => 0);
  const callsMeanwhile = load * (situation.fleet ?? situation.units.length);
  const losses = yield* findLosses(expectResponse(situation, weights));
  return losses.map((loss) => (1 - load) * callsMeanwhile * loss);
}
