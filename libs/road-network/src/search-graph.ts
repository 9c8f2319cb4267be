import { markNoTurningBack, resolveForbiddenSequences } from './forbidden-sequences.ts';
import type { RoadGraph } from './road-graph.ts';
import type { TravelProfile } from './travel-profile.ts';

/** Arcs from (or to) each state: entries `offsets[s] .. offsets[s + 1)` of `arcs` and of `states` at the other end. */
export interface Adjacency {
  readonly offsets: Int32Array;
  readonly arcs: Int32Array;
  readonly states: Int32Array;
}

/**
 * What a search walks over. A state is a node plus as much of the way there as matters for what may come next. Without
 * turn restrictions a state is simply a node; with them, nodes are split, and a plain search over states is exact: no
 * special case is left in the search itself.
 */
export interface SearchGraph {
  readonly graph: RoadGraph;
  readonly stateCount: number;
  /** States of node `n` are `nodeStates[n] .. nodeStates[n + 1)`. */
  readonly nodeStates: Int32Array;
  /** State reached by driving an arc from somewhere along it (with no earlier history); -1 where it may not be driven. */
  readonly arcStates: Int32Array;
  readonly out: Adjacency;
  readonly into: Adjacency;
  readonly unresolvedRelationIds: readonly number[];
}

export interface SearchGraphOptions {
  /** Defaults to what the profile does. */
  readonly obeysTurnRestrictions?: boolean;
}

/** The states of one graph while they are made: contexts are the beginnings of forbidden sequences. */
interface StatePlan {
  readonly nodeStates: Int32Array;
  readonly arcStates: Int32Array;
  /** For each state the arcs that led there, as far as they matter; undefined for none. */
  readonly contextOf: (state: number) => readonly number[] | undefined;
  /** State after an arc, given the context before it; -1 where forbidden. */
  readonly advance: (context: readonly number[] | undefined, arc: number) => number;
}

function planPlainStates(graph: RoadGraph, canDrive: (arc: number) => boolean): StatePlan {
  const nodeStates = Int32Array.from({ length: graph.nodeCount + 1 }, (_, node) => node);
  const arcStates = graph.arcHeads.map((head, arc) => (canDrive(arc) ? head : -1));
  return { nodeStates, arcStates, contextOf: () => undefined, advance: (_, arc) => arcStates[arc]! };
}

/** Beginnings (longer than one arc) of the sequences, by their text, and all whole sequences. */
function indexSequences(sequences: readonly (readonly number[])[]) {
  const whole = new Set<string>();
  const beginnings = new Map<string, readonly number[]>();
  const firstArcs = new Set<number>();
  const lastOfBeginning = new Set<number>();
  for (const sequence of sequences) {
    whole.add(sequence.join());
    firstArcs.add(sequence[0]!);
    for (let length = 2; length < sequence.length; length++) {
      const beginning = sequence.slice(0, length);
      beginnings.set(beginning.join(), beginning);
      lastOfBeginning.add(beginning.at(-1)!);
    }
  }
  return { whole, beginnings, firstArcs, lastOfBeginning };
}

/** Numbers states so that those of one node lie together: all are reserved first, then taken. */
class StateNumbers {
  readonly nodeStates: Int32Array;
  private next = new Int32Array(0);

  constructor(nodeCount: number) {
    this.nodeStates = new Int32Array(nodeCount + 1);
  }

  reserve(node: number): void {
    this.nodeStates[node + 1]!++;
  }

  /** After all are reserved. */
  close(): number {
    const { nodeStates } = this;
    for (let node = 0; node < nodeStates.length - 1; node++) nodeStates[node + 1]! += nodeStates[node]!;
    this.next = nodeStates.slice();
    return nodeStates.at(-1)!;
  }

  take(node: number): number {
    return this.next[node]!++;
  }
}

/** States by the last arc: one for each arc that matters for what may follow, one per node for all the others. */
function numberStates(
  graph: RoadGraph,
  canDrive: (arc: number) => boolean,
  hasContext: (arc: number) => boolean,
  beginnings: ReadonlyMap<string, readonly number[]>,
) {
  const numbers = new StateNumbers(graph.nodeCount);
  const plainState = new Int32Array(graph.nodeCount).fill(-1);
  const headOf = (path: readonly number[]): number => graph.arcHeads[path.at(-1)!]!;
  for (let arc = 0; arc < graph.arcCount; arc++) {
    if (!canDrive(arc)) continue;
    const head = graph.arcHeads[arc]!;
    if (hasContext(arc) || plainState[head] === -1) numbers.reserve(head);
    if (!hasContext(arc)) plainState[head] = 0;
  }
  for (const beginning of beginnings.values()) numbers.reserve(headOf(beginning));
  const stateArc = new Int32Array(numbers.close()).fill(-1);
  plainState.fill(-1);
  const arcStates = new Int32Array(graph.arcCount).fill(-1);
  for (let arc = 0; arc < graph.arcCount; arc++) {
    if (!canDrive(arc)) continue;
    const head = graph.arcHeads[arc]!;
    if (hasContext(arc)) {
      arcStates[arc] = numbers.take(head);
      stateArc[arcStates[arc]!] = arc;
    } else {
      if (plainState[head] === -1) plainState[head] = numbers.take(head);
      arcStates[arc] = plainState[head]!;
    }
  }
  const deepStates = new Map<string, number>();
  const deepContexts = new Map<number, readonly number[]>();
  for (const [text, beginning] of beginnings) {
    const state = numbers.take(headOf(beginning));
    deepStates.set(text, state);
    deepContexts.set(state, beginning);
  }
  const contextOf = (state: number): readonly number[] | undefined =>
    deepContexts.get(state) ?? (stateArc[state] === -1 ? undefined : [stateArc[state]!]);
  return { nodeStates: numbers.nodeStates, arcStates, deepStates, contextOf };
}

