import { greatCircleMeters, type LonLat } from '../geo/lon-lat.ts';
import type { ResponseStandard } from '../standards/response-standard.ts';
import type { DutyState } from '../unit/board-status.ts';
import { AT_STATION_METERS, positionTrust } from '../unit/position-age.ts';

/** What decides whether a unit counts for coverage, and from where. */
export interface CoveringFacts {
  readonly dutyState: DutyState;
  /** An assignment commits it; one that is only reserved for later does not. */
  readonly isCommitted: boolean;
  /** Its vehicle is out of service, whatever the crew's duty state. */
  readonly isVehicleOut: boolean;
  readonly position: { readonly coordinates: LonLat; readonly ageSeconds: number } | undefined;
  readonly stationCoordinates: LonLat | null;
}

/** Seconds from being notified to driving. */
export interface CoverageTurnout {
  readonly stationSeconds: number;
  readonly roadSeconds: number;
  /** Added while the crew eats, or takes on supplies. */
  readonly mealSeconds: number;
  readonly restockingSeconds: number;
}

export interface CoveringSource {
  readonly coordinates: LonLat;
  readonly turnoutSeconds: number;
}

/**
 * From where a unit covers; undefined for one that can't be sent at once: off duty, out of service, on a run, or not known
 * to be anywhere. The same units that a recommendation ranks as free. One at a meal counts, with a longer turnout.
 */
export function findCoveringSource(
  { dutyState, isCommitted, isVehicleOut, position, stationCoordinates: station }: CoveringFacts,
  turnout: CoverageTurnout,
): CoveringSource | undefined {
  if (isCommitted || isVehicleOut || dutyState === 'offDuty' || dutyState === 'outOfService')
    return undefined;
  const standsAtStation =
    station !== null &&
    (position === undefined || greatCircleMeters(position.coordinates, station) <= AT_STATION_METERS);
  const trust = positionTrust({ fixAgeSeconds: position?.ageSeconds, standsAtStation });
  if (trust === 'unknown' || trust === 'tooOld') return undefined;
  const coordinates = trust === 'assumed' ? station : position?.coordinates;
  if (!coordinates) return undefined;
  const here = standsAtStation ? turnout.stationSeconds : turnout.roadSeconds;
  const more =
    dutyState === 'meal' ? turnout.mealSeconds : dutyState === 'restocking' ? turnout.restockingSeconds : 0;
  return { coordinates, turnoutSeconds: here + more };
}

/** 8 minutes from notified to on scene: what most services promise for the most urgent calls. */
export const DEFAULT_COVERAGE_LIMIT_SECONDS = 480;

/**
 * The limit that coverage is counted by: the strictest of the standards about responses of priority 1, of whatever
 * category; undefined where there is none. Their clocks start a little before a unit is notified: taking the call is
 * the call taker's part of the limit, and coverage counts the crew's.
 */
export function findCoverageLimitSeconds(standards: readonly ResponseStandard[]): number | undefined {
  const limits = standards
    .filter(({ kind, priorities }) => kind === 'temporal' && priorities.includes(1))
    .map(({ limitSeconds }) => limitSeconds);
  return limits.length === 0 ? undefined : Math.min(...limits);
}
