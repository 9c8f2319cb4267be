import type { DeviceView, EventReceipt } from '#contracts';
import { findRow, getRow, type Queryable } from '../pool.ts';
import findDeviceRegionSql from '../sql/tablet/find-device-region.sql';
import findDeviceSql from '../sql/tablet/find-device.sql';
import findEnrolledWithSql from '../sql/tablet/find-enrolled-with.sql';
import findVehicleRegionSql from '../sql/tablet/find-vehicle-region.sql';
import insertDeviceEventSql from '../sql/tablet/insert-device-event.sql';
import insertEnrolmentSql from '../sql/tablet/insert-enrolment.sql';
import insertEventBodySql from '../sql/tablet/insert-event-body.sql';
import listDevicesSql from '../sql/tablet/list-devices.sql';
import listReceiptsSql from '../sql/tablet/list-receipts.sql';
import listRevokedSql from '../sql/tablet/list-revoked.sql';
import listVehiclesSql from '../sql/tablet/list-vehicles.sql';
import lockOutboxSql from '../sql/tablet/lock-outbox.sql';
import noteDeviceSeenSql from '../sql/tablet/note-device-seen.sql';
import openOutboxSql from '../sql/tablet/open-outbox.sql';
import revokeDeviceSql from '../sql/tablet/revoke-device.sql';
import useEnrolmentSql from '../sql/tablet/use-enrolment.sql';

interface HeadRow {
  readonly storedSeq: number;
  readonly lastCorrectedAt: Date | null;
}
interface EventRow extends EventReceipt {
  readonly deviceId: string;
  readonly outboxEpoch: string;
  readonly kind: string;
  readonly signOnId: string | null;
  readonly deviceAt: Date;
  readonly correctedAt: Date;
  readonly receivedAt: Date;
  readonly offsetMs: number;
  readonly isClockOff: boolean;
  readonly bodyHash: string;
  readonly body: unknown;
}

/** Devices and what they hand in, inside the transaction of `db`. */
export function createDeviceStore(db: Queryable) {
  return { ...enrolments(db), ...outboxes(db) };
}

function enrolments(db: Queryable) {
  const regionOf = async (sql: string, id: string): Promise<string | undefined> =>
    (await findRow<{ regionId: string }>(db, sql, [id]))?.regionId;
  return {
    insertEnrolment: async (enrolment: {
      codeHash: Buffer;
      regionId: string;
      vehicleId: string;
      name: string;
      at: Date;
      by: string;
      expiresAt: Date;
    }): Promise<void> => {
      const { codeHash, regionId, vehicleId, name, at, by, expiresAt } = enrolment;
      await db.query(insertEnrolmentSql, [codeHash, regionId, vehicleId, name, at, by, expiresAt]);
    },
    useEnrolment: (codeHash: Buffer, deviceId: string, publicKey: unknown, at: Date) =>
      findRow<{ regionId: string; vehicleId: string }>(db, useEnrolmentSql, [
        codeHash,
        deviceId,
        JSON.stringify(publicKey),
        at,
      ]),
    findEnrolledWith: async (codeHash: Buffer, publicKey: unknown): Promise<string | undefined> =>
      (await findRow<{ id: string }>(db, findEnrolledWithSql, [codeHash, JSON.stringify(publicKey)]))?.id,
    revokeDevice: async (deviceId: string, at: Date, by: string): Promise<boolean> =>
      (await db.query(revokeDeviceSql, [deviceId, at, by])).rowCount === 1,
    findDeviceRegion: (deviceId: string) => regionOf(findDeviceRegionSql, deviceId),
    findVehicleRegion: (vehicleId: string) => regionOf(findVehicleRegionSql, vehicleId),
  };
}

function outboxes(db: Queryable) {
  return {
    noteDeviceSeen: async (deviceId: string, at: Date, offsetMs: number): Promise<void> =>
      void (await db.query(noteDeviceSeenSql, [deviceId, at, Math.round(offsetMs)])),
    openOutbox: (deviceId: string, outboxEpoch: string): Promise<HeadRow> =>
      getRow<HeadRow & object>(db, openOutboxSql, [deviceId, outboxEpoch]),
    lockOutbox: (deviceId: string, outboxEpoch: string): Promise<HeadRow> =>
      getRow<HeadRow & object>(db, lockOutboxSql, [deviceId, outboxEpoch]),
    listReceipts: async (deviceId: string, outboxEpoch: string, deviceSeqs: readonly number[]) =>
      (
        await db.query<EventReceipt & { bodyHash: string }>(listReceiptsSql, [
          deviceId,
          outboxEpoch,
          deviceSeqs,
        ])
      ).rows,
    insertDeviceEvent: async (event: EventRow): Promise<void> => {
      const { deviceId, outboxEpoch, deviceSeq, kind, signOnId, deviceAt, correctedAt, receivedAt } = event;
      const key = [deviceId, outboxEpoch, deviceSeq];
      const times = [deviceAt, correctedAt, receivedAt, event.offsetMs, event.isClockOff];
      const end = [event.result, event.reason, event.bodyHash];
      await db.query(insertDeviceEventSql, [...key, kind, signOnId, ...times, ...end]);
      await db.query(insertEventBodySql, [...key, JSON.stringify(event.body)]);
    },
  };
}

export interface TabletDeviceRow {
  readonly id: string;
  readonly regionId: string;
  readonly vehicleId: string | null;
  readonly plate: string | null;
  readonly publicKey: Readonly<Record<string, string>>;
  readonly revokedAt: Date | null;
}

/** An enrolled tablet, revoked ones too. */
export const findTabletDevice = (db: Queryable, deviceId: string): Promise<TabletDeviceRow | undefined> =>
  findRow<TabletDeviceRow & object>(db, findDeviceSql, [deviceId]);

/** Tablets that were revoked after an instant. */
export const listRevokedTablets = async (db: Queryable, after: Date): Promise<string[]> =>
  (await db.query<{ id: string }>(listRevokedSql, [after])).rows.map(({ id }) => id);

type Row = Omit<DeviceView, 'enrolledAt' | 'lastSeenAt' | 'revokedAt'> & {
  enrolledAt: Date | null;
  lastSeenAt: Date | null;
  revokedAt: Date | null;
};

/** Tablets and trackers of a region, or one of them. */
export async function listDeviceViews(
  db: Queryable,
  which: { readonly regionId: string } | { readonly id: string },
): Promise<DeviceView[]> {
  const values = 'id' in which ? [null, which.id] : [which.regionId, null];
  const { rows } = await db.query<Row>(listDevicesSql, values);
  return rows.map((row) => ({
    ...row,
    enrolledAt: row.enrolledAt?.toISOString() ?? null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }));
}

/** Vehicles of a region, with the unit that each is now. */
export const listVehicles = async (
  db: Queryable,
  regionId: string,
): Promise<{ id: string; plate: string; callSign: string | null }[]> =>
  (await db.query<{ id: string; plate: string; callSign: string | null }>(listVehiclesSql, [regionId])).rows;
