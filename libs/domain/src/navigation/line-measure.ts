import type { LonLat } from '../geo/lon-lat.ts';

const METERS_PER_DEGREE = 111_195.08;
const RADIANS = Math.PI / 180;

/** Metres east and north from one place to another, flat: right to a part in a thousand within 50 km. */
export function metersEastNorth([lonA, latA]: LonLat, [lonB, latB]: LonLat): readonly [number, number] {
  const scale = Math.cos(((latA + latB) / 2) * RADIANS);
  return [(lonB - lonA) * scale * METERS_PER_DEGREE, (latB - latA) * METERS_PER_DEGREE];
}

export function metersApart(a: LonLat, b: LonLat): number {
  return Math.hypot(...metersEastNorth(a, b));
}

/** How far to turn from one direction to another: right is positive, -180 to 180. */
export function turnDegrees(from: number, to: number): number {
  return ((((to - from) % 360) + 540) % 360) - 180;
}

/** Metres from the start of a line at each of its points. */
export function metersAlong(coordinates: readonly LonLat[]): Float64Array {
  const meters = new Float64Array(coordinates.length);
  for (let i = 1; i < coordinates.length; i++) {
    meters[i] = meters[i - 1]! + metersApart(coordinates[i - 1]!, coordinates[i]!);
  }
  return meters;
}

/** The place so many metres from the start of a line; its ends beyond them. */
export function placeAtMeters(
  coordinates: readonly LonLat[],
  along: Float64Array,
  meters: number,
): readonly [number, number] {
  let low = 0;
  let high = coordinates.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (along[middle]! <= meters) low = middle;
    else high = middle;
  }
  const [a, b] = [coordinates[low]!, coordinates[high]!];
  const length = along[high]! - along[low]!;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, (meters - along[low]!) / length));
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
}
