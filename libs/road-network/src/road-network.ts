import { ArcWeigher, NO_CONDITIONS, openClosures, resolveConditions } from './arc-weights.ts';
import type { ArcWeights, RoadClosure, RoadConditions, SlowStretch } from './arc-weights.ts';
import { buildRoadGraph } from './build-road-graph.ts';
import { buildCellTrees, freezeWeights, type CellTrees, type CellTreesOptions } from './cell-trees.ts';
import { markConnectedEdges } from './connected.ts';
import { describePieces, searchPieces, type Route } from './find-route.ts';
import { findIsochrones, type Isochrone, type IsochroneOptions } from './isochrone.ts';
import { matchShape, type RoadShape, type ShapeMatch } from './match-shape.ts';
import type { RoadGraphData } from './road-graph-data.ts';
import type { RoadGraph } from './road-graph.ts';
import { buildSearchGraph, type SearchGraph } from './search-graph.ts';
import { SearchWorkspace } from './search-workspace.ts';
import { buildSnapIndex, snapToEdge, snapToEdges, type SnapIndex, type SnappedPoint } from './snap.ts';
import { TRAVEL_PROFILES, type TravelProfile } from './travel-profile.ts';
import {
  travelTimesFrom,
  travelTimesFromAny,
  travelTimesTo,
  type EdgePoint,
  type TravelTimes,
} from './travel-times.ts';
import { findWaysOut, type WayOut } from './way-out.ts';

type LonLat = readonly [lon: number, lat: number];

/** Who drives, and when. */
export interface TravelSetting {
  readonly profile: string;
  /** 0 = Monday 00:00 local time, to 167. */
  readonly hourOfWeek: number;
}

export interface RoadNetworkOptions {
  readonly profiles?: Readonly<Record<string, TravelProfile>>;
}

/** Weights of this many hours are kept per profile: now, the next one, and two for replays of the past. */
const KEPT_HOURS = 4;
/** A vehicle nearer to a closed road than to any open one by more than this stands on the closed one. */
const ON_CLOSED_ROAD_METERS = 25;

interface ProfileState {
  readonly weigher: ArcWeigher;
  readonly search: SearchGraph;
  readonly workspace: SearchWorkspace;
  readonly connected: Uint8Array;
  readonly weightsByHour: Map<number, ArcWeights>;
}

/**
 * A map's roads, ready to answer: graph, search graphs, weights per profile and hour, what is closed today. One question
 * at a time (nothing here waits, so that is how it is used). All places are points on edges, made by `snap`.
 */
export class RoadNetwork {
  readonly graph: RoadGraph;
  private readonly profiles: Readonly<Record<string, TravelProfile>>;
  private readonly snapIndex: SnapIndex;
  private readonly states = new Map<string, ProfileState>();
  private conditions: RoadConditions = NO_CONDITIONS;
  private openWeights: { readonly key: string; readonly weights: ArcWeights } | undefined;
  /** Raised whenever conditions change; snapped points of an older one may lie on a road that is closed now. */
  conditionsVersion = 0;

  constructor(data: RoadGraphData, options: RoadNetworkOptions = {}) {
    this.graph = buildRoadGraph(data);
    this.profiles = options.profiles ?? TRAVEL_PROFILES;
    this.snapIndex = buildSnapIndex(this.graph);
  }

  /**
   * Puts closures and slow stretches in force in place of those before: only the weights of the edges concerned change.
   * Returns the keys that name no edge of this map.
   */
  setConditions(
    closures: readonly RoadClosure[],
    slowStretches: readonly SlowStretch[] = [],
  ): readonly string[] {
    const after = resolveConditions(this.graph, closures, slowStretches);
    for (const { weigher, weightsByHour } of this.states.values()) {
      for (const [hour, weights] of weightsByHour) weigher.reweigh(weights, hour, this.conditions, after);
    }
    this.conditions = after;
    this.conditionsVersion++;
    return after.unknownEdgeKeys;
  }

  /** The nearest place of a road the profile may drive now; undefined when none is within `maxMeters`. */
  snap([lon, lat]: LonLat, setting: TravelSetting, maxMeters: number): SnappedPoint | undefined {
    return snapToEdge(this.snapIndex, lon, lat, { isUsable: this.usableEdges(setting), maxMeters });
  }

  /**
   * Where a vehicle stands: the nearest open road, or the closed road it is plainly on. Times and routes from there
   * begin with the way out.
   */
  snapVehicle(place: LonLat, setting: TravelSetting, maxMeters: number): SnappedPoint | undefined {
    const open = this.snap(place, setting, maxMeters);
    if (this.conditions.byArc.size === 0) return open;
    const { connected } = this.stateOf(setting.profile);
    const isUsable = (edge: number): boolean => connected[edge] === 1;
    const nearer = (open?.offRoadMeters ?? maxMeters) - ON_CLOSED_ROAD_METERS;
    if (nearer < 0) return open;
    return snapToEdge(this.snapIndex, place[0], place[1], { isUsable, maxMeters: nearer }) ?? open;
  }

