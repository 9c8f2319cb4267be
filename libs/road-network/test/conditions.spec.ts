import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ArcWeigher,
  buildRoadGraph,
  createRoadNetwork,
  edgeKey,
  EMERGENCY_PROFILE,
  findEdgeByKey,
  NORMAL_PROFILE,
  resolveConditions,
  weightArcs,
} from '../src/index.ts';
import { draw, toGraphData, wayBetween } from './support/tiny-network.ts';

const GRID = draw(`
A---B---C---D
|   |   |   |
E---F---G---H
|   |   |   |
I---J---K---L
`);
const graph = buildRoadGraph(toGraphData(GRID));
const keyOf = (letters: string): string =>
  `${wayBetween(GRID, letters)}:${letters.charCodeAt(0)}:${letters.charCodeAt(1)}`;

describe('edge keys', () => {
  it('name every edge and are found again', () => {
    for (let edge = 0; edge < graph.edgeCount; edge++)
      expect(findEdgeByKey(graph, edgeKey(graph, edge))).toBe(edge);
    expect(new Set(Array.from({ length: graph.edgeCount }, (_, edge) => edgeKey(graph, edge))).size).toBe(17);
  });
  it.each(['999:1:2', '1:66:65', '1', '', 'a:b:c'])('%p names no edge', (key) => {
    expect(findEdgeByKey(graph, key)).toBeUndefined();
  });
});

describe('weights', () => {
  const weigh = (profile = NORMAL_PROFILE, hourOfWeek = 3, network = GRID) => {
    const built = buildRoadGraph(toGraphData(network));
    return { graph: built, weights: weightArcs(built, profile, { hourOfWeek }) };
  };
  const withWays = (change: object) => ({ ...GRID, ways: GRID.ways.map((way) => ({ ...way, ...change })) });

  it('W01 drives at the class speed where no limit is posted, and adds the junction', () => {
    const { graph: built, weights } = weigh();
    const edge = findEdgeByKey(built, keyOf('FG'))!;
    expect(weights[2 * edge]).toBeCloseTo(200 / (25 / 3.6) + 0.6, 2);
  });
  it('W02 drives at 0.8 of a posted limit, and never above the ceiling of the class', () => {
    const at = (maxspeedKmh: number): number => {
      const { graph: built, weights } = weigh(NORMAL_PROFILE, 3, withWays({ maxspeedKmh }));
      return weights[2 * findEdgeByKey(built, keyOf('FG'))!]!;
    };
    expect(at(30)).toBeCloseTo(200 / (24 / 3.6) + 0.6, 2);
    expect(at(120)).toBeCloseTo(200 / (50 / 3.6) + 0.6, 2);
  });
  it('W03 gives way to a larger road', () => {
    const ways = GRID.ways.map((way) => ({
      ...way,
      roadClass: way.name === 'BF' ? 'primary' : 'residential',
    }));
    const { graph: built, weights } = weigh(NORMAL_PROFILE, 3, { ...GRID, ways });
    const edge = findEdgeByKey(built, keyOf('AB'))!;
    expect(weights[2 * edge]! - weights[2 * edge + 1]!).toBeCloseTo(2.4, 2);
  });
  it('W04 is slower in the rush hour, less so with lights and sirens', () => {
    const ways = { ...GRID, ways: GRID.ways.map((way) => ({ ...way, roadClass: 'primary' })) };
    const ratio = (profile: typeof NORMAL_PROFILE): number =>
      weigh(profile, 17, ways).weights[0]! / weigh(profile, 3, ways).weights[0]!;
    expect(ratio(NORMAL_PROFILE)).toBeGreaterThan(1.3);
    expect(ratio(EMERGENCY_PROFILE)).toBeGreaterThan(1.05);
    expect(ratio(EMERGENCY_PROFILE)).toBeLessThan(1.2);
  });
  it('W05 is never slower on an emergency run, whatever the road and the hour', () => {
    const classes = [...Object.keys(NORMAL_PROFILE.speeds), 'unknown'];
    for (const roadClass of classes) {
      for (const maxspeedKmh of [0, 5, 30, 50, 90, 130]) {
        const network = withWays({ roadClass, maxspeedKmh });
        for (const hour of [3, 8, 17, 130]) {
          const normal = weigh(NORMAL_PROFILE, hour, network).weights;
          const emergency = weigh(EMERGENCY_PROFILE, hour, network).weights;
          normal.forEach((seconds, arc) => expect(emergency[arc]).toBeLessThanOrEqual(seconds));
        }
      }
    }
  });
  it.each([-1, 168, 3.5, NaN])('W06 refuses hour %p', (hourOfWeek) => {
    expect(() => weightArcs(graph, NORMAL_PROFILE, { hourOfWeek })).toThrow(RangeError);
  });
});

