import type { FacilityDetail, FacilityView } from '#contracts';
import {
  type AssignmentStatus,
  deriveProfile,
  type FacilityKind,
  type FacilityProfile,
  type FacilityService,
  type FacilityStatus,
  type IncidentCategory,
  isOpenAt,
  type LocalCalendar,
  type MappedFacility,
  type OpeningHours,
  type PatientNeed,
  type Priority,
  type ServiceOffer,
  statusInForce,
} from '#domain';
import { findRow, type Pool, type Queryable } from './pool.ts';
import deletePublicHolidaysSql from './sql/facility/delete-public-holidays.sql';
import findDestinationSubjectSql from './sql/facility/find-destination-subject.sql';
import insertProfileSql from './sql/facility/insert-profile.sql';
import insertPublicHolidaysSql from './sql/facility/insert-public-holidays.sql';
import insertStatusSql from './sql/facility/insert-status.sql';
import isCrewOnIncidentSql from './sql/facility/is-crew-on-incident.sql';
import isMemberSql from './sql/facility/is-member.sql';
import listFacilitiesSql from './sql/facility/list-facilities.sql';
import listInboundSql from './sql/facility/list-inbound.sql';
import listPublicHolidaysSql from './sql/facility/list-public-holidays.sql';
import listRegionsSeeingSql from './sql/facility/list-regions-seeing.sql';
import lockFacilitySql from './sql/facility/lock-facility.sql';
import lockPublicHolidaysSql from './sql/facility/lock-public-holidays.sql';

interface StoredDiversion {
  readonly service: FacilityService | null;
  readonly state: FacilityStatus['diversions'][number]['state'];
  readonly reason: string;
  readonly until: string;
}

interface FacilityRow {
  id: string;
  regionId: string;
  regionName: string;
  name: string;
  kind: FacilityKind;
  hasEmergency: boolean;
  tags: MappedFacility['tags'];
  lon: number;
  lat: number;
  timeZone: string;
  profile: {
    version: number;
    level: FacilityProfile['level'];
    services: ServiceOffer[];
    hours: OpeningHours | null;
    capacity: number | null;
  } | null;
  status: {
    version: number;
    loadPercent: number | null;
    waitMinutes: FacilityStatus['waitMinutes'];
    freeBeds: number | null;
    diversions: StoredDiversion[];
    at: string;
    until: string;
    setBy: string;
  } | null;
}

/**
 * Facilities by id, those of a region (of which the user is a member, when one is named), or those that a region's screens
 * show: of every region on its map.
 */
export type WhichFacilities =
  | { readonly ids: readonly string[] }
  | { readonly regionId: string; readonly memberId?: string }
  | { readonly seenFrom: string };

function valuesOf(which: WhichFacilities): unknown[] {
  if ('ids' in which) return [which.ids, null, null, null];
  if ('seenFrom' in which) return [null, null, null, which.seenFrom];
  return [null, which.regionId, which.memberId ?? null, null];
}

async function listRows(db: Queryable, which: WhichFacilities): Promise<FacilityRow[]> {
  return (await db.query<FacilityRow>(listFacilitiesSql, valuesOf(which))).rows;
}

/** What is stored goes before what the map says; hours that nobody gave are those the map leads to. */
function profileOf(row: FacilityRow): FacilityProfile {
  const derived = deriveProfile(row);
  if (!row.profile) return derived;
  const { level, services, hours, capacity } = row.profile;
  const given = hours === null ? {} : { hours, hoursAreAssumed: false };
  return { ...derived, ...given, level, services, capacity };
}

function statusOf({ status }: FacilityRow): FacilityStatus | undefined {
  if (!status) return undefined;
  const diversions = status.diversions.map((one) => ({ ...one, until: new Date(one.until) }));
  return { ...status, until: new Date(status.until), diversions };
}

function viewStatus(row: FacilityRow, at: Date): FacilityView['status'] {
  const status = statusOf(row);
  const inForce = status && statusInForce(status, at);
  if (!row.status || !inForce) return null;
  const { version, setBy } = row.status;
  const iso = (text: string): string => new Date(text).toISOString();
  return {
    version,
    at: iso(row.status.at),
    until: iso(row.status.until),
    setBy,
    loadPercent: inForce.loadPercent,
    waitMinutes: inForce.waitMinutes,
    freeBeds: inForce.freeBeds,
    diversions: row.status.diversions
      .filter((one) => new Date(one.until) > at)
      .map((one) => ({ ...one, until: iso(one.until) })),
  };
}

