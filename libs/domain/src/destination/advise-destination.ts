import type { DestinationNeed } from './destination-need.ts';
import { type FacilityProfile, isServiceOpenAt, type ServiceOffer } from './facility-profile.ts';
import { diversionOfService, type FacilityStatus, statusInForce } from './facility-status.ts';
import { findNextOpening, type LocalCalendar } from './opening-hours.ts';
import type { CareLevel, DiversionState, FacilityService } from './services.ts';
import type { Priority } from '../incident/incident.ts';

/** A facility as advice sees it, with its road time already known. */
export interface AdvisableFacility {
  readonly facilityId: string;
  readonly name: string;
  readonly profile: FacilityProfile;
  readonly status: FacilityStatus | undefined;
  /** By which its hours go: facilities of neighbouring regions keep other holidays. */
  readonly calendar: LocalCalendar;
  /** Undefined when no road leads there within the limit. */
  readonly leg: { readonly travelSeconds: number; readonly distanceMeters: number } | undefined;
}

/** Named parts in seconds; their sum is what facilities are ranked by. */
export const DESTINATION_PARTS = ['travel', 'wait', 'load', 'busy', 'noBed', 'level', 'specialist'] as const;
export type DestinationPart = (typeof DESTINATION_PARTS)[number];

export const DESTINATION_REJECTIONS = [
  'serviceMissing',
  'levelNotFit',
  'beyondLimit',
  'closedOnArrival',
  'diverting',
  'closedByFacility',
] as const;
export type DestinationRejection = (typeof DESTINATION_REJECTIONS)[number];

export interface AdvisedFacility {
  readonly facilityId: string;
  readonly name: string;
  readonly level: CareLevel;
  readonly rank: number;
  readonly travelSeconds: number;
  readonly distanceMeters: number;
  readonly totalSeconds: number;
  readonly parts: readonly { readonly part: DestinationPart; readonly seconds: number }[];
  /** What it would be chosen for: acceptable and preferred services that it can give on arrival. */
  readonly services: readonly FacilityService[];
}

export interface RejectedFacility {
  readonly facilityId: string;
  readonly name: string;
  readonly reason: DestinationRejection;
  readonly details: Readonly<Record<string, string | number>>;
}

export interface DestinationAdvice {
  readonly need: DestinationNeed;
  readonly advised: readonly AdvisedFacility[];
  readonly rejected: readonly RejectedFacility[];
}

/**
 * How much a minute of waiting weighs against a minute of road, by priority. A patient of the first priority is seen on
 * arrival whatever the queue; one of the second seldom waits all of it. Our own choice.
 */
export const WAIT_WEIGHTS: Readonly<Record<Priority, number>> = { 1: 0, 2: 0.5, 3: 1, 4: 1 };

/** A full house delays also those who are seen at once (handover, a free bed): a little for the first priority. Our own choice. */
export const LOAD_WEIGHTS: Readonly<Record<Priority, number>> = { 1: 0.25, 2: 0.5, 3: 1, 4: 1 };

/**
 * Where nothing was said, this is taken, so that who reports a usual wait does not lose against who reports none. Our own
 * choice.
 */
export const ASSUMED_WAIT_MINUTES: Readonly<Record<CareLevel, number>> = {
  hospital: 30,
  urgentCare: 20,
  diagnosticCentre: 20,
  clinic: 20,
};

/** From here on load counts; Bagust et al., BMJ 1999;319:155, found risks above about 85 per cent of beds in use. */
export const EASY_LOAD_PERCENT = 85;
/** What a load of 100 per cent, a service that calls itself busy, and no free bed count for before weighting. Our own choice. */
export const FULL_LOAD_SECONDS = 900;
export const BUSY_SECONDS = 600;
export const NO_BED_SECONDS = 900;

interface ServiceState {
  readonly offer: ServiceOffer;
  readonly isOpen: boolean;
  readonly diversion: DiversionState;
}

/**
 * Ranks facilities for one patient, least seconds first, the name (then the id) breaking ties. Every facility is either advised or
 * rejected with its reason, and each counts by itself: no other facility changes its seconds.
 *
 * @param at now; hours are looked at for the moment of arrival
 */
