import { createTranslator, type Catalogue, type Locale } from '#ui';
import { bg } from './bg.ts';
import { cs } from './cs.ts';
import { en, type NavigationTextKey } from './en.ts';
import { sv } from './sv.ts';

/** All four come with the part, so that a switch of language needs no network. */
const CATALOGUES: Readonly<Record<Locale, Catalogue<NavigationTextKey>>> = { en, bg, cs, sv };

/** A text of navigation in the present language. */
export const t = createTranslator<NavigationTextKey>((language) => CATALOGUES[language]);
