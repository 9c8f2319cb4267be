import { METERS_PER_DEGREE, metersPerDegreeLon, stretchMeters } from './geometry.ts';
import { LeastFirst } from './least-first.ts';
import { arcTail, type RoadGraph } from './road-graph.ts';
import type { SnappedPoint } from './snap.ts';
import { fractionAlong, type EdgePoint } from './travel-times.ts';

type LonLat = readonly [lon: number, lat: number];

/** Metres of road that a metre beside the road is worth when a click could mean several. */
const OFF_ROAD_WEIGHT = 2;
/** Leaving the street that both ends lie on counts as longer by this: streets bend, and clicks are few. */
const OTHER_STREET_FACTOR = 1.5;
/** A metre of road this far from the drawn line counts as much as 1.5 on it. */
const FAR_FROM_LINE_METERS = 100;
/** A road between two clicks may be this much longer than their distance, and then some. */
const DETOUR_FACTOR = 2.5;
const DETOUR_METERS = 400;
/** A metre in the direction nobody may drive, where that of the drawing is meant: enough for the other carriageway, not for the next street. */
const WRONG_WAY_FACTOR = 1.5;
/** Less than this of a stretch at either end is a click that slipped past the junction. */
const SLIP_METERS = 15;
/** Once one candidate is reached, others that cost this much more are never the better end. */
const ENOUGH_METERS = 300;
/** A click may fall this far from the road it means. */
export const MAX_OFF_ROAD_METERS = 100;

/** A driven piece of an arc. */
interface Step {
  readonly arc: number;
  readonly meters: number;
}

/** The best way to one candidate of a click: its cost from the first click, and the candidate before with the way from it. */
interface Reached {
  readonly cost: number;
  readonly before: number;
  readonly steps: readonly Step[];
}

/**
 * Arcs along the road that a drawn line follows, in its direction: the shortest way over the candidates of all clicks,
 * which prefers the street both ends lie on and what lies under the line. Closures make no difference, and one-ways only
 * where the direction is `drawn`: of two carriageways the one driven that way is taken.
 * Undefined where no road leads from click to click.
 */
export function followLine(
  graph: RoadGraph,
  clicks: readonly LonLat[],
  candidates: readonly (readonly SnappedPoint[])[],
  isUsable: (edge: number) => boolean,
  directions: 'both' | 'drawn',
): number[] | undefined {
  let layer: Reached[] = candidates[0]!.map((point) => ({
    cost: OFF_ROAD_WEIGHT * point.offRoadMeters,
    before: -1,
    steps: [],
  }));
  const layers = [layer];
  for (let i = 1; i < clicks.length; i++) {
    const [from, to] = [clicks[i - 1]!, clicks[i]!];
    const [sources, targets] = [candidates[i - 1]!, candidates[i]!];
    layer = joinClicks(new Stretch({ graph, from, to, sources, targets, isUsable, directions }), layer);
    if (layer.every(({ cost }) => cost === Infinity)) return undefined;
    layers.push(layer);
  }
  return withoutSlips(graph, traceBack(layers));
}

function traceBack(layers: readonly Reached[][]): Step[] {
  const costs = layers.at(-1)!.map(({ cost }) => cost);
  let at = costs.indexOf(Math.min(...costs));
  const steps: Step[] = [];
  for (let i = layers.length - 1; i > 0; i--) {
    const reached = layers[i]![at]!;
    steps.unshift(...reached.steps);
    at = reached.before;
  }
  return steps;
}

/** Arcs of which enough is covered; the longest piece at least. */
function withoutSlips(graph: RoadGraph, steps: readonly Step[]): number[] {
  const covered = new Map<number, number>();
  for (const { arc, meters } of steps) covered.set(arc, (covered.get(arc) ?? 0) + meters);
  const isEnough = (arc: number): boolean =>
    covered.get(arc)! >= Math.min(SLIP_METERS, graph.lengthMeters[arc >> 1]! / 2);
  const arcs = [...covered.keys()];
  const kept = arcs.filter(isEnough);
  if (kept.length > 0) return kept;
  return arcs.sort((a, b) => covered.get(b)! - covered.get(a)!).slice(0, 1);
}