export function adviseDestination(
  need: DestinationNeed,
  facilities: readonly AdvisableFacility[],
  at: Date,
): DestinationAdvice {
  const rejected: RejectedFacility[] = [];
  const advised: Omit<AdvisedFacility, 'rank'>[] = [];
  for (const facility of facilities) {
    const answer = judge(need, facility, at);
    if ('reason' in answer) rejected.push(answer);
    else advised.push(answer);
  }
  advised.sort(
    (a, b) =>
      a.totalSeconds - b.totalSeconds ||
      compareText(a.name, b.name) ||
      compareText(a.facilityId, b.facilityId),
  );
  return { need, advised: advised.map((one, index) => ({ ...one, rank: index + 1 })), rejected };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function judge(
  need: DestinationNeed,
  facility: AdvisableFacility,
  at: Date,
): RejectedFacility | Omit<AdvisedFacility, 'rank'> {
  const { facilityId, name, profile, calendar, leg } = facility;
  const reject = (
    reason: DestinationRejection,
    details: RejectedFacility['details'] = {},
  ): RejectedFacility => ({
    facilityId,
    name,
    reason,
    details,
  });
  if (need.levelSeconds[profile.level] === undefined) return reject('levelNotFit', { level: profile.level });
  if (!profile.services.some(({ service }) => need.acceptable.includes(service))) {
    return reject('serviceMissing', { services: need.acceptable.join(',') });
  }
  if (leg === undefined || leg.travelSeconds > need.travelLimitSeconds) {
    return reject('beyondLimit', { limitSeconds: need.travelLimitSeconds });
  }
  const arrivalAt = new Date(at.getTime() + leg.travelSeconds * 1000);
  const states = stateOfServices(facility, at, arrivalAt);
  const acceptable = states.filter(({ offer }) => need.acceptable.includes(offer.service));
  if (acceptable.some(isUsable)) return score(need, facility, leg, states.filter(isUsable), at);
  const open = acceptable.filter(({ isOpen }) => isOpen);
  if (open.length > 0) {
    return reject(open.every(({ diversion }) => diversion === 'closed') ? 'closedByFacility' : 'diverting', {
      services: open.map(({ offer }) => offer.service).join(','),
    });
  }
  const opensAt = acceptable
    .map(({ offer }) => findNextOpening(offer.hours ?? profile.hours, arrivalAt, calendar)?.toISOString())
    .filter((one) => one !== undefined)
    .sort()[0];
  return reject('closedOnArrival', opensAt === undefined ? {} : { opensAt });
}

/** Hours as of the arrival. What a facility refuses now counts, though it may end on the way: nobody can rely on that. */
function stateOfServices(
  { profile, status, calendar }: AdvisableFacility,
  at: Date,
  arrivalAt: Date,
): ServiceState[] {
  return profile.services.map((offer) => ({
    offer,
    isOpen: isServiceOpenAt(profile, offer, arrivalAt, calendar),
    diversion: diversionOfService(status, offer.service, at),
  }));
}

const isUsable = ({ isOpen, diversion }: ServiceState): boolean =>
  isOpen && diversion !== 'divertAmbulances' && diversion !== 'closed';

function score(
  need: DestinationNeed,
  { facilityId, name, profile, status }: AdvisableFacility,
  leg: NonNullable<AdvisableFacility['leg']>,
  usable: readonly ServiceState[],
  at: Date,
): Omit<AdvisedFacility, 'rank'> {
  const said = status && statusInForce(status, at);
  const { level } = profile;
  const has = (service: FacilityService): boolean => usable.some(({ offer }) => offer.service === service);
  const wanted = usable.filter(({ offer }) => need.acceptable.includes(offer.service));
  const isBusy = wanted.every(({ diversion }) => diversion === 'busy');
  const lacking = need.preferred.filter(({ service }) => !has(service));
  const waits = WAIT_WEIGHTS[need.priority];
  const crowds = LOAD_WEIGHTS[need.priority];
  const seconds: Record<DestinationPart, number> = {
    travel: leg.travelSeconds,
    wait: waits * 60 * expectedWaitMinutes(said, level, need.priority),
    load: crowds * loadSeconds(said?.loadPercent ?? 0),
    busy: isBusy ? crowds * BUSY_SECONDS : 0,
    noBed: level === 'hospital' && said?.freeBeds === 0 ? crowds * NO_BED_SECONDS : 0,
    level: need.levelSeconds[level]!,
    specialist: lacking.reduce((sum, { bypassSeconds }) => sum + bypassSeconds, 0),
  };
  const parts = DESTINATION_PARTS.filter((part) => part === 'travel' || seconds[part] > 0).map((part) => ({
    part,
    seconds: seconds[part],
  }));
  const named = [...need.acceptable, ...need.preferred.map(({ service }) => service)];
  return {
    facilityId,
    name,
    level,
    travelSeconds: leg.travelSeconds,
    distanceMeters: leg.distanceMeters,
    totalSeconds: parts.reduce((sum, part) => sum + part.seconds, 0),
    parts,
    services: [...new Set(named)].filter(has),
  };
}

/** What was said for the priority, else for the nearest less urgent one (nobody waits longer than those), else for a more urgent one. */
function expectedWaitMinutes(said: FacilityStatus | undefined, level: CareLevel, priority: Priority): number {
  const order = ([1, 2, 3, 4] as const).filter((one) => one >= priority);
  const before = ([4, 3, 2, 1] as const).filter((one) => one < priority);
  const given = [...order, ...before].map((one) => said?.waitMinutes[one]).find((one) => one !== undefined);
  return given ?? ASSUMED_WAIT_MINUTES[level];
}

const loadSeconds = (loadPercent: number): number =>
  (Math.max(0, loadPercent - EASY_LOAD_PERCENT) / (100 - EASY_LOAD_PERCENT)) * FULL_LOAD_SECONDS;
