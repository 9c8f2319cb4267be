import type { ActiveStatus } from '../assignment/ladder.ts';
import type { DispatchNeed, RankableUnit, UnitRun } from './rankable-unit.ts';

/**
 * Where a unit would come from: free (at its station, on the road, at a meal), called off a less urgent run, or free soon
 * at a hospital. A unit with its patient, on a run as urgent as this one, or on a run of another region, is busy: only the
 * region that an incident belongs to may leave it waiting.
 */
export type UnitSource =
  | { readonly kind: 'free' }
  | { readonly kind: 'diversion'; readonly run: UnitRun }
  | { readonly kind: 'soonFree'; readonly run: UnitRun; readonly waitSeconds: number }
  | { readonly kind: 'sent'; readonly run: UnitRun }
  | { readonly kind: 'busy'; readonly run: UnitRun };

const ON_THE_WAY: readonly ActiveStatus[] = ['notified', 'delivered', 'acknowledged', 'enRoute', 'staged'];
const FREE: UnitSource = { kind: 'free' };

export function sourceOf({ run, statusAgeSeconds }: RankableUnit, need: DispatchNeed): UnitSource {
  if (!run) return FREE;
  if (run.incidentId === need.incidentId) return { kind: 'sent', run };
  if (ON_THE_WAY.includes(run.status)) {
    const isOwn = run.regionId === undefined || run.regionId === need.requirement.regionId;
    return { kind: isOwn && run.priority > need.priority ? 'diversion' : 'busy', run };
  }
  const { atDestinationSeconds, handedOverSeconds, leastSeconds } = need.settings.soonFree;
  if (run.status !== 'atDestination' && run.status !== 'handedOver') return { kind: 'busy', run };
  const usualSeconds = run.status === 'atDestination' ? atDestinationSeconds : handedOverSeconds;
  const waitSeconds = Math.round(Math.max(leastSeconds, usualSeconds - statusAgeSeconds));
  return { kind: 'soonFree', run, waitSeconds };
}

/** True while the crew has not driven off for the run it was given. */
export const isStillHere = (status: ActiveStatus): boolean =>
  status === 'notified' || status === 'delivered' || status === 'acknowledged';

/** Seconds from being told to driving. A unit called off a run sits in its vehicle once it drives. */
export function turnoutSeconds(unit: RankableUnit, { settings: { turnout } }: DispatchNeed): number {
  const here = unit.isAtStation ? turnout.stationSeconds : turnout.roadSeconds;
  if (unit.run) return here;
  if (unit.dutyState === 'meal') return here + turnout.mealSeconds;
  return unit.dutyState === 'restocking' ? here + turnout.restockingSeconds : here;
}