describe('closures and slow stretches', () => {
  it('C01 closes both directions for everybody', () => {
    const weights = weightArcs(graph, EMERGENCY_PROFILE, {
      hourOfWeek: 3,
      closures: [{ edgeKeys: [keyOf('FG')], emergencyMayPass: false }],
    });
    const edge = findEdgeByKey(graph, keyOf('FG'))!;
    expect([weights[2 * edge], weights[2 * edge + 1]]).toEqual([Infinity, Infinity]);
    expect(weights.filter((seconds) => seconds === Infinity)).toHaveLength(2);
  });
  it('C02 lets emergency runs pass where it says so', () => {
    const closures = [{ edgeKeys: [keyOf('FG')], emergencyMayPass: true }];
    const closed = (profile: typeof NORMAL_PROFILE): number =>
      weightArcs(graph, profile, { hourOfWeek: 3, closures }).filter((seconds) => seconds === Infinity)
        .length;
    expect(closed(NORMAL_PROFILE)).toBe(2);
    expect(closed(EMERGENCY_PROFILE)).toBe(0);
  });
  it('C03 the stricter of two closures holds', () => {
    const both = [true, false].map((emergencyMayPass) => ({ edgeKeys: [keyOf('FG')], emergencyMayPass }));
    const weights = weightArcs(graph, EMERGENCY_PROFILE, { hourOfWeek: 3, closures: both });
    expect(weights.filter((seconds) => seconds === Infinity)).toHaveLength(2);
  });
  it('C04 slows by the largest factor', () => {
    const usual = weightArcs(graph, EMERGENCY_PROFILE, { hourOfWeek: 3 });
    const slowStretches = [3, 2].map((timeFactor) => ({ edgeKeys: [keyOf('FG')], timeFactor }));
    const slow = weightArcs(graph, EMERGENCY_PROFILE, { hourOfWeek: 3, slowStretches });
    const arc = 2 * findEdgeByKey(graph, keyOf('FG'))!;
    expect(slow[arc]! / usual[arc]!).toBeCloseTo(3, 4);
  });
  it('C05 reports keys that name no edge and keeps the others', () => {
    const conditions = resolveConditions(graph, [
      { edgeKeys: ['7:7:7', keyOf('AB')], emergencyMayPass: false },
    ]);
    expect(conditions.unknownEdgeKeys).toEqual(['7:7:7']);
    expect(conditions.byArc.size).toBe(2);
  });
  it('C06 refuses a factor that makes a road endless or free', () => {
    for (const timeFactor of [0, -1, NaN, 101, Infinity]) {
      expect(() => resolveConditions(graph, [], [{ edgeKeys: [keyOf('AB')], timeFactor }])).toThrow(
        RangeError,
      );
    }
  });
  it('C07 acts on the very next answer and is undone without a trace', () => {
    const network = createRoadNetwork(toGraphData(GRID));
    const setting = { profile: 'emergency', hourOfWeek: 3 };
    const at = (letters: string, fraction: number) => ({
      edge: findEdgeByKey(network.graph, keyOf(letters))!,
      fraction,
    });
    const ask = (): number =>
      network.travelTimesTo([at('EF', 0.5)], at('GH', 0.5), setting, 1e5).travelSeconds[0]!;
    const usual = ask();
    network.setConditions([{ edgeKeys: [keyOf('FG')], emergencyMayPass: false }]);
    expect(ask()).toBeGreaterThan(usual * 1.4);
    network.setConditions([{ edgeKeys: [keyOf('FG')], emergencyMayPass: true }]);
    expect(ask()).toBe(usual);
    network.setConditions([]);
    expect(ask()).toBe(usual);
  });

  it('changing conditions step by step equals weighing anew', () => {
    const anyKey = fc.constantFrom(
      ...Array.from({ length: graph.edgeCount }, (_, edge) => edgeKey(graph, edge)),
    );
    const anyConditions = fc.record({
      closures: fc.array(
        fc.record({ edgeKeys: fc.array(anyKey, { maxLength: 4 }), emergencyMayPass: fc.boolean() }),
        {
          maxLength: 3,
        },
      ),
      slowStretches: fc.array(
        fc.record({
          edgeKeys: fc.array(anyKey, { maxLength: 4 }),
          timeFactor: fc.double({ min: 0.1, max: 9, noNaN: true }),
        }),
        { maxLength: 3 },
      ),
    });
    fc.assert(
      fc.property(
        fc.array(anyConditions, { minLength: 1, maxLength: 5 }),
        fc.nat(167),
        (steps, hourOfWeek) => {
          const weigher = new ArcWeigher(graph, NORMAL_PROFILE);
          let before = resolveConditions(graph, []);
          const weights = weigher.weigh(hourOfWeek);
          for (const { closures, slowStretches } of steps) {
            const after = resolveConditions(graph, closures, slowStretches);
            weigher.reweigh(weights, hourOfWeek, before, after);
            before = after;
            expect(weights).toEqual(
              weightArcs(graph, NORMAL_PROFILE, { hourOfWeek, closures, slowStretches }),
            );
          }
        },
      ),
    );
  });
});
