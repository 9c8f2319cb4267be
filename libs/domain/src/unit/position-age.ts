/**
 * How far a vehicle's last position may be trusted. A moving unit is live up to 30 s, stale up to 120 s, then "last
 * known", and not ranked by it after 300 s; a unit standing at its station reports every 10 s and, when silent, is
 * taken to be at the station ("assumed").
 */
export const POSITION_TRUST = ['live', 'stale', 'lastKnown', 'tooOld', 'assumed', 'unknown'] as const;
export type PositionTrust = (typeof POSITION_TRUST)[number];

export const LIVE_SECONDS = 30;
export const STALE_SECONDS = 120;
export const TOO_OLD_SECONDS = 300;
/** A unit whose last fix lies this near its station, and that is free, counts as standing there. */
export const AT_STATION_METERS = 150;

export interface PositionFacts {
  /** Seconds since the device took the fix; undefined when there never was one. */
  readonly fixAgeSeconds: number | undefined;
  /** True when the unit is free and its last fix, if any, was at its station. */
  readonly standsAtStation: boolean;
}

/** Classifies a position by its age; see POSITION_TRUST. */
export function positionTrust({ fixAgeSeconds, standsAtStation }: PositionFacts): PositionTrust {
  if (fixAgeSeconds === undefined) return standsAtStation ? 'assumed' : 'unknown';
  if (fixAgeSeconds <= LIVE_SECONDS) return 'live';
  if (standsAtStation) return 'assumed';
  if (fixAgeSeconds <= STALE_SECONDS) return 'stale';
  return fixAgeSeconds <= TOO_OLD_SECONDS ? 'lastKnown' : 'tooOld';
}