  /** Up to `count` of them on different edges, nearest first. */
  snapCandidates(
    [lon, lat]: LonLat,
    setting: TravelSetting,
    maxMeters: number,
    count: number,
  ): SnappedPoint[] {
    return snapToEdges(this.snapIndex, lon, lat, count, { isUsable: this.usableEdges(setting), maxMeters });
  }

  /** See `travelTimesTo`. Sources on a closed road first drive out of it. */
  travelTimesTo(
    sources: readonly EdgePoint[],
    target: EdgePoint,
    setting: TravelSetting,
    limitSeconds: number,
  ): TravelTimes {
    const { search, workspace } = this.stateOf(setting.profile);
    const weights = this.weightsOf(setting);
    const isAnyClosed = this.conditions.byArc.size > 0 && sources.some((source) => isClosed(weights, source));
    const enclosed = (isAnyClosed ? sources : []).flatMap((source, index) =>
      isClosed(weights, source) ? [{ index, ways: this.waysOut(source, setting) }] : [],
    );
    const exits = enclosed.flatMap(({ ways }) => ways.flatMap((way) => way.exits));
    const points = exits.length === 0 ? sources : [...sources, ...exits];
    const times = travelTimesTo(search, weights, workspace, points, target, { limitSeconds });
    if (exits.length === 0) return times;
    return withWaysOut(times, sources.length, enclosed, limitSeconds);
  }

  /**
   * As `travelTimesTo`, as if no road were closed to the profile; undefined while none is. Tells who is kept away by
   * closures alone.
   */
  travelTimesWithoutClosures(
    sources: readonly EdgePoint[],
    target: EdgePoint,
    setting: TravelSetting,
    limitSeconds: number,
  ): TravelTimes | undefined {
    const weights = this.weightsWithoutClosures(setting);
    if (!weights) return undefined;
    const { search, workspace } = this.stateOf(setting.profile);
    return travelTimesTo(search, weights, workspace, sources, target, { limitSeconds });
  }

  /** See `travelTimesFrom`. From a closed road the way out of it comes first. */
  travelTimesFrom(
    source: EdgePoint,
    targets: readonly EdgePoint[],
    setting: TravelSetting,
    limitSeconds: number,
  ): TravelTimes {
    const { search, workspace } = this.stateOf(setting.profile);
    const weights = this.weightsOf(setting);
    if (!isClosed(weights, source)) {
      return travelTimesFrom(search, weights, workspace, source, targets, { limitSeconds });
    }
    const starts = this.waysOut(source, setting).flatMap(({ exits, travelSeconds, distanceMeters }) =>
      exits.map((point) => ({ point, leadSeconds: travelSeconds, leadMeters: distanceMeters })),
    );
    return travelTimesFromAny(search, weights, workspace, starts, targets, { limitSeconds });
  }

  /** See `findRoute`. A route from a closed road begins with the way out of it. */
  findRoute(
    source: EdgePoint,
    target: EdgePoint,
    setting: TravelSetting,
    limitSeconds = Infinity,
  ): Route | undefined {
    const { search, workspace } = this.stateOf(setting.profile);
    const weights = this.weightsOf(setting);
    const way = isClosed(weights, source)
      ? this.bestWayOut(source, target, setting, limitSeconds)
      : undefined;
    const from = way?.exit ?? source;
    const onward = searchPieces(search, weights, workspace, from, target, { limitSeconds });
    if (!onward) return undefined;
    const { weigher } = this.stateOf(setting.profile);
    const secondsOf = (arc: number): number =>
      weights[arc]! < Infinity ? weights[arc]! : weigher.usualSecondsOf(arc, setting.hourOfWeek);
    const route = describePieces(search.graph, secondsOf, [...(way?.pieces ?? []), ...onward]);
    return route.travelSeconds > limitSeconds ? undefined : route;
  }

  /** Seconds that arcs driven from end to end take now; Infinity when one of them is closed. */
  secondsOfArcs(arcs: readonly number[], setting: TravelSetting): number {
    const weights = this.weightsOf(setting);
    return arcs.reduce((sum, arc) => sum + weights[arc]!, 0);
  }

  /** The stretches of road that a drawn shape stands for; closures in force make no difference. */
  matchShape(shape: RoadShape): ShapeMatch {
    return matchShape(this.snapIndex, shape);
  }

  /** See `findIsochrones`. */
  findIsochrones(center: EdgePoint, setting: TravelSetting, options: IsochroneOptions): Isochrone[] {
    const { search, workspace } = this.stateOf(setting.profile);
    return findIsochrones(search, this.weightsOf(setting), workspace, center, options);
  }

  /** See `buildCellTrees`; the trees are of the roads as they are when the weights have been copied. */
  *buildCellTrees(
    centers: readonly LonLat[],
    setting: TravelSetting,
    options: CellTreesOptions,
  ): Generator<number, CellTrees> {
    const { search, connected } = this.stateOf(setting.profile);
    const weights = yield* freezeWeights(
      () => this.weightsOf(setting),
      () => this.conditionsVersion,
    );
    const roads = { search, weights, connected, snapIndex: this.snapIndex };
    return yield* buildCellTrees(roads, centers, options);
  }

