import type { ArrivalNotice, PatientRecordDocument } from '#domain';

/** What is stored of patient records, as seen inside one transaction. */
export interface PatientRecordStore {
  /** Makes the head unless there is one, and locks it. The newest document, or null before the first one. */
  lockPatientRecord(
    document: PatientRecordDocument,
    regionId: string,
    at: Date,
  ): Promise<{ readonly regionId: string; readonly document: PatientRecordDocument | null }>;
  findRecordVersion(recordId: string, version: number): Promise<PatientRecordDocument | undefined>;
  insertRecordVersion(
    document: PatientRecordDocument,
    from: { readonly at: Date; readonly deviceId: string | null; readonly writtenBy: string | null },
  ): Promise<void>;
  /** Makes a version that is stored the newest. */
  moveRecordHead(head: {
    readonly document: PatientRecordDocument;
    readonly at: Date;
    readonly isSealed: boolean;
    readonly notice: ArrivalNotice | null;
    /** Undefined: the code of the picture stays as it is. */
    readonly code: { readonly hash: string; readonly until: Date } | null | undefined;
  }): Promise<void>;
  /** Was a crew ever signed on to the unit with this device? */
  hasDeviceCrewed(deviceId: string, unitId: string): Promise<boolean>;
  /** Was a crew signed on with this device while its unit was on the incident? */
  hasDeviceServedBeside(deviceId: string, incidentId: string): Promise<boolean>;
  findRecordByCode(
    codeHash: string,
    at: Date,
  ): Promise<{ readonly recordId: string; readonly regionId: string } | undefined>;
  listFacilitiesOfUser(
    userId: string,
  ): Promise<readonly { readonly id: string; readonly regionId: string }[]>;
  /** Opens the record to the facility; the code is good no more. */
  useRecordCode(recordId: string, facilityId: string, at: Date, by: string): Promise<void>;
}
