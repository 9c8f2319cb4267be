import type { LonLat } from '../geo/lon-lat.ts';
import { metersEastNorth } from './line-measure.ts';

const METERS_PER_DEGREE = 111_195.08;

/** Whether any of some places lies within so many metres of a line. */
export function isNearLine(
  line: readonly LonLat[],
  places: readonly LonLat[],
  withinMeters: number,
): boolean {
  const lons = line.map(([lon]) => lon);
  const lats = line.map(([, lat]) => lat);
  const [south, north] = [smallest(lats), -smallest(lats.map((lat) => -lat))];
  const [west, east] = [smallest(lons), -smallest(lons.map((lon) => -lon))];
  const padLat = withinMeters / METERS_PER_DEGREE;
  const padLon =
    padLat / Math.max(0.01, Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180));
  return places.some((place) => {
    const [lon, lat] = place;
    if (lon < west - padLon || lon > east + padLon || lat < south - padLat || lat > north + padLat)
      return false;
    return line.some((_, i) => i > 0 && metersFromStretch(place, line[i - 1]!, line[i]!) <= withinMeters);
  });
}

/** Without spreading: a line may have more points than a call takes arguments. */
const smallest = (values: readonly number[]): number =>
  values.reduce((least, value) => Math.min(least, value), Infinity);

function metersFromStretch(place: LonLat, a: LonLat, b: LonLat): number {
  const [ax, ay] = metersEastNorth(place, a);
  const [bx, by] = metersEastNorth(place, b);
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const share = squared === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / squared));
  return Math.hypot(ax + share * dx, ay + share * dy);
}
