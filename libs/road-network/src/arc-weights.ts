import { findArcsByKey, NORMAL_ACCESS, type RoadGraph } from './road-graph.ts';
import type { ClassSpeed, TravelProfile } from './travel-profile.ts';

/** Seconds to drive each arc from end to end; Infinity where it may not be driven now. */
export type ArcWeights = Float32Array;

/** Edges nobody (or nobody but emergency vehicles) may drive now. */
export interface RoadClosure {
  /** `way:from:to`, both directions; with `:1` only along the geometry, with `:-1` only against it. */
  readonly edgeKeys: readonly string[];
  readonly emergencyMayPass: boolean;
}

/** Edges that take longer than usual now. */
export interface SlowStretch {
  readonly edgeKeys: readonly string[];
  /** 2: twice the usual time. From 0.1 to 100. */
  readonly timeFactor: number;
  /** True where vehicles on an emergency run keep their usual time. */
  readonly emergencyMayPass?: boolean;
}

interface ArcCondition {
  /** Bits of access that are taken away. */
  closedMask: number;
  /** 0 where nothing is said. */
  timeFactor: number;
  /** The same for those who are not on an emergency run. */
  normalTimeFactor: number;
}

/** What differs from the usual road today, by arc. */
export interface RoadConditions {
  readonly byArc: ReadonlyMap<number, Readonly<ArcCondition>>;
  /** Keys that name no edge of this map, for the operator to see. */
  readonly unknownEdgeKeys: readonly string[];
}

export const NO_CONDITIONS: RoadConditions = { byArc: new Map(), unknownEdgeKeys: [] };

const ALL_ACCESS = 0xff;
const MIN_TIME_FACTOR = 0.1;
// The queue of a search has a bucket for every two seconds up to the slowest road.
const MAX_TIME_FACTOR = 100;
const SECONDS_PER_METER_AT_1_KMH = 3.6;

/** Resolves edge keys; several closures of one stretch add up, several slow stretches take the slowest. */
export function resolveConditions(
  graph: RoadGraph,
  closures: readonly RoadClosure[],
  slowStretches: readonly SlowStretch[] = [],
): RoadConditions {
  const byArc = new Map<number, ArcCondition>();
  const unknownEdgeKeys: string[] = [];
  const visit = (keys: readonly string[], change: (condition: ArcCondition) => void): void => {
    for (const key of keys) {
      const arcs = findArcsByKey(graph, key);
      if (arcs.length === 0) unknownEdgeKeys.push(key);
      for (const arc of arcs) {
        const condition = byArc.get(arc) ?? { closedMask: 0, timeFactor: 0, normalTimeFactor: 0 };
        change(condition);
        byArc.set(arc, condition);
      }
    }
  };
  for (const closure of closures) {
    visit(closure.edgeKeys, (condition) => {
      condition.closedMask |= closure.emergencyMayPass ? NORMAL_ACCESS : ALL_ACCESS;
    });
  }
  for (const stretch of slowStretches) {
    if (!(stretch.timeFactor >= MIN_TIME_FACTOR && stretch.timeFactor <= MAX_TIME_FACTOR)) {
      throw new RangeError(
        `timeFactor must be from ${MIN_TIME_FACTOR} to ${MAX_TIME_FACTOR}, not ${stretch.timeFactor}; close what is slower.`,
      );
    }
    visit(stretch.edgeKeys, (condition) => {
      condition.normalTimeFactor = Math.max(stretch.timeFactor, condition.normalTimeFactor);
      if (!stretch.emergencyMayPass) {
        condition.timeFactor = Math.max(stretch.timeFactor, condition.timeFactor);
      }
    });
  }
  return { byArc, unknownEdgeKeys };
}

/** What is slow stays slow, and nothing is closed; undefined when nothing is closed to this access as it is. */
export function openClosures({ byArc }: RoadConditions, accessMask: number): RoadConditions | undefined {
  let isAnyClosed = false;
  for (const { closedMask } of byArc.values()) isAnyClosed ||= (closedMask & accessMask) !== 0;
  if (!isAnyClosed) return undefined;
  const opened = [...byArc].map(([arc, condition]) => [arc, { ...condition, closedMask: 0 }] as const);
  return { byArc: new Map(opened), unknownEdgeKeys: [] };
}

/** Highest rank among the roads at each node, and -1 where fewer than three meet. */
function rankOfJunctions(graph: RoadGraph, rankOfClass: readonly number[]): Int8Array {
  const ranks = new Int8Array(graph.nodeCount).fill(-1);
  for (let node = 0; node < graph.nodeCount; node++) {
    const start = graph.outOffsets[node]!;
    const end = graph.outOffsets[node + 1]!;
    if (end - start < 3) continue;
    for (let i = start; i < end; i++) {
      const rank = rankOfClass[graph.classIndexes[graph.outArcs[i]! >> 1]!]!;
      if (rank > ranks[node]!) ranks[node] = rank;
    }
  }
  return ranks;
}

