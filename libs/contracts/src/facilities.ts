import {
  ASSIGNMENT_STATUSES,
  CARE_LEVELS,
  DIVERSION_STATES,
  FACILITY_KINDS,
  FACILITY_SERVICES,
  INCIDENT_CATEGORIES,
  PATIENT_FINDINGS,
  PATIENT_NEEDS,
} from '#domain';
import { z } from 'zod';
import { FAULTS } from './fault-texts.ts';
import { commandBase, coordinates, freeText, id, instant, regionId } from './primitives.ts';
import { defineRoute } from './route.ts';
import { arrivalNotice } from './tablet/patient-record.ts';
import { CONTROL_ROOM } from './units.ts';

const service = z.enum(FACILITY_SERVICES);
const level = z.enum(CARE_LEVELS);
const waits = z.number().int().min(0).max(2880);
/** Expected minutes until a physician sees a patient, by the priority the patient comes with. */
const waitMinutes = z.object({
  1: waits.optional(),
  2: waits.optional(),
  3: waits.optional(),
  4: waits.optional(),
});

const isRepeated = (values: readonly unknown[]): boolean => new Set(values).size < values.length;

const dayInterval = z
  .object({
    /** Minutes from midnight; an end after 1440 is on the next day. */
    startMinutes: z.number().int().min(0).max(1439),
    endMinutes: z.number().int().min(1).max(2880),
  })
  .refine(({ startMinutes, endMinutes }) => endMinutes > startMinutes && endMinutes - startMinutes <= 1440, {
    message: FAULTS.endsBeforeStart,
    path: ['endMinutes'],
  });
const dayIntervals = z.array(dayInterval).max(8);

/** By the clock on the facility's own wall (the region's time zone). */
export const openingHours = z.object({
  /** Weekdays from 0 = Monday to 6 = Sunday. */
  weekly: z.array(dayInterval.safeExtend({ weekday: z.number().int().min(0).max(6) })).max(56),
  /** Null when public holidays are days like others. */
  publicHolidays: dayIntervals.nullable().default(null),
  /** Single days that are otherwise; no interval means closed. */
  exceptions: z
    .array(z.object({ date: z.iso.date(), intervals: dayIntervals }))
    .max(366)
    .refine((days) => !isRepeated(days.map((day) => day.date)), { message: FAULTS.givenTwice })
    .default([]),
});
export type OpeningHoursView = z.infer<typeof openingHours>;

/** Either as intervals, or as people and OpenStreetMap write it: `Mo-Fr 08:00-18:00; Sa 09:00-13:00; PH off`. */
const hoursInput = z.union([openingHours, z.object({ text: freeText(500).min(1) })]);

const diversion = z.object({
  /** Null for the whole facility. */
  service: service.nullable(),
  state: z.enum(DIVERSION_STATES),
  reason: freeText(200).default(''),
  /** Ends by itself then; null: with the status. */
  until: instant.nullable().default(null),
});

export const facilityStatusView = z.object({
  version: z.number().int(),
  /** When it was said, and when it is no longer believed. */
  at: instant,
  until: instant,
  setBy: z.string(),
  loadPercent: z.number().int().nullable(),
  waitMinutes,
  freeBeds: z.number().int().nullable(),
  /** Those not yet ended when this was read; screens drop them at their `until`. */
  diversions: z.array(diversion.extend({ until: instant })),
});
export type FacilityStatusView = z.infer<typeof facilityStatusView>;

/** A facility as lists and live updates carry it. */
export const facilityView = z.object({
  id,
  regionId,
  regionName: z.string(),
  name: z.string(),
  kind: z.enum(FACILITY_KINDS),
  coordinates,
  hasEmergency: z.boolean(),
  level,
  services: z.array(service),
  /** 0 while services are derived from the map alone. */
  profileVersion: z.number().int(),
  /** By its opening hours now; services that work round the clock are not meant. */
  isOpen: z.boolean(),
  /** Null when nothing was said, or what was said has run out. */
  status: facilityStatusView.nullable(),
});
export type FacilityView = z.infer<typeof facilityView>;

export const facilityDetail = facilityView.extend({
  capacity: z.number().int().nullable(),
  hours: openingHours,
  /** True when nobody gave hours that could be read, so that the usual ones of such places are taken. */
  hoursAreAssumed: z.boolean(),
  serviceHours: z.array(z.object({ service, hours: openingHours })),
});
export type FacilityDetail = z.infer<typeof facilityDetail>;

