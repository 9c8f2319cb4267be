import type { LonLat } from '../geo/lon-lat.ts';

/** What a driver does at one point of a route; the order is of turning, from the right round to the left. */
export const MANEUVER_KINDS = [
  'depart',
  'continue',
  'slightRight',
  'right',
  'sharpRight',
  'uTurnRight',
  'uTurnLeft',
  'sharpLeft',
  'left',
  'slightLeft',
  'keepRight',
  'keepStraight',
  'keepLeft',
  'rampRight',
  'rampStraight',
  'rampLeft',
  'exitRight',
  'exitLeft',
  'merge',
  'enterRoundabout',
  'exitRoundabout',
  'enterFerry',
  'leaveFerry',
  'arrive',
] as const;
export type ManeuverKind = (typeof MANEUVER_KINDS)[number];

/** One thing to do, and the stretch of the route that follows it up to the next one. */
export interface Maneuver {
  readonly kind: ManeuverKind;
  /** Names of the road that is entered; empty where it has none. */
  readonly streetNames: readonly string[];
  /** Indexes into the route's coordinates: where it is done, and where the next one is. */
  readonly beginIndex: number;
  readonly endIndex: number;
  readonly distanceMeters: number;
  readonly seconds: number;
  /** Which exit of a roundabout, from 1; null elsewhere. */
  readonly roundaboutExit: number | null;
}

/** A way as driven: `elapsedSeconds` from its start at each of its points. */
export interface GuidedLine {
  readonly coordinates: readonly LonLat[];
  readonly elapsedSeconds: readonly number[];
}
