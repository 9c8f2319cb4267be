import type { CrewSignalKind, CrewSignalView, DeskMessage, MessageNote } from '#contracts';
import type { AssignmentStatus } from '#domain';
import { findRow, type Queryable } from '../pool.ts';
import acknowledgeSignalSql from '../sql/tablet/acknowledge-signal.sql';
import endSignalSql from '../sql/tablet/end-signal.sql';
import findOpenSignalSql from '../sql/tablet/find-open-signal.sql';
import findSignalForUpdateSql from '../sql/tablet/find-signal-for-update.sql';
import insertMessageSql from '../sql/tablet/insert-message.sql';
import insertOdometerReadingSql from '../sql/tablet/insert-odometer-reading.sql';
import insertSignalSql from '../sql/tablet/insert-signal.sql';
import insertVehicleCheckSql from '../sql/tablet/insert-vehicle-check.sql';
import listMessagesSql from '../sql/tablet/list-messages.sql';
import listPressedStepsSql from '../sql/tablet/list-pressed-steps.sql';
import listSignalsSql from '../sql/tablet/list-signals.sql';
import readMessagesSql from '../sql/tablet/read-messages.sql';
import updateSignalSql from '../sql/tablet/update-signal.sql';

interface NewSignalRow {
  readonly id: string;
  readonly regionId: string;
  readonly unitId: string;
  readonly kind: CrewSignalKind;
  readonly isUrgent: boolean;
  readonly raisedAt: Date;
  readonly lon: number | null;
  readonly lat: number | null;
}
interface NewMessageRow {
  readonly id: string;
  readonly regionId: string;
  readonly unitId: string;
  readonly isFromUnit: boolean;
  readonly authorId: string;
  readonly incidentId: string | null;
  readonly at: Date;
  readonly text: string;
}
interface VehicleNoteRow {
  readonly id: string;
  readonly vehicleId: string;
  readonly signOnId: string | null;
  readonly at: Date;
}

/** What crews and the control room tell each other, inside the transaction of `db`. */
export function createCrewTalkStore(db: Queryable) {
  return { ...signals(db), ...messages(db), ...vehicles(db) };
}

function signals(db: Queryable) {
  return {
    listPressedSteps: async (assignmentId: string) =>
      (await db.query<{ status: AssignmentStatus; pressedAtMs: number }>(listPressedStepsSql, [assignmentId]))
        .rows,
    findOpenSignal: (unitId: string, kind: CrewSignalKind) =>
      findRow<{ id: string; isUrgent: boolean }>(db, findOpenSignalSql, [unitId, kind]),
    insertSignal: async (signal: NewSignalRow): Promise<void> => {
      const { id, regionId, unitId, kind, isUrgent, raisedAt, lon, lat } = signal;
      await db.query(insertSignalSql, [id, regionId, unitId, kind, isUrgent, raisedAt, lon, lat]);
    },
    updateSignal: async (
      signalId: string,
      { isUrgent, lon, lat }: { isUrgent: boolean; lon: number | null; lat: number | null },
    ): Promise<void> => void (await db.query(updateSignalSql, [signalId, isUrgent, lon, lat])),
    endSignal: async (signalId: string, at: Date, because: string): Promise<void> =>
      void (await db.query(endSignalSql, [signalId, at, because])),
    acknowledgeSignal: async (signalId: string, at: Date, by: string): Promise<void> =>
      void (await db.query(acknowledgeSignalSql, [signalId, at, by])),
    findSignalForUpdate: (signalId: string) =>
      findRow<{ regionId: string; acknowledgedAt: Date | null; endedAt: Date | null }>(
        db,
        findSignalForUpdateSql,
        [signalId],
      ),
    getSignalView: async (signalId: string): Promise<CrewSignalView> => {
      const [view] = await listCrewSignals(db, { ids: [signalId] });
      if (!view) throw new Error(`no crew signal ${signalId}`);
      return view;
    },
  };
}

