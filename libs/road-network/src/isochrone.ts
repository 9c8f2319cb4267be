import type { ArcWeights } from './arc-weights.ts';
import { contourPolygons, type Grid, type Ring } from './contour.ts';
import { METERS_PER_DEGREE, metersPerDegreeLon } from './geometry.ts';
import type { RoadGraph } from './road-graph.ts';
import type { SearchGraph } from './search-graph.ts';
import type { SearchWorkspace } from './search-workspace.ts';
import { fractionAlong, startBackFrom, startFrom, type EdgePoint } from './travel-times.ts';

export interface IsochroneOptions {
  /** `from`: what is reached from the centre; `to`: from where the centre is reached. */
  readonly direction: 'from' | 'to';
  readonly limitsSeconds: readonly number[];
}

export interface Isochrone {
  readonly limitSeconds: number;
  /** GeoJSON MultiPolygon coordinates: anticlockwise outer rings, clockwise holes, no two rings touch. */
  readonly coordinates: Ring[][];
}

/** Land this near to a reached road counts as reached: a plot's depth on either side. */
const BUFFER_METERS = 90;
const FINEST_CELL_METERS = 40;
/** Bends finer than this are passed over: half a cell at most. */
const SHORTEST_PIECE_METERS = 20;
const MAX_CELLS = 600_000;
/** Gaps and islands smaller than this many cells are noise of the grid. */
const SMALLEST_CELLS = 4;
const COORDINATE_DECIMALS = 1e6;

/** Visits a reached part of an edge; fractions of the edge, `start < end`. */
type VisitPart = (edge: number, start: number, end: number) => void;

function visitArcPart(arc: number, fromShare: number, toShare: number, visit: VisitPart): void {
  if (toShare <= fromShare) return;
  if ((arc & 1) === 0) visit(arc >> 1, fromShare, toShare);
  else visit(arc >> 1, 1 - toShare, 1 - fromShare);
}

/** Parts of edges within `limit` but not within `before` (negative for nothing), after a search. */
function forEachReachedPart(
  search: SearchGraph,
  weights: ArcWeights,
  workspace: SearchWorkspace,
  direction: 'from' | 'to',
  [before, limit]: readonly [number, number],
  visit: VisitPart,
): void {
  const { offsets, arcs } = direction === 'from' ? search.out : search.into;
  const share = (seconds: number, weight: number): number =>
    seconds <= 0 ? 0 : weight === 0 ? 1 : Math.min(1, seconds / weight);
  for (let i = 0; i < workspace.reachedCount; i++) {
    const state = workspace.reached[i]!;
    const seconds = workspace.seconds[state]!;
    if (seconds > limit) continue;
    for (let k = offsets[state]!; k < offsets[state + 1]!; k++) {
      const weight = weights[arcs[k]!]!;
      if (weight === Infinity) continue;
      const start = share(before - seconds, weight);
      const end = share(limit - seconds, weight);
      if (direction === 'from') visitArcPart(arcs[k]!, start, end, visit);
      else visitArcPart(arcs[k]!, 1 - end, 1 - start, visit);
    }
  }
}

/** Parts of the centre's own edge. */
function visitCenter(
  weights: ArcWeights,
  center: EdgePoint,
  direction: 'from' | 'to',
  limit: number,
  visit: VisitPart,
): void {
  for (let arc = 2 * center.edge; arc <= 2 * center.edge + 1; arc++) {
    if (weights[arc] === Infinity) continue;
    const at = fractionAlong(center, arc);
    const reach = weights[arc] === 0 ? 1 : limit / weights[arc]!;
    if (direction === 'from') visitArcPart(arc, at, Math.min(1, at + reach), visit);
    else visitArcPart(arc, Math.max(0, at - reach), at, visit);
  }
}

/** Straight pieces in metres around the centre: x0, y0, x1, y1 each; grown as needed. */
class PieceList {
  values = new Float64Array(1 << 14);
  length = 0;

