import type { ManeuverKind } from '#domain';
import type { Language } from './languages.ts';
import { bg } from './maneuver-texts/bg.ts';
import { cs } from './maneuver-texts/cs.ts';
import { en } from './maneuver-texts/en.ts';
import { sayManeuver, type ManeuverTexts } from './maneuver-texts/say.ts';
import { sv } from './maneuver-texts/sv.ts';

/** Our own plain words for each kind of maneuver, for ways that the narrator has none for. */
export const MANEUVER_TEXTS: Readonly<Record<Language, ManeuverTexts>> = { en, bg, cs, sv };

/** What to do, in a language, with the road's name where it has one. */
export const maneuverText = (
  language: Language,
  kind: ManeuverKind,
  streetNames: readonly string[],
): string => sayManeuver(MANEUVER_TEXTS[language], kind, streetNames);
