import type { RecordHead } from '#contracts';
import type { ArrivalNotice, PatientRecordDocument } from '#domain';
import { findRow, type Queryable } from './pool.ts';
import findAccessSql from './sql/patient-record/find-access.sql';
import findByCodeSql from './sql/patient-record/find-by-code.sql';
import findVersionSql from './sql/patient-record/find-version.sql';
import getRecordSql from './sql/patient-record/get-record.sql';
import hasCrewedSql from './sql/patient-record/has-crewed.sql';
import hasServedBesideSql from './sql/patient-record/has-served-beside.sql';
import insertVersionSql from './sql/patient-record/insert-version.sql';
import listBesideSql from './sql/patient-record/list-beside.sql';
import listFacilitiesOfUserSql from './sql/patient-record/list-facilities-of-user.sql';
import listHeadsSql from './sql/patient-record/list-heads.sql';
import listNoticesSql from './sql/patient-record/list-notices.sql';
import listWritersSql from './sql/patient-record/list-writers.sql';
import lockRecordSql from './sql/patient-record/lock-record.sql';
import moveHeadSql from './sql/patient-record/move-head.sql';
import noteNoticesSeenSql from './sql/patient-record/note-notices-seen.sql';
import openRecordSql from './sql/patient-record/open-record.sql';
import useCodeSql from './sql/patient-record/use-code.sql';

interface NewHead {
  readonly document: PatientRecordDocument;
  readonly at: Date;
  readonly isSealed: boolean;
  readonly notice: ArrivalNotice | null;
  /** Undefined: the code stays as it is. */
  readonly code:
    { /** SHA-256 in base64url. */ readonly hash: string; readonly until: Date } | null | undefined;
}

/** What the use cases of patient records read and write, inside the transaction of `db`. */
export function createPatientRecordStore(db: Queryable) {
  return {
    lockPatientRecord: async (
      document: PatientRecordDocument,
      regionId: string,
      at: Date,
    ): Promise<{ regionId: string; document: PatientRecordDocument | null }> => {
      const { recordId, incidentId, assignmentId, patientId } = document;
      await db.query(openRecordSql, [recordId, regionId, incidentId, assignmentId, patientId, at]);
      const row = await findRow<{ regionId: string; document: PatientRecordDocument | null }>(
        db,
        lockRecordSql,
        [recordId],
      );
      if (!row) throw new Error(`no record ${recordId}`);
      return row;
    },
    findRecordVersion: async (recordId: string, version: number) =>
      (await findRow<{ document: PatientRecordDocument }>(db, findVersionSql, [recordId, version]))?.document,
    insertRecordVersion: async (
      document: PatientRecordDocument,
      from: { readonly at: Date; readonly deviceId: string | null; readonly writtenBy: string | null },
    ): Promise<void> => {
      const values = [document.recordId, document.version, JSON.stringify(document)];
      await db.query(insertVersionSql, [...values, from.at, from.deviceId, from.writtenBy]);
    },
    moveRecordHead: async ({ document, at, isSealed, notice, code }: NewHead): Promise<void> => {
      const { recordId, version, patientId } = document;
      const head = [
        recordId,
        version,
        at,
        isSealed,
        notice === null ? null : JSON.stringify(notice),
        patientId,
      ];
      await db.query(moveHeadSql, [
        ...head,
        code ? Buffer.from(code.hash, 'base64url') : null,
        code !== undefined,
        code?.until ?? null,
      ]);
    },
    hasDeviceCrewed: async (deviceId: string, unitId: string): Promise<boolean> =>
      (await findRow(db, hasCrewedSql, [deviceId, unitId])) !== undefined,
    hasDeviceServedBeside: async (deviceId: string, incidentId: string): Promise<boolean> =>
      (await findRow(db, hasServedBesideSql, [deviceId, incidentId])) !== undefined,
    findRecordByCode: (codeHash: string, at: Date) =>
      findRow<{ recordId: string; regionId: string }>(db, findByCodeSql, [
        Buffer.from(codeHash, 'base64url'),
        at,
      ]),
    listFacilitiesOfUser: async (userId: string) =>
      (await db.query<{ id: string; regionId: string }>(listFacilitiesOfUserSql, [userId])).rows,
    useRecordCode: async (recordId: string, facilityId: string, at: Date, by: string): Promise<void> =>
      void (await db.query(useCodeSql, [recordId, facilityId, at, by])),
  };
}

interface RecordRow {
  recordId: string;
  incidentId: string;
  assignmentId: string;
  patientId: string | null;
  version: number;
  writtenAt: Date;
  isClosed: boolean;
  document: PatientRecordDocument;
  unitId: string;
  callSign: string;
  facilityId: string | null;
  facilityName: string | null;
  regionId: string;
  regionName: string;
}

/** Reads records; whoever hands one out notes who saw it. */
export function createPatientRecordReader(db: Queryable) {
  return {
    findRecordAccess: (recordId: string, userId: string, at: Date) =>
      findRow<{ regionId: string; runEndedAt: Date | null; isOfCrew: boolean; facilityRegionIds: string[] }>(
        db,
        findAccessSql,
        [recordId, userId, at],
      ),
    getRecord: async (recordId: string) => {
      const row = await findRow<RecordRow>(db, getRecordSql, [recordId]);
      if (!row) throw new Error(`no record ${recordId}`);
      const { unitId, callSign, facilityId, facilityName, regionId, regionName, writtenAt, ...record } = row;
      return {
        ...record,
        writtenAt: writtenAt.toISOString(),
        unit: { id: unitId, callSign },
        facility: facilityId === null ? null : { id: facilityId, name: facilityName ?? '' },
        service: { id: regionId, name: regionName },
      };
    },
    listRecordWriters: async (recordId: string) =>
      (await db.query<{ id: string; name: string }>(listWritersSql, [recordId])).rows,
    listRecordHeads: async (incidentId: string): Promise<RecordHead[]> => {
      type Row = Omit<RecordHead, 'writtenAt'> & { writtenAt: Date };
      const { rows } = await db.query<Row>(listHeadsSql, [incidentId]);
      return rows.map((row) => ({ ...row, writtenAt: row.writtenAt.toISOString() }));
    },
    listRecordsBeside: async (
      deviceId: string,
      which: { readonly incidentId: string } | { readonly recordId: string },
    ): Promise<(RecordHead & { callSign: string })[]> => {
      type Row = Omit<RecordHead, 'writtenAt'> & { writtenAt: Date; callSign: string };
      const values = 'incidentId' in which ? [which.incidentId, null] : [null, which.recordId];
      const { rows } = await db.query<Row>(listBesideSql, [deviceId, ...values]);
      return rows.map((row) => ({ ...row, writtenAt: row.writtenAt.toISOString() }));
    },
    listArrivalNotices: async (assignmentIds: readonly string[]) =>
      (await db.query<{ assignmentId: string; notice: ArrivalNotice }>(listNoticesSql, [assignmentIds])).rows,
    noteNoticesSeen: async (userId: string, regionId: string, recordIds: readonly string[]): Promise<void> =>
      void (await db.query(noteNoticesSeenSql, [userId, regionId, recordIds])),
  };
}