  push(x0: number, y0: number, x1: number, y1: number): void {
    if (this.length + 4 > this.values.length) {
      const grown = new Float64Array(2 * this.values.length);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = x0;
    this.values[this.length++] = y0;
    this.values[this.length++] = x1;
    this.values[this.length++] = y1;
  }
}

interface Plane {
  readonly lon: number;
  readonly lat: number;
  readonly metersPerLon: number;
}

/** Cuts the part out of the edge's geometry. */
function cutPart(
  graph: RoadGraph,
  plane: Plane,
  edge: number,
  start: number,
  end: number,
  pieces: PieceList,
): void {
  const first = graph.geometryOffsets[edge]!;
  const last = graph.geometryOffsets[edge + 1]! - 1;
  const x = (point: number): number => (graph.geometry[2 * point]! - plane.lon) * plane.metersPerLon;
  const y = (point: number): number => (graph.geometry[2 * point + 1]! - plane.lat) * METERS_PER_DEGREE;
  let total = 0;
  if (start > 0 || end < 1) {
    for (let i = first; i < last; i++) total += Math.hypot(x(i + 1) - x(i), y(i + 1) - y(i));
  }
  const from = start > 0 ? start * total : 0;
  const to = end < 1 ? end * total : Infinity;
  let along = 0;
  let startX = NaN;
  let startY = NaN;
  for (let i = first; i < last && along <= to; i++) {
    const x0 = x(i);
    const y0 = y(i);
    const dx = x(i + 1) - x0;
    const dy = y(i + 1) - y0;
    const length = Math.sqrt(dx * dx + dy * dy);
    const a = length === 0 ? 0 : Math.max(0, (from - along) / length);
    const b = length === 0 ? 1 : Math.min(1, (to - along) / length);
    along += length;
    if (a > b) continue;
    if (Number.isNaN(startX)) {
      startX = x0 + a * dx;
      startY = y0 + a * dy;
    }
    const endX = x0 + b * dx;
    const endY = y0 + b * dy;
    const isLong = Math.abs(endX - startX) + Math.abs(endY - startY) >= SHORTEST_PIECE_METERS;
    if (!isLong && i < last - 1 && along <= to) continue;
    pieces.push(startX, startY, endX, endY);
    startX = endX;
    startY = endY;
  }
}

interface Field extends Grid {
  readonly cell: number;
  readonly left: number;
  readonly bottom: number;
  readonly buffer: number;
}

/** A grid around all pieces, every corner as yet too far from any road. */
function layField({ values, length }: PieceList): Field {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < length; i += 2) {
    left = Math.min(left, values[i]!);
    right = Math.max(right, values[i]!);
    bottom = Math.min(bottom, values[i + 1]!);
    top = Math.max(top, values[i + 1]!);
  }
  const area = (right - left + 4 * BUFFER_METERS) * (top - bottom + 4 * BUFFER_METERS);
  const cell = Math.max(FINEST_CELL_METERS, Math.sqrt(area / MAX_CELLS));
  const buffer = Math.max(BUFFER_METERS, 1.5 * cell);
  const margin = buffer + 2 * cell;
  const columns = Math.ceil((right - left + 2 * margin) / cell) + 1;
  const rows = Math.ceil((top - bottom + 2 * margin) / cell) + 1;
  const farMeters = buffer + cell;
  return {
    columns,
    rows,
    values: new Float32Array(columns * rows).fill(farMeters),
    cell,
    left: left - margin,
    bottom: bottom - margin,
    buffer,
  };
}

