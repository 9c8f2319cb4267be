import { bearingDegrees } from '../geo/lon-lat.ts';
import { metersAlong, placeAtMeters, turnDegrees } from './line-measure.ts';
import type { GuidedLine, Maneuver, ManeuverKind } from './maneuver.ts';

/** A stretch of a route along roads of one name, empty where they have none. */
export interface NamedStretch {
  readonly name: string;
  readonly firstCoordinate: number;
  readonly lastCoordinate: number;
}

/** Junctions have a width: directions are taken from this far before and behind. */
const ARM_METERS = 12;
const STRAIGHT_DEGREES = 20;
const SLIGHT_DEGREES = 45;
const SHARP_DEGREES = 115;
const U_TURN_DEGREES = 155;

function kindOf(degrees: number): ManeuverKind {
  const size = Math.abs(degrees);
  const isRight = degrees > 0;
  if (size < STRAIGHT_DEGREES) return 'continue';
  if (size < SLIGHT_DEGREES) return isRight ? 'slightRight' : 'slightLeft';
  if (size < SHARP_DEGREES) return isRight ? 'right' : 'left';
  if (size < U_TURN_DEGREES) return isRight ? 'sharpRight' : 'sharpLeft';
  return isRight ? 'uTurnRight' : 'uTurnLeft';
}

interface Turn {
  readonly at: number;
  readonly degrees: number;
  readonly name: string;
}

/** Two turns within the width of one crossing are driven, and told, as one. */
function joinClose(turns: readonly Turn[], along: Float64Array): Turn[] {
  const joined: Turn[] = [];
  for (const turn of turns) {
    const before = joined.at(-1);
    if (before && along[turn.at]! - along[before.at]! < ARM_METERS) {
      const degrees = turnDegrees(0, before.degrees + turn.degrees);
      joined[joined.length - 1] = { at: before.at, degrees, name: turn.name };
    } else joined.push(turn);
  }
  return joined;
}

function isWorthTelling(degrees: number, nameBefore: string, name: string): boolean {
  if (Math.abs(degrees) >= SLIGHT_DEGREES) return true;
  return name !== nameBefore && name !== '';
}

/**
 * What to do along a route, from its shape and the names of its roads alone: turns where the way bends at a junction or
 * gets another name. Knows nothing of lanes, ramps and roundabouts. Begins with `depart` and ends with `arrive`.
 */
export function listPlainManeuvers(
  line: GuidedLine,
  stretches: readonly NamedStretch[],
  junctions: readonly number[],
): Maneuver[] {
  const { coordinates, elapsedSeconds } = line;
  const last = coordinates.length - 1;
  const along = metersAlong(coordinates);
  const placeAt = (meters: number) => placeAtMeters(coordinates, along, meters);
  // A name holds up to the stretch that begins at or before a point.
  const nameAt = (index: number): string =>
    stretches.findLast(({ firstCoordinate }) => firstCoordinate <= index)?.name ?? '';
  const points = [...new Set([...junctions, ...stretches.map(({ firstCoordinate }) => firstCoordinate)])]
    .filter((index) => index > 0 && index < last)
    .sort((a, b) => a - b);
  let nameBefore = nameAt(0);
  const turns = joinClose(
    points.flatMap((at): Turn[] => {
      const name = nameAt(at);
      const here = placeAt(along[at]!);
      const before = bearingDegrees(placeAt(along[at]! - ARM_METERS), here);
      const degrees = turnDegrees(before, bearingDegrees(here, placeAt(along[at]! + ARM_METERS)));
      const isTold = isWorthTelling(degrees, nameBefore, name);
      nameBefore = name;
      return isTold ? [{ at, degrees, name }] : [];
    }),
    along,
  );
  const begins = [0, ...turns.map(({ at }) => at), last];
  const kinds = ['depart', ...turns.map(({ degrees }) => kindOf(degrees)), 'arrive'] as ManeuverKind[];
  const names = [nameAt(0), ...turns.map(({ name }) => name), nameAt(last)];
  return kinds.map((kind, i) => {
    const beginIndex = begins[i]!;
    const endIndex = begins[i + 1] ?? last;
    return {
      kind,
      streetNames: names[i] ? [names[i]!] : [],
      beginIndex,
      endIndex,
      distanceMeters: along[endIndex]! - along[beginIndex]!,
      seconds: elapsedSeconds[endIndex]! - elapsedSeconds[beginIndex]!,
      roundaboutExit: null,
    };
  });
}
