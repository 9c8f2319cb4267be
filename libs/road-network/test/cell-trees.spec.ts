import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { describeWhen } from '#testing';
import { buildCellTrees, freezeWeights } from '../src/cell-trees.ts';
import {
  buildRoadGraph,
  buildSearchGraph,
  buildSnapIndex,
  createRoadNetwork,
  edgeKey,
  STEP_STATES,
  weightArcs,
  type CellTrees,
  type EdgePoint,
  type RoadGraph,
  type RoadNetwork,
} from '../src/index.ts';
import { anyNetwork } from './support/any-network.ts';
import { readOsmExtract, toRoadGraphData } from './support/read-osm.ts';
import { referenceSeconds } from './support/reference.ts';
import { seededRandom } from './support/seeded-random.ts';
import { draw, plainProfile, toGraphData } from './support/tiny-network.ts';

const MILAN = fileURLToPath(new URL('../../../../shared/maps/milan.osm.pbf', import.meta.url));

/** Runs a generator to its end; what it yielded goes to `steps`. */
function finish<T>(work: Generator<number, T>, steps: number[] = []): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    steps.push(value);
  }
}

function placeOn(graph: RoadGraph, { edge, fraction }: EdgePoint): readonly [number, number] {
  const first = 2 * graph.geometryOffsets[edge]!;
  const last = 2 * (graph.geometryOffsets[edge + 1]! - 1);
  const at = (axis: number): number =>
    graph.geometry[first + axis]! * (1 - fraction) + graph.geometry[last + axis]! * fraction;
  return [at(0), at(1)];
}

describe('cell trees', () => {
  it.each([false, true])('agree with brute force on random networks (turn restrictions: %s)', (obeys) => {
    fc.assert(
      fc.property(anyNetwork, fc.constantFrom(30, 100, 2000), ({ network, places }, limitSeconds) => {
        const graph = buildRoadGraph(toGraphData(network));
        const profile = plainProfile({ obeysTurnRestrictions: obeys });
        const search = buildSearchGraph(graph, profile);
        const weights = weightArcs(graph, profile, { hourOfWeek: 0 });
        const connected = new Uint8Array(graph.edgeCount).fill(1);
        const roads = { search, weights, connected, snapIndex: buildSnapIndex(graph) };
        const points = places.map(([edge, fraction]) => ({ edge: edge % graph.edgeCount, fraction }));
        const centers = points.map((point) => placeOn(graph, point));
        const trees = finish(buildCellTrees(roads, centers, { limitSeconds, maxOffRoadMeters: 1 }));
        const rules = {
          obeysTurnRestrictions: obeys,
          canDrive: (arc: number) => (graph.arcAccess[arc]! & 1) !== 0,
        };
        for (const source of points) {
          trees.cellSecondsFrom(source).forEach((seconds, cell) => {
            const expected = referenceSeconds(graph, weights, rules, source, trees.findTarget(cell)!);
            const isNearLimit = Math.abs(expected - limitSeconds) < 0.05;
            if (isNearLimit) return;
            if (expected > limitSeconds) expect(seconds).toBe(Infinity);
            else expect(Math.abs(seconds - expected)).toBeLessThan(0.6 * (limitSeconds / 65_000) + 1e-4);
          });
        }
      }),
      { numRuns: 150 },
    );
  });

  const ROW = draw('A---B---C---D');
  const plain = (): RoadNetwork =>
    createRoadNetwork(toGraphData(ROW), { profiles: { plain: plainProfile() } });
  const setting = { profile: 'plain', hourOfWeek: 0 };
  const options = { limitSeconds: 60, maxOffRoadMeters: 50 };
  const ends = (network: RoadNetwork) =>
    [0, 2].map((edge) => placeOn(network.graph, { edge, fraction: 0.5 }));

  it('keep the times of the roads they were made of, and new ones follow a closure', () => {
    const network = plain();
    const centers = ends(network);
    const before = finish(network.buildCellTrees(centers, setting, options));
    const source = before.snap(centers[0]!, 50)!;
    expect([...before.cellSecondsFrom(source)].map(Math.round)).toEqual([0, 40]);
    network.setConditions([{ edgeKeys: [edgeKey(network.graph, 1)], emergencyMayPass: false }]);
    expect([...before.cellSecondsFrom(source)].map(Math.round)).toEqual([0, 40]);
    const after = finish(network.buildCellTrees(centers, setting, options));
    expect([...after.cellSecondsFrom(source)].map(Math.round)).toEqual([0, Infinity]);
  });

  it('are of one moment, even when roads change while they are made', () => {
    const network = plain();
    const centers = ends(network);
    const work = network.buildCellTrees(centers, setting, options);
    // The weights are copied; the first cell is being searched for.
    for (let step = 0; step < 3; step++) work.next();
    network.setConditions([{ edgeKeys: [edgeKey(network.graph, 1)], emergencyMayPass: false }]);
    const trees = finish(work);
    expect([...trees.cellSecondsFrom(trees.snap(centers[0]!, 50)!)].map(Math.round)).toEqual([0, 40]);
  });

  it('copy weights anew when they change half-way', () => {
    const weights = new Float32Array(450_000).fill(1);
    let version = 1;
    const work = freezeWeights(
      () => weights,
      () => version,
    );
    work.next();
    weights[0] = 7;
    version = 2;
    const copy = finish(work);
    expect(copy).toEqual(weights);
    expect(copy).not.toBe(weights);
  });

  it('leave a cell far from any road out of reach', () => {
    const network = plain();
    const trees = finish(network.buildCellTrees([...ends(network), [0.5, 0.5]], setting, options));
    expect(trees.findTarget(2)).toBeUndefined();
    expect(trees.cellSecondsFrom(trees.findTarget(0)!)[2]).toBe(Infinity);
  });

  it.each([0, -1, NaN, Infinity])('refuse a limit of %p', (limitSeconds) => {
    const network = plain();
    const work = network.buildCellTrees(ends(network), setting, { ...options, limitSeconds });
    expect(() => finish(work)).toThrow(RangeError);
  });
});

