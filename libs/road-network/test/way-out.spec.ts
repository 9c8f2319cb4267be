import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRoadNetwork, edgeKey } from '../src/index.ts';
import { draw, plainProfile, toGraphData, wayBetween } from './support/tiny-network.ts';

const DEGREES_PER_METER = 1 / 111_195.08;
const at = (east: number, south: number): [number, number] => [
  east * DEGREES_PER_METER,
  -south * DEGREES_PER_METER,
];

const GRID = draw(`
A---B---C---D
|   |   |   |
E---F---G---H
|   |   |   |
I---J---K---L
`);
const setting = { profile: 'plain', hourOfWeek: 0 };
const keyOf = (letters: string): string =>
  `${wayBetween(GRID, letters)}:${letters.charCodeAt(0)}:${letters.charCodeAt(1)}`;

function aNetwork(closed: readonly string[] = []) {
  const network = createRoadNetwork(toGraphData(GRID), { profiles: { plain: plainProfile() } });
  network.setConditions([{ edgeKeys: closed.map(keyOf), emergencyMayPass: false }]);
  return network;
}

describe('a vehicle on a closed road', () => {
  it('V01 drives out by the nearer junction that leads on', () => {
    const network = aNetwork(['FG']);
    const vehicle = network.snapVehicle(at(250, 100), setting, 500)!;
    expect(edgeKey(network.graph, vehicle.edge)).toBe(keyOf('FG'));
    const toEast = network.snap(at(500, 100), setting, 500)!;
    const toWest = network.snap(at(100, 100), setting, 500)!;
    const seconds = (target: typeof toEast): number =>
      network.travelTimesTo([vehicle], target, setting, 1e4).travelSeconds[0]!;
    expect([seconds(toWest), seconds(toEast)]).toEqual([15, 25].map((s) => expect.closeTo(s, 1)));
    const from = network.travelTimesFrom(vehicle, [toWest, toEast], setting, 1e4);
    expect([...from.travelSeconds]).toEqual([15, 25].map((s) => expect.closeTo(s, 1)));
    expect([...from.distanceMeters]).toEqual([150, 250].map((m) => expect.closeTo(m, 0)));
  });

  it('V02 has a route that begins where it stands and takes as long as was said', () => {
    const network = aNetwork(['FG', 'GH', 'CG', 'GK']);
    const vehicle = network.snapVehicle(at(390, 100), setting, 500)!;
    const target = network.snap(at(500, 200), setting, 500)!;
    const route = network.findRoute(vehicle, target, setting)!;
    const [time] = network.travelTimesTo([vehicle], target, setting, 1e4).travelSeconds;
    expect(route.travelSeconds).toBeCloseTo(time!, 6);
    expect(route.coordinates[0]).toEqual([at(390, 100)[0], at(390, 100)[1]].map((x) => expect.closeTo(x, 9)));
    // Over closed G down to K, 10 + 100 m, then 100 m along K to L.
    expect(route.distanceMeters).toBeCloseTo(210, 0);
  });

  it('V03 on the open road beside a closed one is taken to the open one', () => {
    const network = aNetwork(['FG']);
    const vehicle = network.snapVehicle(at(208, 108), setting, 500)!;
    expect(edgeKey(network.graph, vehicle.edge)).not.toBe(keyOf('FG'));
  });

  it('V04 is no target: an incident on a closed road is reached by the nearest open one', () => {
    const network = aNetwork(['FG']);
    const incident = network.snap(at(300, 100), setting, 500)!;
    expect(edgeKey(network.graph, incident.edge)).not.toBe(keyOf('FG'));
  });

  it('V05 does not take a cul-de-sac for a way out', () => {
    const lanes = draw('A---B---C---D---E---F\n    |\n    G');
    const network = createRoadNetwork(toGraphData(lanes), { profiles: { plain: plainProfile() } });
    const closed = ['BC', 'AB'].map(
      (letters) => `${wayBetween(lanes, letters)}:${letters.charCodeAt(0)}:${letters.charCodeAt(1)}`,
    );
    network.setConditions([{ edgeKeys: closed, emergencyMayPass: false }]);
    const vehicle = network.snapVehicle(at(150, 0), setting, 500)!;
    const target = network.snap(at(900, 0), setting, 500)!;
    expect(network.travelTimesTo([vehicle], target, setting, 1e4).travelSeconds[0]).toBeCloseTo(75, 1);
  });

  it('V06 among open ones changes none of their answers', () => {
    const anyClosed = fc.uniqueArray(fc.constantFrom('AB', 'BC', 'BF', 'FG', 'GH', 'FJ', 'JK', 'EF'), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        anyClosed,
        fc.nat(16),
        fc.nat(16),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (closed, a, b, share) => {
          const network = aNetwork(closed);
          const isOpen = (edge: number): boolean => !closed.map(keyOf).includes(edgeKey(network.graph, edge));
          fc.pre(isOpen(a) && isOpen(b));
          const points = Array.from({ length: 17 }, (_, edge) => ({ edge, fraction: share }));
          const target = { edge: b, fraction: 0.3 };
          const all = network.travelTimesTo(points, target, setting, 1e4);
          const alone = network.travelTimesTo([points[a]!], target, setting, 1e4);
          expect(all.travelSeconds[a]).toBe(alone.travelSeconds[0]);
          expect(all.travelSeconds).toHaveLength(17);
          points.forEach((point, i) => {
            const route = network.findRoute(point, target, setting);
            expect(route?.travelSeconds ?? Infinity).toBeCloseTo(all.travelSeconds[i]!, 3);
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});
