import type { TabletManeuver } from '#contracts';

/** `Turn right onto Ejido.` after a distance: `turn right onto Ejido`. Names at the beginning keep their capital. */
export function asClause(text: string, names: readonly string[]): string {
  const clause = text.trim().replace(/[.\s]+$/, '');
  if (names.some((name) => name !== '' && clause.startsWith(name))) return clause;
  return clause.slice(0, 1).toLowerCase() + clause.slice(1);
}

/** Names that a maneuver's text may begin with: its road's and that of the one before. */
export const namesAround = (maneuvers: readonly TabletManeuver[], index: number): string[] =>
  maneuvers.slice(Math.max(0, index - 1), index + 1).flatMap(({ streetNames }) => streetNames);