interface Ground {
  readonly graph: RoadGraph;
  readonly from: LonLat;
  readonly to: LonLat;
  readonly sources: readonly SnappedPoint[];
  readonly targets: readonly SnappedPoint[];
  readonly isUsable: (edge: number) => boolean;
  readonly directions: 'both' | 'drawn';
}

/** The ground between two clicks, with what a metre of each road counts on it. */
class Stretch {
  readonly graph: RoadGraph;
  readonly sources: readonly SnappedPoint[];
  readonly targets: readonly SnappedPoint[];
  readonly isUsable: (edge: number) => boolean;
  private readonly from: LonLat;
  private readonly to: LonLat;
  private readonly isDirected: boolean;
  private readonly maxMeters: number;
  private readonly streets: ReadonlySet<number>;

  constructor(ground: Ground) {
    const { graph, from, to, sources, targets, isUsable, directions } = ground;
    this.graph = graph;
    this.from = from;
    this.to = to;
    this.sources = sources;
    this.targets = targets;
    this.isUsable = isUsable;
    this.isDirected = directions === 'drawn';
    this.maxMeters = DETOUR_FACTOR * stretchMeters(...from, ...to) + DETOUR_METERS;
    const nameOf = ({ edge }: EdgePoint): number => graph.nameIndexes[edge]!;
    const ofTargets = new Set(targets.map(nameOf));
    this.streets = new Set(sources.map(nameOf).filter((name) => name >= 0 && ofTargets.has(name)));
  }

  /** Cost of a share of an arc. */
  costOf(arc: number, share: number): number {
    const { graph } = this;
    const edge = arc >> 1;
    const isWrongWay = this.isDirected && graph.arcAccess[arc] === 0;
    const isOnStreet = this.streets.size === 0 || this.streets.has(graph.nameIndexes[edge]!);
    const first = graph.geometryOffsets[edge]!;
    const last = graph.geometryOffsets[edge + 1]! - 1;
    const middle = (first + last) >> 1;
    const away = (this.metersFromLine(first) + this.metersFromLine(middle) + this.metersFromLine(last)) / 3;
    const factor = 1 + Math.min(1, away / FAR_FROM_LINE_METERS) / 2;
    const streetFactor = isOnStreet ? 1 : OTHER_STREET_FACTOR;
    return share * graph.lengthMeters[edge]! * factor * streetFactor * (isWrongWay ? WRONG_WAY_FACTOR : 1);
  }

  /** The least that is still to go from a node; Infinity where a way over it can't be short enough. */
  leastFrom(node: number): number {
    const lon = this.graph.nodeCoordinates[2 * node]!;
    const lat = this.graph.nodeCoordinates[2 * node + 1]!;
    const rest = stretchMeters(lon, lat, ...this.to);
    if (stretchMeters(...this.from, lon, lat) + rest > this.maxMeters) return Infinity;
    // The road's place may be nearer than the click.
    return Math.max(0, rest - MAX_OFF_ROAD_METERS);
  }

  private metersFromLine(point: number): number {
    const { graph, from, to } = this;
    const scaleX = metersPerDegreeLon(from[1]);
    const x = (graph.geometry[2 * point]! - from[0]) * scaleX;
    const y = (graph.geometry[2 * point + 1]! - from[1]) * METERS_PER_DEGREE;
    const dx = (to[0] - from[0]) * scaleX;
    const dy = (to[1] - from[1]) * METERS_PER_DEGREE;
    const squared = dx * dx + dy * dy;
    const share = squared === 0 ? 0 : Math.max(0, Math.min(1, (x * dx + y * dy) / squared));
    return Math.hypot(x - share * dx, y - share * dy);
  }
}