export const facilityStatusBody = z.object({
  ...commandBase,
  /** The version it is based on (0: none yet); another one in force is refused with 409. */
  expectedVersion: z.number().int().min(0).max(2_000_000_000).optional(),
  loadPercent: z.number().int().min(0).max(100).nullable().default(null),
  waitMinutes: waitMinutes.default({}),
  freeBeds: z.number().int().min(0).max(10_000).nullable().default(null),
  diversions: z
    .array(diversion)
    .max(FACILITY_SERVICES.length + 1)
    .refine((all) => !isRepeated(all.map((one) => one.service)), { message: FAULTS.givenTwice })
    .default([]),
  /** When it is no longer to be believed; 4 hours from now when absent, 24 at most. */
  until: instant.nullable().default(null),
});
export type FacilityStatusBody = z.infer<typeof facilityStatusBody>;

/** Answer to a command on a facility. Free text stays out of it, since it is kept for repeats of the command. */
export const facilityReceipt = z.object({ facilityId: id, version: z.number().int(), at: instant });
export type FacilityReceipt = z.infer<typeof facilityReceipt>;
/** With the end that was filled in when none was given. */
export const facilityStatusReceipt = facilityReceipt.extend({ until: instant });
export type FacilityStatusReceipt = z.infer<typeof facilityStatusReceipt>;

export const facilityProfileBody = z.object({
  ...commandBase,
  expectedVersion: z.number().int().min(0).max(2_000_000_000).optional(),
  level,
  services: z
    .array(z.object({ service, hours: hoursInput.nullable().default(null) }))
    .max(FACILITY_SERVICES.length)
    .refine((all) => !isRepeated(all.map((one) => one.service)), { message: FAULTS.givenTwice }),
  /** Null: not known, the usual ones of such places are taken. */
  hours: hoursInput.nullable().default(null),
  capacity: z.number().int().min(0).max(100_000).nullable().default(null),
});
export type FacilityProfileBody = z.infer<typeof facilityProfileBody>;

export const publicHolidaysBody = z.object({
  ...commandBase,
  regionId: regionId.optional(),
  year: z.number().int().min(2000).max(2199),
  dates: z.array(z.iso.date()).max(60),
});
export type PublicHolidaysBody = z.infer<typeof publicHolidaysBody>;
export const publicHolidaysView = z.object({ regionId, dates: z.array(z.iso.date()) });
export type PublicHolidaysView = z.infer<typeof publicHolidaysView>;

/** What a facility may know of a patient on the way: nothing that says who or where from. */
export const inboundView = z.object({
  assignmentId: id,
  facilityId: id,
  callSign: z.string(),
  status: z.enum(ASSIGNMENT_STATUSES),
  category: z.enum(INCIDENT_CATEGORIES),
  priority: z.number().int(),
  needs: z.array(z.enum(PATIENT_NEEDS)),
  /** By road from the unit's last position; null before the unit is with the patient and once it has arrived. */
  travelSeconds: z.number().nullable(),
  /** Null until the unit has left the scene. */
  expectedAt: instant.nullable(),
  /** When the unit's own clock gave the position; null when nothing is known. */
  positionAt: instant.nullable(),
  /** What the crew wrote of its patients so far, by codes and figures. */
  notices: z.array(arrivalNotice),
});
export type InboundView = z.infer<typeof inboundView>;

/** A named part of what a facility is ranked by. */
export const destinationPart = z.object({ part: z.string(), seconds: z.number() });

