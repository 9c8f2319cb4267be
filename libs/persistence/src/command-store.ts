import type { IncidentReceipt, UnitView } from '#contracts';
import type { Capability, DutyState, IncidentCategory, IncidentOutcome, PatientNeed } from '#domain';
import { createAdminStore } from './admin/records.ts';
import { createAlarmStore } from './alarms.ts';
import { createAssignmentStore } from './assignment-store.ts';
import { createCallStore } from './calls.ts';
import { createClosureStore } from './closures.ts';
import { createDuplicateStore } from './duplicates.ts';
import { createFacilityCommandStore } from './facilities.ts';
import { createHazardStore } from './hazards.ts';
import { appendJournal, type NewJournalRow } from './journal.ts';
import { createPatientRecordStore } from './patient-records.ts';
import { createPatientStore } from './patients.ts';
import { createPolicyStore } from './policies.ts';
import { findRow, getRow, inTransaction, type Pool, prepared, type Queryable } from './pool.ts';
import beginCommandSql from './sql/command/begin-command.sql';
import insertCommandSql from './sql/command/insert-command.sql';
import closeIncidentSql from './sql/incident/close-incident.sql';
import countOpenAssignmentsSql from './sql/incident/count-open-assignments.sql';
import findIncidentForUpdateSql from './sql/incident/find-incident-for-update.sql';
import findNotesSql from './sql/incident/find-notes-of-version.sql';
import getDetailSql from './sql/incident/get-detail.sql';
import insertCallSql from './sql/incident/insert-call.sql';
import insertIncidentSql from './sql/incident/insert-incident.sql';
import insertRemarkSql from './sql/incident/insert-remark.sql';
import takeNumberSql from './sql/incident/take-number.sql';
import updateIncidentSql from './sql/incident/update-incident.sql';
import findRegionSql from './sql/region/find-region.sql';
import findUnitForUpdateSql from './sql/unit/find-unit-for-update.sql';
import isCrewOfSql from './sql/unit/is-crew-of.sql';
import updateDutySql from './sql/unit/update-duty.sql';
import { createSectorStore } from './sectors.ts';
import { createProposalStore } from './proposals.ts';
import { createCrewTalkStore } from './tablet/crew-talk-store.ts';
import { createDeviceStore } from './tablet/device-store.ts';
import { createSignOnStore } from './tablet/sign-on-store.ts';
import { createTriageStore } from './triage.ts';
import { listIncidentViews, listUnitViews } from './views.ts';

type LonLat = readonly [number, number];
interface IncidentRow {
  id: string;
  regionId: string;
  number: number;
  category: IncidentCategory;
  priority: number;
  needs: readonly PatientNeed[];
  state: 'open' | 'closed';
  version: number;
  fieldVersions: Readonly<Partial<Record<string, number>>>;
  lon: number | null;
  lat: number | null;
}
interface Detail {
  readonly addressText: string;
  readonly notes: string;
  readonly locationSource: string;
}

const lonOf = (coordinates: LonLat | null): number | null => coordinates?.[0] ?? null;
const latOf = (coordinates: LonLat | null): number | null => coordinates?.[1] ?? null;
const exists = async (db: Queryable, sql: string, values: unknown[]): Promise<boolean> =>
  (await findRow(db, sql, values)) !== undefined;

/** Runs a command's reads and writes in one transaction. */
export function inCommandTransaction<T>(
  pool: Pool,
  work: (store: ReturnType<typeof createCommandStore>) => Promise<T>,
): Promise<T> {
  return inTransaction(pool, (client) => {
    let store = storeOf.get(client);
    if (!store) storeOf.set(client, (store = createCommandStore(prepared(client))));
    return work(store);
  });
}

/** A connection's store; making its hundred functions anew took 0.25 ms of each command. */
const storeOf = new WeakMap<Queryable, ReturnType<typeof createCommandStore>>();

/** What commands read and write, inside the transaction of `db`. */
export function createCommandStore(db: Queryable) {
  return {
    ...commandLog(db),
    ...incidents(db),
    ...reports(db),
    ...units(db),
    ...createAssignmentStore(db),
    ...createClosureStore(db),
    ...createAlarmStore(db),
    ...createDuplicateStore(db),
    ...createCallStore(db),
    ...createPatientStore(db),
    ...createPatientRecordStore(db),
    ...createHazardStore(db),
    ...createFacilityCommandStore(db),
    ...createPolicyStore(db),
    ...createTriageStore(db),
    ...createProposalStore(db),
    ...createSectorStore(db),
    ...createDeviceStore(db),
    ...createSignOnStore(db),
    ...createCrewTalkStore(db),
    ...createAdminStore(db),
    findRegion: (regionId: string) =>
      findRow<{ id: string; mapId: number; isTraining: boolean }>(db, findRegionSql, [regionId]),
    appendJournal: async (entries: readonly NewJournalRow[]): Promise<void> =>
      void (await appendJournal(db, entries)),
  };
}

