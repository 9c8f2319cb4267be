import type { FacilityView } from '#contracts';

export type FacilityLoad = 'usual' | 'busy' | 'diverting';

/** From this share of its places taken a facility counts as busy. */
const BUSY_PERCENT = 90;

/** What a facility says of itself that holds at `now`; undefined when nothing does. */
export function statusInForce(facility: FacilityView, now: number): FacilityView['status'] {
  const { status } = facility;
  if (!status || Date.parse(status.until) <= now) return null;
  return { ...status, diversions: status.diversions.filter(({ until }) => Date.parse(until) > now) };
}

/** Diverting: the whole house takes nobody by ambulance. Busy: full, slow, or a part of it takes nobody. */
export function loadOf(facility: FacilityView, now: number): FacilityLoad {
  const status = statusInForce(facility, now);
  if (!status) return 'usual';
  const { diversions, loadPercent } = status;
  const closes = diversions.filter(({ state }) => state === 'divertAmbulances' || state === 'closed');
  if (closes.some(({ service }) => service === null)) return 'diverting';
  const isBusy =
    closes.length > 0 ||
    diversions.some(({ state }) => state === 'busy') ||
    (loadPercent !== null && loadPercent >= BUSY_PERCENT);
  return isBusy ? 'busy' : 'usual';
}
