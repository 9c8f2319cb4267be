import { CAPABILITIES, FACILITY_KINDS } from '#domain';
import { z } from 'zod';
import { commandBase, coordinates, freeText, id, instant, regionId } from '../primitives.ts';
import { defineRoute } from '../route.ts';

/** Who keeps the lists of a region; shifts are a supervisor's too. */
export const ADMINS = ['admin'] as const;
export const SHIFT_EDITORS = ['supervisor', 'admin'] as const;
const READERS = ['supervisor', 'admin'] as const;

/** A short name: something must stand there, and blanks around it do not count. */
const label = (most: number) => freeText(most).trim().min(1);
const version = z.number().int().min(0).max(2_000_000_000);

/** What every command on a record carries, beside its fields. */
const creation = { ...commandBase, regionId: regionId.optional() };
/** The version that was edited; refused with `versionOutdated` when another one is in force by now. */
const change = { ...commandBase, expectedVersion: version };
const removal = z.object(change);
const ofRegion = z.object({ regionId: regionId.optional() });

/** Ids and a version alone: answers of commands are kept for repeats, so nobody's name is in them. */
export const recordReceipt = z.object({ id, regionId, version });
export type RecordReceipt = z.infer<typeof recordReceipt>;

const record = { id, regionId, version };

export const unitFields = z.object({
  callSign: label(20),
  capabilities: z.array(z.enum(CAPABILITIES)).min(1).max(CAPABILITIES.length),
  stationId: id.nullable().default(null),
  /** The vehicle it is from now on; one that is not known yet is added. */
  vehiclePlate: label(20).nullable().default(null),
  /** A retired unit is on no board and is never sent; what it did stays. */
  isRetired: z.boolean().default(false),
});
export type UnitFields = z.output<typeof unitFields>;
export const unitRecord = unitFields.extend({ ...record, stationName: z.string().nullable() });
export type UnitRecordView = z.infer<typeof unitRecord>;

export const stationFields = z.object({ name: label(80), coordinates });
export type StationFields = z.output<typeof stationFields>;
export const stationRecord = stationFields.extend({ ...record, unitCount: z.number().int() });
export type StationRecordView = z.infer<typeof stationRecord>;

export const postFields = z.object({
  name: label(80),
  coordinates,
  /** How many units may stand there at once. */
  places: z.number().int().min(1).max(20).default(1),
});
export type PostFields = z.output<typeof postFields>;
export const postRecord = postFields.extend(record);
export type PostRecordView = z.infer<typeof postRecord>;

export const facilityFields = z.object({
  name: label(120),
  kind: z.enum(FACILITY_KINDS),
  hasEmergency: z.boolean().default(false),
  coordinates,
});
export type FacilityFields = z.output<typeof facilityFields>;
/** One from the map is corrected on the map; only its profile is the region's own. */
export const facilityRecord = facilityFields.extend({ ...record, isFromMap: z.boolean() });
export type FacilityRecordView = z.infer<typeof facilityRecord>;

export const shiftFields = z.object({
  startsAt: instant,
  endsAt: instant,
  memberIds: z.array(id).max(8),
  /** Null while nobody knows which unit the crew will have. */
  unitId: id.nullable().default(null),
});
export type ShiftFields = z.output<typeof shiftFields>;
export const shiftRecord = shiftFields.extend({
  ...record,
  callSign: z.string().nullable(),
  memberNames: z.array(z.string()),
});
export type ShiftRecordView = z.infer<typeof shiftRecord>;

const unitParams = z.object({ unitId: id });
const stationParams = z.object({ stationId: id });
const postParams = z.object({ postId: id });
const facilityParams = z.object({ facilityId: id });
const shiftParams = z.object({ shiftId: id });

/** The three commands that all kinds of records share are told apart by path and fields alone. */
const unitRecordRoutes = {
  listUnitRecords: defineRoute({
    name: 'listUnitRecords',
    method: 'GET',
    path: '/api/v1/admin/units',
    summary: 'All units of a region as they are kept, retired ones too',
    access: READERS,
    query: ofRegion,
    response: z.object({ records: z.array(unitRecord) }),
  }),
  createUnit: defineRoute({
    name: 'createUnit',
    method: 'POST',
    path: '/api/v1/admin/units',
    summary: 'Add a unit',
    access: ADMINS,
    body: unitFields.extend(creation),
    response: recordReceipt,
    status: 201,
    isCommand: true,
  }),
  changeUnit: defineRoute({
    name: 'changeUnit',
    method: 'PUT',
    path: '/api/v1/admin/units/:unitId',
    summary: 'Change, retire or bring back a unit',
    access: ADMINS,
    params: unitParams,
    body: unitFields.extend(change),
    response: recordReceipt,
    isCommand: true,
  }),
} as const;

