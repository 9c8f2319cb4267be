import type { HazardView } from '#contracts';
import { fold } from '../command-line/verbs.ts';

/** Warnings in which every typed word is found: their kind, what they say, where and by whom. */
export function searchHazards(
  hazards: readonly HazardView[],
  typed: string,
  kindWord: (hazard: HazardView) => string,
): readonly HazardView[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return hazards;
  return hazards.filter((hazard) => {
    const { text, addressText, writtenByName } = hazard;
    const said = fold([kindWord(hazard), text, addressText, writtenByName].join(' '));
    return words.every((word) => said.includes(word));
  });
}

/** True while a warning is shown to those who come to its address. */
export const isInForce = ({ removedAt, validUntil }: HazardView, now: number): boolean =>
  removedAt === null && (validUntil === null || Date.parse(validUntil) > now);
