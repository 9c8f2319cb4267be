import type {
  FacilityFields,
  FacilityRecordView,
  PostFields,
  PostRecordView,
  RegionRecordView,
  RegionSettings,
  StationFields,
  StationRecordView,
  UnitFields,
  UnitRecordView,
} from '#contracts';
import { findRow, getRow, type Queryable } from '../pool.ts';
import countUnitsSql from '../sql/admin/count-units-of-station.sql';
import endVehicleBindingSql from '../sql/admin/end-vehicle-binding.sql';
import findFacilityNamedSql from '../sql/admin/find-facility-named.sql';
import findFacilitySql from '../sql/admin/find-facility.sql';
import findPostNamedSql from '../sql/admin/find-post-named.sql';
import findPostSql from '../sql/admin/find-post.sql';
import findRegionSettingsSql from '../sql/admin/find-region-settings.sql';
import findStationNamedSql from '../sql/admin/find-station-named.sql';
import findStationOfRegionSql from '../sql/admin/find-station-of-region.sql';
import findStationSql from '../sql/admin/find-station.sql';
import findUnitNamedSql from '../sql/admin/find-unit-named.sql';
import findUnitWithVehicleSql from '../sql/admin/find-unit-with-vehicle.sql';
import findUnitSql from '../sql/admin/find-unit.sql';
import freeRetiredUnitsSql from '../sql/admin/free-retired-units.sql';
import getTimeZoneSql from '../sql/admin/get-time-zone.sql';
import insertFacilitySql from '../sql/admin/insert-facility.sql';
import insertPostSql from '../sql/admin/insert-post.sql';
import insertStationSql from '../sql/admin/insert-station.sql';
import insertUnitSql from '../sql/admin/insert-unit.sql';
import insertVehicleBindingSql from '../sql/admin/insert-vehicle-binding.sql';
import listFacilitiesSql from '../sql/admin/list-facilities.sql';
import listNamesSql from '../sql/admin/list-names.sql';
import listPostsSql from '../sql/admin/list-posts.sql';
import listStationsSql from '../sql/admin/list-stations.sql';
import listUnitsSql from '../sql/admin/list-units.sql';
import lockRecordsSql from '../sql/admin/lock-records.sql';
import removeFacilitySql from '../sql/admin/remove-facility.sql';
import removePostSql from '../sql/admin/remove-post.sql';
import removeStationSql from '../sql/admin/remove-station.sql';
import takeVehicleSql from '../sql/admin/take-vehicle.sql';
import updateFacilitySql from '../sql/admin/update-facility.sql';
import updatePostSql from '../sql/admin/update-post.sql';
import updateRegionSql from '../sql/admin/update-region.sql';
import updateStationSql from '../sql/admin/update-station.sql';
import updateUnitSql from '../sql/admin/update-unit.sql';
import { createShiftRecords } from './shifts.ts';
import { createUserRecords } from './users.ts';

interface KeptRow<Fields> {
  id: string;
  regionId: string;
  version: number;
  fields: Fields;
}

const finder =
  <Fields, More extends object = object>(db: Queryable, sql: string) =>
  (id: string) =>
    findRow<KeptRow<Fields> & More>(db, sql, [id]);
const namedFinder =
  (db: Queryable, sql: string) =>
  async (regionId: string, name: string): Promise<string | undefined> =>
    (await findRow<{ id: string }>(db, sql, [regionId, name]))?.id;

function unitRecords(db: Queryable) {
  return {
    find: finder<UnitFields>(db, findUnitSql),
    findIdNamed: namedFinder(db, findUnitNamedSql),
    insert: async (id: string, regionId: string, fields: UnitFields, at: Date) => {
      const { callSign, capabilities, stationId, isRetired } = fields;
      await db.query(insertUnitSql, [id, regionId, callSign, capabilities, stationId, isRetired, at]);
      return { id, version: 1 };
    },
    update: async (id: string, fields: UnitFields, at: Date): Promise<void> => {
      const { callSign, capabilities, stationId, isRetired } = fields;
      await db.query(updateUnitSql, [id, callSign, capabilities, stationId, isRetired, at]);
    },
    remove: (): Promise<void> => Promise.reject(new Error('units are retired, not removed')),
    isStationOf: async (stationId: string, regionId: string): Promise<boolean> =>
      (await findRow(db, findStationOfRegionSql, [stationId, regionId])) !== undefined,
    takeVehicle: async (newId: string, regionId: string, plate: string): Promise<string> =>
      (await getRow<{ id: string }>(db, takeVehicleSql, [newId, regionId, plate])).id,
    findUnitWithVehicle: (vehicleId: string) =>
      findRow<{ id: string; callSign: string }>(db, findUnitWithVehicleSql, [vehicleId]),
    bindVehicle: async (unitId: string, vehicleId: string | undefined, at: Date): Promise<void> => {
      await db.query(endVehicleBindingSql, [unitId, at]);
      if (vehicleId !== undefined) await db.query(insertVehicleBindingSql, [unitId, vehicleId, at]);
    },
  };
}