describeWhen(existsSync(MILAN), 'no ../shared/maps/milan.osm.pbf beside the project')(
  'cell trees of Milan',
  () => {
    const CELLS = 120;
    const UNITS = 60;
    const limitSeconds = 480;
    const setting = { profile: 'emergency', hourOfWeek: 30 };
    const steps: number[] = [];
    let network: RoadNetwork;
    let trees: CellTrees;
    let sources: EdgePoint[];

    beforeAll(() => {
      network = createRoadNetwork(toRoadGraphData(readOsmExtract(MILAN)));
      const random = seededRandom(11);
      const anyPlace = (): readonly [number, number] => [9.08 + 0.2 * random(), 45.4 + 0.13 * random()];
      const centers = Array.from({ length: CELLS }, anyPlace);
      const options = { limitSeconds, maxOffRoadMeters: 2000 };
      trees = finish(network.buildCellTrees(centers, setting, options), steps);
      sources = Array.from({ length: UNITS }, anyPlace).flatMap((place) => trees.snap(place, 2000) ?? []);
    }, 240_000);

    it('give what a search to each cell gives, for every unit and cell', () => {
      expect(sources.length).toBeGreaterThan(UNITS * 0.9);
      const read = sources.map((source) => trees.cellSecondsFrom(source));
      let within = 0;
      for (let cell = 0; cell < CELLS; cell++) {
        const target = trees.findTarget(cell)!;
        const { travelSeconds } = network.travelTimesTo(sources, target, setting, 2 * limitSeconds);
        travelSeconds.forEach((expected, unit) => {
          const seconds = read[unit]![cell]!;
          if (Math.abs(expected - limitSeconds) < 0.005) return;
          if (expected > limitSeconds) return expect(seconds).toBe(Infinity);
          within++;
          expect(Math.abs(seconds - expected)).toBeLessThan(0.005);
        });
      }
      expect(within).toBeGreaterThan(500);
    });

    it('are made in steps of bounded size', () => {
      // A step ends with the two seconds of the search that it is in: some hundred states more.
      const largest = steps.filter((one) => one < 100_000).reduce((most, one) => Math.max(most, one), 0);
      expect(largest).toBeLessThan(2 * STEP_STATES);
      expect(steps.length).toBeGreaterThan(3 * CELLS);
    });
  },
);
