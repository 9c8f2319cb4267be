import type { ArcWeights } from './arc-weights.ts';
import { stretchMeters } from './geometry.ts';
import { edgeName, type RoadGraph } from './road-graph.ts';
import type { SearchGraph } from './search-graph.ts';
import type { SearchWorkspace } from './search-workspace.ts';
import {
  directAlongEdge,
  forEachStateBefore,
  fractionAlong,
  startFrom,
  type EdgePoint,
} from './travel-times.ts';

/** A stretch of a route along one road name. */
export interface RouteLeg {
  /** Empty where the road has no name. */
  readonly name: string;
  readonly travelSeconds: number;
  readonly distanceMeters: number;
  /** Indexes into the route's coordinates. */
  readonly firstCoordinate: number;
  readonly lastCoordinate: number;
}

export interface Route {
  readonly travelSeconds: number;
  readonly distanceMeters: number;
  readonly coordinates: [number, number][];
  /** Seconds from the start at each coordinate. */
  readonly elapsedSeconds: number[];
  readonly legs: RouteLeg[];
  /** Arcs driven, in order; the first and the last perhaps in part. */
  readonly arcs: number[];
  /** Seconds from the start at the end of each arc. */
  readonly arcEndSeconds: number[];
}

/** A driven piece of an arc; shares are counted from where the arc starts. */
export interface Piece {
  readonly arc: number;
  readonly fromShare: number;
  readonly toShare: number;
}

/** The state whose adjacency holds entry `k`. */
function ownerOf(offsets: Int32Array, k: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (offsets[middle]! <= k) low = middle;
    else high = middle;
  }
  return low;
}

/** Arcs from where the search began to a state, and that first state. */
function traceBack(
  search: SearchGraph,
  workspace: SearchWorkspace,
  last: number,
): { arcs: number[]; first: number } {
  const arcs: number[] = [];
  let state = last;
  for (let k = workspace.reachedBy[state]!; k !== -1; k = workspace.reachedBy[state]!) {
    arcs.push(search.out.arcs[k]!);
    state = ownerOf(search.out.offsets, k);
  }
  return { arcs: arcs.reverse(), first: state };
}

function findPieces(
  search: SearchGraph,
  weights: ArcWeights,
  workspace: SearchWorkspace,
  source: EdgePoint,
  target: EdgePoint,
): Piece[] | undefined {
  const direct = directAlongEdge(search, weights, source, target);
  let bestSeconds = direct.seconds;
  let bestState = -1;
  let bestArc = direct.arc;
  for (let arc = 2 * target.edge; arc <= 2 * target.edge + 1; arc++) {
    if (weights[arc] === Infinity) continue;
    const part = weights[arc]! * fractionAlong(target, arc);
    forEachStateBefore(search, arc, (state) => {
      if (workspace.seconds[state]! + part >= bestSeconds) return;
      bestSeconds = workspace.seconds[state]! + part;
      bestState = state;
      bestArc = arc;
    });
  }
  if (bestArc === -1) return undefined;
  const last = { arc: bestArc, fromShare: 0, toShare: fractionAlong(target, bestArc) };
  if (bestState === -1) return [{ ...last, fromShare: fractionAlong(source, bestArc) }];
  const { arcs, first } = traceBack(search, workspace, bestState);
  const begin = firstPiece(search, weights, source, first);
  return [begin, ...arcs.map((arc) => ({ arc, fromShare: 0, toShare: 1 })), last];
}

/** The quicker of the source's arcs that lead to the state where the traced way begins. */
function firstPiece(search: SearchGraph, weights: ArcWeights, source: EdgePoint, state: number): Piece {
  const secondsOf = (arc: number): number =>
    search.arcStates[arc] === state && weights[arc]! < Infinity
      ? weights[arc]! * (1 - fractionAlong(source, arc))
      : Infinity;
  const along = 2 * source.edge;
  const arc = secondsOf(along) <= secondsOf(along + 1) ? along : along + 1;
  return { arc, fromShare: fractionAlong(source, arc), toShare: 1 };
}

