import { bearingDegrees, type LonLat } from '../geo/lon-lat.ts';
import { metersAlong, metersEastNorth, placeAtMeters, turnDegrees } from './line-measure.ts';
import type { GuidedLine, Maneuver } from './maneuver.ts';

/** Where the vehicle is, as the device says it. */
export interface GuideFix {
  /** Milliseconds of any clock that only runs forward. */
  readonly atMs: number;
  readonly coordinates: LonLat;
  readonly speedKmh: number | null;
  readonly headingDegrees: number | null;
  readonly accuracyMeters: number | null;
}

/** A route with its lengths added up, made once. */
export interface GuidedRoute {
  readonly line: GuidedLine;
  readonly along: Float64Array;
  readonly maneuvers: readonly Maneuver[];
}

/** How far along its route a vehicle is, and whether it has left it. */
export interface FollowState {
  readonly atMs: number;
  readonly meters: number;
  readonly offMeters: number;
  /** Since when it is beside the route; null while it is on it. */
  readonly offSinceMs: number | null;
  readonly isOffCourse: boolean;
}

/** What stands on the panel. */
export interface Guidance {
  /** Into the maneuvers: the next thing to do. */
  readonly next: number;
  readonly metersToNext: number;
  readonly metersLeft: number;
  readonly secondsLeft: number;
  readonly hasArrived: boolean;
}

/** Beside the route by more than this, for so long: it drives elsewhere. Nearer than the lower bound it is back. */
const OFF_METERS = 50;
const BACK_METERS = 30;
const OFF_MILLISECONDS = 10_000;
/** A fix that may lie anywhere in a block tells nothing about being off. */
const VAGUE_METERS = 100;
/** Slower than this the heading is noise. */
const HEADING_KMH = 8;
const WRONG_WAY_DEGREES = 100;
/** So many metres beside the road weigh like driving against the line. */
const WRONG_WAY_METERS = 40;
/** A metre of unexplained jump along the line weighs like this many beside it, up to a bound: a wrong match is left again. */
const JUMP_WEIGHT = 0.1;
const MOST_JUMP_METERS = 60;
/** Fixes wobble back by this much without the vehicle having turned. */
const WOBBLE_METERS = 40;
/** A turn is behind once it is passed by this much. */
const PASSED_METERS = 5;
const ARRIVED_METERS = 30;

export function prepareGuidance(line: GuidedLine, maneuvers: readonly Maneuver[]): GuidedRoute {
  return { line, along: metersAlong(line.coordinates), maneuvers };
}

interface Match {
  readonly meters: number;
  readonly offMeters: number;
  readonly isAgainst: boolean;
}

function matchToLine(
  { line: { coordinates }, along }: GuidedRoute,
  fix: GuideFix,
  expected: number | undefined,
): Match {
  const heading = (fix.speedKmh ?? 0) > HEADING_KMH ? fix.headingDegrees : null;
  let best: Match = { meters: 0, offMeters: Infinity, isAgainst: false };
  let bestWeight = Infinity;
  for (let i = 0; i + 1 < coordinates.length; i++) {
    const [ax, ay] = metersEastNorth(fix.coordinates, coordinates[i]!);
    const [bx, by] = metersEastNorth(fix.coordinates, coordinates[i + 1]!);
    const [dx, dy] = [bx - ax, by - ay];
    const squared = dx * dx + dy * dy;
    const share = squared === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / squared));
    const offMeters = Math.hypot(ax + share * dx, ay + share * dy);
    if (offMeters >= bestWeight) continue;
    const meters = along[i]! + share * (along[i + 1]! - along[i]!);
    const isAgainst =
      heading !== null &&
      squared > 0 &&
      Math.abs(turnDegrees((Math.atan2(dx, dy) * 180) / Math.PI, heading)) > WRONG_WAY_DEGREES;
    const jump = expected === undefined ? 0 : Math.abs(meters - expected) * JUMP_WEIGHT;
    const weight = offMeters + (isAgainst ? WRONG_WAY_METERS : 0) + Math.min(MOST_JUMP_METERS, jump);
    if (weight >= bestWeight) continue;
    bestWeight = weight;
    best = { meters, offMeters, isAgainst };
  }
  return best;
}

