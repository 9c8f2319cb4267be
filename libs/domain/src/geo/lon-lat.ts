/** A place on the earth, WGS 84, degrees: `[longitude, latitude]`, in that order everywhere. */
export type LonLat = readonly [lon: number, lat: number];

const EARTH_RADIUS_METERS = 6_371_008.8; // IUGG mean radius R1

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in metres (haversine; error below 0.5 % against the ellipsoid). */
export function greatCircleMeters(a: LonLat, b: LonLat): number {
  const halfLat = Math.sin(radians(b[1] - a[1]) / 2);
  const halfLon = Math.sin(radians(b[0] - a[0]) / 2);
  const h = halfLat * halfLat + Math.cos(radians(a[1])) * Math.cos(radians(b[1])) * halfLon * halfLon;
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Initial bearing from a to b in degrees clockwise from north, 0 <= bearing < 360. */
export function bearingDegrees(a: LonLat, b: LonLat): number {
  const deltaLon = radians(b[0] - a[0]);
  const y = Math.sin(deltaLon) * Math.cos(radians(b[1]));
  const x =
    Math.cos(radians(a[1])) * Math.sin(radians(b[1])) -
    Math.sin(radians(a[1])) * Math.cos(radians(b[1])) * Math.cos(deltaLon);
  return ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
}