/** `[lon, lat, share of the arc]` of the points of a piece, both ends included. */
function pointsOfPiece(graph: RoadGraph, { arc, fromShare, toShare }: Piece): [number, number, number][] {
  const edge = arc >> 1;
  const isForward = (arc & 1) === 0;
  const first = graph.geometryOffsets[edge]!;
  const last = graph.geometryOffsets[edge + 1]! - 1;
  const points: [number, number, number][] = [];
  let total = 0;
  for (let i = 0; i <= last - first; i++) {
    const at = isForward ? first + i : last - i;
    const lon = graph.geometry[2 * at]!;
    const lat = graph.geometry[2 * at + 1]!;
    const previous = points.at(-1);
    if (previous) total += stretchMeters(previous[0], previous[1], lon, lat);
    points.push([lon, lat, total]);
  }
  for (const point of points) point[2] = total === 0 ? 0 : point[2] / total;
  points.at(-1)![2] = 1;
  const at = (share: number): [number, number, number] => {
    const end = Math.max(
      1,
      points.findIndex((point) => point[2] >= share),
    );
    const [a, b] = [points[end - 1]!, points[end]!];
    const t = b[2] === a[2] ? 0 : (share - a[2]) / (b[2] - a[2]);
    return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), share];
  };
  return [
    at(fromShare),
    ...points.filter((point) => point[2] > fromShare && point[2] < toShare),
    at(toShare),
  ];
}

/** A route of the pieces, driven one after another. */
export function describePieces(
  graph: RoadGraph,
  secondsOf: (arc: number) => number,
  pieces: readonly Piece[],
): Route {
  const coordinates: [number, number][] = [];
  const elapsedSeconds: number[] = [];
  const arcEndSeconds: number[] = [];
  const legs: RouteLeg[] = [];
  let elapsed = 0;
  let distance = 0;
  for (const piece of pieces) {
    const seconds = secondsOf(piece.arc);
    for (const [lon, lat, share] of pointsOfPiece(graph, piece)) {
      const previous = coordinates.at(-1);
      if (previous && previous[0] === lon && previous[1] === lat) continue;
      coordinates.push([lon, lat]);
      elapsedSeconds.push(elapsed + (share - piece.fromShare) * seconds);
    }
    const share = piece.toShare - piece.fromShare;
    const meters = share * graph.lengthMeters[piece.arc >> 1]!;
    elapsed += share * seconds;
    distance += meters;
    arcEndSeconds.push(elapsed);
    appendToLegs(legs, edgeName(graph, piece.arc >> 1), share * seconds, meters, coordinates.length - 1);
  }
  if (coordinates.length === 1) {
    coordinates.push([...coordinates[0]!]);
    elapsedSeconds.push(elapsed);
  }
  return {
    travelSeconds: elapsed,
    distanceMeters: distance,
    coordinates,
    elapsedSeconds,
    legs,
    arcs: pieces.map((piece) => piece.arc),
    arcEndSeconds,
  };
}

function appendToLegs(legs: RouteLeg[], name: string, seconds: number, meters: number, last: number): void {
  const previous = legs.at(-1);
  if (previous?.name === name) {
    legs[legs.length - 1] = {
      ...previous,
      travelSeconds: previous.travelSeconds + seconds,
      distanceMeters: previous.distanceMeters + meters,
      lastCoordinate: last,
    };
    return;
  }
  const first = previous?.lastCoordinate ?? 0;
  legs.push({
    name,
    travelSeconds: seconds,
    distanceMeters: meters,
    firstCoordinate: first,
    lastCoordinate: last,
  });
}

/** The pieces of the fastest way; undefined when there is none within the limit. The workspace is overwritten. */
export function searchPieces(
  search: SearchGraph,
  weights: ArcWeights,
  workspace: SearchWorkspace,
  source: EdgePoint,
  target: EdgePoint,
  { limitSeconds }: { readonly limitSeconds: number },
): Piece[] | undefined {
  const direct = directAlongEdge(search, weights, source, target).seconds;
  workspace.clear();
  startFrom(search, weights, workspace, source);
  for (let arc = 2 * target.edge; arc <= 2 * target.edge + 1; arc++) {
    if (weights[arc]! < Infinity) forEachStateBefore(search, arc, (state) => workspace.want(state));
  }
  workspace.run(search.out, weights, search.graph.lengthMeters, Math.min(limitSeconds, direct));
  return findPieces(search, weights, workspace, source, target);
}

/**
 * The fastest route between two places on roads, with its geometry, the seconds at each of its points and the names of
 * its roads; undefined when there is none within the limit. The workspace is overwritten.
 */
export function findRoute(
  search: SearchGraph,
  weights: ArcWeights,
  workspace: SearchWorkspace,
  source: EdgePoint,
  target: EdgePoint,
  options: { readonly limitSeconds: number },
): Route | undefined {
  const pieces = searchPieces(search, weights, workspace, source, target, options);
  if (!pieces) return undefined;
  const route = describePieces(search.graph, (arc) => weights[arc]!, pieces);
  return route.travelSeconds > options.limitSeconds ? undefined : route;
}
