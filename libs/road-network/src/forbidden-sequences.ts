import type { TurnRestriction } from './road-graph-data.ts';
import { arcTail, listEdgesOfWay, type RoadGraph } from './road-graph.ts';

/** Arcs that must not be driven one right after another; two for a turn, more where a restriction goes over ways. */
export type ForbiddenSequence = readonly number[];

export interface ForbiddenSequences {
  readonly sequences: readonly ForbiddenSequence[];
  /** Relations whose ways do not meet as they say, or name roads this profile can't drive. */
  readonly unresolvedRelationIds: readonly number[];
}

/** Splits of one way between two junctions that a `via` way may consist of; more means damaged data. */
const MAX_VIA_ARCS = 64;

type CanDrive = (arc: number) => boolean;

function arcsOfWay(graph: RoadGraph, wayId: number, canDrive: CanDrive): number[] {
  return listEdgesOfWay(graph, wayId)
    .flatMap((edge) => [2 * edge, 2 * edge + 1])
    .filter(canDrive);
}

function outArcsOf(graph: RoadGraph, node: number, canDrive: CanDrive): number[] {
  return Array.from(graph.outArcs.subarray(graph.outOffsets[node]!, graph.outOffsets[node + 1]!)).filter(
    canDrive,
  );
}

const wayOf = (graph: RoadGraph, arc: number): number => graph.wayIds[arc >> 1]!;

/** Turns over one node. A way that passes through the node is taken in both its directions, a U-turn only where meant. */
function resolveOverNode(graph: RoadGraph, restriction: TurnRestriction, canDrive: CanDrive): number[][] {
  const arrivals = arcsOfWay(graph, restriction.fromWay, canDrive).filter(
    (arc) => graph.nodeIds[graph.arcHeads[arc]!] === restriction.viaNode,
  );
  const meansUTurn = restriction.kind.endsWith('u_turn');
  return arrivals.flatMap((arrival) =>
    outArcsOf(graph, graph.arcHeads[arrival]!, canDrive)
      .filter((arc) => wayOf(graph, arc) === restriction.toWay && (meansUTurn || arc !== (arrival ^ 1)))
      .map((departure) => [arrival, departure]),
  );
}

/** Every way to drive the chain of ways without turning back in between. */
function resolveOverWays(graph: RoadGraph, restriction: TurnRestriction, canDrive: CanDrive): number[][] {
  const chain = [...(restriction.viaWays ?? []), restriction.toWay];
  const found: number[][] = [];
  const extend = (path: number[], position: number): void => {
    if (path.length > MAX_VIA_ARCS) return;
    const last = path.at(-1)!;
    for (const arc of outArcsOf(graph, graph.arcHeads[last]!, canDrive)) {
      if (arc === (last ^ 1) || path.includes(arc)) continue;
      if (position < chain.length && wayOf(graph, arc) === chain[position]) {
        if (position === chain.length - 1) found.push([...path, arc]);
        else extend([...path, arc], position + 1);
      } else if (position > 0 && wayOf(graph, arc) === chain[position - 1]) extend([...path, arc], position);
    }
  };
  for (const arrival of arcsOfWay(graph, restriction.fromWay, canDrive)) extend([arrival], 0);
  return found;
}

/** What `only_...` leaves out: any departure from the demanded sequences, at each of their nodes. */
function complementOf(graph: RoadGraph, demanded: number[][], canDrive: CanDrive): number[][] {
  const allowedAfter = new Map<string, { prefix: number[]; next: Set<number> }>();
  for (const sequence of demanded) {
    for (let length = 1; length < sequence.length; length++) {
      const prefix = sequence.slice(0, length);
      const entry = allowedAfter.get(prefix.join()) ?? { prefix, next: new Set<number>() };
      entry.next.add(sequence[length]!);
      allowedAfter.set(prefix.join(), entry);
    }
  }
  return [...allowedAfter.values()].flatMap(({ prefix, next }) =>
    outArcsOf(graph, graph.arcHeads[prefix.at(-1)!]!, canDrive)
      .filter((arc) => !next.has(arc))
      .map((arc) => [...prefix, arc]),
  );
}

/**
 * Sequences of arcs that OpenStreetMap's turn restrictions forbid a vehicle. `no_*` forbids the sequence, `only_*`
 * everything that leaves it. Other kinds, and those that except the vehicle, are passed over.
 */
export function resolveForbiddenSequences(
  graph: RoadGraph,
  exceptedAs: readonly string[],
  canDrive: CanDrive,
): ForbiddenSequences {
  const sequences: number[][] = [];
  const unresolvedRelationIds: number[] = [];
  for (const restriction of graph.turnRestrictions) {
    if (restriction.excepted.some((kind) => exceptedAs.includes(kind))) continue;
    const isOnly = restriction.kind.startsWith('only_');
    if (!isOnly && !restriction.kind.startsWith('no_')) continue;
    const resolve = restriction.viaNode === null ? resolveOverWays : resolveOverNode;
    const resolved = resolve(graph, restriction, canDrive);
    if (resolved.length === 0) unresolvedRelationIds.push(restriction.relationId);
    sequences.push(...(isOnly ? complementOf(graph, resolved, canDrive) : resolved));
  }
  return { sequences, unresolvedRelationIds };
}

/**
 * Marks the arcs after which turning back is no option: those that lead on somewhere. At the end of a blind alley a
 * driver may turn round; at an open junction a router that allowed it would "go round" every forbidden turn that way.
 */
export function markNoTurningBack(graph: RoadGraph, canDrive: CanDrive): Uint8Array {
  const marks = new Uint8Array(graph.arcCount);
  for (let arc = 0; arc < graph.arcCount; arc++) {
    if (!canDrive(arc) || !canDrive(arc ^ 1) || arcTail(graph, arc) === graph.arcHeads[arc]) continue;
    const node = graph.arcHeads[arc]!;
    for (let i = graph.outOffsets[node]!; i < graph.outOffsets[node + 1]!; i++) {
      const next = graph.outArcs[i]!;
      if (next === (arc ^ 1) || !canDrive(next)) continue;
      marks[arc] = 1;
      break;
    }
  }
  return marks;
}