const adviceMessage = z.object({
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const destinationAdvice = z.object({
  incidentId: id,
  at: instant,
  /** Where from: the incident's place, or the unit's last position. */
  from: z.enum(['scene', 'unit']),
  profile: z.enum(['emergency', 'normal']),
  need: z.object({
    rules: z.array(z.string()),
    /** One of these services is needed. */
    acceptable: z.array(service),
    /** Worth a longer way of so many seconds. */
    preferred: z.array(z.object({ service, bypassSeconds: z.number() })),
    /** Levels of care that will do, the right one first. */
    levels: z.array(level),
    travelLimitSeconds: z.number(),
  }),
  advised: z.array(
    z.object({
      facilityId: id,
      name: z.string(),
      /** When it is another region's than the incident's: which one's. */
      regionName: z.string().nullable(),
      level,
      coordinates,
      rank: z.number().int(),
      travelSeconds: z.number(),
      distanceMeters: z.number(),
      /** Sum of the parts; the least is first. */
      totalSeconds: z.number(),
      parts: z.array(destinationPart),
      /** The services it would be chosen for. */
      services: z.array(service),
    }),
  ),
  rejected: z.array(
    z.object({
      facilityId: id,
      name: z.string(),
      regionName: z.string().nullable(),
      reason: z.string(),
      details: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  /** Why the first is first; see `DESTINATION_TEXTS`. */
  because: adviceMessage,
});
export type DestinationAdvice = z.infer<typeof destinationAdvice>;

const ofRegion = z.object({ regionId: regionId.optional() });
const facilityParams = z.object({ facilityId: id });
const FACILITY_READERS = [...CONTROL_ROOM, 'crew', 'analyst', 'fleetManager', 'facility'] as const;

export const facilityRoutes = {
  listFacilities: defineRoute({
    name: 'listFacilities',
    method: 'GET',
    path: '/api/v1/facilities',
    summary:
      'Hospitals, clinics and other places patients are taken to, of every region on the map; a facility sees itself alone',
    access: FACILITY_READERS,
    query: ofRegion,
    response: z.object({ facilities: z.array(facilityView), seq: z.number().int() }),
  }),
  getFacility: defineRoute({
    name: 'getFacility',
    method: 'GET',
    path: '/api/v1/facilities/:facilityId',
    summary: 'One facility with its hours, services and present status; a facility sees itself alone',
    access: FACILITY_READERS,
    params: facilityParams,
    response: facilityDetail,
  }),
  setFacilityStatus: defineRoute({
    name: 'setFacilityStatus',
    method: 'PUT',
    path: '/api/v1/facilities/:facilityId/status',
    summary: 'Say how full a facility is and what it cannot take; by its own login or the control room',
    access: [...CONTROL_ROOM, 'facility'],
    params: facilityParams,
    body: facilityStatusBody,
    response: facilityStatusReceipt,
    isCommand: true,
  }),
  setFacilityProfile: defineRoute({
    name: 'setFacilityProfile',
    method: 'PUT',
    path: '/api/v1/facilities/:facilityId/profile',
    summary: 'Set level of care, services, opening hours and capacity of a facility',
    access: ['supervisor', 'admin'],
    params: facilityParams,
    body: facilityProfileBody,
    response: facilityReceipt,
    isCommand: true,
  }),
  listPublicHolidays: defineRoute({
    name: 'listPublicHolidays',
    method: 'GET',
    path: '/api/v1/public-holidays',
    summary: 'Public holidays of a region, by which opening hours differ',
    access: FACILITY_READERS,
    query: ofRegion,
    response: publicHolidaysView,
  }),
  setPublicHolidays: defineRoute({
    name: 'setPublicHolidays',
    method: 'PUT',
    path: '/api/v1/public-holidays',
    summary: 'Set the public holidays of a region for one year',
    access: ['supervisor', 'admin'],
    body: publicHolidaysBody,
    response: publicHolidaysView,
    isCommand: true,
  }),
  listInbound: defineRoute({
    name: 'listInbound',
    method: 'GET',
    path: '/api/v1/facility/inbound',
    summary: 'Units on their way to the facility of the signed-in user, with what to make ready for',
    access: ['facility'],
    query: ofRegion,
    response: z.object({ at: instant, inbound: z.array(inboundView) }),
  }),
  getDestinations: defineRoute({
    name: 'getDestinations',
    method: 'GET',
    path: '/api/v1/incidents/:incidentId/destinations',
    summary: 'Where to take the patient: facilities ranked, with reasons, and the rejected ones with theirs',
    access: [...CONTROL_ROOM, 'crew'],
    params: z.object({ incidentId: id }),
    query: z.object({
      /** From this unit's last position instead of the scene. */
      assignmentId: id.optional(),
      /** What the crew found, where that decides by itself. */
      finding: z.enum(PATIENT_FINDINGS).optional(),
    }),
    response: destinationAdvice,
  }),
} as const;
