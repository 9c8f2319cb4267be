import type { SectorView } from '#contracts';
import type { LonLat, PlacedStation } from '#domain';

export interface SectorRecord {
  readonly id: string;
  readonly regionId: string;
  readonly name: string;
  readonly version: number;
  readonly holderId: string | null;
}

/** What is stored of sectors, as seen inside one transaction. */
export interface SectorStore {
  /** Makes all that adds or renames sectors of a region wait for each other. */
  lockSectors(regionId: string): Promise<void>;
  countSectors(regionId: string): Promise<number>;
  /** Locks the sector, so that of two who take it at once the second sees the first. */
  findSectorForUpdate(sectorId: string): Promise<SectorRecord | undefined>;
  isSectorNameTaken(regionId: string, name: string, besidesId: string | null): Promise<boolean>;
  isSectorStaff(userId: string, regionId: string): Promise<boolean>;
  insertSector(sector: {
    readonly id: string;
    readonly regionId: string;
    readonly name: string;
    readonly outline: readonly LonLat[];
    readonly at: Date;
  }): Promise<void>;
  updateSector(
    sectorId: string,
    change: { readonly name: string | null; readonly outline: readonly LonLat[] | null },
  ): Promise<void>;
  /** Ends its hold, too. */
  removeSector(sectorId: string, at: Date): Promise<void>;
  replaceSectorHolder(
    sectorId: string,
    hold: { readonly id: string; readonly holderId: string | null; readonly at: Date },
  ): Promise<void>;
  listPlacedStations(regionId: string): Promise<PlacedStation[]>;
  /** What the land around each group of stations is called, best first. */
  listGroupNames(regionId: string, groups: readonly (readonly string[])[]): Promise<string[][]>;
  insertDefaultSectors(
    regionId: string,
    groups: readonly (readonly string[])[],
    sectors: { readonly ids: readonly string[]; readonly names: readonly string[]; readonly at: Date },
  ): Promise<void>;
  listSectorViews(
    which: { readonly ids: readonly string[] } | { readonly regionId: string },
  ): Promise<SectorView[]>;
}
