import type {
  ActiveStatus,
  Capability,
  DutyState,
  FinishedUnit,
  IncidentCategory,
  LonLat,
  PatientNeed,
  Priority,
  RankableUnit,
  RankingInputs,
  RankingSummary,
  ResponsePlan,
  UnitRun,
} from '#domain';
import type { Outcome } from '../outcome.ts';

/** A unit as it is stored, with what commits it now. */
export interface DispatchableUnit {
  readonly unitId: string;
  readonly regionId: string;
  readonly callSign: string;
  readonly capabilities: readonly Capability[];
  readonly dutyState: DutyState;
  /** Since when it has had its assignment's status, or else its duty state. */
  readonly statusSinceAt: Date;
  readonly run: (UnitRun & { readonly status: ActiveStatus }) | null;
  readonly reserved: RankableUnit['reserved'];
  /** Of a staged unit: for how long it drove before. */
  readonly drivenSeconds: number | null;
  readonly promised: NonNullable<RankableUnit['promised']> | null;
  readonly isVehicleOut: boolean;
  readonly shift: { readonly startsAt: Date; readonly endsAt: Date } | null;
  readonly stationCoordinates: LonLat | null;
}

export interface LastPosition {
  readonly coordinates: LonLat;
  readonly deviceAt: Date;
}

export type RoadLeg = { readonly travelSeconds: number; readonly distanceMeters: number };

export interface UnitLegs {
  /** In the order of the sources, as `roundedLeg` has them; undefined where no road leads there within the limit. */
  readonly legs: readonly (RoadLeg | undefined)[];
  /** Sources without a leg that would have one if no road were closed. */
  readonly cutOff: ReadonlySet<number>;
  readonly mapVersion: number;
  readonly conditionsVersion: number;
  readonly closureIds: readonly string[];
}

export interface IncidentToRank {
  readonly regionId: string;
  readonly mapId: number;
  readonly category: IncidentCategory;
  readonly priority: Priority;
  readonly needs: readonly PatientNeed[];
  readonly state: 'open' | 'closed';
  readonly coordinates: LonLat | null;
  /** The region's own figures for the ranking, unchecked. */
  readonly rankingSettings: unknown;
  /** Units that have been there and are done. */
  readonly finished: readonly FinishedUnit[];
}

export interface RecommendationVersions {
  readonly map: number;
  readonly conditions: number;
  readonly plan: number;
  readonly code: number;
}

/** Everything that a recommendation was made of; nothing personal. */
export interface RecommendationInputs extends RankingInputs {
  readonly recordVersion: number;
  readonly target: LonLat;
  readonly category: IncidentCategory;
  readonly priority: number;
  readonly versions: RecommendationVersions;
  readonly closureIds: readonly string[];
}

export interface KeptRecommendation {
  readonly id: string;
  readonly regionId: string;
  readonly incidentId: string;
  readonly at: Date;
  readonly askedBy: string;
  readonly inputs: RecommendationInputs;
  readonly answer: RankingSummary;
}

export interface RecommendPorts {
  now(): Date;
  /** Monotonic milliseconds, for the time the answer took. */
  elapsedMilliseconds(): number;
  newId(): string;
  findIncident(incidentId: string): Promise<IncidentToRank | undefined>;
  /** The plan that a region goes by now; never none, since a region without its own has a preset. */
  findPlanInForce(regionId: string): Promise<ResponsePlan>;
  /** Units of the regions as far as they lie on the map. */
  listDispatchableUnits(
    regionIds: readonly string[],
    mapId: number,
    at: Date,
  ): Promise<readonly DispatchableUnit[]>;
  findPosition(unitId: string): LastPosition | undefined;
  /** From memory; undefined while the coverage of the region is being computed. */
  listCoverageLosses(regionId: string): ReadonlyMap<string, { readonly lossShare: number }> | undefined;
  /** Exact road legs from each source to the target. */
  findUnitLegs(
    mapId: number,
    sources: readonly LonLat[],
    target: LonLat,
    limitSeconds: number,
  ): Promise<Outcome<UnitLegs>>;
  saveRecommendation(recommendation: KeptRecommendation): Promise<void>;
}
