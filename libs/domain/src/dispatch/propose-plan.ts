import { fillPlan, type PlanCandidate } from '../response-plan/fill-plan.ts';
import type { DispatchNeed, RankableUnit, RankedPlan } from './rankable-unit.ts';
import type { ScoredUnit } from './score-unit.ts';
import { isStillHere, turnoutSeconds } from './unit-source.ts';

interface PlanProposal {
  readonly plan: RankedPlan;
  readonly proposedIds: ReadonlySet<string>;
  /** Slots a unit is able to fill. */
  slotsOf(unit: RankableUnit): readonly string[];
}

interface Source {
  readonly unit: RankableUnit;
  readonly arrivalSeconds: number | null;
  readonly isSent: boolean;
}

/**
 * Fills the plan with the ranked units, by their scores: so the plan and the ranking never disagree about who is better.
 * Units sent before come first in whatever they can fill; only what is left over is proposed.
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
  for (const unit of sent) add({ unit, arrivalSeconds: arrivalOfSent(unit, need), isSent: true }, 0);
  for (const { unit, arrivalSeconds, scoreSeconds } of ranked)
    add({ unit, arrivalSeconds, isSent: false }, scoreSeconds);

  const fill = fillPlan(requirement, candidates);
  const proposed = fill.units.flatMap(({ unitId }) => {
    const source = sources.get(unitId);
    return source && !source.isSent ? [source] : [];
  });
  const slots = requirement.slots.map(({ slot, capabilities, count }, index) => {
    const filled = fill.slots[index]!.unitIds.map((key) => sources.get(key)!);
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
    slotsOf: slotLookup(need),
  };
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
  return ({ capabilities }) => {
    const key = capabilities.join();
    let slots = known.get(key);
    if (!slots) {
      slots = requirement.slots
        .filter((slot) => slot.capabilities.every((one) => capabilities.includes(one)))
        .map(({ slot }) => slot);
      known.set(key, slots);
    }
    return slots;
  };
}
