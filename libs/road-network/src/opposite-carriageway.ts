import { METERS_PER_DEGREE, metersPerDegreeLon } from './geometry.ts';
import { arcTail, type RoadGraph } from './road-graph.ts';
import { nearestOnEdge, type SnapIndex } from './snap.ts';

/** Carriageways farther apart than this are roads of their own. */
const MAX_GAP_METERS = 45;
/** Cosine of the turn between the two carriageways: within 40 degrees of opposite. */
const OPPOSITE_COSINE = -0.77;
/** The other carriageway's stretch may be longer than ours by this, and is closed whole. */
const MAX_LENGTH_RATIO = 3;

/** 1 along the geometry, -1 against it, 0 where both ways may be driven. */
function oneWayOf(graph: RoadGraph, edge: number): number {
  const along = graph.arcAccess[2 * edge]! !== 0;
  const against = graph.arcAccess[2 * edge + 1]! !== 0;
  return along === against ? 0 : along ? 1 : -1;
}

/** From first to last node, in the direction of driving, metres. */
function headingOf(graph: RoadGraph, edge: number): [number, number] {
  const sign = oneWayOf(graph, edge);
  const from = arcTail(graph, 2 * edge);
  const to = graph.arcHeads[2 * edge]!;
  const lat = graph.nodeCoordinates[2 * from + 1]!;
  const x = (graph.nodeCoordinates[2 * to]! - graph.nodeCoordinates[2 * from]!) * metersPerDegreeLon(lat);
  const y = (graph.nodeCoordinates[2 * to + 1]! - lat) * METERS_PER_DEGREE;
  const length = Math.hypot(x, y) || 1;
  return [(sign * x) / length, (sign * y) / length];
}

function middleOf(graph: RoadGraph, edge: number): [number, number] {
  const from = arcTail(graph, 2 * edge);
  const to = graph.arcHeads[2 * edge]!;
  const [lon, lat] = [0, 1].map(
    (axis) => (graph.nodeCoordinates[2 * from + axis]! + graph.nodeCoordinates[2 * to + axis]!) / 2,
  ) as [number, number];
  return nearestOnEdge(graph, edge, lon, lat).coordinates as [number, number];
}

/** Whether the middle of one lies beside the other, not past its end. */
function isBeside(graph: RoadGraph, one: number, other: number): boolean {
  const [lon, lat] = middleOf(graph, one);
  const nearest = nearestOnEdge(graph, other, lon, lat);
  return nearest.offRoadMeters <= MAX_GAP_METERS && nearest.fraction > 0 && nearest.fraction < 1;
}

/**
 * The other carriageway of divided roads: who closes both directions of a street that the map draws as two one-ways
 * means both. One-ways of the same name and class, close beside, in the opposite direction.
 */
export function addOppositeCarriageway({ graph, tree }: SnapIndex, edges: readonly number[]): number[] {
  const known = new Set(edges);
  const added = new Set<number>();
  for (const edge of edges) {
    if (oneWayOf(graph, edge) === 0 || graph.nameIndexes[edge]! < 0) continue;
    const heading = headingOf(graph, edge);
    const isOpposite = (other: number): boolean => {
      if (known.has(other) || oneWayOf(graph, other) === 0) return false;
      if (graph.nameIndexes[other] !== graph.nameIndexes[edge]) return false;
      if (graph.classIndexes[other] !== graph.classIndexes[edge]) return false;
      const [x, y] = headingOf(graph, other);
      if (x * heading[0] + y * heading[1] > OPPOSITE_COSINE) return false;
      if (isBeside(graph, other, edge)) return true;
      const ratio = graph.lengthMeters[other]! / Math.max(1, graph.lengthMeters[edge]!);
      return ratio <= MAX_LENGTH_RATIO && isBeside(graph, edge, other);
    };
    const [lon, lat] = middleOf(graph, edge);
    const reachMeters = graph.lengthMeters[edge]! / 2 + MAX_GAP_METERS;
    const reachLon = reachMeters / metersPerDegreeLon(lat);
    const reachLat = reachMeters / METERS_PER_DEGREE;
    for (const other of tree.search(
      lon - reachLon,
      lat - reachLat,
      lon + reachLon,
      lat + reachLat,
      isOpposite,
    )) {
      added.add(other);
    }
  }
  return [...added];
}
