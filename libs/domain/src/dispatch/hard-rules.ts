import type { ResponseRequirement } from '../response-plan/response-plan.ts';
import { boardStatus } from '../unit/board-status.ts';
import type { DispatchNeed, RankableUnit, RejectionDetails, RejectionReason } from './rankable-unit.ts';
import { turnoutSeconds, type UnitSource } from './unit-source.ts';

/** Details of why the unit can't be sent, or undefined when the rule has nothing against it. */
type HardRule = (unit: RankableUnit, need: DispatchNeed, source: UnitSource) => RejectionDetails | undefined;

const NOTHING: RejectionDetails = {};

/** By name, in the order asked; the first that applies gives the reason. */
const HARD_RULES: readonly (readonly [RejectionReason, HardRule])[] = [
  ['offDuty', (unit) => (unit.dutyState === 'offDuty' ? NOTHING : undefined)],
  ['outOfService', (unit) => (unit.dutyState === 'outOfService' || unit.isVehicleOut ? NOTHING : undefined)],
  ['neighbourNotAsked', isNeighbourNotAsked],
  ['alreadySent', (unit, need, { kind }) => (kind === 'sent' ? busyDetails(unit) : undefined)],
  ['notFree', (unit, need, { kind }) => (kind === 'busy' ? busyDetails(unit) : undefined)],
  ['capabilityMissing', findMissingCapabilities],
  ['positionUnknown', (unit) => (unit.positionTrust === 'unknown' ? NOTHING : undefined)],
  ['positionTooOld', (unit) => (unit.positionTrust === 'tooOld' ? NOTHING : undefined)],
  ['closedRoadOnly', (unit) => (unit.leg === undefined && unit.isCutOff ? NOTHING : undefined)],
  ['beyondLimit', isBeyondLimit],
  ['beyondDistance', isBeyondDistance],
  ['restDue', isRestDue],
  ['shiftEnds', endsShift],
  ['promised', isPromisedElsewhere],
];

export function findRejection(
  unit: RankableUnit,
  need: DispatchNeed,
  source: UnitSource,
): { readonly reason: RejectionReason; readonly details: RejectionDetails } | undefined {
  for (const [reason, rule] of HARD_RULES) {
    const details = rule(unit, need, source);
    if (details) return { reason, details };
  }
  return undefined;
}

function isNeighbourNotAsked(
  { regionId }: RankableUnit,
  { requirement }: DispatchNeed,
): RejectionDetails | undefined {
  const isAsked = regionId === requirement.regionId || requirement.neighbourRegionIds.includes(regionId);
  return isAsked ? undefined : { regionId };
}

function busyDetails({ dutyState, run, leg }: RankableUnit): RejectionDetails {
  return {
    status: boardStatus(dutyState, run?.status),
    ...(run && { incidentNumber: run.incidentNumber, priority: run.priority }),
    ...(leg && { travelSeconds: leg.travelSeconds }),
  };
}

/** By requirement and then by the very list: asked of a thousand units, of which many share theirs. */
const missingByRequirement = new WeakMap<
  ResponseRequirement,
  Map<readonly string[], RejectionDetails | undefined>
>();

/** What it lacks for the slot that it comes nearest to fill; slots stand in order of importance. */
function findMissingCapabilities(
  { capabilities }: RankableUnit,
  { requirement }: DispatchNeed,
): RejectionDetails | undefined {
  let known = missingByRequirement.get(requirement);
  if (!known) missingByRequirement.set(requirement, (known = new Map()));
  let details = known.get(capabilities);
  if (details === undefined && !known.has(capabilities)) {
    details = describeMissing(capabilities, requirement);
    known.set(capabilities, details);
  }
  return details;
}

function describeMissing(
  capabilities: readonly string[],
  { slots }: ResponseRequirement,
): RejectionDetails | undefined {
  let fewest: readonly string[] | undefined;
  for (const slot of slots) {
    const missing = slot.capabilities.filter((one) => !capabilities.includes(one));
    if (missing.length === 0) return undefined;
    if (!fewest || missing.length < fewest.length) fewest = missing;
  }
  return { missing: (fewest ?? []).join(',') };
}

function isBeyondLimit({ leg }: RankableUnit, { requirement }: DispatchNeed): RejectionDetails | undefined {
  const { travelLimitSeconds } = requirement;
  if (leg && leg.travelSeconds <= travelLimitSeconds) return undefined;
  return { limitSeconds: travelLimitSeconds, ...(leg && { travelSeconds: leg.travelSeconds }) };
}

function isBeyondDistance(
  { leg }: RankableUnit,
  { requirement }: DispatchNeed,
): RejectionDetails | undefined {
  const { travelLimitMeters = Infinity } = requirement;
  if (!leg || leg.distanceMeters <= travelLimitMeters) return undefined;
  return { limitMeters: travelLimitMeters, distanceMeters: leg.distanceMeters };
}

/** A unit that is proposed for a more urgent incident is not proposed for this one, too. */
function isPromisedElsewhere(
  { promised }: RankableUnit,
  { incidentId, priority }: DispatchNeed,
): RejectionDetails | undefined {
  if (!promised || promised.incidentId === incidentId || promised.urgency >= priority) return undefined;
  return { incidentNumber: promised.incidentNumber, priority: promised.priority };
}

function isRestDue(unit: RankableUnit, need: DispatchNeed, source: UnitSource): RejectionDetails | undefined {
  const { shift } = unit;
  const { standingShiftSeconds, longestDutySeconds } = need.settings.shift;
  if (!shift || shift.startedSecondsAgo + shift.endsInSeconds > standingShiftSeconds) return undefined;
  const dutySeconds = Math.round(shift.startedSecondsAgo + jobSeconds(unit, need, source));
  return dutySeconds > longestDutySeconds ? { dutySeconds, limitSeconds: longestDutySeconds } : undefined;
}

function endsShift(unit: RankableUnit, need: DispatchNeed, source: UnitSource): RejectionDetails | undefined {
  const seconds = overrunSeconds(unit, need, source);
  const limitSeconds = need.settings.shift.mostOverrunSeconds[need.priority];
  if (seconds <= limitSeconds) return undefined;
  return { endsInSeconds: unit.shift?.endsInSeconds ?? 0, overrunSeconds: seconds, limitSeconds };
}

/** By how much a job of usual length would overrun the shift; 0 within it, or when no shift is known. */
export function overrunSeconds(unit: RankableUnit, need: DispatchNeed, source: UnitSource): number {
  if (!unit.shift) return 0;
  return Math.max(0, Math.round(jobSeconds(unit, need, source) - unit.shift.endsInSeconds));
}

/** From now until the unit would be available again. */
function jobSeconds(unit: RankableUnit, need: DispatchNeed, source: UnitSource): number {
  const wait = source.kind === 'soonFree' ? source.waitSeconds : 0;
  const travel = unit.leg?.travelSeconds ?? 0;
  return wait + turnoutSeconds(unit, need) + travel + need.settings.shift.usualJobSeconds;
}
