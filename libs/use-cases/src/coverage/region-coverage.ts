import {
  chooseBusyFraction,
  chooseCoverageLimit,
  choosePolicyCountry,
  DEFAULT_RANKING_SETTINGS,
  readCoverageFigures,
  resolveRankingSettings,
  STANDARD_PRESETS,
} from '#domain';
import { MAX_OFF_ROAD_METERS } from '../travel/snap-place.ts';
import type {
  CoveragePorts,
  CoverageRegion,
  CoverageRoads,
  CoveringUnit,
  StoredDemand,
} from './coverage-ports.ts';
import { lacksDemandCells, makeDemandCells } from './make-demand-cells.ts';
import { type CountingRules, type LevelMakings, RegionLevel } from './region-level.ts';
import type { Slices } from './slices.ts';

/** All units are read anew this often, in case a change was not heard of (a new unit, another vehicle). */
const REREAD_MILLISECONDS = 30_000;
/** After cells could not be made, the next attempt. */
const RETRY_MILLISECONDS = 30_000;

export type CoverageState = 'ready' | 'preparing' | 'noRoads' | 'noDemand';

export interface RegionCoverageOptions {
  readonly slices: Slices;
  /** Units that moved less since they were last looked at stay where they were taken to be. */
  readonly leastMoveMeters: number;
  readonly isStopped: () => boolean;
}

/** Keeps one region's coverage level with its units, roads, cells and figures. */
export class RegionCoverage {
  private readonly ports: CoveragePorts;
  private readonly options: RegionCoverageOptions;
  private region: CoverageRegion;
  private demand: StoredDemand | undefined;
  private roads: CoverageRoads | undefined;
  /** What the region goes by, read once a round. */
  private figures: Pick<LevelMakings, 'limit' | 'busy'> | undefined;
  private makings: LevelMakings | undefined;
  private units = new Map<string, CoveringUnit>();
  private unitsReadAt = -Infinity;
  private lastRead: Promise<void> = Promise.resolve();
  private cellsTriedAt = -Infinity;
  private isMaking = false;
  private isBuilding = false;
  /** When the roads, cells or figures of a key ceased to be those in force. */
  private readonly supersededAt = new Map<string, number>();
  rules: CountingRules = { turnout: DEFAULT_RANKING_SETTINGS.turnout, leavesOutReserved: false };
  level: RegionLevel | undefined;
  state: CoverageState = 'preparing';

  constructor(ports: CoveragePorts, region: CoverageRegion, options: RegionCoverageOptions) {
    this.ports = ports;
    this.region = region;
    this.options = options;
  }

  /** One round: whatever is out of date is brought up to date, or begun to be. */
  async refresh(region: CoverageRegion): Promise<void> {
    this.region = region;
    this.roads = await this.ports.findRoads(region.mapId);
    await this.refreshDemand();
    this.readFigures();
    this.state = this.stateNow();
    this.noteMakings();
    if (this.makings && this.level?.makings.key !== this.makings.key) this.startBuilding();
    if (this.ports.elapsedMilliseconds() - this.unitsReadAt >= REREAD_MILLISECONDS) await this.readUnits();
    await this.follow(this.level, this.units, true);
  }

  /** Units whose duty or assignment changed a moment ago. */
  async refreshUnits(unitIds: readonly string[]): Promise<void> {
    const changed = new Map<string, CoveringUnit>();
    await this.readInTurn(async () => {
      for (const unit of await this.ports.listCoveringUnits(this.region.regionId, unitIds)) {
        this.units.set(unit.unitId, unit);
        changed.set(unit.unitId, unit);
      }
    });
    await this.follow(this.level, changed, false);
  }

  /** Seconds since the level in use ceased to agree with what is in force; 0 while it does, undefined without one. */
  levelAgeSeconds(): number | undefined {
    if (!this.level) return undefined;
    this.noteMakings();
    const supersededAt = this.supersededAt.get(this.level.makings.key);
    return supersededAt === undefined ? 0 : (this.ports.elapsedMilliseconds() - supersededAt) / 1000;
  }

  findUnit(unitId: string): CoveringUnit | undefined {
    return this.units.get(unitId);
  }

  private async refreshDemand(): Promise<void> {
    const { regionId, demandVersion } = this.region;
    if (demandVersion !== null && this.demand?.version !== demandVersion)
      this.demand = await this.ports.findDemand(regionId);
    const isDue = this.ports.elapsedMilliseconds() - this.cellsTriedAt >= RETRY_MILLISECONDS;
    if (this.roads && lacksDemandCells(this.region) && !this.isMaking && isDue) void this.makeCells();
  }

