import { createTranslator } from '#ui';
import { bg } from './texts/bg.ts';
import { cs } from './texts/cs.ts';
import { en, type OfficeKey } from './texts/en.ts';
import { sv } from './texts/sv.ts';

export const OFFICE_TEXTS = { en, bg, cs, sv } as const;

/** A text of the account and of administration; loaded with these pages, in all languages. */
export const o = createTranslator<OfficeKey>((language) => OFFICE_TEXTS[language]);
export type { OfficeKey };
