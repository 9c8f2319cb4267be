import { greatCircleMeters, type LonLat } from '#domain';

/**
 * The shown movement of one vehicle between two RECEIVED fixes. Nothing is ever extrapolated: the picture ends at the
 * last fix and waits there.
 */
export interface Track {
  readonly from: LonLat;
  readonly to: LonLat;
  readonly fromHeading: number | null;
  readonly toHeading: number | null;
  readonly startedAt: number;
  readonly durationMs: number;
}

export interface TrackPoint {
  readonly lon: number;
  readonly lat: number;
  readonly headingDegrees: number | null;
}

/** Frames come once a second, so with this glide 95 of 100 fixes are shown within 1.5 s of being sent, less their last pixels. */
export const MAX_GLIDE_MS = 600;
const MIN_GLIDE_MS = 200;
/** Further than this between two fixes is a correction and no drive: shown at once. */
export const JUMP_METERS = 3000;
/**
 * After a silence this long a place further away than `GAP_METERS` is shown at once: nobody knows the way between the
 * two fixes, and a glide would draw one. A vehicle that stood still repeats its fix and starts off by a few metres.
 */
export const GAP_MS = 30_000;
export const GAP_METERS = 100;

/** A vehicle seen for the first time: it stands where its fix is. */
export function startTrack(fix: LonLat, headingDegrees: number | null, now: number): Track {
  return {
    from: fix,
    to: fix,
    fromHeading: headingDegrees,
    toHeading: headingDegrees,
    startedAt: now,
    durationMs: 0,
  };
}

/** True when the vehicle has reached its last fix and nothing moves any more. */
export function isAtRest(track: Track, now: number): boolean {
  return now >= track.startedAt + track.durationMs;
}

function shortestTurn(from: number, to: number): number {
  return ((to - from + 540) % 360) - 180;
}

/** The place and heading shown at `now` (ms, any monotonic clock). */
export function pointAt(track: Track, now: number): TrackPoint {
  const share =
    track.durationMs <= 0 ? 1 : Math.min(1, Math.max(0, (now - track.startedAt) / track.durationMs));
  const { fromHeading, toHeading } = track;
  return {
    lon: track.from[0] + (track.to[0] - track.from[0]) * share,
    lat: track.from[1] + (track.to[1] - track.from[1]) * share,
    headingDegrees:
      fromHeading === null || toHeading === null
        ? toHeading
        : (fromHeading + shortestTurn(fromHeading, toHeading) * share + 360) % 360,
  };
}

/**
 * Takes a newly received fix: the vehicle glides from where it is shown now to the fix, over the time since the last
 * one (between 0.2 and 0.6 s). The same fix again changes nothing.
 */
export function advanceTrack(track: Track, fix: LonLat, headingDegrees: number | null, now: number): Track {
  if (fix[0] === track.to[0] && fix[1] === track.to[1]) {
    return headingDegrees === track.toHeading ? track : { ...track, toHeading: headingDegrees };
  }
  const shown = pointAt(track, now);
  const from: LonLat = [shown.lon, shown.lat];
  const meters = greatCircleMeters(from, fix);
  const isGap = now - track.startedAt > GAP_MS && meters > GAP_METERS;
  if (isGap || meters > JUMP_METERS) return startTrack(fix, headingDegrees, now);
  return {
    from,
    to: fix,
    fromHeading: shown.headingDegrees ?? headingDegrees,
    toHeading: headingDegrees,
    startedAt: now,
    durationMs: Math.min(MAX_GLIDE_MS, Math.max(MIN_GLIDE_MS, now - track.startedAt)),
  };
}
