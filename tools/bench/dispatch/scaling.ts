import { createRoadNetwork, type EdgePoint, type RoadNetwork } from '#road-network';
import type { LoadedRoads } from '#persistence';
import type { Place } from '../city.ts';
import { percentile } from '../measure.ts';

export interface ScalingRow {
  readonly graph: string;
  readonly edges: number;
  readonly units: number;
  readonly limitSeconds: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
}

/** What may come from how far: the same for every graph and every number of units, or the figures could not be compared. */
export const LIMIT_SECONDS = 480;
const QUESTIONS = 200;
const MAX_OFF_ROAD_METERS = 500;
const SETTING = { profile: 'emergency', hourOfWeek: 2 * 24 + 10 };

type Bounds = readonly [west: number, south: number, east: number, north: number];

/** The middle ninth of an area, so that no search ends early at the edge of the map. */
export function middleOf([west, south, east, north]: Bounds): Bounds {
  const third = [(east - west) / 3, (north - south) / 3] as const;
  return [west + third[0], south + third[1], east - third[0], north - third[1]];
}

/**
 * Time of one search from an incident to every unit within the limit, on roads held in memory. Units and incidents are
 * spread over `area`.
 */
export function measureSearch(
  graph: string,
  network: RoadNetwork,
  area: Bounds,
  units: number,
  random: () => number,
): ScalingRow {
  const [west, south, east, north] = area;
  const point = (): EdgePoint => {
    for (;;) {
      const place: Place = [west + random() * (east - west), south + random() * (north - south)];
      const snapped = network.snap(place, SETTING, MAX_OFF_ROAD_METERS);
      if (snapped) return snapped;
    }
  };
  const sources = Array.from({ length: units }, point);
  const targets = Array.from({ length: QUESTIONS }, point);
  for (const target of targets.slice(0, QUESTIONS / 4)) {
    network.travelTimesTo(sources, target, SETTING, LIMIT_SECONDS);
  }
  const times = targets.map((target) => {
    const startedAt = performance.now();
    network.travelTimesTo(sources, target, SETTING, LIMIT_SECONDS);
    return performance.now() - startedAt;
  });
  return {
    graph,
    edges: network.graph.edgeCount,
    units,
    limitSeconds: LIMIT_SECONDS,
    p50Milliseconds: percentile(times, 0.5),
    p99Milliseconds: percentile(times, 0.99),
  };
}

/** From 10 to 10,000 units on one graph. */
export function measureUnits(graph: string, network: RoadNetwork, random: () => number): ScalingRow[] {
  const area = middleOf(network.graph.bounds);
  return [10, 100, 1000, 10_000].map((units) => measureSearch(graph, network, area, units, random));
}

/** 1,000 units in the city that the tiles are copies of, once alone and once amid its copies. */
export function measureTiled(
  name: string,
  roads: LoadedRoads,
  tiled: LoadedRoads,
  columns: number,
  rows: number,
  random: () => number,
): ScalingRow {
  const alone = createRoadNetwork(roads).graph.bounds;
  const network = createRoadNetwork(tiled);
  const [west, south] = network.graph.bounds;
  const width = (network.graph.bounds[2] - west) / columns;
  const height = (network.graph.bounds[3] - south) / rows;
  const column = Math.floor(columns / 2);
  const row = Math.floor(rows / 2);
  const middle = middleOf(alone);
  const area: Bounds = [
    middle[0] + column * width,
    middle[1] + row * height,
    middle[2] + column * width,
    middle[3] + row * height,
  ];
  return measureSearch(name, network, area, 1000, random);
}
