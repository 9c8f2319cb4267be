import type { ManeuverKind } from '#domain';

export type ManeuverTexts = Readonly<Record<ManeuverKind, readonly [withoutName: string, withName: string]>>;

/** Two names at most: a road with three (a street, a number and a bridge) is known by its first ones. */
const MOST_NAMES = 2;

export function sayManeuver(
  texts: ManeuverTexts,
  kind: ManeuverKind,
  streetNames: readonly string[],
): string {
  const [withoutName, withName] = texts[kind];
  if (streetNames.length === 0) return withoutName;
  // By a function: a dollar sign in a name would mean something in a replacement.
  return withName.replace('{street}', () => streetNames.slice(0, MOST_NAMES).join(' / '));
}
