import { type FieldFault, listTextKeys, type TriageTree } from '#domain';
import { LANGUAGES, type Language } from './languages.ts';
import { bg } from './triage-texts/bg.ts';
import { cs } from './triage-texts/cs.ts';
import { en } from './triage-texts/en.ts';
import { findTriageText, sayTriage } from './triage-texts/say.ts';
import { sv } from './triage-texts/sv.ts';

/** Words for every question of the presets; answers that are not listed are the common ones. */
export const TRIAGE_TEXTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, bg, cs, sv };

/** What a question (or one of its answers) is called in a language; see `sayTriage`. */
export const triageText = (
  tree: Pick<TriageTree, 'texts'>,
  language: Language,
  question: string,
  answer?: string,
): string => sayTriage(TRIAGE_TEXTS, tree, language, question, answer);

/**
 * Questions and answers of a tree without words in a language that the region works in. A region none of whose languages
 * the screens speak works in English.
 */
export function checkTriageTexts(tree: TriageTree, regionLanguages: readonly string[]): FieldFault[] {
  const spoken = LANGUAGES.filter((language) =>
    regionLanguages.some((tag) => tag.slice(0, 2).toLowerCase() === language),
  );
  const needed: readonly Language[] = spoken.length > 0 ? spoken : ['en'];
  return listTextKeys(tree).flatMap((key): FieldFault[] => {
    const without = needed.filter(
      (language) => findTriageText(TRIAGE_TEXTS, tree, language, key) === undefined,
    );
    return without.length === 0
      ? []
      : [{ path: 'texts', fault: 'withoutText', details: { value: key, languages: without.join(', ') } }];
  });
}
