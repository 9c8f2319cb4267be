import type { FramePosition } from '#contracts';
import type { LonLat } from '#domain';
import { countedMilliseconds, isNewerFix, type UnitFix } from './unit-fix.ts';

/** A unit that a region watches. */
export interface TrackedUnit {
  readonly unitId: string;
  readonly regionId: string;
  readonly frameKey: number;
  /** Other regions that it works for now: their screens show it, too. */
  readonly helpedRegionIds?: readonly string[];
}

/** What the board keeps of the newest fix. */
export type LastFix = Pick<
  UnitFix,
  'unitId' | 'deviceAt' | 'receivedAt' | 'lon' | 'lat' | 'speedKmh' | 'headingDegrees'
>;

export interface UnitPosition {
  readonly unitId: string;
  readonly coordinates: LonLat;
  /** By the device's clock, but never later than the arrival: the age counts from here. */
  readonly deviceAt: Date;
  readonly receivedAt: Date;
  readonly speedKmh: number | null;
  readonly headingDegrees: number | null;
}

/** The newest fix of every unit, in memory. Knows no clock: time comes with the fixes and the questions. */
export class PositionBoard {
  private readonly last = new Map<string, { readonly fix: LastFix; readonly position: UnitPosition }>();
  private byRegion: ReadonlyMap<string, readonly TrackedUnit[]> = new Map();
  private helpersByRegion: ReadonlyMap<string, readonly TrackedUnit[]> = new Map();

  /** Replaces the list of known units; positions stay. */
  setUnits(units: readonly TrackedUnit[]): void {
    this.byRegion = groupBy(units, ({ regionId }) => [regionId]);
    this.helpersByRegion = groupBy(units, ({ helpedRegionIds }) => helpedRegionIds ?? []);
  }

  /** Regions that have units, own or a neighbour's. */
  listRegions(): string[] {
    return [...new Set([...this.byRegion.keys(), ...this.helpersByRegion.keys()])];
  }

  /** True when the fix is now the unit's last; an older one changes nothing. */
  apply(fix: LastFix): boolean {
    const held = this.last.get(fix.unitId);
    if (held && !isNewerFix(fix, held.fix)) return false;
    this.last.set(fix.unitId, { fix, position: toPosition(fix, held?.position.coordinates) });
    return true;
  }

  find(unitId: string): UnitPosition | undefined {
    return this.last.get(unitId)?.position;
  }

  /** Last positions of a region's units; units that never reported are left out. */
  list(regionId: string): UnitPosition[] {
    const units = this.byRegion.get(regionId) ?? [];
    return units.flatMap(({ unitId }) => this.find(unitId) ?? []);
  }

  /** Every unit of the region and those that help it, reported or not, with the age of its fix at `now`. */
  listFramePositions(regionId: string, now: Date): FramePosition[] {
    const own = this.byRegion.get(regionId) ?? [];
    return [...own, ...(this.helpersByRegion.get(regionId) ?? [])].map(({ unitId, frameKey }) => {
      const fix = this.last.get(unitId)?.fix;
      if (!fix) {
        return { frameKey, lon: NaN, lat: NaN, ageSeconds: null, headingDegrees: null, speedKmh: null };
      }
      const { lon, lat, headingDegrees, speedKmh } = fix;
      const ageSeconds = Math.max(0, (now.getTime() - countedMilliseconds(fix)) / 1000);
      return { frameKey, lon, lat, ageSeconds, headingDegrees, speedKmh };
    });
  }
}

function groupBy(
  units: readonly TrackedUnit[],
  regionsOf: (unit: TrackedUnit) => readonly string[],
): Map<string, TrackedUnit[]> {
  const groups = new Map<string, TrackedUnit[]>();
  for (const unit of units) {
    for (const regionId of regionsOf(unit)) {
      const group = groups.get(regionId);
      if (group) group.push(unit);
      else groups.set(regionId, [unit]);
    }
  }
  return groups;
}

/** A unit that stands still keeps its very pair of coordinates, by which its road is remembered. */
function toPosition(fix: LastFix, before: LonLat | undefined): UnitPosition {
  const { unitId, lon, lat, receivedAt, speedKmh, headingDegrees } = fix;
  const deviceAt = new Date(countedMilliseconds(fix));
  const coordinates: LonLat = before?.[0] === lon && before[1] === lat ? before : [lon, lat];
  return { unitId, coordinates, deviceAt, receivedAt, speedKmh, headingDegrees };
}