/** Lowers the field to the distance from one piece wherever that is nearer. */
function stamp(field: Field, x0: number, y0: number, x1: number, y1: number): void {
  const { columns, rows, values, cell, left, bottom, buffer } = field;
  const reach = buffer + cell;
  const firstColumn = Math.max(0, Math.floor((Math.min(x0, x1) - reach - left) / cell));
  const lastColumn = Math.min(columns - 1, Math.ceil((Math.max(x0, x1) + reach - left) / cell));
  const firstRow = Math.max(0, Math.floor((Math.min(y0, y1) - reach - bottom) / cell));
  const lastRow = Math.min(rows - 1, Math.ceil((Math.max(y0, y1) + reach - bottom) / cell));
  const dx = x1 - x0;
  const dy = y1 - y0;
  const squared = dx * dx + dy * dy;
  for (let row = firstRow; row <= lastRow; row++) {
    const y = bottom + row * cell - y0;
    for (let column = firstColumn; column <= lastColumn; column++) {
      const x = left + column * cell - x0;
      let share = squared === 0 ? 0 : (x * dx + y * dy) / squared;
      if (share < 0) share = 0;
      else if (share > 1) share = 1;
      const ex = x - share * dx;
      const ey = y - share * dy;
      const distance = Math.sqrt(ex * ex + ey * ey);
      const at = row * columns + column;
      if (distance < values[at]!) values[at] = distance;
    }
  }
}

function toDegrees(polygons: Ring[][], field: Field, plane: Plane): Ring[][] {
  const round = (degrees: number): number => Math.round(degrees * COORDINATE_DECIMALS) / COORDINATE_DECIMALS;
  return polygons.map((polygon) =>
    polygon.map((ring) =>
      ring.map(([column, row]): [number, number] => [
        round(plane.lon + (field.left + column * field.cell) / plane.metersPerLon),
        round(plane.lat + (field.bottom + row * field.cell) / METERS_PER_DEGREE),
      ]),
    ),
  );
}

/**
 * The area reached within each limit, from one search. Reached roads count to the metre where the time runs out on them;
 * the area is what lies within 90 m of them, contoured on a grid of 40 m (coarser beyond about 900 square kilometres).
 * A larger limit always covers a smaller one. Answers in ascending order of limit. The workspace is overwritten.
 */
export function findIsochrones(
  search: SearchGraph,
  weights: ArcWeights,
  workspace: SearchWorkspace,
  center: EdgePoint,
  options: IsochroneOptions,
): Isochrone[] {
  const { graph } = search;
  const limits = [...new Set(options.limitsSeconds)].sort((a, b) => a - b);
  if (!limits.every((limit) => limit > 0 && limit < Infinity)) {
    throw new RangeError('Each limit of an isochrone must be a positive number of seconds.');
  }
  workspace.clear();
  if (options.direction === 'from') startFrom(search, weights, workspace, center);
  else startBackFrom(search, weights, workspace, center);
  const adjacency = options.direction === 'from' ? search.out : search.into;
  workspace.run(adjacency, weights, graph.lengthMeters, limits.at(-1)!);
  const lat = graph.geometry[2 * graph.geometryOffsets[center.edge]! + 1]!;
  const lon = graph.geometry[2 * graph.geometryOffsets[center.edge]!]!;
  const plane: Plane = { lon, lat, metersPerLon: metersPerDegreeLon(lat) };
  const pieces = new PieceList();
  const wholeEdges = new Set<number>();
  const ends = limits.map((limit, i) => {
    const visit: VisitPart = (edge, start, end) => {
      // Most edges are reached whole from either end: once is enough.
      if (wholeEdges.has(edge)) return;
      if (start === 0 && end === 1) wholeEdges.add(edge);
      cutPart(graph, plane, edge, start, end, pieces);
    };
    visitCenter(weights, center, options.direction, limit, visit);
    forEachReachedPart(search, weights, workspace, options.direction, [limits[i - 1] ?? -1, limit], visit);
    return pieces.length;
  });
  const field = layField(pieces);
  let stamped = 0;
  return limits.map((limitSeconds, i) => {
    for (; stamped < ends[i]!; stamped += 4) {
      const { values } = pieces;
      stamp(field, values[stamped]!, values[stamped + 1]!, values[stamped + 2]!, values[stamped + 3]!);
    }
    const polygons = contourPolygons(field, field.buffer, SMALLEST_CELLS);
    return { limitSeconds, coordinates: toDegrees(polygons, field, plane) };
  });
}
