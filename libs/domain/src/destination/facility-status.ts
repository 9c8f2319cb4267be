import type { Priority } from '../incident/incident.ts';
import type { Decision } from '../decision.ts';
import type { DiversionState, FacilityService } from './services.ts';

/** What a service, or with null the whole facility, can take for a while. */
export interface ServiceDiversion {
  readonly service: FacilityService | null;
  readonly state: DiversionState;
  readonly until: Date;
}

/** What a facility last said of itself. */
export interface FacilityStatus {
  readonly until: Date;
  /** How full it is; above 100 is not said. */
  readonly loadPercent: number | null;
  /** Expected minutes until a physician sees a patient of the priority. */
  readonly waitMinutes: Readonly<Partial<Record<Priority, number>>>;
  readonly freeBeds: number | null;
  readonly diversions: readonly ServiceDiversion[];
}

/**
 * How long a status is believed when it names no end, and at most: an emergency department's waits of this morning say
 * nothing about the evening, and a diversion that nobody renews must not outlive its cause. Our own choice.
 */
export const STATUS_HOURS = 4;
export const LONGEST_STATUS_HOURS = 24;
/** A service may be away for longer: a broken scanner, a ward being rebuilt. */
export const LONGEST_DIVERSION_DAYS = 31;

const HOUR_MILLISECONDS = 3_600_000;
const hoursAfter = (at: Date, hours: number): Date => new Date(at.getTime() + hours * HOUR_MILLISECONDS);

type Given<Value> = Omit<Value, 'until'> & { readonly until: Date | null };
export type GivenStatus = Given<Omit<FacilityStatus, 'diversions'>> & {
  readonly diversions: readonly Given<ServiceDiversion>[];
};

/** The status as it will be kept, every end filled in; refused when an end is past or too far, or a service is not there. */
export function decideFacilityStatus(
  given: GivenStatus,
  offered: readonly FacilityService[],
  now: Date,
): Decision<FacilityStatus, 'untilPast' | 'untilTooFar' | 'serviceNotOffered'> {
  const until = given.until ?? hoursAfter(now, STATUS_HOURS);
  const diversions = given.diversions.map((one) => ({ ...one, until: one.until ?? until }));
  const latest = hoursAfter(now, LONGEST_STATUS_HOURS);
  const latestDiversion = hoursAfter(now, LONGEST_DIVERSION_DAYS * 24);
  const foreign = diversions.find(({ service }) => service !== null && !offered.includes(service));
  if (foreign) return { ok: false, reason: 'serviceNotOffered', details: { service: foreign.service! } };
  if (until <= now || diversions.some((one) => one.until <= now)) return { ok: false, reason: 'untilPast' };
  if (until > latest) {
    return { ok: false, reason: 'untilTooFar', details: { latest: latest.toISOString() } };
  }
  if (diversions.some((one) => one.until > latestDiversion)) {
    return { ok: false, reason: 'untilTooFar', details: { latest: latestDiversion.toISOString() } };
  }
  return { ok: true, next: { ...given, until, diversions }, events: [] };
}

/** What of a status is still to be believed; undefined when nothing is. */
export function statusInForce(status: FacilityStatus, at: Date): FacilityStatus | undefined {
  const diversions = status.diversions.filter(({ until }) => until > at);
  if (status.until > at) return { ...status, diversions };
  return diversions.length > 0
    ? { until: status.until, loadPercent: null, waitMinutes: {}, freeBeds: null, diversions }
    : undefined;
}

const SEVERITY: readonly DiversionState[] = ['open', 'busy', 'divertAmbulances', 'closed'];

/** What a service can take at an instant: the worse of what is said of it and of the whole facility. */
export function diversionOfService(
  status: FacilityStatus | undefined,
  service: FacilityService,
  at: Date,
): DiversionState {
  const said = (status?.diversions ?? [])
    .filter((one) => (one.service === null || one.service === service) && one.until > at)
    .map(({ state }) => SEVERITY.indexOf(state));
  return SEVERITY[Math.max(0, ...said)]!;
}
