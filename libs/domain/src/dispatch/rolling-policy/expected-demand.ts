import type { PlaceIndex, Situation } from './situation.ts';

/**
 * Until calls have come in, bases and hospitals stand for where people are, and half the fleet is taken to be at work.
 * This many calls must come in before what is seen counts as much as that.
 */
const PRIOR_CALLS = 5;
const PRIOR_LOAD = 0.5;

export interface DemandPoint {
  readonly place: PlaceIndex;
  /** Share of all expected calls. */
  readonly share: number;
}

/** Where the next call is expected; the shares add up to 1. */
export function expectedPlaces({ seen, bases, hospitals }: Situation): DemandPoint[] {
  const landmarks = [...bases, ...hospitals];
  const priorCalls = landmarks.length > 0 ? PRIOR_CALLS : 0;
  const callsAt = new Map<PlaceIndex, number>();
  const add = (place: PlaceIndex, calls: number) => callsAt.set(place, (callsAt.get(place) ?? 0) + calls);
  for (const { place } of seen) add(place, 1);
  for (const place of landmarks) add(place, priorCalls / landmarks.length);
  const total = seen.length + priorCalls;
  return [...callsAt].map(([place, calls]) => ({ place, share: calls / total }));
}

/** Share of each urgency among the calls expected (Laplace's rule of succession). */
export function expectedUrgencies({ seen, rules }: Situation): number[] {
  const count = rules.weightOfUrgency.map(() => 1);
  for (const { urgency } of seen) count[urgency]! += 1;
  return count.map((calls) => calls / (seen.length + count.length));
}

/** Calls per job time and unit: the share of the fleet that is at work, above 1 when calls come faster than jobs end. */
export function expectedLoad({
  seen,
  units,
  fleet = units.length,
  jobSeconds,
  nowSeconds,
  watchStartedAtSeconds,
}: Situation): number {
  const priorSeconds = (PRIOR_CALLS * jobSeconds) / (PRIOR_LOAD * fleet);
  const watchedSeconds = Math.max(0, nowSeconds - watchStartedAtSeconds);
  const callsPerSecond = (seen.length + PRIOR_CALLS) / (watchedSeconds + priorSeconds);
  return (callsPerSecond * jobSeconds) / fleet;
}

/**
 * Probability that all of `units` are at work when a call comes, for Poisson calls that wait (Erlang's C formula, by the
 * recursion for the inverse of Erlang B). `load` as in `expectedLoad`; 1 when the load can't be carried.
 */
export function probabilityAllBusy(units: number, load: number): number {
  if (load >= 1) return 1;
  if (load <= 0) return 0;
  let inverseLoss = 1;
  for (let unit = 1; unit <= units; unit += 1) inverseLoss = 1 + (unit / (load * units)) * inverseLoss;
  const loss = 1 / inverseLoss;
  return loss / (1 - load * (1 - loss));
}