  /** In the background: counting a city's houses takes the database a second. */
  private async makeCells(): Promise<void> {
    this.isMaking = true;
    this.cellsTriedAt = this.ports.elapsedMilliseconds();
    try {
      await makeDemandCells(this.ports, this.region);
    } catch (error) {
      this.ports.failed('cells could not be made', this.region.regionId, error);
    } finally {
      this.isMaking = false;
    }
  }

  private stateNow(): CoverageState {
    if (!this.roads) return 'noRoads';
    if (this.demand?.cells.length === 0) return 'noDemand';
    return this.level ? 'ready' : 'preparing';
  }

  private readFigures(): void {
    const { region, demand } = this;
    const own = readCoverageFigures(region.coverageSettings);
    const { turnout } = resolveRankingSettings(region.rankingSettings).settings;
    this.rules = { turnout, leavesOutReserved: own.leavesOutReserved ?? false };
    if (!demand) return;
    const standards = region.standards ?? STANDARD_PRESETS[choosePolicyCountry(region)];
    const limit = chooseCoverageLimit(own.limitSeconds, standards);
    this.figures = { limit, busy: chooseBusyFraction(measuredOf(demand), own.busyFraction) };
  }

  /** What a level would be made of now. Called at questions too, so that a closure counts from the moment it is in force. */
  private noteMakings(): void {
    const { demand, roads, figures } = this;
    if (!demand || !roads || !figures || demand.cells.length === 0) return;
    const { network, setting } = roads;
    const moment = `${numberOf(network)},${network.conditionsVersion},${setting.hourOfWeek}`;
    const key = `${moment},${demand.version},${figures.limit.limitSeconds},${figures.busy.busyFraction}`;
    if (key === this.makings?.key) return;
    if (this.makings) this.supersededAt.set(this.makings.key, this.ports.elapsedMilliseconds());
    this.supersededAt.delete(key);
    this.makings = { key, demand, ...figures };
  }

  private startBuilding(): void {
    if (this.isBuilding) return;
    this.isBuilding = true;
    this.build()
      .catch((error: unknown) =>
        this.ports.failed('road times could not be made', this.region.regionId, error),
      )
      .finally(() => {
        this.isBuilding = false;
      });
  }

  /** The old level answers until the new one knows all units. A change meanwhile leads to one more building, not to another start. */
  private async build(): Promise<void> {
    const { makings, roads, options } = this;
    if (!makings || !roads) return;
    const centers = makings.demand.cells.map(({ center }) => center);
    const limits = { limitSeconds: makings.limit.limitSeconds, maxOffRoadMeters: MAX_OFF_ROAD_METERS };
    const work = roads.network.buildCellTrees(centers, roads.setting, limits);
    const trees = await options.slices.run(work, options.isStopped);
    if (!trees) return;
    const level = new RegionLevel(makings, trees);
    if (this.unitsReadAt === -Infinity) await this.readUnits();
    await this.follow(level, this.units, true);
    this.level = level;
    this.state = 'ready';
    for (const key of this.supersededAt.keys()) if (key !== makings.key) this.supersededAt.delete(key);
    // Who changed while the new level was being filled.
    await this.follow(level, this.units, true);
  }

  private async readUnits(): Promise<void> {
    await this.readInTurn(async () => {
      const units = await this.ports.listCoveringUnits(this.region.regionId, null);
      this.units = new Map(units.map((unit) => [unit.unitId, unit]));
      this.unitsReadAt = this.ports.elapsedMilliseconds();
    });
  }

  /** One after another: an answer that comes late must not undo a newer one. */
  private readInTurn(read: () => Promise<void>): Promise<void> {
    const reading = this.lastRead.then(read);
    this.lastRead = reading.catch(() => undefined);
    return reading;
  }

  private async follow(
    level: RegionLevel | undefined,
    units: ReadonlyMap<string, CoveringUnit>,
    isWhole: boolean,
  ): Promise<void> {
    const { slices, leastMoveMeters } = this.options;
    await level?.follow(units, this.rules, this.ports, { slices, isWhole, leastMoveMeters });
  }
}

function measuredOf({ busyFraction, unitHours, assignments }: StoredDemand) {
  if (busyFraction === null) return undefined;
  return { busyFraction, unitHours: unitHours ?? 0, assignments: assignments ?? 0 };
}

const numbers = new WeakMap<object, number>();
let lastNumber = 0;

/** Tells the networks of two imports apart. */
function numberOf(network: object): number {
  let number = numbers.get(network);
  if (number === undefined) numbers.set(network, (number = ++lastNumber));
  return number;
}
