import type { Capability } from '../incident/incident.ts';
import { findSmallestCover, type Demand } from './smallest-cover.ts';
import type { ResponseRequirement, ResponseSlot } from './response-plan.ts';

/** A unit that may be sent; the hard rules of the ranking have been passed. */
export interface PlanCandidate {
  readonly unitId: string;
  readonly regionId: string;
  readonly capabilities: readonly Capability[];
  /** Seconds from now until the unit is at the incident: turnout, or what it still has to finish, and travel. */
  readonly arrivalSeconds: number;
  readonly travelSeconds: number;
  readonly distanceMeters: number;
}

export interface PlanFill {
  /** First to arrive first; each with the slots it fills. */
  readonly units: readonly {
    readonly unitId: string;
    readonly arrivalSeconds: number;
    readonly slots: readonly string[];
  }[];
  /** Slots in order of importance. */
  readonly slots: readonly {
    readonly slot: string;
    /** Earliest first; fewer than asked where units are short. */
    readonly unitIds: readonly string[];
    readonly arrivalSeconds: readonly number[];
  }[];
  /** What the plan asks and nobody can give. */
  readonly short: readonly {
    readonly slot: string;
    readonly capabilities: readonly Capability[];
    readonly wanted: number;
    readonly found: number;
  }[];
  readonly rejected: readonly { readonly unitId: string; readonly reason: PlanRejection }[];
}

export type PlanRejection =
  'beyondTravelTime' | 'beyondTravelDistance' | 'neighbourNotAsked' | 'arrivalUnknown';

/**
 * Which units to send. A unit may fill several slots when it has what each asks; within a slot every unit counts once.
 *
 * Slots take nothing from each other, so each slot has its own earliest possible arrivals, whatever the others get. The
 * answer is, among all sets of units,
 *  1. those where no arrival in any slot is later than its earliest possible one by more than `joinWithinSeconds`
 *     (a slot nobody can fill completely is filled as far as it goes and reported short);
 *  2. of these, the sets of fewest units, since every unit sent uncovers another place;
 *  3. of these, the earliest arrivals, compared slot by slot in order of importance;
 *  4. of these, the first by unit ids, so that equal input gives an equal answer.
 * Exact; the tests compare it with every subset of the candidates.
 */
export function fillPlan(requirement: ResponseRequirement, candidates: readonly PlanCandidate[]): PlanFill {
  const rejected = candidates.flatMap((unit) => {
    const reason = findPlanRejection(requirement, unit);
    return reason ? [{ unitId: unit.unitId, reason }] : [];
  });
  const accepted = candidates.filter((unit) => !findPlanRejection(requirement, unit)).sort(byArrival);
  const able = requirement.slots.map((slot) => accepted.filter((unit) => canFill(unit, slot)));
  const demands: Demand[] = requirement.slots.map(({ count }, index) => ({
    latestSeconds: able[index]!.slice(0, count).map(
      (unit) => unit.arrivalSeconds + requirement.joinWithinSeconds,
    ),
  }));
  const sent = findSmallestCover(
    accepted.map((unit) => ({
      key: unit.unitId,
      arrivalSeconds: unit.arrivalSeconds,
      fills: requirement.slots.map((slot) => canFill(unit, slot)),
    })),
    demands,
  );
  return describeFill(requirement, able, new Set(sent), rejected);
}

const canFill = (unit: PlanCandidate, slot: ResponseSlot): boolean =>
  slot.capabilities.every((one) => unit.capabilities.includes(one));

const byArrival = (a: PlanCandidate, b: PlanCandidate): number =>
  a.arrivalSeconds - b.arrivalSeconds || (a.unitId < b.unitId ? -1 : 1);

function findPlanRejection(requirement: ResponseRequirement, unit: PlanCandidate): PlanRejection | undefined {
  const { regionId, neighbourRegionIds, travelLimitSeconds, travelLimitMeters = Infinity } = requirement;
  if (unit.regionId !== regionId && !neighbourRegionIds.includes(unit.regionId)) return 'neighbourNotAsked';
  if (!(unit.travelSeconds <= travelLimitSeconds)) return 'beyondTravelTime';
  if (!(unit.distanceMeters <= travelLimitMeters)) return 'beyondTravelDistance';
  return Number.isFinite(unit.arrivalSeconds) ? undefined : 'arrivalUnknown';
}

function describeFill(
  { slots }: ResponseRequirement,
  able: readonly (readonly PlanCandidate[])[],
  sent: ReadonlySet<string>,
  rejected: PlanFill['rejected'],
): PlanFill {
  const filled = slots.map(({ slot, count }, index) => {
    const units = able[index]!.filter(({ unitId }) => sent.has(unitId)).slice(0, count);
    return {
      slot,
      unitIds: units.map(({ unitId }) => unitId),
      arrivalSeconds: units.map(({ arrivalSeconds }) => arrivalSeconds),
    };
  });
  const arrivals = new Map(able.flat().map((unit) => [unit.unitId, unit]));
  const units = [...arrivals.values()].filter(({ unitId }) => sent.has(unitId)).sort(byArrival);
  return {
    units: units.map(({ unitId, arrivalSeconds }) => ({
      unitId,
      arrivalSeconds,
      slots: filled.filter(({ unitIds }) => unitIds.includes(unitId)).map(({ slot }) => slot),
    })),
    slots: filled,
    short: slots.flatMap(({ slot, capabilities, count }, index) => {
      const found = filled[index]!.unitIds.length;
      return found < count ? [{ slot, capabilities, wanted: count, found }] : [];
    }),
    rejected,
  };
}
