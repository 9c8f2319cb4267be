import { WEIGHT_OF_ANY_PATIENT, planSendsInSteps } from '../rolling-policy/decide-sends.ts';
import { finish, type Steps } from '../rolling-policy/in-steps.ts';
import {
  type JointProblem,
  type UnitOption,
  type JointIncident,
  type Urgency,
  urgencyOf,
} from './joint-problem.ts';
import { LESSER_SLOT_SECONDS, toSituation, WEIGHT_OF_PRIORITY } from './joint-situation.ts';

/** A sentence as a key and its values; `proposal-texts.ts` of the contracts holds the texts. */
export interface ProposalReason {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** What the joint decision says of one waiting incident. */
export interface PlannedIncident {
  readonly incident: JointIncident;
  /** Undefined: nobody can be foreseen. */
  readonly option: UnitOption | undefined;
  readonly isNow: boolean;
  /** Of the units free now, the first to arrive. */
  readonly nearest: UnitOption | undefined;
  /** What first come, first served gives; undefined: nobody. */
  readonly firstCome: UnitOption | undefined;
  readonly because: ProposalReason;
}

export interface JointPlan {
  readonly incidents: readonly PlannedIncident[];
  /** Weighted seconds of waiting less than with first come, first served. */
  readonly savedWeightedSeconds: number;
}

/** An incident that nobody can be foreseen for counts as waiting so long. */
export const NOBODY_SECONDS = 7200;
const MINUTE = 60;
export const wholeMinutes = (seconds: number): number => Math.max(1, Math.round(seconds / MINUTE));
export const weightOf = (incident: Urgency): number =>
  WEIGHT_OF_PRIORITY[urgencyOf(incident)] + WEIGHT_OF_ANY_PATIENT;

/** Decides all waiting incidents together, through the same function that the policy bench replays. */
export const planJointly = (problem: JointProblem): JointPlan => finish(planJointlyInSteps(problem));

/** The same in steps: with 20 incidents and 200 units it takes tens of milliseconds, its longest step one or two. */
export function* planJointlyInSteps(problem: JointProblem): Steps<JointPlan> {
  const situation = toSituation(problem);
  yield;
  const sends = yield* planSendsInSteps(situation);
  yield;
  const planned = new Map(sends.map((send) => [send.callId, send]));
  const firstCome = serveInOrder(problem.waiting);
  yield;
  const chosen = problem.waiting.map((incident) => {
    const send = planned.get(incident.incidentId);
    const option = send && undivertedOf(incident).find(({ unitId }) => unitId === send.unitId);
    return { incident, option, isNow: send?.isNow ?? false };
  });
  const callSigns = new Map(problem.units.map(({ unitId, callSign }) => [unitId, callSign]));
  const incidents = chosen.map((one): PlannedIncident => {
    const nearest = nearestFree(one.incident);
    const reason = explain(one, nearest, chosen, callSigns);
    return {
      ...one,
      nearest,
      firstCome: firstCome.get(one.incident.incidentId),
      because: reason,
    };
  });
  const saved = incidents.reduce(
    (sum, { incident, option, firstCome: other }) =>
      sum + weightOf(incident) * (delayOf(incident, other) - delayOf(incident, option)),
    0,
  );
  return { incidents, savedWeightedSeconds: Math.round(saved) };
}

/** Units that need not be called off another run. */
const undivertedOf = ({ options }: JointIncident): UnitOption[] =>
  options.filter(({ diversion }) => diversion === null);

const fillsFirst = ({ firstSlot }: JointIncident, { slots }: UnitOption): boolean =>
  slots.includes(firstSlot.slot);

/** As the policy counts: a crew that fills only a lesser slot comes ten minutes late. */
function delayOf(incident: JointIncident, option: UnitOption | undefined): number {
  if (!option) return NOBODY_SECONDS;
  return option.arrivalSeconds + (fillsFirst(incident, option) ? 0 : LESSER_SLOT_SECONDS);
}

const byDelay = (incident: JointIncident) => (a: UnitOption, b: UnitOption) =>
  delayOf(incident, a) - delayOf(incident, b) || (a.unitId < b.unitId ? -1 : 1);

function nearestFree(incident: JointIncident): UnitOption | undefined {
  const free = undivertedOf(incident).filter(({ freeInSeconds }) => freeInSeconds === 0);
  return leastOf(free, (a, b) => a.arrivalSeconds - b.arrivalSeconds || (a.unitId < b.unitId ? -1 : 1));
}

/** What sorting would put first. */
function leastOf<One>(list: readonly One[], compare: (a: One, b: One) => number): One | undefined {
  let least: One | undefined;
  for (const one of list) if (least === undefined || compare(one, least) < 0) least = one;
  return least;
}

/**
 * First come, first served: each takes the best of the free units left, and when there is none, the next to be free. Those
 * that have a unit already come after those that have none.
 */
export function serveInOrder(waiting: readonly JointIncident[]): Map<string, UnitOption> {
  const taken = new Set<string>();
  const served = new Map<string, UnitOption>();
  const isServed = ({ servedSinceSeconds }: JointIncident) => Number(servedSinceSeconds !== undefined);
  const inOrder = [...waiting].sort(
    (a, b) =>
      isServed(a) - isServed(b) ||
      a.createdAtSeconds - b.createdAtSeconds ||
      (a.incidentId < b.incidentId ? -1 : 1),
  );
  for (const incident of inOrder) {
    const left = undivertedOf(incident).filter(({ unitId }) => !taken.has(unitId));
    const free = left.filter(({ freeInSeconds }) => freeInSeconds === 0);
    const best = leastOf(free.length > 0 ? free : left, byDelay(incident));
    if (!best) continue;
    taken.add(best.unitId);
    served.set(incident.incidentId, best);
  }
  return served;
}

type Chosen = Pick<PlannedIncident, 'incident' | 'option' | 'isNow'>;

function explain(
  { incident, option, isNow }: Chosen,
  nearest: UnitOption | undefined,
  all: readonly Chosen[],
  callSigns: ReadonlyMap<string, string>,
): ProposalReason {
  if (!option) return { key: 'nobody', values: {} };
  const callSign = callSigns.get(option.unitId)!;
  if (!isNow) return explainHold(callSign, option, nearest, callSigns);
  if (!nearest || nearest.unitId === option.unitId) return { key: 'nearest', values: { callSign } };
  const values = { callSign, nearestCallSign: callSigns.get(nearest.unitId) ?? '' };
  const other = all.find((one) => one.option?.unitId === nearest.unitId);
  if (other) {
    return {
      key: 'nearestNeededElsewhere',
      values: { ...values, otherIncidentNumber: other.incident.number },
    };
  }
  const isLessSuited = fillsFirst(incident, option) && !fillsFirst(incident, nearest);
  return { key: isLessSuited ? 'nearestLessSuited' : 'nearestKeptFree', values };
}

function explainHold(
  callSign: string,
  option: UnitOption,
  nearest: UnitOption | undefined,
  callSigns: ReadonlyMap<string, string>,
): ProposalReason {
  const values = { callSign, freeMinutes: wholeMinutes(option.freeInSeconds) };
  const savedSeconds = nearest ? nearest.arrivalSeconds - option.arrivalSeconds : 0;
  if (!nearest || savedSeconds <= 0) return { key: 'waitForUnitNobodyFree', values };
  const other = {
    otherCallSign: callSigns.get(nearest.unitId) ?? '',
    savedMinutes: wholeMinutes(savedSeconds),
  };
  return { key: 'waitForUnit', values: { ...values, ...other } };
}
