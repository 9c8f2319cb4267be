import type { ArcWeights } from './arc-weights.ts';
import type { SearchGraph } from './search-graph.ts';
import type { SearchWorkspace } from './search-workspace.ts';

/** A place on an edge: `fraction` (0 to 1) of its length from its first node. */
export interface EdgePoint {
  readonly edge: number;
  readonly fraction: number;
}

export interface TravelTimesOptions {
  /** Longer ways count as none. */
  readonly limitSeconds: number;
}

/** Per place asked, in its order: Infinity where no road leads there within the limit. */
export interface TravelTimes {
  readonly travelSeconds: Float64Array;
  readonly distanceMeters: Float64Array;
}

/** Share of an arc that lies between its start and the point. */
export function fractionAlong(point: EdgePoint, arc: number): number {
  return (arc & 1) === 0 ? point.fraction : 1 - point.fraction;
}

/** Seconds of a share of an arc; Infinity times nothing is nothing to drive on either. */
const partOf = (weight: number, share: number): number => (weight === Infinity ? Infinity : weight * share);

/** States from which an arc may be entered. */
export function forEachStateBefore(search: SearchGraph, arc: number, visit: (state: number) => void): void {
  const tail = search.graph.arcHeads[arc ^ 1]!;
  for (let state = search.nodeStates[tail]!; state < search.nodeStates[tail + 1]!; state++) {
    for (let k = search.out.offsets[state]!; k < search.out.offsets[state + 1]!; k++) {
      if (search.out.arcs[k] === arc) visit(state);
    }
  }
}

/** A place where a forward search begins, with what was driven before. */
export interface Start {
  readonly point: EdgePoint;
  readonly leadSeconds: number;
  readonly leadMeters: number;
}

/** Starts a forward search from a point: it first drives on to either end of its edge. */
export function startFrom(
  search: SearchGraph,
  weights: ArcWeights,
  workspace: SearchWorkspace,
  source: EdgePoint,
  leadSeconds = 0,
  leadMeters = 0,
): void {
  const length = search.graph.lengthMeters[source.edge]!;
  for (let arc = 2 * source.edge; arc <= 2 * source.edge + 1; arc++) {
    const rest = 1 - fractionAlong(source, arc);
    const seconds = partOf(weights[arc]!, rest);
    if (seconds === Infinity) continue;
    workspace.start(search.arcStates[arc]!, leadSeconds + seconds, leadMeters + rest * length);
  }
}

/** Starts a reversed search at a point: it is last reached over its edge from either end. */
export function startBackFrom(
  search: SearchGraph,
  weights: ArcWeights,
  workspace: SearchWorkspace,
  target: EdgePoint,
): void {
  const length = search.graph.lengthMeters[target.edge]!;
  for (let arc = 2 * target.edge; arc <= 2 * target.edge + 1; arc++) {
    const share = fractionAlong(target, arc);
    const seconds = partOf(weights[arc]!, share);
    if (seconds === Infinity) continue;
    forEachStateBefore(search, arc, (state) => workspace.start(state, seconds, share * length));
  }
}

/** The way from one point to another along their common edge without leaving it; Infinity where there is none. */
export function directAlongEdge(
  search: SearchGraph,
  weights: ArcWeights,
  source: EdgePoint,
  target: EdgePoint,
): { arc: number; seconds: number; meters: number } {
  let best = { arc: -1, seconds: Infinity, meters: Infinity };
  if (source.edge !== target.edge) return best;
  const length = search.graph.lengthMeters[source.edge]!;
  for (let arc = 2 * source.edge; arc <= 2 * source.edge + 1; arc++) {
    const share = fractionAlong(target, arc) - fractionAlong(source, arc);
    const seconds = share < 0 ? Infinity : partOf(weights[arc]!, share);
    if (seconds < best.seconds) best = { arc, seconds, meters: share * length };
  }
  return best;
}

/** Best of leaving a source over either end of its edge, after a reversed search. */
function finishSource(
  search: SearchGraph,
  weights: ArcWeights,
  workspace: SearchWorkspace,
  source: EdgePoint,
  best: { seconds: number; meters: number },
): void {
  const length = search.graph.lengthMeters[source.edge]!;
  for (let arc = 2 * source.edge; arc <= 2 * source.edge + 1; arc++) {
    const state = search.arcStates[arc]!;
    const rest = 1 - fractionAlong(source, arc);
    const part = partOf(weights[arc]!, rest);
    if (part === Infinity) continue;
    const seconds = part + workspace.seconds[state]!;
    if (seconds < best.seconds) {
      best.seconds = seconds;
      best.meters = rest * length + workspace.meters[state]!;
    }
  }
}

