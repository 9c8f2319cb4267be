import type { RouteProgress } from './route-progress.ts';

/** Farther from its route than this a vehicle drives elsewhere; fixes in streets between houses are 30 m off. */
export const OFF_ROUTE_METERS = 60;
/** So many fixes in a row, so that one that jumped means nothing. */
export const OFF_ROUTE_FIXES = 3;
/** A better way is looked for this often, though nothing was said to have changed. */
export const LOOK_AGAIN_SECONDS = 30;
/** A new way must save this much: a route that flickers between two alike helps nobody. */
export const WORTH_SECONDS = 10;

/** Counts fixes in a row that lie off the route. */
export function countOffRoute(before: number, { offRouteMeters }: RouteProgress): number {
  return offRouteMeters > OFF_ROUTE_METERS ? before + 1 : 0;
}

export const isOffRoute = (fixesOffRoute: number): boolean => fixesOffRoute >= OFF_ROUTE_FIXES;

export type RemainingChange = 'same' | 'slower' | 'quicker';

/** What happened to the rest of a route when closures changed: seconds of its roads before and now. */
export function compareRemaining(secondsBefore: number, secondsNow: number): RemainingChange {
  // Closed before and now: a vehicle on its way out of a closed road.
  if (secondsBefore === secondsNow || Math.abs(secondsNow - secondsBefore) < 1) return 'same';
  return secondsNow > secondsBefore ? 'slower' : 'quicker';
}

/** Whether a route found anew replaces the one driven. */
export function isWorthChanging(
  why: 'mustChange' | 'mayBeBetter',
  secondsOnOld: number,
  secondsOnNew: number,
): boolean {
  return why === 'mustChange' || secondsOnOld - secondsOnNew >= WORTH_SECONDS;
}

/**
 * When a vehicle arrives: it counts from its last fix while it drives, and from now while it has not set out. Never
 * before now.
 */
export function arrivalMilliseconds(
  nowMilliseconds: number,
  fixMilliseconds: number,
  secondsLeft: number,
  hasSetOut: boolean,
): number {
  const from = hasSetOut ? fixMilliseconds : nowMilliseconds;
  return Math.max(nowMilliseconds, from + secondsLeft * 1000);
}
