import type { CareLevel, FacilityService, OpeningHours, ServiceDiversion, ServiceOffer } from '#domain';

export interface FacilityRecord {
  readonly id: string;
  readonly regionId: string;
  /** The regions whose screens show it, its own among them. */
  readonly seenFrom: readonly string[];
  /** What it offers now, given or derived from the map. */
  readonly services: readonly FacilityService[];
  /** 0 while nobody has given any. */
  readonly profileVersion: number;
  readonly statusVersion: number;
}

export interface NewFacilityStatus {
  readonly facilityId: string;
  readonly version: number;
  readonly loadPercent: number | null;
  readonly waitMinutes: Readonly<Partial<Record<1 | 2 | 3 | 4, number>>>;
  readonly freeBeds: number | null;
  readonly diversions: readonly (ServiceDiversion & { readonly reason: string })[];
  readonly at: Date;
  readonly until: Date;
  readonly by: string;
}

export interface NewFacilityProfile {
  readonly facilityId: string;
  readonly version: number;
  readonly level: CareLevel;
  readonly services: readonly ServiceOffer[];
  readonly hours: OpeningHours | null;
  readonly capacity: number | null;
  readonly at: Date;
  readonly by: string;
}

/** What is stored of facilities, as seen inside one transaction. */
export interface FacilityStore {
  /** Locks the facility, so that versions of its status and profile follow each other. */
  findFacilityForUpdate(facilityId: string): Promise<FacilityRecord | undefined>;
  isFacilityMember(userId: string, facilityId: string): Promise<boolean>;
  insertFacilityStatus(status: NewFacilityStatus): Promise<void>;
  insertFacilityProfile(profile: NewFacilityProfile): Promise<void>;
  /** Puts these days in place of all of the year; answers those of every year. */
  replacePublicHolidays(regionId: string, year: number, dates: readonly string[]): Promise<string[]>;
}