/** Best of reaching a target over either end of its edge, after a forward search. */
function finishTarget(
  search: SearchGraph,
  weights: ArcWeights,
  workspace: SearchWorkspace,
  target: EdgePoint,
  best: { seconds: number; meters: number },
): void {
  const length = search.graph.lengthMeters[target.edge]!;
  for (let arc = 2 * target.edge; arc <= 2 * target.edge + 1; arc++) {
    const share = fractionAlong(target, arc);
    const part = partOf(weights[arc]!, share);
    if (part === Infinity) continue;
    forEachStateBefore(search, arc, (state) => {
      const seconds = part + workspace.seconds[state]!;
      if (seconds < best.seconds) {
        best.seconds = seconds;
        best.meters = share * length + workspace.meters[state]!;
      }
    });
  }
}

type Finish = typeof finishSource;

function collect(
  search: SearchGraph,
  weights: ArcWeights,
  workspace: SearchWorkspace,
  points: readonly EdgePoint[],
  direct: (point: EdgePoint, best: { seconds: number; meters: number }) => void,
  finish: Finish,
  limitSeconds: number,
): TravelTimes {
  const travelSeconds = new Float64Array(points.length).fill(Infinity);
  const distanceMeters = new Float64Array(points.length).fill(Infinity);
  // One object for all of them: a thousand short-lived ones would be collected while somebody waits.
  const best = { seconds: Infinity, meters: Infinity };
  for (let i = 0; i < points.length; i++) {
    const point = points[i]!;
    best.seconds = Infinity;
    best.meters = Infinity;
    direct(point, best);
    finish(search, weights, workspace, point, best);
    if (best.seconds > limitSeconds) continue;
    travelSeconds[i] = best.seconds;
    distanceMeters[i] = best.meters;
  }
  return { travelSeconds, distanceMeters };
}

/**
 * Exact seconds and metres from every source to one target: ONE search from the target over the reversed graph, which
 * ends when all sources are settled or the limit is reached. Its cost depends on how far help may come from, not on how
 * many sources there are nor on the size of the graph. The workspace is overwritten.
 */
export function travelTimesTo(
  search: SearchGraph,
  weights: ArcWeights,
  workspace: SearchWorkspace,
  sources: readonly EdgePoint[],
  target: EdgePoint,
  { limitSeconds }: TravelTimesOptions,
): TravelTimes {
  workspace.clear();
  startBackFrom(search, weights, workspace, target);
  for (const { edge } of sources) {
    if (weights[2 * edge]! < Infinity) workspace.want(search.arcStates[2 * edge]!);
    if (weights[2 * edge + 1]! < Infinity) workspace.want(search.arcStates[2 * edge + 1]!);
  }
  workspace.run(search.into, weights, search.graph.lengthMeters, limitSeconds);
  const direct = (source: EdgePoint, best: { seconds: number; meters: number }): void => {
    if (source.edge !== target.edge) return;
    const { seconds, meters } = directAlongEdge(search, weights, source, target);
    best.seconds = seconds;
    best.meters = meters;
  };
  return collect(search, weights, workspace, sources, direct, finishSource, limitSeconds);
}

/** The same the other way round: from one source to every target, by one forward search. */
export function travelTimesFrom(
  search: SearchGraph,
  weights: ArcWeights,
  workspace: SearchWorkspace,
  source: EdgePoint,
  targets: readonly EdgePoint[],
  options: TravelTimesOptions,
): TravelTimes {
  const starts = [{ point: source, leadSeconds: 0, leadMeters: 0 }];
  return travelTimesFromAny(search, weights, workspace, starts, targets, options);
}

/** From whichever of several starts is best for each target, still by one search. */
export function travelTimesFromAny(
  search: SearchGraph,
  weights: ArcWeights,
  workspace: SearchWorkspace,
  starts: readonly Start[],
  targets: readonly EdgePoint[],
  { limitSeconds }: TravelTimesOptions,
): TravelTimes {
  workspace.clear();
  for (const { point, leadSeconds, leadMeters } of starts) {
    startFrom(search, weights, workspace, point, leadSeconds, leadMeters);
  }
  for (const { edge } of targets) {
    for (let arc = 2 * edge; arc <= 2 * edge + 1; arc++) {
      if (weights[arc]! < Infinity) forEachStateBefore(search, arc, (state) => workspace.want(state));
    }
  }
  workspace.run(search.out, weights, search.graph.lengthMeters, limitSeconds);
  const direct = (target: EdgePoint, best: { seconds: number; meters: number }): void => {
    for (const { point, leadSeconds, leadMeters } of starts) {
      if (point.edge !== target.edge) continue;
      const { seconds, meters } = directAlongEdge(search, weights, point, target);
      if (leadSeconds + seconds < best.seconds) {
        best.seconds = leadSeconds + seconds;
        best.meters = leadMeters + meters;
      }
    }
  };
  return collect(search, weights, workspace, targets, direct, finishTarget, limitSeconds);
}
