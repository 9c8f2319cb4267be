import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isInsideRing, stretchMeters } from '../src/geometry.ts';
import {
  createRoadNetwork,
  findEdgeByKey,
  type EdgePoint,
  type Isochrone,
  type RoadNetwork,
} from '../src/index.ts';
import { seededRandom } from './support/seeded-random.ts';
import { draw, plainProfile, toGraphData, wayBetween, type TinyNetwork } from './support/tiny-network.ts';

const SETTING = { profile: 'plain', hourOfWeek: 0 };
const networkOf = (tiny: TinyNetwork): RoadNetwork =>
  createRoadNetwork(toGraphData(tiny), { profiles: { plain: plainProfile() } });

function at(network: RoadNetwork, tiny: TinyNetwork, letters: string, fraction: number): EdgePoint {
  const key = `${wayBetween(tiny, letters)}:${letters.charCodeAt(0)}:${letters.charCodeAt(1)}`;
  return { edge: findEdgeByKey(network.graph, key)!, fraction };
}

/** A grid of two-way streets, 100 m apart, some of them missing. */
function gridTown(size: number, seed: number): TinyNetwork {
  const random = seededRandom(seed);
  const nodes = new Map<number, readonly [number, number]>();
  for (let i = 0; i < size * size; i++) nodes.set(i, [i % size, Math.floor(i / size)]);
  const ways = Array.from({ length: size * size }, (_, i) => [
    ...(i % size < size - 1 && random() < 0.8 ? [[i, i + 1]] : []),
    ...(i < size * (size - 1) && random() < 0.8 ? [[i, i + size]] : []),
  ]).flat();
  return { nodes, ways: ways.map((pair, i) => ({ id: i + 1, nodes: pair })), restrictions: [] };
}

describe('routes', () => {
  const tiny = draw('A---B---C\n    |   |\n    D---F');
  const network = networkOf(tiny);

  it('F01 tells way, time at each point, length and street names', () => {
    const route = network.findRoute(at(network, tiny, 'AB', 0.5), at(network, tiny, 'BD', 0.5), SETTING)!;
    expect(route.travelSeconds).toBeCloseTo(15, 3);
    expect(route.distanceMeters).toBeCloseTo(150, 2);
    expect(route.coordinates).toHaveLength(3);
    expect(route.elapsedSeconds.map((seconds) => Math.round(seconds))).toEqual([0, 10, 15]);
    expect(route.legs.map(({ name, distanceMeters }) => [name, Math.round(distanceMeters)])).toEqual([
      ['AB', 100],
      ['BD', 50],
    ]);
    expect(route.legs.map((leg) => [leg.firstCoordinate, leg.lastCoordinate])).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });
  it('F02 drives an edge against its geometry', () => {
    const route = network.findRoute(at(network, tiny, 'BC', 0.5), at(network, tiny, 'AB', 0.25), SETTING)!;
    const lons = route.coordinates.map(([lon]) => lon);
    expect([...lons].sort((a, b) => b - a)).toEqual(lons);
    expect(route.travelSeconds).toBeCloseTo(25, 3);
  });
  it('F03 stays where it is when that is the target, with two equal points', () => {
    const place = at(network, tiny, 'AB', 0.5);
    const route = network.findRoute(place, place, SETTING)!;
    expect(route.travelSeconds).toBe(0);
    expect(route.coordinates).toHaveLength(2);
    expect(route.elapsedSeconds).toEqual([0, 0]);
  });
  it('F04 finds none where none leads, or none within the limit', () => {
    const oneWay = draw('A>>>B');
    const other = networkOf(oneWay);
    expect(
      other.findRoute(at(other, oneWay, 'AB', 0.9), at(other, oneWay, 'AB', 0.1), SETTING),
    ).toBeUndefined();
    const far = at(network, tiny, 'AB', 0);
    expect(network.findRoute(far, at(network, tiny, 'DF', 1), SETTING, 10)).toBeUndefined();
  });

  it('is a connected line on which time and length add up', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(), fc.nat(), (seed, a, b) => {
        const town = networkOf(gridTown(6, seed));
        const from = { edge: a % town.graph.edgeCount, fraction: (a % 97) / 97 };
        const to = { edge: b % town.graph.edgeCount, fraction: (b % 89) / 89 };
        const route = town.findRoute(from, to, SETTING);
        const expected = town.travelTimesTo([from], to, SETTING, Infinity);
        expect(route?.travelSeconds ?? Infinity).toBeCloseTo(expected.travelSeconds[0]!, 3);
        if (!route) return;
        expect(route.distanceMeters).toBeCloseTo(expected.distanceMeters[0]!, 2);
        let meters = 0;
        route.coordinates.slice(1).forEach(([lon, lat], i) => {
          meters += stretchMeters(...route.coordinates[i]!, lon, lat);
          expect(route.elapsedSeconds[i + 1]!).toBeGreaterThanOrEqual(route.elapsedSeconds[i]!);
        });
        expect(meters).toBeCloseTo(route.distanceMeters, 1);
        expect(route.elapsedSeconds.at(-1)).toBeCloseTo(route.travelSeconds, 6);
        expect(route.elapsedSeconds).toHaveLength(route.coordinates.length);
        expect(route.legs.reduce((sum, leg) => sum + leg.distanceMeters, 0)).toBeCloseTo(
          route.distanceMeters,
          6,
        );
      }),
      { numRuns: 60 },
    );
  });
});

