import { greatCircleMeters, type LonLat } from '#domain';

export interface TrailPoint {
  /** Milliseconds of the server's clock. */
  readonly at: number;
  readonly coordinates: LonLat;
}

export const TRAIL_MINUTES = 10;
const TRAIL_MS = TRAIL_MINUTES * 60_000;
/** Between fixes further apart than this in time, the way is not known; a short hop while silent is still one place. */
const GAP_MS = 30_000;
const GAP_METERS = 100;
/** Faster than this between two fixes is a correction and no drive. */
const FASTEST_METERS_PER_SECOND = 90;
const NEAREST_METERS = 5;

function isBreak(before: TrailPoint, after: TrailPoint): boolean {
  const meters = greatCircleMeters(before.coordinates, after.coordinates);
  const seconds = (after.at - before.at) / 1000;
  if (meters <= GAP_METERS) return false;
  return after.at - before.at > GAP_MS || meters > FASTEST_METERS_PER_SECOND * Math.max(1, seconds);
}

/** Lines through received fixes alone, broken where a silence or a jump hides the way. */
export function trailLines(points: readonly TrailPoint[]): LonLat[][] {
  const lines: LonLat[][] = [];
  let before: TrailPoint | undefined;
  for (const point of points) {
    if (!before || isBreak(before, point)) lines.push([point.coordinates]);
    else lines.at(-1)!.push(point.coordinates);
    before = point;
  }
  return lines.filter((line) => line.length > 1);
}

/** The trail with a new fix at its end and what has become too old taken off; the same one when the fix adds nothing. */
export function extendTrail(
  points: readonly TrailPoint[],
  next: TrailPoint,
  now: number,
): readonly TrailPoint[] {
  const last = points.at(-1);
  if (last && next.at <= last.at) return points;
  const isSamePlace = last && greatCircleMeters(last.coordinates, next.coordinates) < NEAREST_METERS;
  // A vehicle that stands adds no points, but its last one is as new as its last fix, or its start would look like a gap.
  const kept = isSamePlace ? points.slice(0, -1) : points;
  const added = isSamePlace ? { at: next.at, coordinates: last.coordinates } : next;
  return [...kept.filter(({ at }) => at >= now - TRAIL_MS), added];
}
