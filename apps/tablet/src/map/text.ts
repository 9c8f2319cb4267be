import { createTranslator } from '#ui';
import { bg } from './texts/bg.ts';
import { cs } from './texts/cs.ts';
import { en, type MapTextKey } from './texts/en.ts';
import { sv } from './texts/sv.ts';

export const MAP_TEXTS = { en, bg, cs, sv } as const;

/** A text of the map, in the present language. */
export const mt = createTranslator<MapTextKey>((language) => MAP_TEXTS[language]);
