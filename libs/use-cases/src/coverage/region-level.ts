import {
  type ChosenBusyFraction,
  type ChosenCoverageLimit,
  type CoverageTurnout,
  type CoveringSource,
  ExpectedCoverage,
  findCoveringSource,
  greatCircleMeters,
} from '#domain';
import { MAX_OFF_ROAD_METERS } from '../travel/snap-place.ts';
import type { CellTreesPort } from '../travel/travel-ports.ts';
import type { CoveragePorts, CoveringUnit, StoredDemand } from './coverage-ports.ts';
import type { Slices } from './slices.ts';

/** What a level is made of; another text means that it must be made anew. */
export interface LevelMakings {
  readonly key: string;
  readonly demand: StoredDemand;
  readonly limit: ChosenCoverageLimit;
  readonly busy: ChosenBusyFraction;
}

/** Which units count, and how long each takes to turn out. */
export interface CountingRules {
  readonly turnout: CoverageTurnout;
  readonly leavesOutReserved: boolean;
}

/** Looked at without a rest: at most 50 microseconds each, so that a changed status counts at once. */
const UNITS_AT_ONCE = 8;

type Losses = ReadonlyMap<string, { readonly lossShare: number }>;

/** A region's coverage in memory: road times to its cells as of one moment, and the units that count now. */
export class RegionLevel {
  readonly makings: LevelMakings;
  readonly coverage: ExpectedCoverage;
  readonly trees: CellTreesPort;
  /** Where each unit that counts was when it was last looked at. */
  private readonly sources = new Map<string, CoveringSource>();
  private readonly scratch: Float64Array;
  /** Share of all demand that is lost with each unit alone; ready to be handed out. */
  losses: Losses = new Map();
  /** When all units were last looked at. */
  lookedAt: Date | undefined;

  constructor(makings: LevelMakings, trees: CellTreesPort) {
    const { demand, limit, busy } = makings;
    this.makings = makings;
    this.trees = trees;
    this.scratch = new Float64Array(demand.cells.length);
    this.coverage = new ExpectedCoverage({
      demand: Float64Array.from(demand.cells, (cell) => cell.demand),
      limitSeconds: limit.limitSeconds,
      busyFraction: busy.busyFraction,
    });
  }

  counts(unitId: string): boolean {
    return this.sources.has(unitId);
  }

  listCountedUnitIds(): string[] {
    return [...this.sources.keys()];
  }

  /**
   * Takes over where units are and whether they count; who moved less than `leastMoveMeters` since stays where it was taken to
   * be. `isWhole` when these are all units of the region: others are counted out.
   */
  async follow(
    units: ReadonlyMap<string, CoveringUnit>,
    { turnout, leavesOutReserved }: CountingRules,
    ports: Pick<CoveragePorts, 'now' | 'findPosition'>,
    options: { readonly slices: Slices; readonly isWhole: boolean; readonly leastMoveMeters: number },
  ): Promise<void> {
    let isChanged = false;
    let looked = 0;
    for (const unit of units.values()) {
      const source = findCoveringSource(factsOf(unit, ports), turnout, { leavesOutReserved });
      isChanged = this.take(unit.unitId, source, options.leastMoveMeters) || isChanged;
      if (++looked % UNITS_AT_ONCE === 0 && options.slices.isOver()) await options.slices.rest();
    }
    if (options.isWhole) {
      const gone = this.listCountedUnitIds().filter((unitId) => !units.has(unitId));
      for (const unitId of gone) isChanged = this.take(unitId, undefined, 0) || isChanged;
      this.lookedAt = ports.now();
    }
    if (isChanged) this.renewLosses();
  }

  private take(unitId: string, source: CoveringSource | undefined, leastMoveMeters: number): boolean {
    const held = this.sources.get(unitId);
    if (!source) {
      if (!held) return false;
      this.sources.delete(unitId);
      this.coverage.removeUnit(unitId);
      return true;
    }
    const isSame =
      held?.turnoutSeconds === source.turnoutSeconds &&
      greatCircleMeters(held.coordinates, source.coordinates) <= leastMoveMeters;
    if (isSame) return false;
    this.sources.set(unitId, source);
    this.coverage.setUnit(unitId, this.arrivalSeconds(source));
    return true;
  }

  /** From being notified to being there, per cell. */
  private arrivalSeconds({ coordinates, turnoutSeconds }: CoveringSource): Float64Array {
    const point = this.trees.snap(coordinates, MAX_OFF_ROAD_METERS);
    if (!point) return this.scratch.fill(Infinity);
    const seconds = this.trees.cellSecondsFrom(point, this.scratch);
    for (let cell = 0; cell < seconds.length; cell++) seconds[cell]! += turnoutSeconds;
    return seconds;
  }

  private renewLosses(): void {
    const losses = new Map<string, { readonly lossShare: number }>();
    for (const [unitId, lossShare] of this.coverage.listLosses()) losses.set(unitId, { lossShare });
    this.losses = losses;
  }
}

function factsOf(unit: CoveringUnit, ports: Pick<CoveragePorts, 'now' | 'findPosition'>) {
  const position = ports.findPosition(unit.unitId);
  return {
    ...unit,
    position: position && {
      coordinates: position.coordinates,
      ageSeconds: (ports.now().getTime() - position.deviceAt.getTime()) / 1000,
    },
  };
}