function toView(row: FacilityRow, profile: FacilityProfile, calendar: LocalCalendar, at: Date): FacilityView {
  const { id, regionId, regionName, name, kind, hasEmergency, lon, lat } = row;
  return {
    id,
    regionId,
    regionName,
    name,
    kind,
    coordinates: [lon, lat],
    hasEmergency,
    level: profile.level,
    services: profile.services.map(({ service }) => service),
    profileVersion: row.profile?.version ?? 0,
    isOpen: isOpenAt(profile.hours, at, calendar),
    status: viewStatus(row, at),
  };
}

/** Public holidays of regions, each a list of `YYYY-MM-DD`. */
export async function listPublicHolidays(
  db: Queryable,
  regionIds: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await db.query<{ regionId: string; dates: string[] }>(listPublicHolidaysSql, [regionIds]);
  return new Map(rows.map(({ regionId, dates }) => [regionId, dates]));
}

async function withCalendars<Result>(
  db: Queryable,
  rows: readonly FacilityRow[],
  work: (row: FacilityRow, calendar: LocalCalendar) => Result,
): Promise<Result[]> {
  const holidays = await listPublicHolidays(db, [...new Set(rows.map(({ regionId }) => regionId))]);
  const sets = new Map([...holidays].map(([regionId, dates]) => [regionId, new Set(dates)]));
  const none = new Set<string>();
  return rows.map((row) =>
    work(row, { timeZone: row.timeZone, publicHolidays: sets.get(row.regionId) ?? none }),
  );
}

/** Facilities with what they offer and what is still believed of their status at an instant. */
export async function listFacilityViews(
  db: Queryable,
  which: WhichFacilities,
  at: Date,
): Promise<FacilityView[]> {
  const rows = await listRows(db, which);
  return withCalendars(db, rows, (row, calendar) => toView(row, profileOf(row), calendar, at));
}

/** One facility with its hours; undefined when there is none or it has gone from the map. */
export async function findFacilityDetail(
  db: Queryable,
  facilityId: string,
  at: Date,
): Promise<FacilityDetail | undefined> {
  const rows = await listRows(db, { ids: [facilityId] });
  const [detail] = await withCalendars(db, rows, (row, calendar) => {
    const profile = profileOf(row);
    return {
      ...toView(row, profile, calendar, at),
      capacity: profile.capacity,
      hours: toHoursView(profile.hours),
      hoursAreAssumed: profile.hoursAreAssumed,
      serviceHours: profile.services.flatMap(({ service, hours }) =>
        hours === null ? [] : [{ service, hours: toHoursView(hours) }],
      ),
    };
  });
  return detail;
}

const toHoursView = ({ weekly, publicHolidays, exceptions }: OpeningHours): FacilityDetail['hours'] => ({
  weekly: [...weekly],
  publicHolidays: publicHolidays === null ? null : [...publicHolidays],
  exceptions: exceptions.map(({ date, intervals }) => ({ date, intervals: [...intervals] })),
});

export const isFacilityMember = async (db: Queryable, userId: string, facilityId: string): Promise<boolean> =>
  (await findRow(db, isMemberSql, [userId, facilityId])) !== undefined;

interface DestinationSubjectRow {
  regionId: string;
  mapId: number;
  category: IncidentCategory;
  priority: Priority;
  needs: PatientNeed[];
  state: 'open' | 'closed';
  lon: number | null;
  lat: number | null;
  unitId: string | null;
}

interface InboundRow {
  assignmentId: string;
  facilityId: string;
  mapId: number;
  lon: number;
  lat: number;
  unitId: string;
  callSign: string;
  status: AssignmentStatus;
  category: IncidentCategory;
  priority: number;
  needs: PatientNeed[];
}

/** The regions whose screens show the facilities of a region, its own among them. */
export const listRegionsSeeing = async (db: Queryable, regionId: string): Promise<string[]> =>
  (await db.query<{ id: string }>(listRegionsSeeingSql, [regionId])).rows.map(({ id }) => id);

