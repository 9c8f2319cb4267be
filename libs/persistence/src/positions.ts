import { getRow, type Queryable } from './pool.ts';
import ensurePartitionsSql from './sql/position/ensure-partitions.sql';
import getDatabaseNameSql from './sql/position/get-database-name.sql';
import insertFixesSql from './sql/position/insert-fixes.sql';
import listDevicesSql from './sql/position/list-devices.sql';
import listTrackedUnitsSql from './sql/position/list-tracked-units.sql';
import listUnitPositionsSql from './sql/position/list-unit-positions.sql';
import upsertUnitPositionsSql from './sql/position/upsert-unit-positions.sql';

/** A fix as it is stored. */
export interface FixRow {
  readonly unitId: string;
  readonly deviceAt: Date;
  readonly receivedAt: Date;
  readonly lon: number;
  readonly lat: number;
  readonly speedKmh: number | null;
  readonly headingDegrees: number | null;
  readonly accuracyMeters: number | null;
  readonly deviceId: string | null;
  readonly outboxEpoch: string | null;
  readonly deviceSeq: number | null;
}

export type LastFixRow = Pick<
  FixRow,
  'unitId' | 'deviceAt' | 'receivedAt' | 'lon' | 'lat' | 'speedKmh' | 'headingDegrees'
>;

export interface TrackedUnitRow {
  readonly unitId: string;
  readonly regionId: string;
  readonly mapId: number;
  readonly frameKey: number;
  /** Undefined vehicle: the unit is bound to none now. */
  readonly vehicleId: string | null;
  /** Other regions that it works for now, or is reserved in. */
  readonly helpedRegionIds: readonly string[];
}

export interface DeviceRow {
  readonly id: string;
  /** `osmand`, `teltonika` ... */
  readonly protocol: string;
  readonly externalId: string;
  /** SHA-256 of the device's secret. */
  readonly secretHash: Buffer;
  readonly vehicleId: string | null;
}

/** PostgreSQL refuses a number too near to zero for its `real`; single precision makes it zero. */
const single = (values: readonly (number | null)[]): (number | null)[] =>
  values.map((value) => (value === null ? null : Math.fround(value)));

/** A repeat that comes later than this after the first is stored a second time. */
const REPEAT_WINDOW_MILLISECONDS = 2 * 86_400_000;

/**
 * Stores a batch of fixes and moves the units' last positions on, newest wins. Writing the same batch again changes
 * nothing, so a batch whose outcome is unknown is simply written again.
 */
export async function savePositions(db: Queryable, fixes: readonly FixRow[]): Promise<void> {
  const [first] = fixes;
  if (!first) return;
  const column = <Key extends keyof FixRow>(key: Key): FixRow[Key][] => fixes.map((fix) => fix[key]);
  const place = [column('unitId'), column('deviceAt'), column('receivedAt'), column('lon'), column('lat')];
  const motion = [single(column('speedKmh')), single(column('headingDegrees'))];
  const origin = [
    single(column('accuracyMeters')),
    column('deviceId'),
    column('outboxEpoch'),
    column('deviceSeq'),
  ];
  const lookBackTo = new Date(first.receivedAt.getTime() - REPEAT_WINDOW_MILLISECONDS);
  await db.query(insertFixesSql, [...place, ...motion, ...origin, lookBackTo]);
  await db.query(upsertUnitPositionsSql, [...place, ...motion]);
}

/** The last position of every unit that ever reported. */
export async function listUnitPositions(db: Queryable): Promise<LastFixRow[]> {
  return (await db.query<LastFixRow & object>(listUnitPositionsSql)).rows;
}

/** Every unit with the vehicle it is bound to now. */
export async function listTrackedUnits(db: Queryable): Promise<TrackedUnitRow[]> {
  return (await db.query<TrackedUnitRow & object>(listTrackedUnitsSql)).rows;
}

/** Devices that may report. */
export async function listDevices(db: Queryable): Promise<DeviceRow[]> {
  return (await db.query<DeviceRow & object>(listDevicesSql)).rows;
}

/** Makes the day partitions of positions from yesterday to `daysAhead`; answers how many were missing. */
export async function ensurePositionPartitions(db: Queryable, daysAhead: number): Promise<number> {
  return (await getRow<{ made: number }>(db, ensurePartitionsSql, [daysAhead])).made;
}

/** A name for this database that no other database shares. */
export async function getDatabaseName(db: Queryable): Promise<string> {
  return (await getRow<{ name: string }>(db, getDatabaseNameSql, [])).name;
}
