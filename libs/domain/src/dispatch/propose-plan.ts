import type { Capability } from '../incident/incident.ts';
import { fillPlan, type PlanCandidate } from '../response-plan/fill-plan.ts';
import type { DispatchNeed, RankableUnit, RankedPlan } from './rankable-unit.ts';
import { isHeldTooLong, type ScoredUnit } from './score-unit.ts';
import { isStillHere, turnoutSeconds } from './unit-source.ts';

interface PlanProposal {
  readonly plan: RankedPlan;
  readonly proposedIds: ReadonlySet<string>;
  /** Slots a unit is able to fill. */
  slotsOf(unit: RankableUnit): readonly string[];
}

interface Source {
  readonly unit: Pick<RankableUnit, 'unitId' | 'capabilities'>;
  readonly arrivalSeconds: number | null;
  readonly isSent: boolean;
  /** When it is free is a guess, so nobody stays at home for its sake. */
  readonly isGuess: boolean;
}

/** A unit on its way counts as late when more than this share of the plan's travel limit is still before it. */
const LATE_SHARE = 1 / 2;
/** A late unit keeps its slot unless another one would be there so much sooner. */
const LATE_ADVANTAGE_SECONDS = 300;

/**
 * Fills the plan with the ranked units, by their scores: so the plan and the ranking never disagree about who is better.
 * Units sent before, done or not, come first in whatever they can fill; only what is left over is proposed. Of these, one that is off duty
 * or out of service fills nothing, and a late one competes by when it will be there.
 */
export function proposePlan(
  ranked: readonly ScoredUnit[],
  sent: readonly RankableUnit[],
  need: DispatchNeed,
): PlanProposal {
  const { requirement } = need;
  const sources = new Map<string, Source>();
  const candidates: PlanCandidate[] = [];
  const add = (source: Source, scoreSeconds: number): void => {
    // Numbered by rank, since filling breaks ties by id.
    const key = String(sources.size).padStart(6, '0');
    sources.set(key, source);
    // The hard rules have judged region, time and distance.
    candidates.push({
      unitId: key,
      regionId: requirement.regionId,
      capabilities: source.unit.capabilities,
      arrivalSeconds: scoreSeconds,
      travelSeconds: 0,
      distanceMeters: 0,
    });
  };
  const slotsOf = slotLookup(need);
  for (const unit of need.finished ?? []) add({ unit, arrivalSeconds: 0, isSent: true, isGuess: false }, 0);
  const coming = listComing(sent, need);
  const addComing = (beforeSeconds: number): void => {
    while ((coming[0]?.scoreSeconds ?? Infinity) <= beforeSeconds) {
      const { unit, arrivalSeconds, scoreSeconds } = coming.shift()!;
      add({ unit, arrivalSeconds, isSent: true, isGuess: false }, scoreSeconds);
    }
  };
  for (const one of bestOfEachKind(ranked, slotsOf, need)) {
    const { unit, source, arrivalSeconds, scoreSeconds } = one;
    addComing(scoreSeconds);
    // It stands level with the last free unit: now too late for a slot that a free one fills.
    const lateSeconds = isHeldTooLong(one, need.priority) ? requirement.joinWithinSeconds + 1 : 0;
    add(
      { unit, arrivalSeconds, isSent: false, isGuess: source.kind === 'soonFree' },
      scoreSeconds + lateSeconds,
    );
  }
  addComing(Number.MAX_VALUE);

  // In the order of their scores, which their keys tell.
  const chosen = fillPlan(requirement, candidates).units.map(({ unitId }) => unitId);
  const going = dropSuperfluous(
    chosen.sort().map((key) => sources.get(key)!),
    need,
  );
  const proposed = going.filter(({ isSent }) => !isSent);
  const slots = requirement.slots.map(({ slot, capabilities, count }) => {
    const filled = going.filter(({ unit }) => canFill(unit, capabilities)).slice(0, count);
    return {
      slot,
      capabilities,
      wanted: count,
      found: filled.length,
      unitIds: filled.map(({ unit }) => unit.unitId),
      arrivalSeconds: filled.map(({ arrivalSeconds }) => arrivalSeconds),
    };
  });
  proposed.sort((a, b) => (a.arrivalSeconds ?? 0) - (b.arrivalSeconds ?? 0));
  const unitIds = proposed.map(({ unit }) => unit.unitId);
  return {
    plan: { version: requirement.planVersion, unitIds, slots },
    proposedIds: new Set(unitIds),
    slotsOf,
  };
}

