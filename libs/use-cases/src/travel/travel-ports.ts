import type { ClosureShape } from '#contracts';
import type { LonLat } from '#domain';

export type TravelProfileName = 'emergency' | 'normal';

/** Who drives, and when: 0 = Monday 00:00 local time, to 167. */
export interface TravelSetting {
  readonly profile: TravelProfileName;
  readonly hourOfWeek: number;
}

/** A place on a road. */
export interface RoadPoint {
  readonly edge: number;
  readonly fraction: number;
  readonly offRoadMeters: number;
}

/** A closure or slow stretch as stored: in force now, or planned. */
export interface StoredClosure {
  readonly id: string;
  /** `way:from:to` of the edges, with `:1` or `:-1` where one direction only is meant. */
  readonly edgeKeys: readonly string[];
  readonly emergencyMayPass: boolean;
  /** Null: closed. */
  readonly timeFactor: number | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
}

export interface RoadClosure {
  readonly edgeKeys: readonly string[];
  readonly emergencyMayPass: boolean;
}

export interface SlowStretch extends RoadClosure {
  readonly timeFactor: number;
}

/** What a drawn shape stands for. */
export type ShapeMatch =
  | {
      readonly ok: true;
      readonly value: {
        readonly edgeKeys: readonly string[];
        readonly coordinates: [number, number][][];
        readonly roadNames: readonly string[];
        readonly lengthMeters: number;
      };
    }
  | {
      readonly ok: false;
      readonly reason: 'offMap' | 'noRoadNearby' | 'noRoadInShape' | 'closureTooLarge';
      readonly details?: Readonly<Record<string, string | number | null>>;
    };

/** A way along roads. */
export interface RouteFound {
  readonly travelSeconds: number;
  readonly distanceMeters: number;
  readonly coordinates: readonly (readonly [number, number])[];
  /** Seconds from the start at each coordinate. */
  readonly elapsedSeconds: readonly number[];
  /** Directed edges driven, in order. */
  readonly arcs: readonly number[];
  /** Seconds from the start at the end of each arc. */
  readonly arcEndSeconds: readonly number[];
  /** Stretches along roads of one name, empty where they have none; indexes into the coordinates. */
  readonly legs: readonly {
    readonly name: string;
    readonly firstCoordinate: number;
    readonly lastCoordinate: number;
  }[];
}

/** A map's roads, ready to answer without waiting. */
export interface RoadNetworkPort {
  readonly graph: { readonly bounds: readonly [number, number, number, number] };
  /** Raised whenever closures change. */
  readonly conditionsVersion: number;
  /** Answers the keys that name no edge. */
  setConditions(closures: readonly RoadClosure[], slowStretches: readonly SlowStretch[]): readonly string[];
  matchShape(shape: ClosureShape): ShapeMatch;
  snap(place: LonLat, setting: TravelSetting, maxMeters: number): RoadPoint | undefined;
  /** Where a vehicle stands: perhaps on a closed road, out of which it drives first. */
  snapVehicle(place: LonLat, setting: TravelSetting, maxMeters: number): RoadPoint | undefined;
  travelTimesTo(
    sources: readonly RoadPoint[],
    target: RoadPoint,
    setting: TravelSetting,
    limitSeconds: number,
  ): { readonly travelSeconds: Float64Array; readonly distanceMeters: Float64Array };
  /** As if no road were closed; undefined while none is. */
  travelTimesWithoutClosures(
    sources: readonly RoadPoint[],
    target: RoadPoint,
    setting: TravelSetting,
    limitSeconds: number,
  ): { readonly travelSeconds: Float64Array; readonly distanceMeters: Float64Array } | undefined;
  findRoute(source: RoadPoint, target: RoadPoint, setting: TravelSetting): RouteFound | undefined;
  /** Seconds of whole arcs now; Infinity when one is closed. */
  secondsOfArcs(arcs: readonly number[], setting: TravelSetting): number;
  travelTimesFrom(
    source: RoadPoint,
    targets: readonly RoadPoint[],
    setting: TravelSetting,
    limitSeconds: number,
  ): { readonly travelSeconds: Float64Array; readonly distanceMeters: Float64Array };
  findIsochrones(
    center: RoadPoint,
    setting: TravelSetting,
    options: { readonly direction: 'from' | 'to'; readonly limitsSeconds: readonly number[] },
  ): { readonly limitSeconds: number; readonly coordinates: [number, number][][][] }[];
  /** Road times from everywhere to each centre, of the roads as they are when it begins; made in short steps. */
  buildCellTrees(
    centers: readonly LonLat[],
    setting: TravelSetting,
    options: { readonly limitSeconds: number; readonly maxOffRoadMeters: number },
  ): Iterator<number, CellTreesPort>;
}

/** Road times to a fixed set of cells, ready to be read. */
export interface CellTreesPort {
  snap(place: LonLat, maxMeters: number): Pick<RoadPoint, 'edge' | 'fraction'> | undefined;
  /** Seconds to every cell, Infinity beyond the limit; written into `seconds` when given. */
  cellSecondsFrom(source: Pick<RoadPoint, 'edge' | 'fraction'>, seconds?: Float64Array): Float64Array;
}

/** `Roads` is whatever the store reads and the network is made from; this lib never looks inside. */
export interface TravelPorts<Roads> {
  now(): Date;
  findRoads(mapId: number): Promise<{ readonly version: number; readonly roads: Roads } | undefined>;
  findMapVersion(mapId: number): Promise<number | undefined>;
  findTimeZone(mapId: number): Promise<string | undefined>;
  /** Those in force at an instant and those planned after it. */
  listClosures(mapId: number, at: Date): Promise<readonly StoredClosure[]>;
  createRoadNetwork(roads: Roads): RoadNetworkPort;
}