/** Does a unit that the user crews now still work on the incident? */
export const isCrewOnIncident = async (
  db: Queryable,
  userId: string,
  incidentId: string,
  at: Date,
): Promise<boolean> => (await findRow(db, isCrewOnIncidentSql, [userId, incidentId, at])) !== undefined;

/** What advice on destinations and a facility's own screen read. */
export function createFacilityStore(pool: Pool) {
  return {
    findDestinationSubject: async (incidentId: string, assignmentId: string | undefined) => {
      const values = [incidentId, assignmentId ?? null];
      const row = await findRow<DestinationSubjectRow>(pool, findDestinationSubjectSql, values);
      if (!row) return undefined;
      const { lon, lat, ...subject } = row;
      return { ...subject, coordinates: lon === null || lat === null ? null : ([lon, lat] as const) };
    },
    isCrewOnIncident: (userId: string, incidentId: string, at: Date) =>
      isCrewOnIncident(pool, userId, incidentId, at),
    listFacilitiesSeenFrom: async (regionId: string) => {
      const rows = await listRows(pool, { seenFrom: regionId });
      return withCalendars(pool, rows, (row, calendar) => ({
        facilityId: row.id,
        regionId: row.regionId,
        regionName: row.regionName,
        name: row.name,
        coordinates: [row.lon, row.lat] as const,
        profile: profileOf(row),
        status: statusOf(row),
        calendar,
      }));
    },
    listInbound: async (userId: string, regionId: string) =>
      (await pool.query<InboundRow>(listInboundSql, [userId, regionId])).rows.map(({ lon, lat, ...row }) => ({
        ...row,
        facilityCoordinates: [lon, lat] as const,
      })),
  };
}

/** What commands on facilities read and write, inside the transaction of `db`. */
export function createFacilityCommandStore(db: Queryable) {
  return {
    findFacilityForUpdate: async (facilityId: string) => {
      if (!(await findRow(db, lockFacilitySql, [facilityId]))) return undefined;
      const [row] = await listRows(db, { ids: [facilityId] });
      if (!row) return undefined;
      return {
        id: row.id,
        regionId: row.regionId,
        seenFrom: await listRegionsSeeing(db, row.regionId),
        services: profileOf(row).services.map(({ service }) => service),
        profileVersion: row.profile?.version ?? 0,
        statusVersion: row.status?.version ?? 0,
      };
    },
    isFacilityMember: (userId: string, facilityId: string) => isFacilityMember(db, userId, facilityId),
    insertFacilityStatus: async (status: {
      facilityId: string;
      version: number;
      loadPercent: number | null;
      waitMinutes: FacilityStatus['waitMinutes'];
      freeBeds: number | null;
      diversions: readonly (FacilityStatus['diversions'][number] & { readonly reason: string })[];
      at: Date;
      until: Date;
      by: string;
    }): Promise<void> => {
      const { facilityId, version, loadPercent, waitMinutes, freeBeds, diversions, at, until, by } = status;
      const json = [JSON.stringify(waitMinutes), freeBeds, JSON.stringify(diversions)];
      await db.query(insertStatusSql, [facilityId, version, loadPercent, ...json, at, until, by]);
    },
    insertFacilityProfile: async (profile: {
      facilityId: string;
      version: number;
      level: FacilityProfile['level'];
      services: readonly ServiceOffer[];
      hours: OpeningHours | null;
      capacity: number | null;
      at: Date;
      by: string;
    }): Promise<void> => {
      const { facilityId, version, level, services, hours, capacity, at, by } = profile;
      const json = [JSON.stringify(services), hours === null ? null : JSON.stringify(hours)];
      await db.query(insertProfileSql, [facilityId, version, level, ...json, capacity, at, by]);
    },
    replacePublicHolidays: async (
      regionId: string,
      year: number,
      dates: readonly string[],
    ): Promise<string[]> => {
      await db.query(lockPublicHolidaysSql, [regionId]);
      await db.query(deletePublicHolidaysSql, [regionId, year]);
      await db.query(insertPublicHolidaysSql, [regionId, dates]);
      return (await listPublicHolidays(db, [regionId])).get(regionId) ?? [];
    },
  };
}