  /** Seconds per arc in force; a live array, not to be changed. */
  weightsOf({ profile, hourOfWeek }: TravelSetting): ArcWeights {
    const { weigher, weightsByHour } = this.stateOf(profile);
    let weights = weightsByHour.get(hourOfWeek);
    if (weights === undefined) {
      weights = weigher.weigh(hourOfWeek, this.conditions);
      const [oldest] = weightsByHour.keys();
      if (weightsByHour.size >= KEPT_HOURS && oldest !== undefined) weightsByHour.delete(oldest);
      weightsByHour.set(hourOfWeek, weights);
    }
    return weights;
  }

  /** Made at the first question after a change: copying the weights of 1 million edges takes 4 ms. */
  private weightsWithoutClosures({ profile, hourOfWeek }: TravelSetting): ArcWeights | undefined {
    const { weigher } = this.stateOf(profile);
    const opened = openClosures(this.conditions, weigher.profile.accessMask);
    if (!opened) return undefined;
    const key = `${profile} ${hourOfWeek} ${this.conditionsVersion}`;
    if (this.openWeights?.key !== key) {
      const weights = this.weightsOf({ profile, hourOfWeek }).slice();
      weigher.reweigh(weights, hourOfWeek, this.conditions, opened);
      this.openWeights = { key, weights };
    }
    return this.openWeights.weights;
  }

  private waysOut(source: EdgePoint, setting: TravelSetting): WayOut[] {
    const weights = this.weightsOf(setting);
    const { weigher } = this.stateOf(setting.profile);
    return findWaysOut(this.graph, source, {
      isOpen: (arc) => weights[arc]! < Infinity,
      usualSecondsOf: (arc) => weigher.usualSecondsOf(arc, setting.hourOfWeek),
    });
  }

  /** The way out that leads on soonest; undefined when none does. */
  private bestWayOut(source: EdgePoint, target: EdgePoint, setting: TravelSetting, limitSeconds: number) {
    const ends = this.waysOut(source, setting).flatMap((way) =>
      way.exits.map((exit) => ({ exit, pieces: way.pieces, travelSeconds: way.travelSeconds })),
    );
    const exits = ends.map(({ exit }) => exit);
    const { travelSeconds } = this.travelTimesTo(exits, target, setting, limitSeconds);
    let best = Infinity;
    let bestEnd: (typeof ends)[number] | undefined;
    ends.forEach((end, i) => {
      if (!(end.travelSeconds + travelSeconds[i]! < best)) return;
      best = end.travelSeconds + travelSeconds[i]!;
      bestEnd = end;
    });
    return bestEnd;
  }

  private usableEdges(setting: TravelSetting): (edge: number) => boolean {
    const { connected } = this.stateOf(setting.profile);
    const weights = this.weightsOf(setting);
    return (edge) =>
      connected[edge] === 1 && (weights[2 * edge]! < Infinity || weights[2 * edge + 1]! < Infinity);
  }

  private stateOf(name: string): ProfileState {
    const known = this.states.get(name);
    if (known) return known;
    const profile = this.profiles[name];
    if (!profile) {
      throw new RangeError(
        `No travel profile '${name}'; there are ${Object.keys(this.profiles).join(', ')}.`,
      );
    }
    const search = buildSearchGraph(this.graph, profile);
    const state: ProfileState = {
      weigher: new ArcWeigher(this.graph, profile),
      search,
      workspace: new SearchWorkspace(search),
      connected: markConnectedEdges(search),
      weightsByHour: new Map(),
    };
    this.states.set(name, state);
    return state;
  }
}

const isClosed = (weights: ArcWeights, { edge }: EdgePoint): boolean =>
  weights[2 * edge] === Infinity && weights[2 * edge + 1] === Infinity;

/** Puts the best way out in place of the answer of each enclosed source; the exits' answers follow the sources'. */
function withWaysOut(
  times: TravelTimes,
  sourceCount: number,
  enclosed: readonly { readonly index: number; readonly ways: readonly WayOut[] }[],
  limitSeconds: number,
): TravelTimes {
  let at = sourceCount;
  for (const { index, ways } of enclosed) {
    let best = Infinity;
    for (const way of ways) {
      for (const _exit of way.exits) {
        const seconds = way.travelSeconds + times.travelSeconds[at]!;
        if (seconds < best && seconds <= limitSeconds) {
          best = seconds;
          times.travelSeconds[index] = seconds;
          times.distanceMeters[index] = way.distanceMeters + times.distanceMeters[at]!;
        }
        at++;
      }
    }
  }
  return {
    travelSeconds: times.travelSeconds.slice(0, sourceCount),
    distanceMeters: times.distanceMeters.slice(0, sourceCount),
  };
}

export function createRoadNetwork(data: RoadGraphData, options?: RoadNetworkOptions): RoadNetwork {
  return new RoadNetwork(data, options);
}
