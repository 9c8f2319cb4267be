import type { Capability } from '../incident/incident.ts';
import type { BoardStatus } from '../unit/board-status.ts';
import type { PositionTrust } from '../unit/position-age.ts';

/** A unit as the ranking sees it, with its road time already known. */
export interface RankableUnit {
  readonly unitId: string;
  readonly callSign: string;
  readonly capabilities: readonly Capability[];
  readonly boardStatus: BoardStatus;
  readonly positionTrust: PositionTrust;
  readonly isAtStation: boolean;
  /** Undefined when no road leads there within the limit. */
  readonly leg: { readonly travelSeconds: number; readonly distanceMeters: number } | undefined;
}

export interface DispatchNeed {
  readonly capabilities: readonly Capability[];
  readonly travelLimitSeconds: number;
}

export interface RankedUnit {
  readonly unitId: string;
  readonly callSign: string;
  readonly capabilities: readonly Capability[];
  readonly rank: number;
  readonly travelSeconds: number;
  readonly distanceMeters: number;
  readonly turnoutSeconds: number;
  readonly positionTrust: PositionTrust;
  /** Named parts whose sum is the score, in seconds. */
  readonly parts: readonly { readonly rule: string; readonly seconds: number }[];
}

export interface RejectedUnit {
  readonly unitId: string;
  readonly callSign: string;
  readonly reason: RejectionReason;
  readonly details: Readonly<Record<string, string | number>>;
}

export type RejectionReason =
  | 'notFree'
  | 'offDuty'
  | 'outOfService'
  | 'capabilityMissing'
  | 'positionUnknown'
  | 'positionTooOld'
  | 'beyondLimit';

export interface Ranking {
  readonly candidates: readonly RankedUnit[];
  readonly rejected: readonly RejectedUnit[];
}

type Rejection = Pick<RejectedUnit, 'reason' | 'details'>;
type HardRule = (unit: RankableUnit, need: DispatchNeed) => Rejection | undefined;
type SoftRule = { readonly rule: string; readonly seconds: (unit: RankableUnit) => number };

/**
 * Seconds from being notified to driving: a crew in its station needs longer than one that sits in its vehicle.
 * NFPA 1710 (2020) section 4.1.2.1 plans 60 s for a medical turnout; on the road the crew only turns.
 */
export const STATION_TURNOUT_SECONDS = 60;
export const ROAD_TURNOUT_SECONDS = 15;

/** In order; the first that applies gives the reason. */
const HARD_RULES: readonly HardRule[] = [
  (unit) => (unit.boardStatus === 'offDuty' ? { reason: 'offDuty', details: {} } : undefined),
  (unit) => (unit.boardStatus === 'outOfService' ? { reason: 'outOfService', details: {} } : undefined),
  (unit) => (isFree(unit) ? undefined : { reason: 'notFree', details: { status: unit.boardStatus } }),
  (unit, need) => {
    const missing = need.capabilities.filter((capability) => !unit.capabilities.includes(capability));
    return missing.length > 0
      ? { reason: 'capabilityMissing', details: { missing: missing.join(',') } }
      : undefined;
  },
  (unit) => (unit.positionTrust === 'unknown' ? { reason: 'positionUnknown', details: {} } : undefined),
  (unit) => (unit.positionTrust === 'tooOld' ? { reason: 'positionTooOld', details: {} } : undefined),
  (unit, need) =>
    unit.leg === undefined || unit.leg.travelSeconds > need.travelLimitSeconds
      ? { reason: 'beyondLimit', details: { limitSeconds: need.travelLimitSeconds } }
      : undefined,
];

const SOFT_RULES: readonly SoftRule[] = [
  { rule: 'turnout', seconds: (unit) => turnoutSeconds(unit) },
  { rule: 'travel', seconds: (unit) => unit.leg!.travelSeconds },
];

function isFree(unit: RankableUnit): boolean {
  return unit.boardStatus === 'available' || unit.boardStatus === 'meal' || unit.boardStatus === 'restocking';
}

function turnoutSeconds(unit: RankableUnit): number {
  return unit.isAtStation ? STATION_TURNOUT_SECONDS : ROAD_TURNOUT_SECONDS;
}

/**
 * Ranks units for one incident: least seconds until arrival first, call sign breaking ties so that the same input
 * always gives the same order. Every unit is either a candidate or rejected with its reason.
 */
export function rankUnits(units: readonly RankableUnit[], need: DispatchNeed): Ranking {
  const rejected: RejectedUnit[] = [];
  const scored: { unit: RankableUnit; parts: RankedUnit['parts']; score: number }[] = [];
  for (const unit of units) {
    const rejection = findRejection(unit, need);
    if (rejection) {
      rejected.push({ unitId: unit.unitId, callSign: unit.callSign, ...rejection });
      continue;
    }
    const parts = SOFT_RULES.map(({ rule, seconds }) => ({ rule, seconds: seconds(unit) }));
    scored.push({ unit, parts, score: parts.reduce((sum, part) => sum + part.seconds, 0) });
  }
  scored.sort((a, b) => a.score - b.score || (a.unit.callSign < b.unit.callSign ? -1 : 1));
  return { candidates: scored.map(({ unit, parts }, index) => toRanked(unit, parts, index + 1)), rejected };
}

function findRejection(unit: RankableUnit, need: DispatchNeed): Rejection | undefined {
  for (const rule of HARD_RULES) {
    const rejection = rule(unit, need);
    if (rejection) return rejection;
  }
  return undefined;
}

function toRanked(unit: RankableUnit, parts: RankedUnit['parts'], rank: number): RankedUnit {
  return {
    unitId: unit.unitId,
    callSign: unit.callSign,
    capabilities: unit.capabilities,
    rank,
    travelSeconds: unit.leg!.travelSeconds,
    distanceMeters: unit.leg!.distanceMeters,
    turnoutSeconds: turnoutSeconds(unit),
    positionTrust: unit.positionTrust,
    parts,
  };
}
