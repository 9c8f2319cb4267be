import type { PatientDetail, PatientField } from '#contracts';

export interface PatientRecord {
  readonly id: string;
  readonly incidentId: string;
  readonly regionId: string;
  readonly number: number;
  readonly version: number;
  readonly fieldVersions: Readonly<Partial<Record<PatientField, number>>>;
  readonly removedAt: Date | null;
  readonly detail: PatientDetail;
}

/** What commands on patients read and write, inside one transaction. */
export interface PatientStore {
  /** The highest number given so far; for whoever holds the incident. */
  getLastPatientNumber(incidentId: string): Promise<number>;
  /** Adds patients that are alike. */
  insertPatients(
    incidentId: string,
    patients: readonly { readonly id: string; readonly number: number }[],
    detail: PatientDetail,
    at: Date,
    by: string,
  ): Promise<void>;
  findPatientForUpdate(patientId: string): Promise<PatientRecord | undefined>;
  updatePatient(
    patient: Pick<PatientRecord, 'id' | 'version' | 'fieldVersions' | 'detail'>,
    at: Date,
    by: string,
  ): Promise<void>;
  removePatient(patientId: string, at: Date, by: string): Promise<void>;
}
