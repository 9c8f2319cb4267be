import { createTranslator } from '#ui';
import { bg } from './texts/bg.ts';
import { cs } from './texts/cs.ts';
import { en, type HazardPageKey } from './texts/en.ts';
import { sv } from './texts/sv.ts';

export const HAZARD_PAGE_TEXTS = { en, bg, cs, sv } as const;

/** A text of the list of warnings, in the present language. */
export const ht = createTranslator<HazardPageKey>((language) => HAZARD_PAGE_TEXTS[language]);
