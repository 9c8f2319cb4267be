import { greatCircleMeters, type LonLat } from '../geo/lon-lat.ts';
import type { ResponseStandard } from '../standards/response-standard.ts';
import type { DutyState } from '../unit/board-status.ts';
import { AT_STATION_METERS, positionTrust } from '../unit/position-age.ts';
import { LARGEST_BUSY_FRACTION } from './busy-fraction.ts';

/** What decides whether a unit counts for coverage, and from where. */
export interface CoveringFacts {
  readonly dutyState: DutyState;
  /** An assignment commits it; one that is only reserved for later does not. */
  readonly isCommitted: boolean;
  /** An assignment waits until it is free, or until its hour. */
  readonly isReserved: boolean;
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
 * to be anywhere. The same units that a recommendation ranks as free. One at a meal counts, with a longer turnout; one that
 * is reserved for later counts until then, unless the region leaves such units out.
 */
export function findCoveringSource(
  facts: CoveringFacts,
  turnout: CoverageTurnout,
  { leavesOutReserved = false }: Pick<OwnCoverageFigures, 'leavesOutReserved'> = {},
): CoveringSource | undefined {
  const { dutyState, position, stationCoordinates: station } = facts;
  if (facts.isCommitted || facts.isVehicleOut || (facts.isReserved && leavesOutReserved)) return undefined;
  if (dutyState === 'offDuty' || dutyState === 'outOfService') return undefined;
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

/** `region.settings.coverage`: figures of the region's own, where they make sense. */
export interface OwnCoverageFigures {
  readonly limitSeconds?: number;
  readonly busyFraction?: number;
  readonly leavesOutReserved?: boolean;
}

/** Above this, 16 bits per time would be coarser than 0.1 s. */
const LARGEST_COVERAGE_LIMIT_SECONDS = 7200;

/** Reads what a region set; a figure that makes no sense counts as not set. */
export function readCoverageFigures(own: unknown): OwnCoverageFigures {
  if (typeof own !== 'object' || own === null) return {};
  const { limitSeconds, busyFraction, leavesOutReserved } = own as Readonly<Record<string, unknown>>;
  return {
    ...(isWithin(limitSeconds, 30, LARGEST_COVERAGE_LIMIT_SECONDS) && { limitSeconds }),
    ...(isWithin(busyFraction, 0, LARGEST_BUSY_FRACTION) && { busyFraction }),
    ...(typeof leavesOutReserved === 'boolean' && { leavesOutReserved }),
  };
}

const isWithin = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most;

export interface ChosenCoverageLimit {
  readonly limitSeconds: number;
  readonly from: 'regionSettings' | 'standard' | 'default';
}

/** The region's own limit, else that of its standards, else 8 minutes. */
export function chooseCoverageLimit(
  configured: number | undefined,
  standards: readonly ResponseStandard[],
): ChosenCoverageLimit {
  if (configured !== undefined) return { limitSeconds: configured, from: 'regionSettings' };
  const ofStandard = findCoverageLimitSeconds(standards);
  return ofStandard === undefined
    ? { limitSeconds: DEFAULT_COVERAGE_LIMIT_SECONDS, from: 'default' }
    : { limitSeconds: Math.min(ofStandard, LARGEST_COVERAGE_LIMIT_SECONDS), from: 'standard' };
}
