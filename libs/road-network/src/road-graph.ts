import type { TurnRestriction } from './road-graph-data.ts';

/** Bits of `arcAccess`: who may drive an arc at all, whatever is closed today. */
export const NORMAL_ACCESS = 1;
export const EMERGENCY_ACCESS = 2;

/**
 * A directed road graph in typed arrays. Nodes, edges and arcs are dense indexes. Edge `e` has the arcs `2e` (along its
 * geometry) and `2e + 1` (against it), so `arc ^ 1` is the way back and `arc >> 1` the edge. Nodes lie along a Hilbert
 * curve and edges in the order of their first node: what is near on the ground is near in memory.
 */
export interface RoadGraph {
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly arcCount: number;
  readonly nodeIds: Float64Array;
  /** lon, lat per node, degrees. */
  readonly nodeCoordinates: Float64Array;
  /** Node an arc arrives at; `arcHeads[arc ^ 1]` is the node it leaves. */
  readonly arcHeads: Int32Array;
  readonly arcAccess: Uint8Array;
  readonly wayIds: Float64Array;
  readonly lengthMeters: Float32Array;
  readonly classIndexes: Uint8Array;
  readonly maxspeedKmh: Int16Array;
  readonly nameIndexes: Int32Array;
  /** Offsets into `geometry`, counted in points. */
  readonly geometryOffsets: Uint32Array;
  readonly geometry: Float64Array;
  /** Arcs leaving each node: `outArcs[outOffsets[n] .. outOffsets[n + 1])`; the reverse adjacency is the same list with `^ 1`. */
  readonly outOffsets: Int32Array;
  readonly outArcs: Int32Array;
  readonly classNames: readonly string[];
  readonly names: readonly string[];
  readonly turnRestrictions: readonly TurnRestriction[];
  /** minLon, minLat, maxLon, maxLat. */
  readonly bounds: readonly [number, number, number, number];
  /** Edges in order of way id, for `findEdgeByKey`. */
  readonly edgesByWay: Int32Array;
}

export function arcTail(graph: RoadGraph, arc: number): number {
  return graph.arcHeads[arc ^ 1]!;
}

/** Name of an edge's road; empty where it has none. */
export function edgeName(graph: RoadGraph, edge: number): string {
  return graph.names[graph.nameIndexes[edge]!] ?? '';
}

/** `way:from:to` in OpenStreetMap ids: the same in every import of the same road. */
export function edgeKey(graph: RoadGraph, edge: number): string {
  const from = graph.nodeIds[arcTail(graph, 2 * edge)]!;
  return `${graph.wayIds[edge]}:${from}:${graph.nodeIds[graph.arcHeads[2 * edge]!]}`;
}

/** Position in `edgesByWay` of the first edge whose way id is not below `wayId`. */
function lowerBound(graph: RoadGraph, wayId: number): number {
  let low = 0;
  let high = graph.edgeCount;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (graph.wayIds[graph.edgesByWay[middle]!]! < wayId) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Edges of a way, in no particular order. */
export function listEdgesOfWay(graph: RoadGraph, wayId: number): number[] {
  const edges: number[] = [];
  for (let i = lowerBound(graph, wayId); i < graph.edgeCount; i++) {
    const edge = graph.edgesByWay[i]!;
    if (graph.wayIds[edge] !== wayId) break;
    edges.push(edge);
  }
  return edges;
}

/** The edge of a key `way:from:to`; undefined when the map holds no such edge (any more). */
export function findEdgeByKey(graph: RoadGraph, key: string): number | undefined {
  const [wayId, from, to] = key.split(':').map(Number);
  if (wayId === undefined || from === undefined || to === undefined) return undefined;
  return listEdgesOfWay(graph, wayId).find(
    (edge) =>
      graph.nodeIds[arcTail(graph, 2 * edge)] === from && graph.nodeIds[graph.arcHeads[2 * edge]!] === to,
  );
}

/** Key of one direction of an edge: `way:from:to:1` along its geometry, `way:from:to:-1` against it. */
export function arcKey(graph: RoadGraph, arc: number): string {
  return `${edgeKey(graph, arc >> 1)}:${(arc & 1) === 0 ? 1 : -1}`;
}

/** The arcs that a key names: both of `way:from:to`, one of `way:from:to:1` and `way:from:to:-1`; none where it names no edge. */
export function findArcsByKey(graph: RoadGraph, key: string): number[] {
  const edge = findEdgeByKey(graph, key);
  if (edge === undefined) return [];
  const direction = key.split(':')[3];
  if (direction === undefined) return [2 * edge, 2 * edge + 1];
  if (direction === '1') return [2 * edge];
  return direction === '-1' ? [2 * edge + 1] : [];
}