const contains = (area: Isochrone, lon: number, lat: number): boolean =>
  area.coordinates.some(
    ([outer, ...holes]) =>
      isInsideRing(outer!, lon, lat) && !holes.some((hole) => isInsideRing(hole, lon, lat)),
  );

function coordinatesOf(network: RoadNetwork, { edge, fraction }: EdgePoint): [number, number] {
  const { geometry, geometryOffsets } = network.graph;
  const first = 2 * geometryOffsets[edge]!;
  return [0, 1].map(
    (i) => geometry[first + i]! + fraction * (geometry[first + 2 + i]! - geometry[first + i]!),
  ) as [number, number];
}

describe('isochrones', () => {
  it('I01 ends where the time runs out on a street', () => {
    const tiny = draw('A---------------------------B');
    const network = networkOf(tiny);
    const [area] = network.findIsochrones(at(network, tiny, 'AB', 0), SETTING, {
      direction: 'from',
      limitsSeconds: [60],
    });
    const lonAt = (meters: number): number => meters / 111_195.08;
    expect(contains(area!, lonAt(600), 0)).toBe(true);
    expect(contains(area!, lonAt(600 + 80), 0)).toBe(true);
    expect(contains(area!, lonAt(600 + 100), 0)).toBe(false);
    expect(contains(area!, lonAt(300), lonAt(80))).toBe(true);
    expect(contains(area!, lonAt(300), lonAt(100))).toBe(false);
  });
  it('I02 tells from where a place is reached apart from what is reached from it', () => {
    const tiny = draw(
      'A>>>>>>>>>>>>>>>>>>>>>>>>>>>B\n|                           |\nC---------------------------D',
    );
    const network = networkOf(tiny);
    const center = at(network, tiny, 'AB', 0.5);
    const ask = (direction: 'from' | 'to') =>
      network.findIsochrones(center, SETTING, { direction, limitsSeconds: [30] })[0]!;
    const [west] = coordinatesOf(network, { ...center, fraction: 0.3 });
    const [east] = coordinatesOf(network, { ...center, fraction: 0.7 });
    expect([contains(ask('from'), west, 0), contains(ask('from'), east, 0)]).toEqual([false, true]);
    expect([contains(ask('to'), west, 0), contains(ask('to'), east, 0)]).toEqual([true, false]);
  });
  it('I03 refuses a limit of nothing', () => {
    const tiny = draw('A---B');
    const network = networkOf(tiny);
    const ask = (limit: number) => () =>
      network.findIsochrones(at(network, tiny, 'AB', 0), SETTING, {
        direction: 'from',
        limitsSeconds: [limit],
      });
    expect(ask(0)).toThrow(RangeError);
    expect(ask(Infinity)).toThrow(RangeError);
  });

  it('hold every place of a road reached within the limit, and none farther than the buffer from one', () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.nat(),
        fc.constantFrom('from' as const, 'to' as const),
        (seed, a, direction) => {
          const town = networkOf(gridTown(8, seed));
          const center = { edge: a % town.graph.edgeCount, fraction: (a % 97) / 97 };
          const areas = town.findIsochrones(center, SETTING, { direction, limitsSeconds: [40, 20] });
          expect(areas.map((area) => area.limitSeconds)).toEqual([20, 40]);
          // Every tenth of each street of 100 m.
          const places = Array.from({ length: 10 * town.graph.edgeCount }, (_, i) => ({
            edge: Math.floor(i / 10),
            fraction: ((i % 10) + 0.5) / 10,
          }));
          const { travelSeconds } =
            direction === 'from'
              ? town.travelTimesFrom(center, places, SETTING, Infinity)
              : town.travelTimesTo(places, center, SETTING, Infinity);
          const points = places.map((place) => coordinatesOf(town, place));
          for (const area of areas) {
            const reached = points.filter((_, i) => travelSeconds[i]! <= area.limitSeconds);
            const left = points.filter((_, i) => travelSeconds[i]! > area.limitSeconds);
            expect(reached.filter(([lon, lat]) => !contains(area, lon, lat))).toEqual([]);
            // The buffer, half of the distance between samples, and the bend a grid of 40 m can't follow.
            const isFar = ([lon, lat]: [number, number]): boolean =>
              reached.every((point) => stretchMeters(lon, lat, ...point) > 90 + 5 + 15);
            expect(left.filter(isFar).filter(([lon, lat]) => contains(area, lon, lat))).toEqual([]);
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});
