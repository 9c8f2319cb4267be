import { CONTROL_ROOM, type DestinationAdvice } from '#contracts';
import {
  adviseDestination,
  type CareLevel,
  DESTINATION_RULES,
  type DestinationNeed,
  explainDestination,
  type FacilityProfile,
  type FacilityStatus,
  getDestinationNeed,
  type IncidentCategory,
  type LonLat,
  type PatientFinding,
  type PatientNeed,
  type Priority,
} from '#domain';
import { checkAccess, holdsRole, type Actor } from '../actor.ts';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.ts';
import type { TravelFromQuestion } from '../travel/travel-legs-from.ts';
import type { TravelLeg } from '../travel/travel-times.ts';
import { travelProfileOf } from './travel-profile-of.ts';

export interface DestinationSubject {
  readonly regionId: string;
  readonly mapId: number;
  readonly timeZone: string;
  readonly category: IncidentCategory;
  readonly priority: Priority;
  readonly needs: readonly PatientNeed[];
  readonly state: 'open' | 'closed';
  readonly coordinates: LonLat | null;
  /** Of the assignment that was named, while it goes on. */
  readonly unitId: string | null;
}

export interface PlacedFacility {
  readonly facilityId: string;
  readonly name: string;
  readonly coordinates: LonLat;
  readonly profile: FacilityProfile;
  readonly status: FacilityStatus | undefined;
}

export interface DestinationPorts {
  now(): Date;
  findDestinationSubject(
    incidentId: string,
    assignmentId: string | undefined,
  ): Promise<DestinationSubject | undefined>;
  /** True when a unit that the user crews now is still on the incident. */
  isCrewOnIncident(userId: string, incidentId: string, at: Date): Promise<boolean>;
  listPlacedFacilities(regionId: string): Promise<readonly PlacedFacility[]>;
  listHolidays(regionId: string): Promise<readonly string[]>;
  findPosition(unitId: string): { readonly coordinates: LonLat; readonly deviceAt: Date } | undefined;
  findTravelLegsFrom(question: TravelFromQuestion): Promise<Outcome<readonly (TravelLeg | undefined)[]>>;
}

export interface DestinationQuestion {
  readonly incidentId: string;
  /** From this unit's last position; from the incident's place when absent. */
  readonly assignmentId?: string;
  readonly finding?: PatientFinding;
}

/** Ranks the region's facilities for the patient of an incident, by exact road time from the scene or from a unit. */
export async function adviseDestinations(
  ports: DestinationPorts,
  actor: Actor,
  { incidentId, assignmentId, finding }: DestinationQuestion,
): Promise<Outcome<DestinationAdvice>> {
  const now = ports.now();
  const subject = await ports.findDestinationSubject(incidentId, assignmentId);
  if (!subject) return refuse('notFound');
  const denied = await checkMayAsk(ports, actor, incidentId, subject.regionId, now);
  if (denied) return denied;
  if (subject.state === 'closed') return refuse('incidentClosed');
  if (assignmentId !== undefined && subject.unitId === null) return refuse('assignmentEnded');
  const position = subject.unitId === null ? undefined : ports.findPosition(subject.unitId);
  const source = position?.coordinates ?? subject.coordinates;
  if (!source) return refuse('locationMissing');

  const need = getDestinationNeed(DESTINATION_RULES, { ...subject, findings: finding ? [finding] : [] });
  const [facilities, holidays] = await Promise.all([
    ports.listPlacedFacilities(subject.regionId),
    ports.listHolidays(subject.regionId),
  ]);
  const profile = travelProfileOf(subject.priority);
  const legs = await ports.findTravelLegsFrom({
    mapId: subject.mapId,
    source,
    targets: facilities.map((one) => one.coordinates),
    profile,
    limitSeconds: need.travelLimitSeconds,
  });
  if (!legs.ok) return legs;
  const placed = facilities.map((one, index) => ({ ...one, leg: roundLeg(legs.value[index]) }));
  const calendar = { timeZone: subject.timeZone, publicHolidays: new Set(holidays) };
  const advice = adviseDestination(need, placed, now, calendar);
  const placeOf = new Map(facilities.map(({ facilityId, coordinates }) => [facilityId, coordinates]));
  const coordinatesOf = (facilityId: string): [number, number] => {
    const [lon, lat] = placeOf.get(facilityId)!;
    return [lon, lat];
  };
  return accept({
    incidentId,
    at: now.toISOString(),
    from: position ? 'unit' : 'scene',
    profile,
    need: viewNeed(need),
    advised: advice.advised.map((one) => ({
      ...one,
      coordinates: coordinatesOf(one.facilityId),
      parts: [...one.parts],
      services: [...one.services],
    })),
    rejected: [...advice.rejected],
    because: explainDestination(advice),
  });
}

/** The control room, and the crew of a unit that works on it, a neighbour's too. */
async function checkMayAsk(
  ports: DestinationPorts,
  actor: Actor,
  incidentId: string,
  regionId: string,
  now: Date,
): Promise<Refusal | undefined> {
  if (holdsRole(actor, regionId, CONTROL_ROOM)) return undefined;
  const isOnIt =
    actor.roles.some(({ role }) => role === 'crew') &&
    (await ports.isCrewOnIncident(actor.id, incidentId, now));
  return isOnIt ? undefined : (checkAccess(actor, regionId, CONTROL_ROOM) ?? refuse('forbidden'));
}

/** Rounded before the ranking, so that what is shown and ranked are the same numbers. */
const roundLeg = (leg: TravelLeg | undefined): TravelLeg | undefined =>
  leg && {
    travelSeconds: Math.round(leg.travelSeconds * 10) / 10,
    distanceMeters: Math.round(leg.distanceMeters),
  };

function viewNeed(need: DestinationNeed): DestinationAdvice['need'] {
  const levels = (Object.entries(need.levelSeconds) as [CareLevel, number][])
    .sort(([, a], [, b]) => a - b)
    .map(([level]) => level);
  return {
    rules: [...need.rules],
    acceptable: [...need.acceptable],
    preferred: [...need.preferred],
    levels,
    travelLimitSeconds: need.travelLimitSeconds,
  };
}
