import { isInsideRing, METERS_PER_DEGREE, metersPerDegreeLon } from './geometry.ts';
import { followLine, MAX_OFF_ROAD_METERS } from './follow-line.ts';
import { addOppositeCarriageway } from './opposite-carriageway.ts';
import { arcKey, edgeKey, edgeName, type RoadGraph } from './road-graph.ts';
import { snapToEdges, type SnapIndex } from './snap.ts';

type LonLat = readonly [lon: number, lat: number];

/** What somebody draws on the map and means as roads. */
export type RoadShape =
  | {
      readonly type: 'line';
      readonly coordinates: readonly LonLat[];
      /** Both directions of each road, or only that of the drawing. */
      readonly directions: 'both' | 'drawn';
    }
  | { readonly type: 'polygon'; readonly coordinates: readonly LonLat[] }
  | {
      readonly type: 'point';
      readonly coordinates: LonLat;
      /** Compass direction of the one way that is meant; null for both. */
      readonly towardsDegrees: number | null;
    };

/** Stretches from junction to junction. */
export interface MatchedStretches {
  /** `way:from:to`, with `:1` or `:-1` where one direction only is meant. */
  readonly edgeKeys: readonly string[];
  /** A line per stretch, in its direction of driving where one only is meant. */
  readonly coordinates: [number, number][][];
  readonly roadNames: readonly string[];
  readonly lengthMeters: number;
}

export type ShapeMatch =
  | { readonly ok: true; readonly value: MatchedStretches }
  | {
      readonly ok: false;
      readonly reason: 'offMap' | 'noRoadNearby' | 'noRoadInShape' | 'closureTooLarge';
      readonly details?: Readonly<Record<string, string | number | null>>;
    };

/** A whole town fits; more is a slip of the hand, and each edge costs every process and screen its share. */
export const MAX_STRETCHES = 1000;

const MAX_LINE_METERS = 50_000;
const BOUNDS_MARGIN_DEGREES = 0.02;

/** Edges with the arcs meant: bit 1 along the geometry, bit 2 against it. */
type Directions = Map<number, number>;
const ALONG = 1;
const AGAINST = 2;
const bitOf = (arc: number): number => ((arc & 1) === 0 ? ALONG : AGAINST);

const refuse = (
  reason: Extract<ShapeMatch, { ok: false }>['reason'],
  details?: Readonly<Record<string, string | number | null>>,
): ShapeMatch => ({ ok: false, reason, ...(details && { details }) });

/** Whether anybody may ever drive the edge. */
const isRoad = (graph: RoadGraph, edge: number): boolean =>
  (graph.arcAccess[2 * edge]! | graph.arcAccess[2 * edge + 1]!) !== 0;

/**
 * The stretches of road that a drawn shape stands for. A line follows the road from point to point, so that streets
 * crossing it stay open; a polygon takes every road inside it or crossing its edge; a point the nearest stretch.
 */
export function matchShape(index: SnapIndex, shape: RoadShape): ShapeMatch {
  const outside = findOutside(index.graph, shape);
  if (outside !== undefined) return refuse('offMap', { field: outside });
  if (shape.type === 'point') return matchPoint(index, shape.coordinates, shape.towardsDegrees);
  if (shape.type === 'polygon') return matchPolygon(index, shape.coordinates);
  return matchLine(index, shape.coordinates, shape.directions);
}

function findOutside(graph: RoadGraph, shape: RoadShape): string | undefined {
  const [west, south, east, north] = graph.bounds;
  const margin = BOUNDS_MARGIN_DEGREES;
  const isOutside = ([lon, lat]: LonLat): boolean =>
    lon < west - margin || lon > east + margin || lat < south - margin || lat > north + margin;
  if (shape.type === 'point') return isOutside(shape.coordinates) ? 'shape.coordinates' : undefined;
  // A polygon may reach over the edge of the map.
  if (shape.type === 'polygon') {
    const lons = shape.coordinates.map(([lon]) => lon);
    const lats = shape.coordinates.map(([, lat]) => lat);
    const isApart =
      Math.max(...lons) < west ||
      Math.min(...lons) > east ||
      Math.max(...lats) < south ||
      Math.min(...lats) > north;
    return isApart ? 'shape.coordinates' : undefined;
  }
  const at = shape.coordinates.findIndex(isOutside);
  return at === -1 ? undefined : `shape.coordinates.${at}`;
}

