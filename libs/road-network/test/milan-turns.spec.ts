import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from '@jest/globals';
import { describeWhen } from '#testing';
import {
  arcTail,
  createRoadNetwork,
  edgeKey,
  EMERGENCY_PROFILE,
  TRAVEL_PROFILES,
  type RoadNetwork,
  type Route,
} from '../src/index.ts';
import { readOsmExtract, toRoadGraphData, type OsmExtract } from './support/read-osm.ts';
import { seededRandom } from './support/seeded-random.ts';

const FILE = fileURLToPath(new URL('../../../../shared/maps/milan.osm.pbf', import.meta.url));
const ROUTES = 250;

/** Ways driven one after another, with the node at which each was entered. */
interface DrivenWay {
  readonly way: number;
  readonly entry: number;
}

function drivenEdges(network: RoadNetwork, route: Route) {
  return route.arcs.map((arc) => ({
    way: network.graph.wayIds[arc >> 1]!,
    from: network.graph.nodeIds[arcTail(network.graph, arc)]!,
    to: network.graph.nodeIds[network.graph.arcHeads[arc]!]!,
  }));
}

function drivenWays(network: RoadNetwork, route: Route): DrivenWay[] {
  const ways: DrivenWay[] = [];
  for (const { way, from } of drivenEdges(network, route)) {
    if (ways.at(-1)?.way !== way) ways.push({ way, entry: from });
  }
  return ways;
}

/**
 * Turns of a route that the extract's own relations forbid, told from way and node ids alone. A way left and entered
 * again at one node is a turn back and counts for `no_u_turn` between a way and itself.
 */
function forbiddenTurns(network: RoadNetwork, route: Route, extract: OsmExtract, access = 1): number[] {
  const ways = drivenWays(network, route);
  const edges = drivenEdges(network, route);
  const driven = new Set(ways.map(({ way }) => way));
  return extract.restrictions.flatMap((one) => {
    if (!driven.has(one.fromWay)) return [];
    const excepted = access === 1 ? ['motorcar', 'motor_vehicle'] : ['emergency'];
    if (one.excepted.some((kind) => excepted.includes(kind))) return [];
    const isOnly = one.kind.startsWith('only_');
    if (!isOnly && !one.kind.startsWith('no_')) return [];
    if (one.fromWay === one.toWay && one.viaNode !== null) {
      const isTurnBack = edges.some(
        ({ way, from, to }, i) =>
          way === one.fromWay && to === one.viaNode && edges[i + 1]?.way === way && edges[i + 1]!.to === from,
      );
      return one.kind === 'no_u_turn' && isTurnBack ? [one.relationId] : [];
    }
    const chain = one.viaWays ?? [];
    const broken = ways.some(({ way }, i) => {
      if (way !== one.fromWay) return false;
      if (one.viaNode !== null) {
        const next = ways[i + 1];
        if (next?.entry !== one.viaNode) return false;
        return isOnly
          ? canTake(network, one.viaNode, one.toWay, access) && next.way !== one.toWay
          : next.way === one.toWay;
      }
      const isOnChain = chain.every((via, k) => ways[i + 1 + k]?.way === via);
      const next = ways[i + 1 + chain.length];
      return isOnChain && next !== undefined && (isOnly ? next.way !== one.toWay : next.way === one.toWay);
    });
    return broken ? [one.relationId] : [];
  });
}

/** Whether a way can be driven away from a node: an `only_` towards a closed or opposing way demands the impossible. */
function canTake(network: RoadNetwork, nodeId: number, wayId: number, access: number): boolean {
  const { graph } = network;
  for (let arc = 0; arc < graph.arcCount; arc++) {
    if (graph.wayIds[arc >> 1] !== wayId || graph.nodeIds[arcTail(graph, arc)] !== nodeId) continue;
    if ((graph.arcAccess[arc]! & access) !== 0) return true;
  }
  return false;
}

// The extract is no part of the project; without it there is nothing to drive on.
describeWhen(existsSync(FILE), 'no ../shared/maps/milan.osm.pbf beside the project')('turns on Milan', () => {
  let extract: OsmExtract;
  let network: RoadNetwork;
  let routes: Record<'normal' | 'emergency' | 'obeying', Route[]>;

  beforeAll(() => {
    extract = readOsmExtract(FILE);
    const obeying = { ...EMERGENCY_PROFILE, obeysTurnRestrictions: true };
    network = createRoadNetwork(toRoadGraphData(extract), { profiles: { ...TRAVEL_PROFILES, obeying } });
    const random = seededRandom(4);
    // Half of the routes begin and end beside a restricted junction, where a wrong turn would be tempting.
    const corners = extract.restrictions.flatMap((one) => {
      const corner = extract.nodes.get(one.viaNode ?? -1);
      return corner ? [corner] : [];
    });
    const anyPlace = (i: number): readonly [number, number] =>
      i % 2 === 0
        ? [9.1 + 0.16 * random(), 45.42 + 0.09 * random()]
        : corners[Math.floor(random() * corners.length)]!;
    const places = Array.from({ length: ROUTES }, (_, i) => [anyPlace(i), anyPlace(i)] as const);
    const drive = (profile: string): Route[] =>
      places.flatMap(([from, to]) => {
        const setting = { profile, hourOfWeek: 30 };
        const [a, b] = [network.snap(from, setting, 2000), network.snap(to, setting, 2000)];
        return (a && b && network.findRoute(a, b, setting)) ?? [];
      });
    routes = { normal: drive('normal'), emergency: drive('emergency'), obeying: drive('obeying') };
  }, 240_000);

  it('finds a route between nearly all pairs', () => {
    expect(extract.restrictions.length).toBeGreaterThan(1000);
    expect(routes.normal.length).toBeGreaterThan(ROUTES * 0.98);
    expect(routes.emergency.length).toBeGreaterThan(ROUTES * 0.98);
  });

  it('makes no forbidden turn on a normal run', () => {
    const broken = routes.normal.flatMap((route) => forbiddenTurns(network, route, extract));
    expect(broken).toEqual([]);
  });

  it('makes none on an emergency run that is told to obey', () => {
    const broken = routes.obeying.flatMap((route) => forbiddenTurns(network, route, extract, 2));
    expect(broken).toEqual([]);
  });

  it('would find such turns: an emergency run that is not told to obey makes some', () => {
    const broken = routes.emergency.flatMap((route) => forbiddenTurns(network, route, extract));
    expect(broken.length).toBeGreaterThan(10);
  });

  it('turns back at the end of blind alleys only', () => {
    const { graph } = network;
    for (const route of routes.normal) {
      route.arcs.slice(1).forEach((arc, i) => {
        if (arc !== (route.arcs[i]! ^ 1)) return;
        const node = graph.arcHeads[route.arcs[i]!]!;
        const leads = Array.from(graph.outArcs.subarray(graph.outOffsets[node], graph.outOffsets[node + 1]));
        const others = leads.filter((one) => one !== arc && (graph.arcAccess[one]! & 1) !== 0);
        expect(others.map((one) => edgeKey(graph, one >> 1))).toEqual([]);
      });
    }
  });
});
