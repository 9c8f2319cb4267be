import { greatCircleMeters, type LonLat } from '../geo/lon-lat.ts';

/** As many stations as one dispatcher keeps in mind. */
const STATIONS_PER_SECTOR = 4;
const MOST_SECTORS = 8;
/** Groups of stations settle long before. */
const MOST_ROUNDS = 50;

export interface PlacedStation {
  readonly stationId: string;
  readonly coordinates: LonLat;
}

const nearestIndex = (place: LonLat, centers: readonly LonLat[]): number => {
  let best = 0;
  let bestMeters = Infinity;
  centers.forEach((center, index) => {
    const meters = greatCircleMeters(place, center);
    if (meters < bestMeters) [best, bestMeters] = [index, meters];
  });
  return best;
};

const middleOf = (places: readonly LonLat[]): LonLat => [
  places.reduce((sum, [lon]) => sum + lon, 0) / places.length,
  places.reduce((sum, [, lat]) => sum + lat, 0) / places.length,
];

/** Starting points as far from each other as can be: the same stations always give the same ones. */
function spreadCenters(places: readonly LonLat[], count: number): LonLat[] {
  const middle = middleOf(places);
  const centers = [places[nearestIndex(middle, places)]!];
  while (centers.length < count) {
    const distances = places.map((place) =>
      Math.min(...centers.map((center) => greatCircleMeters(place, center))),
    );
    const furthest = Math.max(...distances);
    if (furthest === 0) break;
    centers.push(places[distances.indexOf(furthest)]!);
  }
  return centers;
}

/**
 * Divides stations into groups of neighbours (k-means from fixed starting points): each becomes a sector, made of all
 * places that are nearest to one of its stations.
 */
export function groupStations(stations: readonly PlacedStation[]): PlacedStation[][] {
  if (stations.length === 0) return [];
  const sorted = [...stations].sort((a, b) => (a.stationId < b.stationId ? -1 : 1));
  const places = sorted.map(({ coordinates }) => coordinates);
  const count = Math.min(MOST_SECTORS, Math.max(1, Math.round(sorted.length / STATIONS_PER_SECTOR)));
  let centers = spreadCenters(places, count);
  let members: number[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = places.map((place) => nearestIndex(place, centers));
    if (next.every((group, index) => group === members[index])) break;
    members = next;
    centers = centers.map((center, group) => {
      const own = places.filter((_, index) => members[index] === group);
      return own.length === 0 ? center : middleOf(own);
    });
  }
  return centers
    .map((_, group) => sorted.filter((_station, index) => members[index] === group))
    .filter((group) => group.length > 0);
}

/** A name for each, the first of its candidates that nobody has; when all are taken, the first with a number. */
export function nameApart(candidates: readonly (readonly string[])[]): string[] {
  const taken = new Set<string>();
  return candidates.map((names) => {
    const [first = ''] = names;
    let name = names.find((one) => !taken.has(one));
    for (let number = 2; name === undefined; number += 1) {
      if (!taken.has(`${first} ${number}`)) name = `${first} ${number}`;
    }
    taken.add(name);
    return name;
  });
}

/** Twice the area of a triangle, positive when it turns left. */
const turn = (a: LonLat, b: LonLat, c: LonLat): number =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

const isWithinBox = (a: LonLat, b: LonLat, point: LonLat): boolean =>
  point[0] >= Math.min(a[0], b[0]) &&
  point[0] <= Math.max(a[0], b[0]) &&
  point[1] >= Math.min(a[1], b[1]) &&
  point[1] <= Math.max(a[1], b[1]);

function doTouch(a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (((abc > 0 && abd < 0) || (abc < 0 && abd > 0)) && ((cda > 0 && cdb < 0) || (cda < 0 && cdb > 0)))
    return true;
  return (
    (abc === 0 && isWithinBox(a, b, c)) ||
    (abd === 0 && isWithinBox(a, b, d)) ||
    (cda === 0 && isWithinBox(c, d, a)) ||
    (cdb === 0 && isWithinBox(c, d, b))
  );
}

/** True when the corners enclose one piece of land: at least three, no side crossing or touching another one. */
export function isSimpleOutline(corners: readonly LonLat[]): boolean {
  const count = corners.length;
  if (count < 3) return false;
  const at = (index: number): LonLat => corners[index % count]!;
  for (let one = 0; one < count; one += 1) {
    // The next side begins where this one ends; it must not run back over it.
    const [a, b, c] = [at(one), at(one + 1), at(one + 2)];
    if (a[0] === b[0] && a[1] === b[1]) return false;
    if (turn(a, b, c) === 0 && (isWithinBox(a, b, c) || isWithinBox(b, c, a))) return false;
    for (let other = one + 2; other < count; other += 1) {
      const areNeighbours = one === 0 && other === count - 1;
      if (!areNeighbours && doTouch(a, b, at(other), at(other + 1))) return false;
    }
  }
  return true;
}
