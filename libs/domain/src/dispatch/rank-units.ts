import { findRejection } from './hard-rules.ts';
import { proposePlan } from './propose-plan.ts';
import type { DispatchNeed, RankableUnit, RankedUnit, Ranking, RejectedUnit } from './rankable-unit.ts';
import { DEFAULT_RANKING_SETTINGS } from './ranking-settings.ts';
import { byCallSign, byScore, keepFreeUnitsFirst, type ScoredUnit, scoreUnit } from './score-unit.ts';
import { sourceOf, type UnitSource } from './unit-source.ts';

/** Raise it whenever the same inputs may rank or read otherwise than before; kept with every recommendation. */
export const RANKING_CODE_VERSION = 5;

export const STATION_TURNOUT_SECONDS = DEFAULT_RANKING_SETTINGS.turnout.stationSeconds;
export const ROAD_TURNOUT_SECONDS = DEFAULT_RANKING_SETTINGS.turnout.roadSeconds;

/**
 * Ranks units for one incident, least score first: the seconds until arrival and what else the soft rules cost. Every unit
 * is either a candidate or rejected with its reason. The plan is filled by the same scores.
 */
export function rankUnits(units: readonly RankableUnit[], need: DispatchNeed): Ranking {
  const rejected: RejectedUnit[] = [];
  const sent: RankableUnit[] = [];
  const scored: ScoredUnit[] = [];
  for (const unit of units) {
    const source = sourceOf(unit, need);
    const rejection = findRejection(unit, need, source);
    if (!rejection) scored.push(scoreUnit(unit, need, source));
    else {
      const { unitId, regionId, callSign } = unit;
      rejected.push({ unitId, regionId, callSign, ...rejection });
    }
    if (source.kind === 'sent') sent.push(unit);
  }
  keepFreeUnitsFirst(scored, need.priority);
  scored.sort(byScore);
  const proposal = proposePlan(scored, sent.sort(byCallSign), need);
  return {
    candidates: scored.map((one, index) => toRanked(one, index + 1, proposal)),
    rejected: rejected.sort(byCallSign),
    plan: proposal.plan,
    isCoverageKnown: units.every(
      ({ regionId, coverageLossShare }) =>
        coverageLossShare !== null || regionId !== need.requirement.regionId,
    ),
  };
}

function toRanked(
  { unit, source, parts, turnoutSeconds, waitSeconds, arrivalSeconds, scoreSeconds }: ScoredUnit,
  rank: number,
  { proposedIds, slotsOf }: ReturnType<typeof proposePlan>,
): RankedUnit {
  const { unitId, regionId, callSign, capabilities, positionTrust, reserved, coverageLossShare } = unit;
  return {
    unitId,
    regionId,
    callSign,
    capabilities,
    rank,
    travelSeconds: unit.leg?.travelSeconds ?? 0,
    distanceMeters: unit.leg?.distanceMeters ?? 0,
    turnoutSeconds,
    waitSeconds,
    arrivalSeconds,
    scoreSeconds,
    positionTrust,
    parts,
    slots: slotsOf(unit),
    isProposed: proposedIds.has(unitId),
    diversion: source.kind === 'diversion' ? source.run : null,
    soonFree: describeSoonFree(source),
    reserved,
    coverage:
      coverageLossShare === null
        ? null
        : {
            lossShare: coverageLossShare,
            seconds: parts.find(({ rule }) => rule === 'coverage')?.seconds ?? 0,
          },
  };
}

function describeSoonFree(source: UnitSource): RankedUnit['soonFree'] {
  if (source.kind !== 'soonFree') return null;
  const { assignmentId, incidentId, incidentNumber, status } = source.run;
  return { assignmentId, incidentId, incidentNumber, status, freeInSeconds: source.waitSeconds };
}
