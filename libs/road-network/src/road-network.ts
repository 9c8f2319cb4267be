import { ArcWeigher, NO_CONDITIONS, resolveConditions } from './arc-weights.ts';
import type { ArcWeights, RoadClosure, RoadConditions, SlowStretch } from './arc-weights.ts';
import { buildRoadGraph } from './build-road-graph.ts';
import { markConnectedEdges } from './connected.ts';
import { findRoute, type Route } from './find-route.ts';
import { findIsochrones, type Isochrone, type IsochroneOptions } from './isochrone.ts';
import type { RoadGraphData } from './road-graph-data.ts';
import type { RoadGraph } from './road-graph.ts';
import { buildSearchGraph, type SearchGraph } from './search-graph.ts';
import { SearchWorkspace } from './search-workspace.ts';
import { buildSnapIndex, snapToEdge, snapToEdges, type SnapIndex, type SnappedPoint } from './snap.ts';
import { TRAVEL_PROFILES, type TravelProfile } from './travel-profile.ts';
import { travelTimesFrom, travelTimesTo, type EdgePoint, type TravelTimes } from './travel-times.ts';

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

  /** Up to `count` of them on different edges, nearest first. */
  snapCandidates(
    [lon, lat]: LonLat,
    setting: TravelSetting,
    maxMeters: number,
    count: number,
  ): SnappedPoint[] {
    return snapToEdges(this.snapIndex, lon, lat, count, { isUsable: this.usableEdges(setting), maxMeters });
  }

  /** See `travelTimesTo`. */
  travelTimesTo(
    sources: readonly EdgePoint[],
    target: EdgePoint,
    setting: TravelSetting,
    limitSeconds: number,
  ): TravelTimes {
    const { search, workspace } = this.stateOf(setting.profile);
    return travelTimesTo(search, this.weightsOf(setting), workspace, sources, target, { limitSeconds });
  }

  /** See `travelTimesFrom`. */
  travelTimesFrom(
    source: EdgePoint,
    targets: readonly EdgePoint[],
    setting: TravelSetting,
    limitSeconds: number,
  ): TravelTimes {
    const { search, workspace } = this.stateOf(setting.profile);
    return travelTimesFrom(search, this.weightsOf(setting), workspace, source, targets, { limitSeconds });
  }

  /** See `findRoute`. */
  findRoute(
    source: EdgePoint,
    target: EdgePoint,
    setting: TravelSetting,
    limitSeconds = Infinity,
  ): Route | undefined {
    const { search, workspace } = this.stateOf(setting.profile);
    return findRoute(search, this.weightsOf(setting), workspace, source, target, { limitSeconds });
  }

  /** See `findIsochrones`. */
  findIsochrones(center: EdgePoint, setting: TravelSetting, options: IsochroneOptions): Isochrone[] {
    const { search, workspace } = this.stateOf(setting.profile);
    return findIsochrones(search, this.weightsOf(setting), workspace, center, options);
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

export function createRoadNetwork(data: RoadGraphData, options?: RoadNetworkOptions): RoadNetwork {
  return new RoadNetwork(data, options);
}
