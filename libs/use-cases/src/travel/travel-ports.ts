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

export interface ClosureInForce {
  readonly id: string;
  /** `way:from:to` of the closed edges. */
  readonly edgeKeys: readonly string[];
  readonly emergencyMayPass: boolean;
}

/** A map's roads, ready to answer without waiting. */
export interface RoadNetworkPort {
  readonly graph: { readonly bounds: readonly [number, number, number, number] };
  /** Raised whenever closures change. */
  readonly conditionsVersion: number;
  setConditions(closures: readonly ClosureInForce[]): readonly string[];
  snap(place: LonLat, setting: TravelSetting, maxMeters: number): RoadPoint | undefined;
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
  findRoute(
    source: RoadPoint,
    target: RoadPoint,
    setting: TravelSetting,
  ):
    | {
        readonly travelSeconds: number;
        readonly distanceMeters: number;
        readonly coordinates: readonly (readonly [number, number])[];
        readonly elapsedSeconds: readonly number[];
      }
    | undefined;
  findIsochrones(
    center: RoadPoint,
    setting: TravelSetting,
    options: { readonly direction: 'from' | 'to'; readonly limitsSeconds: readonly number[] },
  ): { readonly limitSeconds: number; readonly coordinates: [number, number][][][] }[];
}

/** `Roads` is whatever the store reads and the network is made from; this lib never looks inside. */
export interface TravelPorts<Roads> {
  now(): Date;
  findRoads(mapId: number): Promise<{ readonly version: number; readonly roads: Roads } | undefined>;
  findMapVersion(mapId: number): Promise<number | undefined>;
  findTimeZone(mapId: number): Promise<string | undefined>;
  listClosures(mapId: number, at: Date): Promise<readonly ClosureInForce[]>;
  createRoadNetwork(roads: Roads): RoadNetworkPort;
}