const stationRecordRoutes = {
  listStationRecords: defineRoute({
    name: 'listStationRecords',
    method: 'GET',
    path: '/api/v1/admin/stations',
    summary: 'Stations of a region as they are kept',
    access: READERS,
    query: ofRegion,
    response: z.object({ records: z.array(stationRecord) }),
  }),
  createStation: defineRoute({
    name: 'createStation',
    method: 'POST',
    path: '/api/v1/admin/stations',
    summary: 'Add a station',
    access: ADMINS,
    body: stationFields.extend(creation),
    response: recordReceipt,
    status: 201,
    isCommand: true,
  }),
  changeStation: defineRoute({
    name: 'changeStation',
    method: 'PUT',
    path: '/api/v1/admin/stations/:stationId',
    summary: 'Rename or move a station',
    access: ADMINS,
    params: stationParams,
    body: stationFields.extend(change),
    response: recordReceipt,
    isCommand: true,
  }),
  removeStation: defineRoute({
    name: 'removeStation',
    method: 'POST',
    path: '/api/v1/admin/stations/:stationId/remove',
    summary: 'Remove a station that no unit starts from',
    access: ADMINS,
    params: stationParams,
    body: removal,
    response: recordReceipt,
    isCommand: true,
  }),
} as const;

const postRecordRoutes = {
  listPosts: defineRoute({
    name: 'listPosts',
    method: 'GET',
    path: '/api/v1/posts',
    summary: 'Standby locations of a region',
    access: ['dispatcher', 'supervisor', 'admin', 'crew', 'analyst', 'fleetManager'],
    query: ofRegion,
    response: z.object({ records: z.array(postRecord) }),
  }),
  createPost: defineRoute({
    name: 'createPost',
    method: 'POST',
    path: '/api/v1/admin/posts',
    summary: 'Add a standby location',
    access: ADMINS,
    body: postFields.extend(creation),
    response: recordReceipt,
    status: 201,
    isCommand: true,
  }),
  changePost: defineRoute({
    name: 'changePost',
    method: 'PUT',
    path: '/api/v1/admin/posts/:postId',
    summary: 'Rename or move a standby location',
    access: ADMINS,
    params: postParams,
    body: postFields.extend(change),
    response: recordReceipt,
    isCommand: true,
  }),
  removePost: defineRoute({
    name: 'removePost',
    method: 'POST',
    path: '/api/v1/admin/posts/:postId/remove',
    summary: 'Remove a standby location',
    access: ADMINS,
    params: postParams,
    body: removal,
    response: recordReceipt,
    isCommand: true,
  }),
} as const;

const facilityRecordRoutes = {
  listFacilityRecords: defineRoute({
    name: 'listFacilityRecords',
    method: 'GET',
    path: '/api/v1/admin/facilities',
    summary: 'Facilities of a region as they are kept',
    access: READERS,
    query: ofRegion,
    response: z.object({ records: z.array(facilityRecord) }),
  }),
  createFacility: defineRoute({
    name: 'createFacility',
    method: 'POST',
    path: '/api/v1/admin/facilities',
    summary: 'Add a facility that the map does not hold',
    access: ADMINS,
    body: facilityFields.extend(creation),
    response: recordReceipt,
    status: 201,
    isCommand: true,
  }),
  changeFacility: defineRoute({
    name: 'changeFacility',
    method: 'PUT',
    path: '/api/v1/admin/facilities/:facilityId',
    summary: 'Change a facility that was added by hand',
    access: ADMINS,
    params: facilityParams,
    body: facilityFields.extend(change),
    response: recordReceipt,
    isCommand: true,
  }),
  removeFacility: defineRoute({
    name: 'removeFacility',
    method: 'POST',
    path: '/api/v1/admin/facilities/:facilityId/remove',
    summary: 'Remove a facility that was added by hand',
    access: ADMINS,
    params: facilityParams,
    body: removal,
    response: recordReceipt,
    isCommand: true,
  }),
} as const;

const shiftRoutes = {
  listShifts: defineRoute({
    name: 'listShifts',
    method: 'GET',
    path: '/api/v1/admin/shifts',
    summary: 'Shifts that have not ended yet, and those ended in the last week, with who may be put on one',
    access: SHIFT_EDITORS,
    query: ofRegion,
    response: z.object({
      records: z.array(shiftRecord),
      crew: z.array(z.object({ id, displayName: z.string() })),
    }),
  }),
  createShift: defineRoute({
    name: 'createShift',
    method: 'POST',
    path: '/api/v1/admin/shifts',
    summary: 'Put a crew on shift, with the unit it will have',
    access: SHIFT_EDITORS,
    body: shiftFields.extend(creation),
    response: recordReceipt,
    status: 201,
    isCommand: true,
  }),
  changeShift: defineRoute({
    name: 'changeShift',
    method: 'PUT',
    path: '/api/v1/admin/shifts/:shiftId',
    summary: 'Change times, crew or unit of a shift; which unit a crew had until now is kept',
    access: SHIFT_EDITORS,
    params: shiftParams,
    body: shiftFields.extend(change),
    response: recordReceipt,
    isCommand: true,
  }),
  removeShift: defineRoute({
    name: 'removeShift',
    method: 'POST',
    path: '/api/v1/admin/shifts/:shiftId/remove',
    summary: 'Remove a shift that has not begun',
    access: SHIFT_EDITORS,
    params: shiftParams,
    body: removal,
    response: recordReceipt,
    isCommand: true,
  }),
} as const;

export const recordRoutes = {
  ...unitRecordRoutes,
  ...stationRecordRoutes,
  ...postRecordRoutes,
  ...facilityRecordRoutes,
  ...shiftRoutes,
} as const;