function messages(db: Queryable) {
  return {
    insertMessage: async (message: NewMessageRow): Promise<boolean> => {
      const { id, regionId, unitId, isFromUnit, authorId, incidentId, at, text } = message;
      const values = [id, regionId, unitId, isFromUnit, authorId, incidentId, at, text];
      return (await db.query(insertMessageSql, values)).rowCount === 1;
    },
    getMessageNote: async (messageId: string): Promise<MessageNote> => {
      const [note] = await listMessageNotes(db, { ids: [messageId] });
      if (!note) throw new Error(`no message ${messageId}`);
      return note;
    },
    readMessages: async (which: {
      unitId: string;
      messageId: string | null;
      isFromUnit: boolean;
      at: Date;
      by: string;
    }): Promise<string[]> => {
      const { unitId, messageId, isFromUnit, at, by } = which;
      const { rows } = await db.query<{ id: string }>(readMessagesSql, [
        unitId,
        messageId,
        isFromUnit,
        at,
        by,
      ]);
      return rows.map(({ id }) => id);
    },
  };
}

function vehicles(db: Queryable) {
  return {
    insertVehicleCheck: async (
      { id, vehicleId, signOnId, at }: VehicleNoteRow,
      items: readonly { key: string; isOk: boolean; words: string }[],
      newId: () => string,
    ): Promise<void> => {
      const defects = items.filter(({ isOk }) => !isOk);
      await db.query(insertVehicleCheckSql, [
        ...[id, vehicleId, signOnId, at, items.map(({ key }) => key)],
        ...[defects.map(newId), defects.map(({ key }) => key), defects.map(({ words }) => words)],
      ]);
    },
    insertOdometerReading: async (
      { id, vehicleId, signOnId, at }: VehicleNoteRow,
      km: number,
    ): Promise<void> => void (await db.query(insertOdometerReadingSql, [id, vehicleId, signOnId, at, km])),
  };
}

type SignalRow = Omit<CrewSignalView, 'raisedAt' | 'acknowledgedAt' | 'endedAt' | 'coordinates'> & {
  raisedAt: Date;
  acknowledgedAt: Date | null;
  endedAt: Date | null;
  lon: number | null;
  lat: number | null;
};

/** Calls of crews by id, or those of a region that go on, the gravest first. */
export async function listCrewSignals(
  db: Queryable,
  which: { readonly ids: readonly string[] } | { readonly regionId: string },
): Promise<CrewSignalView[]> {
  const values = 'ids' in which ? [which.ids, null] : [null, which.regionId];
  const { rows } = await db.query<SignalRow>(listSignalsSql, values);
  return rows.map(({ lon, lat, ...row }) => ({
    ...row,
    coordinates: lon === null || lat === null ? null : [lon, lat],
    raisedAt: row.raisedAt.toISOString(),
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  }));
}

interface MessageFilter {
  readonly ids?: readonly string[];
  readonly regionId?: string | undefined;
  readonly unitId?: string | undefined;
  readonly onlyUnread?: boolean;
  readonly limit?: number;
}
type MessageRow = Omit<DeskMessage, 'at' | 'readAt'> & { at: Date; readAt: Date | null };

async function readMessageRows(
  db: Queryable,
  which: MessageFilter,
  withText: boolean,
): Promise<DeskMessage[]> {
  const { ids = null, regionId = null, unitId = null, onlyUnread = false, limit = 500 } = which;
  const values = [ids, regionId, unitId, limit, onlyUnread, withText];
  const { rows } = await db.query<MessageRow>(listMessagesSql, values);
  return rows.map((row) => ({
    ...row,
    at: row.at.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  }));
}

/** Messages without their words, newest first. */
export const listMessageNotes = async (db: Queryable, which: MessageFilter): Promise<MessageNote[]> =>
  (await readMessageRows(db, which, false)).map(({ text: _text, ...note }) => note);

/** Messages with their words, newest first. Personal: whoever asks notes who saw them. */
export const listMessages = (db: Queryable, which: MessageFilter): Promise<DeskMessage[]> =>
  readMessageRows(db, which, true);
