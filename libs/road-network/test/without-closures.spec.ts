import { describe, expect, it } from '@jest/globals';
import { createRoadNetwork, edgeKey } from '../src/index.ts';
import { draw, toGraphData } from './support/tiny-network.ts';

const GRID = draw(`
A---B---C
|   |   |
D---E---F
`);
const setting = { profile: 'emergency', hourOfWeek: 3 };

function aNetwork() {
  const network = createRoadNetwork(toGraphData(GRID));
  const { graph } = network;
  const keys = Array.from({ length: graph.edgeCount }, (_, edge) => edgeKey(graph, edge));
  const points = keys.map((_, edge) => ({ edge, fraction: 0.5 }));
  return { network, keys, points };
}

describe('travel times without closures', () => {
  it('are not asked for while nothing is closed to the profile', () => {
    const { network, keys, points } = aNetwork();
    const ask = () => network.travelTimesWithoutClosures(points, points[0]!, setting, 3600);
    expect(ask()).toBeUndefined();
    network.setConditions([{ edgeKeys: keys, emergencyMayPass: true }]);
    expect(ask()).toBeUndefined();
    network.setConditions([], [{ edgeKeys: keys, timeFactor: 3 }]);
    expect(ask()).toBeUndefined();
  });

  it('are those of the open roads, slow ones still slow, and follow each change', () => {
    const { network, keys, points } = aNetwork();
    const slow = [{ edgeKeys: [keys[1]!], timeFactor: 3 }];
    network.setConditions([], slow);
    const before = network.travelTimesTo(points, points[0]!, setting, 3600);
    network.setConditions([{ edgeKeys: keys.slice(2), emergencyMayPass: false }], slow);
    const closed = network.travelTimesTo(points, points[0]!, setting, 3600);
    expect([...closed.travelSeconds]).not.toEqual([...before.travelSeconds]);
    const opened = network.travelTimesWithoutClosures(points, points[0]!, setting, 3600);
    expect(opened).toEqual(before);
    network.setConditions([{ edgeKeys: keys.slice(2), emergencyMayPass: false }]);
    const usual = network.travelTimesWithoutClosures(points, points[0]!, setting, 3600);
    expect([...usual!.travelSeconds]).not.toEqual([...before.travelSeconds]);
    network.setConditions([]);
    expect(network.travelTimesTo(points, points[0]!, setting, 3600)).toEqual(usual);
  });
});
