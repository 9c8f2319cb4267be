import type { CoverageView } from '#contracts';
import type { CoveragePorts } from './coverage-ports.ts';
import { viewCoverage } from './coverage-view.ts';
import { RegionCoverage } from './region-coverage.ts';
import { Slices } from './slices.ts';

/**
 * Road times older than this are no longer used for losses. They are rebuilt at once when a closure, an import or the hour
 * changes them, which takes seconds; until then the old ones answer and their age is told.
 */
export const TREES_AGE_ALLOWED_SECONDS = 60;
/** A unit's cells are looked up anew when it has moved this far: a junction on, not the trembling of a receiver. */
const LEAST_MOVE_METERS = 25;

export interface CoverageEngineOptions {
  readonly leastMoveMeters?: number;
}

/**
 * Expected coverage of each region, in memory and up to date, so that a recommendation reads what each unit's leaving would
 * cost without waiting. The application calls `refresh` every second or two and `refreshUnits` when units' statuses changed.
 * A region is kept from its first question on; `watch` begins before.
 */
export class CoverageEngine {
  private readonly ports: CoveragePorts;
  private readonly slices: Slices;
  private readonly leastMoveMeters: number;
  private readonly watched = new Set<string>();
  private readonly regions = new Map<string, RegionCoverage>();
  private isStopped = false;

  constructor(ports: CoveragePorts, { leastMoveMeters = LEAST_MOVE_METERS }: CoverageEngineOptions = {}) {
    this.ports = ports;
    this.slices = new Slices(ports);
    this.leastMoveMeters = leastMoveMeters;
  }

  /** Begins to keep a region's coverage. */
  watch(regionId: string): void {
    this.watched.add(regionId);
  }

  /** One round over the watched regions. One that fails stays as it was. */
  async refresh(): Promise<void> {
    if (this.watched.size === 0 || this.isStopped) return;
    const all = await this.ports.listCoverageRegions();
    const known = new Set(all.map(({ regionId }) => regionId));
    for (const regionId of this.regions.keys()) if (!known.has(regionId)) this.regions.delete(regionId);
    for (const region of all.filter(({ regionId }) => this.watched.has(regionId))) {
      if (this.isStopped) return;
      let coverage = this.regions.get(region.regionId);
      if (!coverage) {
        const { slices, leastMoveMeters } = this;
        const options = { slices, leastMoveMeters, isStopped: () => this.isStopped };
        coverage = new RegionCoverage(this.ports, region, options);
        this.regions.set(region.regionId, coverage);
      }
      await coverage
        .refresh(region)
        .catch((error: unknown) => this.ports.failed('coverage not refreshed', region.regionId, error));
    }
  }

  /** Units whose duty or assignments changed a moment ago. */
  async refreshUnits(regionId: string, unitIds: readonly string[]): Promise<void> {
    if (unitIds.length === 0 || this.isStopped) return;
    await this.regions.get(regionId)?.refreshUnits(unitIds);
  }

  /** Lets unfinished work go. */
  stop(): void {
    this.isStopped = true;
  }

  /**
   * Share of the region's demand whose expected coverage is lost with each unit that counts now; others cost nothing. From
   * memory; undefined while it is being prepared, or when road times are older than `TREES_AGE_ALLOWED_SECONDS`.
   */
  listCoverageLosses(regionId: string): ReadonlyMap<string, { readonly lossShare: number }> | undefined {
    return this.findUsable(regionId)?.losses;
  }

  /** The same for several units sent together, which is more than the sum of each one's. */
  lossOfSending(regionId: string, unitIds: readonly string[]): number | undefined {
    return this.findUsable(regionId)?.coverage.lossOfAll(unitIds);
  }

  /** All figures for screens; with units to be left out, also what remains without them. */
  viewCoverage(regionId: string, withoutUnitIds: readonly string[] | undefined): CoverageView {
    this.watch(regionId);
    return viewCoverage(regionId, this.regions.get(regionId), withoutUnitIds, TREES_AGE_ALLOWED_SECONDS);
  }

  private findUsable(regionId: string) {
    this.watch(regionId);
    const region = this.regions.get(regionId);
    const ageSeconds = region?.levelAgeSeconds();
    const isUsable = ageSeconds !== undefined && ageSeconds <= TREES_AGE_ALLOWED_SECONDS;
    return isUsable ? region?.level : undefined;
  }
}