/** Weighs the arcs of one graph for one profile; made once, so that a changed edge costs nanoseconds. */
export class ArcWeigher {
  readonly graph: RoadGraph;
  readonly profile: TravelProfile;
  private readonly classSpeeds: readonly ClassSpeed[];
  private readonly junctionRanks: Int8Array;

  constructor(graph: RoadGraph, profile: TravelProfile) {
    this.graph = graph;
    this.profile = profile;
    this.classSpeeds = graph.classNames.map((name) => profile.speeds[name] ?? profile.otherSpeed);
    this.junctionRanks = rankOfJunctions(
      graph,
      this.classSpeeds.map((speed) => speed.rank),
    );
  }

  /**
   * Seconds of one arc: length over speed, times the hour's traffic, plus the delay of the junction it arrives at. The
   * delay is spread over the arc, so that half an arc is half its time: that keeps times along an edge additive, and
   * is what lets another router that knows only costs per edge give the same answers.
   */
  secondsOf(arc: number, trafficFactor: number, condition: Readonly<ArcCondition> | undefined): number {
    const { graph, profile } = this;
    const closedMask = condition?.closedMask ?? 0;
    if ((graph.arcAccess[arc]! & ~closedMask & profile.accessMask) === 0) return Infinity;
    const edge = arc >> 1;
    const speed = this.classSpeeds[graph.classIndexes[edge]!]!;
    const posted = graph.maxspeedKmh[edge]!;
    const kmh = posted > 0 ? Math.min(posted * profile.maxspeedShare, speed.ceilingKmh) : speed.usualKmh;
    const traffic = 1 + (trafficFactor - 1) * speed.trafficShare;
    const driven = (graph.lengthMeters[edge]! * SECONDS_PER_METER_AT_1_KMH * traffic) / kmh;
    const junctionRank = this.junctionRanks[graph.arcHeads[arc]!]!;
    const delay =
      junctionRank < 0 ? 0 : junctionRank > speed.rank ? profile.giveWaySeconds : profile.junctionSeconds;
    const isNormal = (profile.accessMask & NORMAL_ACCESS) !== 0;
    const timeFactor = isNormal ? condition?.normalTimeFactor : condition?.timeFactor;
    return (driven + delay) * (timeFactor || 1);
  }

  /** Seconds of every arc in an hour of the week (0 = Monday 00:00 local time). 1 million edges take 0.05 s. */
  weigh(hourOfWeek: number, conditions: RoadConditions = NO_CONDITIONS): ArcWeights {
    const weights = new Float32Array(this.graph.arcCount);
    const traffic = this.trafficAt(hourOfWeek);
    for (let arc = 0; arc < weights.length; arc++) weights[arc] = this.secondsOf(arc, traffic, undefined);
    this.reweigh(weights, hourOfWeek, NO_CONDITIONS, conditions);
    return weights;
  }

  /** Changes the weights of those arcs whose condition was or is special, and no others. */
  reweigh(weights: ArcWeights, hourOfWeek: number, before: RoadConditions, after: RoadConditions): void {
    const traffic = this.trafficAt(hourOfWeek);
    for (const conditions of [before, after]) {
      for (const arc of conditions.byArc.keys()) {
        weights[arc] = this.secondsOf(arc, traffic, after.byArc.get(arc));
      }
    }
  }

  /** Seconds of an arc in an hour as if nothing were closed or slow today. */
  usualSecondsOf(arc: number, hourOfWeek: number): number {
    return this.secondsOf(arc, this.trafficAt(hourOfWeek), undefined);
  }

  private trafficAt(hourOfWeek: number): number {
    const factor = this.profile.hourOfWeekFactors[hourOfWeek];
    if (factor === undefined)
      throw new RangeError(`hourOfWeek must be a whole number from 0 to 167, not ${hourOfWeek}.`);
    return factor;
  }
}

export interface WeightOptions {
  /** 0 = Monday 00:00 local time, to 167. */
  readonly hourOfWeek: number;
  readonly closures?: readonly RoadClosure[];
  readonly slowStretches?: readonly SlowStretch[];
}

/** Seconds per arc for a profile in an hour of the week, with what is closed or slow. */
export function weightArcs(graph: RoadGraph, profile: TravelProfile, options: WeightOptions): ArcWeights {
  const conditions = resolveConditions(graph, options.closures ?? [], options.slowStretches);
  return new ArcWeigher(graph, profile).weigh(options.hourOfWeek, conditions);
}