const canFill = (unit: Pick<RankableUnit, 'capabilities'>, capabilities: readonly Capability[]): boolean =>
  capabilities.every((one) => unit.capabilities.includes(one));

/**
 * A diversion or a border costs seconds in the score, not on the road: a unit that goes anyway for one slot may be the
 * first to arrive in another, too. Whoever makes no slot sooner then stays, the last by score first.
 */
function dropSuperfluous(chosen: readonly Source[], { requirement }: DispatchNeed): readonly Source[] {
  const arrivalsOf = (going: readonly Source[]): (readonly number[])[] =>
    requirement.slots.map(({ capabilities, count }) =>
      going
        .filter(({ unit }) => canFill(unit, capabilities))
        .map(({ arrivalSeconds, isGuess }) => (isGuess ? Infinity : (arrivalSeconds ?? Infinity)))
        .sort((a, b) => (a === b ? 0 : a - b))
        .slice(0, count),
    );
  const wanted = arrivalsOf(chosen);
  let going = chosen;
  for (const one of [...chosen].reverse()) {
    if (one.isSent) continue;
    const others = going.filter((other) => other !== one);
    const left = arrivalsOf(others);
    const isMissed = wanted.some((arrivals, slot) =>
      arrivals.some((arrival, place) => !((left[slot]![place] ?? NaN) <= arrival)),
    );
    if (!isMissed) going = others;
  }
  return going;
}

/**
 * Units that fit the same slots can stand in for each other, so of each such kind no more are ever needed than the plan asks
 * units in all: filling from these gives the same as filling from a thousand.
 */
function bestOfEachKind(
  ranked: readonly ScoredUnit[],
  slotsOf: PlanProposal['slotsOf'],
  { requirement }: DispatchNeed,
): ScoredUnit[] {
  const most = requirement.slots.reduce((sum, { count }) => sum + count, 0);
  const counts = new Map<readonly string[], number>();
  return ranked.filter(({ unit }) => {
    const kind = slotsOf(unit);
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count <= most;
  });
}

/** Units sent before that fill anything, by score. */
function listComing(sent: readonly RankableUnit[], need: DispatchNeed) {
  return sent
    .flatMap((unit) => {
      const scoreSeconds = scoreOfSent(unit, need);
      return scoreSeconds === undefined
        ? []
        : [{ unit, arrivalSeconds: arrivalOfSent(unit, need), scoreSeconds }];
    })
    .sort((a, b) => a.scoreSeconds - b.scoreSeconds);
}

/** Nought for whoever comes in time; undefined for a unit that fills nothing. */
function scoreOfSent(unit: RankableUnit, need: DispatchNeed): number | undefined {
  const { dutyState, isVehicleOut, positionTrust } = unit;
  if (dutyState === 'offDuty' || dutyState === 'outOfService' || isVehicleOut) return undefined;
  const arrivalSeconds = arrivalOfSent(unit, need);
  // Nobody knows where it is: that alone is no reason to send another.
  if (positionTrust === 'unknown' || positionTrust === 'tooOld') return 0;
  // No road within the limit from where it is.
  if (arrivalSeconds === null) return undefined;
  const isLate = arrivalSeconds > LATE_SHARE * need.requirement.travelLimitSeconds;
  return isLate ? Math.max(0, arrivalSeconds - LATE_ADVANTAGE_SECONDS) : 0;
}

/** Null while a unit on the way can't be located. */
function arrivalOfSent(unit: RankableUnit, need: DispatchNeed): number | null {
  const { run, leg } = unit;
  if (!run || !(isStillHere(run.status) || run.status === 'enRoute' || run.status === 'staged')) return 0;
  if (!leg) return null;
  return leg.travelSeconds + (isStillHere(run.status) ? turnoutSeconds(unit, need) : 0);
}

/** A fleet has few different sets of capabilities, so each is compared with the slots once. */
function slotLookup({ requirement }: DispatchNeed): (unit: RankableUnit) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  // The same list for the same slots, so that it can be told apart by itself.
  const lists = new Map<string, readonly string[]>();
  return ({ capabilities }) => {
    const key = capabilities.join();
    let slots = known.get(key);
    if (!slots) {
      const fitting = requirement.slots
        .filter((slot) => slot.capabilities.every((one) => capabilities.includes(one)))
        .map(({ slot }) => slot);
      const name = JSON.stringify(fitting);
      slots = lists.get(name) ?? fitting;
      lists.set(name, slots);
      known.set(key, slots);
    }
    return slots;
  };
}