function watchCourse(before: FollowState | undefined, fix: GuideFix, match: Match) {
  const isVague = (fix.accuracyMeters ?? 0) > VAGUE_METERS;
  const wasOff = before?.isOffCourse ?? false;
  if (isVague) return { offSinceMs: before?.offSinceMs ?? null, isOffCourse: wasOff };
  const isBeside = match.offMeters > (wasOff ? BACK_METERS : OFF_METERS) || match.isAgainst;
  if (!isBeside) return { offSinceMs: null, isOffCourse: false };
  const offSinceMs = before?.offSinceMs ?? fix.atMs;
  return { offSinceMs, isOffCourse: wasOff || fix.atMs - offSinceMs >= OFF_MILLISECONDS };
}

/**
 * Moves on along a route by one fix. Where the route passes a place twice, the pass that fits the heading and the way
 * driven since the last fix is taken. Leaving the route counts after 10 s beside it, or driving against it.
 */
export function followRoute(route: GuidedRoute, before: FollowState | undefined, fix: GuideFix): FollowState {
  const seconds = before ? Math.max(0, fix.atMs - before.atMs) / 1000 : 0;
  const expected = before && before.meters + ((fix.speedKmh ?? 0) / 3.6) * seconds;
  const match = matchToLine(route, fix, before?.isOffCourse ? undefined : expected);
  const course = watchCourse(before, fix, match);
  const isWobble = before !== undefined && match.meters < before.meters && !course.isOffCourse;
  const hasTurnedBack = isWobble && before.meters - match.meters > WOBBLE_METERS;
  const meters = isWobble && !hasTurnedBack ? before.meters : match.meters;
  return { atMs: fix.atMs, meters, offMeters: match.offMeters, ...course };
}

function secondsAt({ line, along }: GuidedRoute, meters: number): number {
  const last = along.length - 1;
  const behind = along.findLastIndex((passed) => passed <= meters);
  if (behind < 0) return 0;
  if (behind >= last) return line.elapsedSeconds[last] ?? 0;
  const length = along[behind + 1]! - along[behind]!;
  const share = length === 0 ? 0 : (meters - along[behind]!) / length;
  const [from, to] = [line.elapsedSeconds[behind]!, line.elapsedSeconds[behind + 1]!];
  return from + share * (to - from);
}

/** The next thing to do and what is left, from a place along the route. */
export function guideFrom(route: GuidedRoute, meters: number): Guidance {
  const { along, maneuvers, line } = route;
  const total = along.at(-1) ?? 0;
  const last = maneuvers.length - 1;
  const ahead = maneuvers.findIndex(
    ({ beginIndex }, i) => i > 0 && (along[beginIndex] ?? total) + PASSED_METERS > meters,
  );
  const next = ahead === -1 ? last : ahead;
  const metersToNext = Math.max(
    0,
    (along[maneuvers[next]?.beginIndex ?? along.length - 1] ?? total) - meters,
  );
  const metersLeft = Math.max(0, total - meters);
  const secondsLeft = Math.max(0, (line.elapsedSeconds.at(-1) ?? 0) - secondsAt(route, meters));
  return { next, metersToNext, metersLeft, secondsLeft, hasArrived: metersLeft < ARRIVED_METERS };
}

/** Where to find the route again: how far, and in which compass direction. */
export function findWayBack(route: GuidedRoute, state: FollowState, at: LonLat) {
  const target = placeAtMeters(route.line.coordinates, route.along, state.meters);
  return { meters: state.offMeters, bearingDegrees: bearingDegrees(at, target), coordinates: target };
}