/** One search (A*) from all candidates of a click, each from its own cost, to all of the next. */
function joinClicks(stretch: Stretch, layer: readonly Reached[]): Reached[] {
  const { graph } = stretch;
  const queue = new LeastFirst();
  const costs = new Map<number, number>();
  /** By node: the arc driven to it, or, where the way begins, -1 minus the source. */
  const arrivals = new Map<number, { readonly arc: number; readonly source: number }>();
  const reach = (arc: number, cost: number, source: number): void => {
    const node = graph.arcHeads[arc]!;
    if (!(cost < (costs.get(node) ?? Infinity))) return;
    const rest = stretch.leastFrom(node);
    if (rest === Infinity) return;
    costs.set(node, cost);
    arrivals.set(node, { arc, source });
    queue.push(node, cost + rest);
  };
  stretch.sources.forEach((point, source) => {
    for (let arc = 2 * point.edge; arc <= 2 * point.edge + 1; arc++) {
      const share = 1 - fractionAlong(point, arc);
      reach(arc, layer[source]!.cost + stretch.costOf(arc, share), source);
    }
  });
  const ends = new Set(
    stretch.targets.flatMap(({ edge }) => [graph.arcHeads[2 * edge]!, arcTail(graph, 2 * edge)]),
  );
  const settled = new Set<number>();
  let limit = Infinity;
  for (let next = queue.pop(); next && next.key <= limit; next = queue.pop()) {
    const node = next.item;
    if (settled.has(node)) continue;
    settled.add(node);
    const cost = costs.get(node)!;
    if (ends.has(node)) limit = Math.min(limit, cost + ENOUGH_METERS);
    for (let i = graph.outOffsets[node]!; i < graph.outOffsets[node + 1]!; i++) {
      const arc = graph.outArcs[i]!;
      if (stretch.isUsable(arc >> 1)) reach(arc, cost + stretch.costOf(arc, 1), -1);
    }
  }
  return stretch.targets.map((target) => finish(stretch, layer, target, costs, arrivals));
}

function finish(
  stretch: Stretch,
  layer: readonly Reached[],
  target: SnappedPoint,
  costs: ReadonlyMap<number, number>,
  arrivals: ReadonlyMap<number, { readonly arc: number; readonly source: number }>,
): Reached {
  const { graph, sources } = stretch;
  const length = graph.lengthMeters[target.edge]!;
  let best: Reached = { cost: Infinity, before: -1, steps: [] };
  sources.forEach((source, before) => {
    if (source.edge !== target.edge) return;
    const share = target.fraction - source.fraction;
    const arc = share >= 0 ? 2 * target.edge : 2 * target.edge + 1;
    const cost = layer[before]!.cost + stretch.costOf(arc, Math.abs(share));
    if (cost < best.cost) best = { cost, before, steps: [{ arc, meters: Math.abs(share) * length }] };
  });
  for (let arc = 2 * target.edge; arc <= 2 * target.edge + 1; arc++) {
    const share = fractionAlong(target, arc);
    const cost = (costs.get(arcTail(graph, arc)) ?? Infinity) + stretch.costOf(arc, share);
    if (!(cost < best.cost)) continue;
    const { steps, before } = traceSteps(stretch, arrivals, arcTail(graph, arc));
    best = { cost, before, steps: [...steps, { arc, meters: share * length }] };
  }
  return { ...best, cost: best.cost + OFF_ROAD_WEIGHT * target.offRoadMeters };
}

function traceSteps(
  { graph, sources }: Stretch,
  arrivals: ReadonlyMap<number, { readonly arc: number; readonly source: number }>,
  last: number,
): { steps: Step[]; before: number } {
  const steps: Step[] = [];
  for (let node = last; ;) {
    const { arc, source } = arrivals.get(node)!;
    const length = graph.lengthMeters[arc >> 1]!;
    const share = source === -1 ? 1 : 1 - fractionAlong(sources[source]!, arc);
    steps.unshift({ arc, meters: share * length });
    if (source !== -1) return { steps, before: source };
    node = arcTail(graph, arc);
  }
}