function commandLog(db: Queryable) {
  return {
    beginCommand: (commandId: string) =>
      findRow<{ commandId: string; actorId: string; bodyHash: string; result: unknown }>(
        db,
        beginCommandSql,
        [commandId],
      ),
    logCommand: async (command: {
      commandId: string;
      actorId: string;
      bodyHash: string;
      result: unknown;
      at: Date;
    }): Promise<void> => {
      const { commandId, actorId, bodyHash, result, at } = command;
      await db.query(insertCommandSql, [commandId, actorId, bodyHash, JSON.stringify(result), at]);
    },
    undoneWhenRefused: async <T extends { readonly ok: boolean }>(work: () => Promise<T>): Promise<T> => {
      await db.query('savepoint before_command');
      const result = await work();
      if (!result.ok) await db.query('rollback to savepoint before_command');
      return result;
    },
  };
}

function incidents(db: Queryable) {
  return {
    takeIncidentNumber: async (regionId: string): Promise<number> =>
      (await getRow<{ number: number }>(db, takeNumberSql, [regionId])).number,
    insertIncident: async (
      incident: Omit<IncidentRow, 'lon' | 'lat' | 'state' | 'fieldVersions'> & {
        coordinates: LonLat | null;
        createdAt: Date;
        createdBy: string;
        isTraining: boolean;
      },
      detail: Detail,
    ): Promise<void> => {
      const { id, regionId, number, category, priority, version, coordinates, createdAt, createdBy } =
        incident;
      const place = [lonOf(coordinates), latOf(coordinates)];
      const values = [id, regionId, number, category, priority, version, ...place, createdAt, createdBy];
      const details = [incident.isTraining, detail.addressText, detail.notes, detail.locationSource];
      await db.query(insertIncidentSql, [...values, ...details, incident.needs]);
    },
    findIncidentForUpdate: async (incidentId: string) => {
      const row = await findRow<IncidentRow>(db, findIncidentForUpdateSql, [incidentId]);
      if (!row) return undefined;
      const { lon, lat, ...incident } = row;
      const coordinates: LonLat | null = lon === null || lat === null ? null : [lon, lat];
      return { ...incident, coordinates };
    },
    findIncidentNotes: async (incidentId: string, version: number): Promise<string | undefined> =>
      (await findRow<{ notes: string }>(db, findNotesSql, [incidentId, version]))?.notes,
    getIncidentDetail: (incidentId: string) => getRow<Detail & object>(db, getDetailSql, [incidentId]),
    updateIncident: async (
      incident: Omit<IncidentRow, 'lon' | 'lat'> & { coordinates: LonLat | null },
      detail: Detail,
      at: Date,
      by: string,
    ): Promise<void> => {
      const { id, category, priority, version, coordinates } = incident;
      const values = [id, category, priority, version, lonOf(coordinates), latOf(coordinates)];
      await db.query(updateIncidentSql, [
        ...values,
        detail.addressText,
        detail.notes,
        detail.locationSource,
        at,
        by,
        incident.needs,
        JSON.stringify(incident.fieldVersions),
      ]);
    },
    closeIncident: async (incidentId: string, outcome: IncidentOutcome, at: Date): Promise<void> =>
      void (await db.query(closeIncidentSql, [incidentId, outcome, at])),
    countOpenAssignments: async (incidentId: string): Promise<number> =>
      (await getRow<{ count: number }>(db, countOpenAssignmentsSql, [incidentId])).count,
    getIncidentReceipt: async (incidentId: string): Promise<IncidentReceipt> => {
      const [view] = await listIncidentViews(db, { ids: [incidentId] });
      if (!view) throw new Error(`no incident ${incidentId}`);
      const { detail: _personal, ...receipt } = view;
      return receipt;
    },
  };
}

function reports(db: Queryable) {
  return {
    insertCall: async (call: {
      id: string;
      regionId: string;
      incidentId: string | null;
      receivedAt: Date;
      coordinates: LonLat | null;
      takenBy: string;
      callerName: string | null;
      callerPhone: string | null;
      words: string | null;
      addressText: string | null;
    }): Promise<void> => {
      const place = [lonOf(call.coordinates), latOf(call.coordinates)];
      const head = [call.id, call.regionId, call.incidentId, call.receivedAt, ...place, call.takenBy];
      await db.query(insertCallSql, [
        ...head,
        call.callerName,
        call.callerPhone,
        call.words,
        call.addressText,
      ]);
    },
    insertRemark: async (remark: {
      id: string;
      incidentId: string;
      at: Date;
      authorId: string;
      text: string;
    }): Promise<void> => {
      const { id, incidentId, at, authorId, text } = remark;
      await db.query(insertRemarkSql, [id, incidentId, at, authorId, text]);
    },
  };
}

function units(db: Queryable) {
  return {
    findUnitForUpdate: (unitId: string) =>
      findRow<{
        id: string;
        regionId: string;
        callSign: string;
        capabilities: Capability[];
        dutyState: DutyState;
      }>(db, findUnitForUpdateSql, [unitId]),
    updateDuty: async (
      unitId: string,
      duty: { state: DutyState; reason: string | null; expectedEndAt: Date | null; at: Date },
    ): Promise<void> =>
      void (await db.query(updateDutySql, [unitId, duty.state, duty.reason, duty.expectedEndAt, duty.at])),
    getUnitView: async (unitId: string): Promise<UnitView> => {
      const [view] = await listUnitViews(db, { ids: [unitId] });
      if (!view) throw new Error(`no unit ${unitId}`);
      return view;
    },
    isCrewOf: (userId: string, unitId: string, at: Date) => exists(db, isCrewOfSql, [userId, unitId, at]),
  };
}
