import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildRoadGraph, buildSnapIndex, createRoadNetwork, snapToEdge, snapToEdges } from '../src/index.ts';
import { nearestOnEdge } from '../src/snap.ts';
import { draw, plainProfile, toGraphData, wayBetween } from './support/tiny-network.ts';
import { seededRandom } from './support/seeded-random.ts';

const DEGREES_PER_METER = 1 / 111_195.08;

/** Crooked streets all over a square of 0.2 degrees. */
function scatteredStreets(count: number, seed: number) {
  const random = seededRandom(seed);
  const nodes = new Map<number, readonly [number, number]>();
  const ways = Array.from({ length: count }, (_, i) => {
    const start: [number, number] = [220 * random(), 220 * random()];
    nodes.set(2 * i, start).set(2 * i + 1, [start[0] + 8 * random() - 4, start[1] + 8 * random() - 4]);
    return { id: i + 1, nodes: [2 * i, 2 * i + 1] };
  });
  return buildRoadGraph(toGraphData({ nodes, ways, restrictions: [] }));
}

describe('snapping', () => {
  it('S01 meets the edge where the plumb line falls', () => {
    const network = createRoadNetwork(toGraphData(draw('A---B')), { profiles: { plain: plainProfile() } });
    const setting = { profile: 'plain', hourOfWeek: 0 };
    const point = network.snap([50 * DEGREES_PER_METER, 30 * DEGREES_PER_METER], setting, 100)!;
    expect(point.fraction).toBeCloseTo(0.25, 6);
    expect(point.offRoadMeters).toBeCloseTo(30, 3);
    expect(point.coordinates[0]).toBeCloseTo(50 * DEGREES_PER_METER, 9);
    expect(point.coordinates[1]).toBeCloseTo(0, 9);
  });

  it('S02 meets the end of an edge beyond it', () => {
    const graph = buildRoadGraph(toGraphData(draw('A---B')));
    const point = snapToEdge(buildSnapIndex(graph), 230 * DEGREES_PER_METER, 40 * DEGREES_PER_METER, {
      maxMeters: 99,
    });
    expect(point!.fraction).toBe(1);
    expect(point!.offRoadMeters).toBeCloseTo(50, 3);
  });

  it('S03 finds nothing beyond the distance allowed', () => {
    const index = buildSnapIndex(buildRoadGraph(toGraphData(draw('A---B'))));
    const lat = 500 * DEGREES_PER_METER;
    expect(snapToEdge(index, 0, lat, { maxMeters: 499 })).toBeUndefined();
    expect(snapToEdge(index, 0, lat, { maxMeters: 501 })!.offRoadMeters).toBeCloseTo(500, 2);
    expect(snapToEdge(index, 0, 60, { maxMeters: Infinity })!.offRoadMeters).toBeGreaterThan(6e6);
  });

  it('S04 passes over what may not be driven', () => {
    const drawing = draw('A---B\n|   |\nC---D');
    const network = createRoadNetwork(toGraphData(drawing), { profiles: { plain: plainProfile() } });
    const setting = { profile: 'plain', hourOfWeek: 0 };
    const place = [100 * DEGREES_PER_METER, -5 * DEGREES_PER_METER] as const;
    const wayOf = (edge: number): number => network.graph.wayIds[edge]!;
    expect(wayOf(network.snap(place, setting, 500)!.edge)).toBe(wayBetween(drawing, 'AB'));
    network.setConditions([{ edgeKeys: ['1:65:66'], emergencyMayPass: false }]);
    expect(wayOf(network.snap(place, setting, 500)!.edge)).not.toBe(wayBetween(drawing, 'AB'));
    network.setConditions([]);
    expect(wayOf(network.snap(place, setting, 500)!.edge)).toBe(wayBetween(drawing, 'AB'));
  });

  it('S05 passes over a street that leads nowhere and cannot be left', () => {
    const drawing = draw('A---B>>>E\n|   |\nC---D');
    const network = createRoadNetwork(toGraphData(drawing), { profiles: { plain: plainProfile() } });
    const place = [380 * DEGREES_PER_METER, 0] as const;
    const point = network.snap(place, { profile: 'plain', hourOfWeek: 0 }, 500)!;
    expect(network.graph.wayIds[point.edge]).not.toBe(wayBetween(drawing, 'BE'));
  });

  it('agrees with brute force over all edges', () => {
    const graph = scatteredStreets(600, 5);
    const index = buildSnapIndex(graph);
    const degrees = fc.double({ min: -0.02, max: 0.22, noNaN: true });
    fc.assert(
      fc.property(degrees, degrees, fc.constantFrom(50, 300, 3000, Infinity), (lon, lat, maxMeters) => {
        const all = Array.from({ length: graph.edgeCount }, (_, edge) => nearestOnEdge(graph, edge, lon, lat))
          .filter((point) => point.offRoadMeters <= maxMeters)
          .sort((a, b) => a.offRoadMeters - b.offRoadMeters || a.edge - b.edge);
        expect(snapToEdges(index, lon, lat, 4, { maxMeters })).toEqual(all.slice(0, 4));
        expect(snapToEdge(index, lon, lat, { maxMeters })).toEqual(all[0]);
      }),
      { numRuns: 300 },
    );
  });

  it('measures along bends: no place of the edge is nearer than the one found', () => {
    const graph = scatteredStreets(1, 9);
    const [a, b] = [graph.geometry.subarray(0, 2), graph.geometry.subarray(2, 4)];
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        (lon, lat) => {
          const found = nearestOnEdge(graph, 0, lon, lat);
          for (let share = 0; share <= 1; share += 0.05) {
            const east = (a[0]! + share * (b[0]! - a[0]!) - lon) * Math.cos((lat * Math.PI) / 180);
            const north = a[1]! + share * (b[1]! - a[1]!) - lat;
            expect(Math.hypot(east, north) / DEGREES_PER_METER).toBeGreaterThan(
              found.offRoadMeters * 0.999999,
            );
          }
        },
      ),
    );
  });
});
