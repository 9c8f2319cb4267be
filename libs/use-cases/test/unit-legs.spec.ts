import { describe, expect, it } from '@jest/globals';
import { createRoadNetwork, edgeKey } from '#road-network';
import { createTravelEngine, findUnitLegs } from '#use-cases';
import { draw, toGraphData } from '../../road-network/test/support/tiny-network.ts';

const ROAD = toGraphData(draw('A---B---C---D'));
/** Tiny networks lie at the equator, a column every 50 m. */
const place = (column: number): readonly [number, number] => [(column * 50) / 111_195.08, 0];
const WEST = place(0);
const EAST = place(12);

/** An engine over the road; `closedEdges` are those that nobody may drive. */
async function ask(closedEdges: readonly number[], limitSeconds = 600) {
  const graph = createRoadNetwork(ROAD).graph;
  let searches = 0;
  const engine = createTravelEngine({
    now: () => new Date('2026-03-02T03:00:00Z'),
    findRoads: () => Promise.resolve({ version: 7, roads: ROAD }),
    findMapVersion: () => Promise.resolve(7),
    findTimeZone: () => Promise.resolve('UTC'),
    listClosures: () =>
      Promise.resolve(
        closedEdges.map((edge) => ({
          id: `closure-${edge}`,
          edgeKeys: [edgeKey(graph, edge)],
          emergencyMayPass: false,
          timeFactor: null,
          startsAt: new Date('2026-03-01T00:00:00Z'),
          endsAt: null,
        })),
      ),
    createRoadNetwork: (roads: typeof ROAD) => {
      const network = createRoadNetwork(roads);
      const without = network.travelTimesWithoutClosures.bind(network);
      network.travelTimesWithoutClosures = (...question) => {
        searches += 1;
        return without(...question);
      };
      return network;
    },
  });
  const answer = await findUnitLegs(engine, 1, [WEST, EAST], EAST, limitSeconds);
  if (!answer.ok) throw new Error(answer.reason);
  return { ...answer.value, searches };
}

describe('road legs of units', () => {
  it('are those of the roads in force, with their versions', async () => {
    const { legs, cutOff, mapVersion, closureIds, searches } = await ask([]);
    expect(legs.every((leg) => leg !== undefined)).toBe(true);
    expect(cutOff.size).toBe(0);
    expect([mapVersion, closureIds, searches]).toEqual([7, [], 0]);
  });

  it('tell who is cut off by closures alone', async () => {
    const { legs, cutOff, closureIds, searches } = await ask([1]);
    expect(legs.map((leg) => leg !== undefined)).toEqual([false, true]);
    expect([...cutOff]).toEqual([0]);
    expect([closureIds, searches]).toEqual([['closure-1'], 1]);
  });

  it('do not call it cut off what would be too far anyway', async () => {
    const { legs, cutOff, searches } = await ask([1], 10);
    expect(legs[0]).toBeUndefined();
    expect([cutOff.size, searches]).toEqual([0, 1]);
  });

  it('search once more only when something is closed and somebody has no road', async () => {
    expect((await ask([], 10)).searches).toBe(0);
  });
});