function stationRecords(db: Queryable) {
  return {
    find: finder<StationFields>(db, findStationSql),
    findIdNamed: namedFinder(db, findStationNamedSql),
    insert: async (id: string, regionId: string, { name, coordinates }: StationFields) => {
      await db.query(insertStationSql, [id, regionId, name, ...coordinates]);
      return { id, version: 1 };
    },
    update: async (id: string, { name, coordinates }: StationFields): Promise<void> =>
      void (await db.query(updateStationSql, [id, name, ...coordinates])),
    remove: async (id: string): Promise<void> => {
      await db.query(freeRetiredUnitsSql, [id]);
      await db.query(removeStationSql, [id]);
    },
    countUnits: async (id: string): Promise<number> =>
      (await getRow<{ count: number }>(db, countUnitsSql, [id])).count,
  };
}

function postRecords(db: Queryable) {
  return {
    find: finder<PostFields>(db, findPostSql),
    findIdNamed: namedFinder(db, findPostNamedSql),
    insert: async (id: string, regionId: string, { name, coordinates, places }: PostFields) => {
      await db.query(insertPostSql, [id, regionId, name, ...coordinates, places]);
      return { id, version: 1 };
    },
    update: async (id: string, { name, coordinates, places }: PostFields): Promise<void> =>
      void (await db.query(updatePostSql, [id, name, ...coordinates, places])),
    remove: async (id: string, at: Date): Promise<void> => void (await db.query(removePostSql, [id, at])),
  };
}

function facilityRecords(db: Queryable) {
  return {
    find: finder<FacilityFields, { isFromMap: boolean }>(db, findFacilitySql),
    findIdNamed: namedFinder(db, findFacilityNamedSql),
    insert: (id: string, regionId: string, fields: FacilityFields) => {
      const { name, kind, hasEmergency, coordinates } = fields;
      const values = [id, regionId, name, kind, hasEmergency, ...coordinates];
      return getRow<{ id: string; version: number }>(db, insertFacilitySql, values);
    },
    update: async (id: string, fields: FacilityFields): Promise<void> => {
      const { name, kind, hasEmergency, coordinates } = fields;
      await db.query(updateFacilitySql, [id, name, kind, hasEmergency, ...coordinates]);
    },
    remove: async (id: string, at: Date): Promise<void> => void (await db.query(removeFacilitySql, [id, at])),
  };
}

type NamedKind = 'station' | 'unit' | 'facility' | 'crew';

async function listKnownNames(
  db: Queryable,
  regionId: string,
): Promise<Record<NamedKind, Map<string, string>>> {
  const { rows } = await db.query<{ kind: NamedKind; name: string; id: string }>(listNamesSql, [regionId]);
  const of = (kind: NamedKind): Map<string, string> =>
    new Map(rows.filter((row) => row.kind === kind).map((row) => [row.name, row.id]));
  return { station: of('station'), unit: of('unit'), facility: of('facility'), crew: of('crew') };
}

export const findRegionSettings = (db: Queryable, regionId: string) =>
  findRow<RegionRecordView & object>(db, findRegionSettingsSql, [regionId]);

/** What commands on kept records read and write, inside the transaction of `db`. */
export function createAdminStore(db: Queryable) {
  return {
    lockRecords: async (kind: string, regionId: string): Promise<void> =>
      void (await db.query(lockRecordsSql, [kind, regionId])),
    unitRecords: unitRecords(db),
    stationRecords: stationRecords(db),
    postRecords: postRecords(db),
    facilityRecords: facilityRecords(db),
    shiftRecords: createShiftRecords(db),
    userRecords: createUserRecords(db),
    findRegionSettings: (regionId: string) => findRegionSettings(db, regionId),
    updateRegion: async (regionId: string, version: number, settings: RegionSettings) => {
      const { name, languages, policyCountry, totpRoles, controlRoomPhone, retentionDays } = settings;
      const days = retentionDays === undefined ? null : JSON.stringify(retentionDays);
      const kept = [name, languages, policyCountry, JSON.stringify(totpRoles), controlRoomPhone, days];
      const values = [regionId, version, ...kept];
      return (await findRow<{ version: number }>(db, updateRegionSql, values))?.version;
    },
    listKnownNames: (regionId: string) => listKnownNames(db, regionId),
    getTimeZone: async (regionId: string): Promise<string> =>
      (await getRow<{ timeZone: string }>(db, getTimeZoneSql, [regionId])).timeZone,
  };
}

const rowsOf = async <Row extends object>(db: Queryable, sql: string, regionId: string): Promise<Row[]> =>
  (await db.query<Row>(sql, [regionId])).rows;
export const listUnitRecords = (db: Queryable, regionId: string) =>
  rowsOf<UnitRecordView>(db, listUnitsSql, regionId);
export const listStationRecords = (db: Queryable, regionId: string) =>
  rowsOf<StationRecordView>(db, listStationsSql, regionId);
export const listPostRecords = (db: Queryable, regionId: string) =>
  rowsOf<PostRecordView>(db, listPostsSql, regionId);
export const listFacilityRecords = (db: Queryable, regionId: string) =>
  rowsOf<FacilityRecordView>(db, listFacilitiesSql, regionId);
