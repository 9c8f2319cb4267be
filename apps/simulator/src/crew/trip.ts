import { bearingDegrees, greatCircleMeters, type LonLat } from '#domain';

/** A drive along a road: where the vehicle is at which second after the start. */
export interface Trip {
  readonly startedAt: number;
  readonly coordinates: readonly LonLat[];
  /** Seconds from the start at each coordinate, not decreasing. */
  readonly elapsedSeconds: readonly number[];
}

export interface PlaceOnTrip {
  readonly coordinates: LonLat;
  readonly headingDegrees: number | null;
  readonly speedKmh: number;
  readonly isArrived: boolean;
}

const FALLBACK_METERS_PER_SECOND = 11;

/** Where no road answer is to be had, so that a crew never waits for ever: the straight line at 40 km/h. */
export function straightTrip(from: LonLat, to: LonLat, startedAt: number): Trip {
  const seconds = greatCircleMeters(from, to) / FALLBACK_METERS_PER_SECOND;
  return { startedAt, coordinates: [from, to], elapsedSeconds: [0, seconds] };
}

/** The place on a trip at a time, between two points of the road in proportion to the time. */
export function placeOnTrip(trip: Trip, at: number): PlaceOnTrip {
  const { coordinates, elapsedSeconds } = trip;
  const elapsed = Math.max(0, at - trip.startedAt);
  const next = elapsedSeconds.findIndex((seconds) => seconds > elapsed);
  const last = coordinates.length - 1;
  if (next === -1)
    return { coordinates: coordinates[last]!, headingDegrees: null, speedKmh: 0, isArrived: true };
  if (next === 0)
    return { coordinates: coordinates[0]!, headingDegrees: null, speedKmh: 0, isArrived: false };
  const [a, b] = [coordinates[next - 1]!, coordinates[next]!];
  const seconds = elapsedSeconds[next]! - elapsedSeconds[next - 1]!;
  const share = (elapsed - elapsedSeconds[next - 1]!) / seconds;
  return {
    coordinates: [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share],
    headingDegrees: bearingDegrees(a, b),
    speedKmh: Math.min(180, (greatCircleMeters(a, b) / seconds) * 3.6),
    isArrived: false,
  };
}