function matchPoint(index: SnapIndex, [lon, lat]: LonLat, towardsDegrees: number | null): ShapeMatch {
  const { graph } = index;
  const isUsable = (edge: number): boolean => isRoad(graph, edge);
  const [nearest] = snapToEdges(index, lon, lat, 1, { isUsable, maxMeters: Infinity });
  if (!nearest || nearest.offRoadMeters > MAX_OFF_ROAD_METERS) {
    const distanceMeters = nearest ? Math.round(nearest.offRoadMeters) : null;
    return refuse('noRoadNearby', { field: 'shape.coordinates', distanceMeters });
  }
  const { edge, coordinates } = nearest;
  if (towardsDegrees === null) return describe(graph, new Map([[edge, ALONG | AGAINST]]));
  const turnTo = (arc: number): number => {
    const turn = Math.abs(bearingAt(graph, arc, coordinates) - towardsDegrees) % 360;
    return turn > 180 ? 360 - turn : turn;
  };
  const arc = turnTo(2 * edge) <= turnTo(2 * edge + 1) ? 2 * edge : 2 * edge + 1;
  if (graph.arcAccess[arc] === 0) return refuse('noRoadInShape', { field: 'shape.towardsDegrees' });
  return describe(graph, new Map([[edge, bitOf(arc)]]));
}

/** Compass direction in which an arc is driven at a place of it. */
function bearingAt(graph: RoadGraph, arc: number, [lon, lat]: LonLat): number {
  const first = graph.geometryOffsets[arc >> 1]!;
  const last = graph.geometryOffsets[(arc >> 1) + 1]! - 1;
  let best = Infinity;
  let degrees = 0;
  for (let point = first; point < last; point++) {
    const [lonA, latA] = [graph.geometry[2 * point]!, graph.geometry[2 * point + 1]!];
    const [lonB, latB] = [graph.geometry[2 * point + 2]!, graph.geometry[2 * point + 3]!];
    const scaleX = metersPerDegreeLon(latA);
    const east = (lonB - lonA) * scaleX;
    const north = (latB - latA) * METERS_PER_DEGREE;
    // The place lies on one of the pieces: on it, both parts add up to the whole.
    const detour =
      Math.hypot((lon - lonA) * scaleX, (lat - latA) * METERS_PER_DEGREE) +
      Math.hypot((lon - lonB) * scaleX, (lat - latB) * METERS_PER_DEGREE) -
      Math.hypot(east, north);
    if (detour >= best) continue;
    best = detour;
    degrees = (Math.atan2(east, north) * 180) / Math.PI;
  }
  return (degrees + ((arc & 1) === 0 ? 360 : 180)) % 360;
}

function matchPolygon(index: SnapIndex, corners: readonly LonLat[]): ShapeMatch {
  const { graph, tree } = index;
  const lons = corners.map(([lon]) => lon);
  const lats = corners.map(([, lat]) => lat);
  const found: Directions = new Map();
  let count = 0;
  const visit = (edge: number): boolean => {
    if (!isRoad(graph, edge) || !touches(graph, edge, corners)) return false;
    count++;
    if (count <= MAX_STRETCHES) found.set(edge, ALONG | AGAINST);
    return false;
  };
  tree.search(Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats), visit);
  if (count === 0) return refuse('noRoadInShape', { field: 'shape.coordinates' });
  return count > MAX_STRETCHES ? tooLarge(count) : describe(graph, found);
}

const tooLarge = (stretches: number): ShapeMatch =>
  refuse('closureTooLarge', { field: 'shape.coordinates', stretches, maxStretches: MAX_STRETCHES });

