import type { HazardView } from '#contracts';
import type { HazardKind, LonLat } from '#domain';

export interface HazardRecord {
  readonly id: string;
  readonly regionId: string;
  readonly version: number;
  readonly kind: HazardKind;
  readonly text: string;
  readonly addressText: string;
  readonly locationSource: string;
  readonly coordinates: LonLat | null;
  readonly validUntil: Date | null;
  readonly reviewAt: Date;
  readonly removedAt: Date | null;
}

/** What commands on warnings read and write, inside one transaction. */
export interface HazardStore {
  insertHazard(hazard: HazardRecord, addressKey: string, at: Date, by: string): Promise<void>;
  findHazardForUpdate(hazardId: string): Promise<HazardRecord | undefined>;
  updateHazard(hazard: HazardRecord, addressKey: string, at: Date, by: string): Promise<void>;
  removeHazard(hazardId: string, at: Date, by: string): Promise<void>;
}

/** What looking for the warnings of a place reads. */
export interface HazardReader {
  /** Those that hold at `at`: in reach of the position, perhaps somewhat further, or with the same address key. */
  listHazardsNear(search: {
    readonly regionId: string;
    readonly at: Date;
    readonly coordinates: LonLat | null;
    readonly reachMeters: number;
    readonly addressKey: string;
  }): Promise<readonly (HazardView & { readonly isSameAddress: boolean })[]>;
}
