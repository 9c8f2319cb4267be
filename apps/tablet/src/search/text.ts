import { createTranslator } from '#ui';
import { bg } from './texts/bg.ts';
import { cs } from './texts/cs.ts';
import { en, type SearchTextKey } from './texts/en.ts';
import { sv } from './texts/sv.ts';

export const SEARCH_TEXTS = { en, bg, cs, sv } as const;

/** A text of the place search, in the present language. */
export const st = createTranslator<SearchTextKey>((language) => SEARCH_TEXTS[language]);