/** Whether an edge lies inside a ring or crosses it. */
function touches(graph: RoadGraph, edge: number, ring: readonly LonLat[]): boolean {
  const first = graph.geometryOffsets[edge]!;
  const end = graph.geometryOffsets[edge + 1]!;
  const at = (point: number): LonLat => [graph.geometry[2 * point]!, graph.geometry[2 * point + 1]!];
  for (let point = first; point < end; point++) {
    if (isInsideRing(ring, ...at(point))) return true;
  }
  for (let point = first; point < end - 1; point++) {
    const [a, b] = [at(point), at(point + 1)];
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      if (isCrossing(a, b, ring[j]!, ring[i]!)) return true;
    }
  }
  return false;
}

function isCrossing(a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean {
  const side = (p: LonLat, q: LonLat, r: LonLat): number =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function matchLine(index: SnapIndex, points: readonly LonLat[], directions: 'both' | 'drawn'): ShapeMatch {
  const { graph } = index;
  const isUsable = (edge: number): boolean => isRoad(graph, edge);
  if (lengthOf(points) > MAX_LINE_METERS) {
    return refuse('closureTooLarge', { field: 'shape.coordinates', maxMeters: MAX_LINE_METERS });
  }
  const candidates = points.map(([lon, lat]) =>
    snapToEdges(index, lon, lat, 6, { isUsable, maxMeters: MAX_OFF_ROAD_METERS }),
  );
  const lost = candidates.findIndex((one) => one.length === 0);
  if (lost !== -1) {
    const [lon, lat] = points[lost]!;
    const [nearest] = snapToEdges(index, lon, lat, 1, { isUsable, maxMeters: Infinity });
    const distanceMeters = nearest ? Math.round(nearest.offRoadMeters) : null;
    return refuse('noRoadNearby', { field: `shape.coordinates.${lost}`, distanceMeters });
  }
  const arcs = followLine(graph, points, candidates, isUsable, directions);
  if (!arcs) return refuse('noRoadInShape', { field: 'shape.coordinates' });
  const found: Directions = new Map();
  for (const arc of arcs) {
    if (directions === 'both') found.set(arc >> 1, ALONG | AGAINST);
    else if (graph.arcAccess[arc] !== 0) found.set(arc >> 1, (found.get(arc >> 1) ?? 0) | bitOf(arc));
  }
  if (found.size === 0) return refuse('noRoadInShape', { field: 'shape.directions' });
  if (directions === 'both') {
    for (const edge of addOppositeCarriageway(index, [...found.keys()])) found.set(edge, ALONG | AGAINST);
  }
  return found.size > MAX_STRETCHES ? tooLarge(found.size) : describe(graph, found);
}

function lengthOf(points: readonly LonLat[]): number {
  let meters = 0;
  for (const [i, [lon, lat]] of points.entries()) {
    const before = points[i - 1];
    if (!before) continue;
    meters += Math.hypot((lon - before[0]) * metersPerDegreeLon(lat), (lat - before[1]) * METERS_PER_DEGREE);
  }
  return meters;
}

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

function describe(graph: RoadGraph, directions: Directions): ShapeMatch {
  const edges = [...directions.keys()].sort((a, b) => a - b);
  const edgeKeys = edges.map((edge) => {
    const bits = directions.get(edge)!;
    if (bits === (ALONG | AGAINST)) return edgeKey(graph, edge);
    return arcKey(graph, bits === ALONG ? 2 * edge : 2 * edge + 1);
  });
  const coordinates = edges.map((edge) => {
    const points: [number, number][] = [];
    for (let point = graph.geometryOffsets[edge]!; point < graph.geometryOffsets[edge + 1]!; point++) {
      points.push([rounded(graph.geometry[2 * point]!), rounded(graph.geometry[2 * point + 1]!)]);
    }
    return directions.get(edge) === AGAINST ? points.reverse() : points;
  });
  const names = new Set(edges.map((edge) => edgeName(graph, edge)).filter((name) => name !== ''));
  const lengthMeters = edges.reduce((sum, edge) => sum + graph.lengthMeters[edge]!, 0);
  return { ok: true, value: { edgeKeys, coordinates, roadNames: [...names], lengthMeters } };
}
