import { CONTROL_ROOM, type DestinationAdvice } from '#contracts';
import {
  adviseDestination,
  type CareLevel,
  type DestinationNeed,
  type DestinationRules,
  explainDestination,
  type FacilityProfile,
  type FacilityStatus,
  getDestinationNeed,
  type IncidentCategory,
  type LocalCalendar,
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
  readonly regionId: string;
  readonly regionName: string;
  readonly name: string;
  readonly coordinates: LonLat;
  readonly profile: FacilityProfile;
  readonly status: FacilityStatus | undefined;
  /** Of its own region. */
  readonly calendar: LocalCalendar;
}

export interface DestinationPorts {
  now(): Date;
  findDestinationSubject(
    incidentId: string,
    assignmentId: string | undefined,
  ): Promise<DestinationSubject | undefined>;
  /** True when a unit that the user crews now is still on the incident. */
  isCrewOnIncident(userId: string, incidentId: string, at: Date): Promise<boolean>;
  /** Of the region and of all others on its map, since the right one may lie across the border. */
  listFacilitiesSeenFrom(regionId: string): Promise<readonly PlacedFacility[]>;
  findDestinationRulesInForce(regionId: string): Promise<DestinationRules>;
  findPosition(unitId: string): { readonly coordinates: LonLat; readonly deviceAt: Date } | undefined;
  findTravelLegsFrom(question: TravelFromQuestion): Promise<Outcome<readonly (TravelLeg | undefined)[]>>;
}

export interface DestinationQuestion {
  readonly incidentId: string;
  /** From this unit's last position; from the incident's place when absent. */
  readonly assignmentId?: string;
  readonly finding?: PatientFinding;
}

/** Ranks the facilities on the map for the patient of an incident, by exact road time from the scene or from a unit. */
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

  const rules = await ports.findDestinationRulesInForce(subject.regionId);
  const need = getDestinationNeed(rules, { ...subject, findings: finding ? [finding] : [] });
  const facilities = await ports.listFacilitiesSeenFrom(subject.regionId);
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
  const advice = adviseDestination(need, placed, now);
  const placeOf = new Map(facilities.map((one) => [one.facilityId, one]));
  const regionNameOf = (facilityId: string): string | null => {
    const { regionId, regionName } = placeOf.get(facilityId)!;
    return regionId === subject.regionId ? null : regionName;
  };
  return accept({
    incidentId,
    at: now.toISOString(),
    from: position ? 'unit' : 'scene',
    profile,
    need: viewNeed(need),
    advised: advice.advised.map((one) => ({
      ...one,
      regionName: regionNameOf(one.facilityId),
      coordinates: [...placeOf.get(one.facilityId)!.coordinates],
      parts: [...one.parts],
      services: [...one.services],
    })),
    rejected: advice.rejected.map((one) => ({ ...one, regionName: regionNameOf(one.facilityId) })),
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
