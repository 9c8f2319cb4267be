import type { LonLat } from '#domain';

/** The position of a location body, or null when only a text was given. */
export function toCoordinates(location: { lon: number | null; lat: number | null }): LonLat | null {
  return location.lon === null || location.lat === null ? null : [location.lon, location.lat];
}
