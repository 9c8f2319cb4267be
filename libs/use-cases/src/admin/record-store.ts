import type {
  FacilityFields,
  PostFields,
  RegionRecordView,
  RegionSettings,
  ShiftFields,
  StationFields,
  UnitFields,
  UserFields,
} from '#contracts';

/** A record that administrators keep, locked for the one who changes it. */
export interface KeptRecord<Fields> {
  readonly id: string;
  readonly regionId: string;
  readonly version: number;
  readonly fields: Fields;
}

/** Where the records of one kind are kept, as seen inside one transaction. */
export interface RecordStore<Fields> {
  find(id: string): Promise<KeptRecord<Fields> | undefined>;
  /** Of the name by which people know such a record: a call sign, a name. */
  findIdNamed(regionId: string, name: string): Promise<string | undefined>;
  /** Answers id and version: one that was removed before may come back under its own. */
  insert(
    id: string,
    regionId: string,
    fields: Fields,
    at: Date,
  ): Promise<{ readonly id: string; readonly version: number }>;
  update(id: string, fields: Fields, at: Date): Promise<void>;
  remove(id: string, at: Date): Promise<void>;
}

export interface UnitRecordStore extends RecordStore<UnitFields> {
  isStationOf(stationId: string, regionId: string): Promise<boolean>;
  /** The vehicle of this plate, added when it is new. */
  takeVehicle(newId: string, regionId: string, plate: string): Promise<string>;
  findUnitWithVehicle(vehicleId: string): Promise<{ id: string; callSign: string } | undefined>;
  /** From `at` on the unit is this vehicle, or none. */
  bindVehicle(unitId: string, vehicleId: string | undefined, at: Date): Promise<void>;
}

export interface StationRecordStore extends RecordStore<StationFields> {
  countUnits(stationId: string): Promise<number>;
}

export interface FacilityRecordStore extends RecordStore<FacilityFields> {
  find(id: string): Promise<(KeptRecord<FacilityFields> & { readonly isFromMap: boolean }) | undefined>;
}

export interface Overlap {
  readonly shiftId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface ShiftRecordStore extends Omit<RecordStore<ShiftFields>, 'findIdNamed'> {
  /** What was until `at` stays; what lies ahead is planned anew. */
  replan(shiftId: string, fields: ShiftFields, at: Date): Promise<void>;
  findUnitOverlap(
    unitId: string,
    shiftId: string,
    from: Date,
    until: Date,
  ): Promise<(Overlap & { callSign: string }) | undefined>;
  findMemberOverlap(
    memberIds: readonly string[],
    shiftId: string,
    from: Date,
    until: Date,
  ): Promise<(Overlap & { memberId: string }) | undefined>;
  listCrewIds(regionId: string): Promise<string[]>;
}

export interface KeptUser extends KeptRecord<UserFields> {
  /** Where the user holds a role, and where the role of an administrator. */
  readonly regionIds: readonly string[];
  readonly adminOf: readonly string[];
}

export interface UserRecordStore {
  find(userId: string, regionId: string): Promise<KeptUser | undefined>;
  findIdByEmail(email: string): Promise<string | undefined>;
  insert(user: {
    id: string;
    fields: UserFields;
    passwordHash: string;
    initialPasswordUntil: Date;
    at: Date;
  }): Promise<void>;
  update(userId: string, fields: UserFields, at: Date): Promise<void>;
  /** Roles in the region and the facilities there that the login speaks for. */
  setRoles(
    userId: string,
    regionId: string,
    roles: readonly string[],
    facilityIds: readonly string[],
  ): Promise<void>;
  countOtherAdmins(regionId: string, userId: string): Promise<number>;
  setInitialPassword(userId: string, passwordHash: string, until: Date): Promise<void>;
  touch(userId: string): Promise<void>;
  deleteTotp(userId: string): Promise<void>;
  /** Answers the ended sessions. */
  endSessions(userId: string, at: Date, because: string): Promise<string[]>;
}

/** What the rows of an imported file may name: the id behind each name. */
export interface KnownNames {
  readonly station: ReadonlyMap<string, string>;
  readonly unit: ReadonlyMap<string, string>;
  readonly facility: ReadonlyMap<string, string>;
  readonly crew: ReadonlyMap<string, string>;
}

/** Records of a region, as commands read and write them. */
export interface AdminStore {
  /** Whoever changes records of this kind in the region comes after those who began before. */
  lockRecords(kind: string, regionId: string): Promise<void>;
  readonly unitRecords: UnitRecordStore;
  readonly stationRecords: StationRecordStore;
  readonly postRecords: RecordStore<PostFields>;
  readonly facilityRecords: FacilityRecordStore;
  readonly shiftRecords: ShiftRecordStore;
  readonly userRecords: UserRecordStore;
  findRegionSettings(regionId: string): Promise<RegionRecordView | undefined>;
  /** The new version; undefined when another one than `version` is in force. */
  updateRegion(regionId: string, version: number, settings: RegionSettings): Promise<number | undefined>;
  listKnownNames(regionId: string): Promise<KnownNames>;
  getTimeZone(regionId: string): Promise<string>;
}
