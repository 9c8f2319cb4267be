import type { Piece } from './find-route.ts';
import { LeastFirst } from './least-first.ts';
import { arcTail, type RoadGraph } from './road-graph.ts';
import { fractionAlong, type EdgePoint } from './travel-times.ts';

/** A way from a place on a closed road to the first junction with an open one. */
export interface WayOut {
  readonly pieces: readonly Piece[];
  readonly travelSeconds: number;
  readonly distanceMeters: number;
  /** Where it goes on: the beginnings of the open arcs that leave the junction. */
  readonly exits: readonly EdgePoint[];
}

export interface WayOutOptions {
  /** May be driven now. */
  readonly isOpen: (arc: number) => boolean;
  /** Seconds as if nothing were closed; Infinity where the arc may never be driven. */
  readonly usualSecondsOf: (arc: number) => number;
}

/** A pocket of fewer junctions than this is no way out: a cul-de-sac off the closed road. */
const POCKET_NODES = 200;

/** Whether open roads lead away from a node, and not only into a pocket. */
function leadsAway(graph: RoadGraph, node: number, isOpen: (arc: number) => boolean): boolean {
  const met = new Set([node]);
  for (const at of met) {
    for (let i = graph.outOffsets[at]!; i < graph.outOffsets[at + 1]!; i++) {
      if (isOpen(graph.outArcs[i]!)) met.add(graph.arcHeads[graph.outArcs[i]!]!);
    }
    if (met.size >= POCKET_NODES) return true;
  }
  // A small map is no pocket.
  return 2 * met.size > graph.nodeCount;
}

function exitsOf(graph: RoadGraph, node: number, isOpen: (arc: number) => boolean): EdgePoint[] {
  const exits: EdgePoint[] = [];
  if (!leadsAway(graph, node, isOpen)) return exits;
  for (let i = graph.outOffsets[node]!; i < graph.outOffsets[node + 1]!; i++) {
    const arc = graph.outArcs[i]!;
    if (isOpen(arc)) exits.push({ edge: arc >> 1, fraction: arc & 1 });
  }
  return exits;
}

/**
 * The ways by which a vehicle that stands on a closed road drives out: over closed roads as far as the first open
 * junction on each, and no farther, since the closure may be a real obstacle beyond.
 */
export function findWaysOut(
  graph: RoadGraph,
  source: EdgePoint,
  { isOpen, usualSecondsOf }: WayOutOptions,
): WayOut[] {
  const queue = new LeastFirst();
  const arcTo = new Map<number, number>();
  const best = new Map<number, number>();
  const reach = (arc: number, seconds: number): void => {
    const node = graph.arcHeads[arc]!;
    if (!(seconds < (best.get(node) ?? Infinity))) return;
    best.set(node, seconds);
    arcTo.set(node, arc);
    queue.push(node, seconds);
  };
  for (let arc = 2 * source.edge; arc <= 2 * source.edge + 1; arc++) {
    const usual = usualSecondsOf(arc);
    if (usual < Infinity) reach(arc, usual * (1 - fractionAlong(source, arc)));
  }
  const ways: WayOut[] = [];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { item: node, key: seconds } = next;
    if (seconds !== best.get(node)) continue;
    const exits = exitsOf(graph, node, isOpen);
    if (exits.length > 0) {
      ways.push({ ...traceWay(graph, source, arcTo, node), travelSeconds: seconds, exits });
      continue;
    }
    for (let i = graph.outOffsets[node]!; i < graph.outOffsets[node + 1]!; i++) {
      const arc = graph.outArcs[i]!;
      const usual = usualSecondsOf(arc);
      if (usual < Infinity) reach(arc, seconds + usual);
    }
  }
  return ways;
}

function traceWay(graph: RoadGraph, source: EdgePoint, arcTo: ReadonlyMap<number, number>, node: number) {
  const arcs: number[] = [];
  // The first arc is the source's own; a way never comes back over it, for its end was reached from it.
  for (let at = node; arcs.at(-1) === undefined || arcs.at(-1)! >> 1 !== source.edge;) {
    const arc = arcTo.get(at)!;
    arcs.push(arc);
    at = arcTail(graph, arc);
  }
  arcs.reverse();
  const pieces = arcs.map((arc, i) => ({
    arc,
    fromShare: i === 0 ? fractionAlong(source, arc) : 0,
    toShare: 1,
  }));
  const distanceMeters = pieces.reduce(
    (sum, piece) => sum + (1 - piece.fromShare) * graph.lengthMeters[piece.arc >> 1]!,
    0,
  );
  return { pieces, distanceMeters };
}
