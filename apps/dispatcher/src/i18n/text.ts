import { createTranslator } from '#ui';
import { bg } from './bg.ts';
import { cs } from './cs.ts';
import { en, type TextKey } from './en.ts';
import { sv } from './sv.ts';

export const TEXT_CATALOGUES = { en, bg, cs, sv } as const;

/** A text of the desk in the present language. */
export const t = createTranslator<TextKey>(TEXT_CATALOGUES);
