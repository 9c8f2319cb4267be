import Flatbush from 'flatbush';
import { METERS_PER_DEGREE, metersPerDegreeLon } from './geometry.ts';
import type { RoadGraph } from './road-graph.ts';
import type { EdgePoint } from './travel-times.ts';

/** The nearest place of a road to a given place. */
export interface SnappedPoint extends EdgePoint {
  /** Straight from the given place to the road. */
  readonly offRoadMeters: number;
  /** `[lon, lat]` on the road. */
  readonly coordinates: readonly [number, number];
}

export interface SnapOptions {
  /** Edges that count; all where absent. */
  readonly isUsable?: (edge: number) => boolean;
  /** Roads farther away count as none. */
  readonly maxMeters: number;
}

const FIRST_RADIUS_METERS = 60;
const RADIUS_GROWTH = 3;

/** An R-tree over the boxes of all edges. */
export interface SnapIndex {
  readonly graph: RoadGraph;
  readonly tree: Flatbush;
}

export function buildSnapIndex(graph: RoadGraph): SnapIndex {
  const tree = new Flatbush(graph.edgeCount);
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    let minLon = Infinity;
    let minLat = Infinity;
    let maxLon = -Infinity;
    let maxLat = -Infinity;
    for (let point = graph.geometryOffsets[edge]!; point < graph.geometryOffsets[edge + 1]!; point++) {
      minLon = Math.min(minLon, graph.geometry[2 * point]!);
      maxLon = Math.max(maxLon, graph.geometry[2 * point]!);
      minLat = Math.min(minLat, graph.geometry[2 * point + 1]!);
      maxLat = Math.max(maxLat, graph.geometry[2 * point + 1]!);
    }
    tree.add(minLon, minLat, maxLon, maxLat);
  }
  tree.finish();
  return { graph, tree };
}

/**
 * Distance from a place to an edge and where along it. The plane is laid at the place's own latitude: exact to the
 * centimetre at the distances a vehicle can be from its road.
 */
export function nearestOnEdge(graph: RoadGraph, edge: number, lon: number, lat: number): SnappedPoint {
  const { geometry, geometryOffsets } = graph;
  const scaleX = metersPerDegreeLon(lat);
  const first = geometryOffsets[edge]!;
  const last = geometryOffsets[edge + 1]! - 1;
  let best = Infinity;
  let bestAlong = 0;
  let bestX = 0;
  let bestY = 0;
  let along = 0;
  let x0 = (geometry[2 * first]! - lon) * scaleX;
  let y0 = (geometry[2 * first + 1]! - lat) * METERS_PER_DEGREE;
  for (let point = first + 1; point <= last; point++) {
    const x1 = (geometry[2 * point]! - lon) * scaleX;
    const y1 = (geometry[2 * point + 1]! - lat) * METERS_PER_DEGREE;
    const dx = x1 - x0;
    const dy = y1 - y0;
    const squared = dx * dx + dy * dy;
    const share = squared === 0 ? 0 : Math.max(0, Math.min(1, -(x0 * dx + y0 * dy) / squared));
    const x = x0 + share * dx;
    const y = y0 + share * dy;
    const length = Math.sqrt(squared);
    const distance = x * x + y * y;
    if (distance < best) {
      best = distance;
      bestAlong = along + share * length;
      bestX = x;
      bestY = y;
    }
    along += length;
    x0 = x1;
    y0 = y1;
  }
  return {
    edge,
    fraction: along === 0 ? 0 : Math.min(1, bestAlong / along),
    offRoadMeters: Math.sqrt(best),
    coordinates: [lon + bestX / scaleX, lat + bestY / METERS_PER_DEGREE],
  };
}

/**
 * Up to `count` edges by their true distance (not that of their boxes), nearest first; equal distances (a place right at
 * a junction) in order of edge, so that the answer never depends on the tree.
 */
export function snapToEdges(
  index: SnapIndex,
  lon: number,
  lat: number,
  count: number,
  { isUsable, maxMeters }: SnapOptions,
): SnappedPoint[] {
  const { graph, tree } = index;
  const widest = METERS_PER_DEGREE * 360;
  const limit = Math.min(maxMeters, widest);
  for (
    let radius = Math.min(FIRST_RADIUS_METERS, limit);
    ;
    radius = Math.min(radius * RADIUS_GROWTH, limit)
  ) {
    const reachLon = radius / metersPerDegreeLon(Math.min(89, Math.abs(lat) + radius / METERS_PER_DEGREE));
    const reachLat = radius / METERS_PER_DEGREE;
    const found: SnappedPoint[] = [];
    tree.search(lon - reachLon, lat - reachLat, lon + reachLon, lat + reachLat, (edge) => {
      if (isUsable && !isUsable(edge)) return false;
      const point = nearestOnEdge(graph, edge, lon, lat);
      if (point.offRoadMeters <= radius) found.push(point);
      return false;
    });
    // Whatever lies within the radius has been seen, so enough of them are the nearest ones.
    if (found.length >= count || radius >= limit) {
      return found.sort((a, b) => a.offRoadMeters - b.offRoadMeters || a.edge - b.edge).slice(0, count);
    }
  }
}

/** The nearest usable place of a road; undefined when none is within `maxMeters`. */
export function snapToEdge(
  index: SnapIndex,
  lon: number,
  lat: number,
  options: SnapOptions,
): SnappedPoint | undefined {
  return snapToEdges(index, lon, lat, 1, options)[0];
}
