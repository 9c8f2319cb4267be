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

interface Place {
  readonly segment: number;
  readonly lengthMeters: number;
  readonly share: number;
  readonly meters: number;
}

/** The nearest place of each segment, on a plane laid at the vehicle. */
function placesAlong({ coordinates }: RouteLine, [lon, lat]: LonLat): Place[] {
  const scaleX = METERS_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  const places: Place[] = [];
  for (let segment = 0; segment + 1 < coordinates.length; segment++) {
    const x = (coordinates[segment]![0] - lon) * scaleX;
    const y = (coordinates[segment]![1] - lat) * METERS_PER_DEGREE;
    const dx = (coordinates[segment + 1]![0] - lon) * scaleX - x;
    const dy = (coordinates[segment + 1]![1] - lat) * METERS_PER_DEGREE - y;
    const squared = dx * dx + dy * dy;
    const share = squared === 0 ? 0 : Math.max(0, Math.min(1, -(x * dx + y * dy) / squared));
    const meters = Math.hypot(x + share * dx, y + share * dy);
    places.push({ segment, lengthMeters: Math.sqrt(squared), share, meters });
  }
  return places;
}

/**
 * Projects a vehicle onto its route. Where the route passes by several times, the pass nearest to the progress before is
 * taken, so that a loop is not cut short.
 */
export function findProgress(line: RouteLine, at: LonLat, elapsedBefore: number): RouteProgress {
  const { elapsedSeconds } = line;
  const places = placesAlong(line, at);
  const nearest = places.reduce((least, { meters }) => Math.min(least, meters), Infinity);
  let best: Place = { segment: 0, lengthMeters: 0, share: 0, meters: Infinity };
  let bestSeconds = 0;
  let bestJump = Infinity;
  for (const place of places) {
    if (place.meters > nearest + ALIKE_METERS) continue;
    const [from, to] = [elapsedSeconds[place.segment]!, elapsedSeconds[place.segment + 1]!];
    const seconds = from + place.share * (to - from);
    // Metres beside the road count too, or the vehicle would seem to stay behind by them.
    const jump = Math.abs(seconds - elapsedBefore) + (place.meters - nearest);
    if (jump >= bestJump) continue;
    [best, bestSeconds, bestJump] = [place, seconds, jump];
  }
  let distanceLeftMeters = (1 - best.share) * best.lengthMeters;
  for (let i = best.segment + 1; i < places.length; i++) distanceLeftMeters += places[i]!.lengthMeters;
  return { elapsedSeconds: bestSeconds, offRouteMeters: best.meters, distanceLeftMeters };
}

/** Leaves out points that lie within a tolerance of the line between their neighbours (Douglas and Peucker). */
export function simplifyLine(coordinates: readonly LonLat[], toleranceMeters: number): LonLat[] {
  const isKept = new Uint8Array(coordinates.length);
  const open: [number, number][] = [[0, coordinates.length - 1]];
  for (let stretch = open.pop(); stretch; stretch = open.pop()) {
    const [first, last] = stretch;
    isKept[first] = isKept[last] = 1;
    const line = { coordinates: [coordinates[first]!, coordinates[last]!], elapsedSeconds: [0, 1] };
    let farthest = -1;
    let meters = toleranceMeters;
    for (let i = first + 1; i < last; i++) {
      const away = placesAlong(line, coordinates[i]!)[0]!.meters;
      if (away > meters) [farthest, meters] = [i, away];
    }
    if (farthest !== -1) open.push([first, farthest], [farthest, last]);
  }
  return coordinates.filter((_, i) => isKept[i] === 1);
}
