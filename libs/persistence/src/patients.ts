import type { PatientDetail, PatientView } from '#contracts';
import { findRow, getRow, type Queryable } from './pool.ts';
import findPatientForUpdateSql from './sql/patient/find-patient-for-update.sql';
import getLastNumberSql from './sql/patient/get-last-number.sql';
import insertPatientsSql from './sql/patient/insert-patients.sql';
import listPatientsSql from './sql/patient/list-patients.sql';
import removePatientSql from './sql/patient/remove-patient.sql';
import updatePatientSql from './sql/patient/update-patient.sql';

type FieldVersions = Readonly<Record<string, number>>;
type PatientRow = PatientDetail & {
  id: string;
  incidentId: string;
  regionId: string;
  number: number;
  version: number;
  fieldVersions: FieldVersions;
  removedAt: Date | null;
};

const valuesOf = ({ name, ageMonths, sex, condition, triage }: PatientDetail): unknown[] => [
  name,
  ageMonths,
  sex,
  condition,
  triage,
];

/** What commands on patients read and write, inside the transaction of `db`. */
export function createPatientStore(db: Queryable) {
  return {
    getLastPatientNumber: async (incidentId: string): Promise<number> =>
      (await getRow<{ last: number }>(db, getLastNumberSql, [incidentId])).last,
    insertPatients: async (
      incidentId: string,
      patients: readonly { readonly id: string; readonly number: number }[],
      detail: PatientDetail,
      at: Date,
      by: string,
    ): Promise<void> => {
      const ids = patients.map(({ id }) => id);
      const numbers = patients.map(({ number }) => number);
      await db.query(insertPatientsSql, [ids, incidentId, numbers, at, by, ...valuesOf(detail)]);
    },
    findPatientForUpdate: async (patientId: string) => {
      const row = await findRow<PatientRow & object>(db, findPatientForUpdateSql, [patientId]);
      if (!row) return undefined;
      const { name, ageMonths, sex, condition, triage, ...patient } = row;
      return { ...patient, detail: { name, ageMonths, sex, condition, triage } };
    },
    updatePatient: async (
      patient: {
        readonly id: string;
        readonly version: number;
        readonly fieldVersions: FieldVersions;
        readonly detail: PatientDetail;
      },
      at: Date,
      by: string,
    ): Promise<void> => {
      const { id, version, fieldVersions, detail } = patient;
      const head = [id, version, JSON.stringify(fieldVersions)];
      await db.query(updatePatientSql, [...head, ...valuesOf(detail), at, by]);
    },
    removePatient: async (patientId: string, at: Date, by: string): Promise<void> =>
      void (await db.query(removePatientSql, [patientId, at, by])),
  };
}

/** Patients of an incident and of those joined to it. Personal: whoever asks notes who saw it. */
export async function listPatients(db: Queryable, incidentId: string): Promise<PatientView[]> {
  type Row = PatientDetail &
    Omit<PatientView, 'detail' | 'writtenAt' | 'removedAt'> & { writtenAt: Date; removedAt: Date | null };
  const { rows } = await db.query<Row & object>(listPatientsSql, [incidentId]);
  return rows.map(({ name, ageMonths, sex, condition, triage, writtenAt, removedAt, ...patient }) => ({
    ...patient,
    writtenAt: writtenAt.toISOString(),
    removedAt: removedAt?.toISOString() ?? null,
    detail: { name, ageMonths, sex, condition, triage },
  }));
}
