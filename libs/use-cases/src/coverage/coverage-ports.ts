import type {
  ChosenDemand,
  DemandCell,
  DemandGrid,
  DemandSquare,
  DemandStation,
  DutyState,
  LonLat,
  RegionLocale,
  ResponseStandard,
  TimeSpan,
  UnitWork,
} from '#domain';
import type { LastPosition } from '../dispatch/recommend-ports.ts';
import type { RoadNetworkPort, TravelSetting } from '../travel/travel-ports.ts';

/** A region with what its coverage goes by. */
export interface CoverageRegion extends RegionLocale {
  readonly regionId: string;
  readonly mapId: number;
  readonly mapVersion: number;
  readonly isTraining: boolean;
  /** `region.settings.coverage` and `.ranking`, unchecked. */
  readonly coverageSettings: unknown;
  readonly rankingSettings: unknown;
  /** Null where the region goes by a preset. */
  readonly standards: readonly ResponseStandard[] | null;
  readonly mapBounds: DemandCell['bounds'] | null;
  /** Null while there are no cells. */
  readonly demandVersion: number | null;
  readonly madeAt: Date | null;
  readonly demandMapVersion: number | null;
}

/** Cells and measured busy fraction as stored. */
export interface StoredDemand {
  readonly version: number;
  readonly madeAt: Date;
  readonly cellMeters: number;
  readonly basis: 'addresses' | 'roads';
  readonly incidentWeight: number;
  readonly busyFraction: number | null;
  readonly unitHours: number | null;
  readonly assignmentHours: number | null;
  readonly assignments: number | null;
  readonly cells: readonly DemandCell[];
}

export interface CoveringUnit {
  readonly unitId: string;
  readonly callSign: string;
  readonly dutyState: DutyState;
  readonly isCommitted: boolean;
  readonly isReserved: boolean;
  readonly isVehicleOut: boolean;
  readonly stationCoordinates: LonLat | null;
}

/** The roads of a map as they are now. */
export interface CoverageRoads {
  readonly network: Pick<RoadNetworkPort, 'conditionsVersion' | 'buildCellTrees'>;
  readonly setting: TravelSetting;
}

export interface DemandStore {
  countDemandSquares(
    region: { readonly regionId: string; readonly mapId: number },
    grid: DemandGrid,
    incidentsSince: Date,
  ): Promise<readonly DemandSquare[]>;
  listDemandStations(regionId: string): Promise<readonly DemandStation[]>;
  listUnitWork(regionId: string, window: TimeSpan): Promise<readonly UnitWork[]>;
  saveDemand(regionId: string, mapVersion: number, madeAt: Date, chosen: ChosenDemand): Promise<void>;
}

export interface DemandPorts {
  now(): Date;
  listCoverageRegions(): Promise<readonly CoverageRegion[]>;
  /** Undefined, and nothing done, while another process makes the region's cells. */
  inDemandTransaction<T>(regionId: string, work: (store: DemandStore) => Promise<T>): Promise<T | undefined>;
}

export interface SlicePorts {
  /** Monotonic milliseconds. */
  elapsedMilliseconds(): number;
  /** Lets everything else that waits in this process go first. */
  pause(milliseconds: number): Promise<void>;
}

export interface CoveragePorts extends DemandPorts, SlicePorts {
  findDemand(regionId: string): Promise<StoredDemand | undefined>;
  /** All units of a region, or some of them. */
  listCoveringUnits(regionId: string, unitIds: readonly string[] | null): Promise<readonly CoveringUnit[]>;
  findPosition(unitId: string): LastPosition | undefined;
  findRoads(mapId: number): Promise<CoverageRoads | undefined>;
  /** Work in the background failed; the next round tries again. */
  failed(what: string, regionId: string, error: unknown): void;
}