/**
 * The automaton of Aho and Corasick over the forbidden sequences: a context is the longest end of the path that begins a
 * forbidden sequence; an arc is refused when it completes one.
 */
function planRestrictedStates(
  graph: RoadGraph,
  canDrive: (arc: number) => boolean,
  sequences: readonly (readonly number[])[],
): StatePlan {
  const noTurningBack = markNoTurningBack(graph, canDrive);
  const { whole, beginnings, firstArcs, lastOfBeginning } = indexSequences(sequences);
  const hasContext = (arc: number): boolean => noTurningBack[arc] === 1 || firstArcs.has(arc);
  const { nodeStates, arcStates, deepStates, contextOf } = numberStates(
    graph,
    canDrive,
    hasContext,
    beginnings,
  );
  const isForbidden = (context: readonly number[], arc: number): boolean => {
    const last = context.at(-1)!;
    if (arc === (last ^ 1) && noTurningBack[last] === 1) return true;
    return context.some(
      (first, start) => firstArcs.has(first) && whole.has(`${context.slice(start).join()},${arc}`),
    );
  };
  const advance = (context: readonly number[] | undefined, arc: number): number => {
    if (arcStates[arc] === -1) return -1;
    if (context === undefined) return arcStates[arc]!;
    if (isForbidden(context, arc)) return -1;
    if (lastOfBeginning.has(arc)) {
      for (let start = 0; start < context.length; start++) {
        const state = deepStates.get(`${context.slice(start).join()},${arc}`);
        if (state !== undefined) return state;
      }
    }
    return arcStates[arc]!;
  };
  return { nodeStates, arcStates, contextOf, advance };
}

/** The same transitions grouped by the state they lead to. */
function reverse(stateCount: number, out: Adjacency): Adjacency {
  const offsets = new Int32Array(stateCount + 1);
  for (const state of out.states) offsets[state + 1]!++;
  for (let state = 0; state < stateCount; state++) offsets[state + 1]! += offsets[state]!;
  const next = offsets.slice();
  const arcs = new Int32Array(out.arcs.length);
  const states = new Int32Array(out.arcs.length);
  for (let from = 0; from < stateCount; from++) {
    for (let k = out.offsets[from]!; k < out.offsets[from + 1]!; k++) {
      const at = next[out.states[k]!]!++;
      arcs[at] = out.arcs[k]!;
      states[at] = from;
    }
  }
  return { offsets, arcs, states };
}

function listTransitions(graph: RoadGraph, plan: StatePlan): Adjacency {
  const stateCount = plan.nodeStates[graph.nodeCount]!;
  const offsets = new Int32Array(stateCount + 1);
  let capacity = 0;
  for (let node = 0; node < graph.nodeCount; node++) {
    const degree = graph.outOffsets[node + 1]! - graph.outOffsets[node]!;
    capacity += degree * (plan.nodeStates[node + 1]! - plan.nodeStates[node]!);
  }
  const arcs = new Int32Array(capacity);
  const states = new Int32Array(capacity);
  let count = 0;
  for (let node = 0; node < graph.nodeCount; node++) {
    for (let state = plan.nodeStates[node]!; state < plan.nodeStates[node + 1]!; state++) {
      const context = plan.contextOf(state);
      for (let i = graph.outOffsets[node]!; i < graph.outOffsets[node + 1]!; i++) {
        const reached = plan.advance(context, graph.outArcs[i]!);
        if (reached === -1) continue;
        arcs[count] = graph.outArcs[i]!;
        states[count++] = reached;
      }
      offsets[state + 1] = count;
    }
  }
  return { offsets, arcs: arcs.slice(0, count), states: states.slice(0, count) };
}

/**
 * Prepares a graph for searches of one profile. With turn restrictions no route over it makes a forbidden turn, over
 * nodes or chains of ways, and none turns back but at the end of a blind alley. Milan: 0.1 s; kept as long as the graph.
 */
export function buildSearchGraph(
  graph: RoadGraph,
  profile: TravelProfile,
  options: SearchGraphOptions = {},
): SearchGraph {
  const canDrive = (arc: number): boolean => (graph.arcAccess[arc]! & profile.accessMask) !== 0;
  const obeys = options.obeysTurnRestrictions ?? profile.obeysTurnRestrictions;
  const forbidden = obeys
    ? resolveForbiddenSequences(graph, profile.exceptedAs, canDrive)
    : { sequences: [], unresolvedRelationIds: [] };
  const plan = obeys
    ? planRestrictedStates(graph, canDrive, forbidden.sequences)
    : planPlainStates(graph, canDrive);
  const out = listTransitions(graph, plan);
  const stateCount = plan.nodeStates[graph.nodeCount]!;
  return {
    graph,
    stateCount,
    nodeStates: plan.nodeStates,
    arcStates: plan.arcStates,
    out,
    into: reverse(stateCount, out),
    unresolvedRelationIds: forbidden.unresolvedRelationIds,
  };
}
