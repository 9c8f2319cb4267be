import type { LonLat } from '../geo/lon-lat.ts';

/** A route with the seconds from its start at each point. */
export interface RouteLine {
  readonly coordinates: readonly LonLat[];
  readonly elapsedSeconds: readonly number[];
}

/** How far along its route a vehicle is. */
export interface RouteProgress {
  readonly elapsedSeconds: number;
  readonly offRouteMeters: number;
  /** From here to the end, along the route. */
  readonly distanceLeftMeters: number;
}

/** Where a route passes one place twice, places this much farther than the nearest count as alike. */
const ALIKE_METERS = 15;
const METERS_PER_DEGREE = 111_195.08;

/** The nearest place of a stretch from `a` to `b` to the origin of the plane: share of the stretch, and metres away. */
function nearestOnStretch(ax: number, ay: number, bx: number, by: number): { share: number; meters: number } {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const share = squared === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / squared));
  return { share, meters: Math.hypot(ax + share * dx, ay + share * dy) };
}

/** Metres east and north of a place, flat: x, y, x, y ... */
function planeAround(coordinates: readonly LonLat[], [lon, lat]: LonLat): Float64Array {
  const scaleX = METERS_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  const plane = new Float64Array(2 * coordinates.length);
  coordinates.forEach((place, i) => {
    plane[2 * i] = (place[0] - lon) * scaleX;
    plane[2 * i + 1] = (place[1] - lat) * METERS_PER_DEGREE;
  });
  return plane;
}

/**
 * Projects a vehicle onto its route. Where the route passes by several times, the pass nearest to the progress before is
 * taken, so that a loop is not cut short. Linear in the points: 500 routes of a city take a few milliseconds.
 */
export function findProgress(line: RouteLine, at: LonLat, elapsedBefore: number): RouteProgress {
  const { elapsedSeconds } = line;
  const plane = planeAround(line.coordinates, at);
  const stretches = line.coordinates.length - 1;
  const meters = new Float64Array(Math.max(1, stretches)).fill(Infinity);
  const shares = new Float64Array(Math.max(1, stretches));
  let nearest = Infinity;
  for (let i = 0; i < stretches; i++) {
    const place = nearestOnStretch(plane[2 * i]!, plane[2 * i + 1]!, plane[2 * i + 2]!, plane[2 * i + 3]!);
    shares[i] = place.share;
    meters[i] = place.meters;
    if (place.meters < nearest) nearest = place.meters;
  }
  let best = 0;
  let bestSeconds = 0;
  let bestJump = Infinity;
  for (let i = 0; i < stretches; i++) {
    if (meters[i]! > nearest + ALIKE_METERS) continue;
    const seconds = elapsedSeconds[i]! + shares[i]! * (elapsedSeconds[i + 1]! - elapsedSeconds[i]!);
    // Metres beside the road count too, or the vehicle would seem to stay behind by them.
    const jump = Math.abs(seconds - elapsedBefore) + (meters[i]! - nearest);
    if (jump >= bestJump) continue;
    [best, bestSeconds, bestJump] = [i, seconds, jump];
  }
  let distanceLeftMeters = 0;
  for (let i = best; i < stretches; i++) {
    const length = Math.hypot(plane[2 * i + 2]! - plane[2 * i]!, plane[2 * i + 3]! - plane[2 * i + 1]!);
    distanceLeftMeters += i === best ? (1 - shares[best]!) * length : length;
  }
  return { elapsedSeconds: bestSeconds, offRouteMeters: meters[best]!, distanceLeftMeters };
}

/** Leaves out points that lie within a tolerance of the line between their neighbours (Douglas and Peucker). */
export function simplifyLine(coordinates: readonly LonLat[], toleranceMeters: number): LonLat[] {
  const isKept = new Uint8Array(coordinates.length);
  const open: [number, number][] = [[0, coordinates.length - 1]];
  for (let stretch = open.pop(); stretch; stretch = open.pop()) {
    const [first, last] = stretch;
    isKept[first] = isKept[last] = 1;
    let farthest = -1;
    let meters = toleranceMeters;
    for (let i = first + 1; i < last; i++) {
      const [ax, ay, bx, by] = planeAround([coordinates[first]!, coordinates[last]!], coordinates[i]!);
      const away = nearestOnStretch(ax!, ay!, bx!, by!).meters;
      if (away > meters) [farthest, meters] = [i, away];
    }
    if (farthest !== -1) open.push([first, farthest], [farthest, last]);
  }
  return coordinates.filter((_, i) => isKept[i] === 1);
}
