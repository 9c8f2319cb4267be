import { bg } from './destination-texts/bg.ts';
import { cs } from './destination-texts/cs.ts';
import { en } from './destination-texts/en.ts';
import type { DestinationTexts } from './destination-texts/shape.ts';
import { sv } from './destination-texts/sv.ts';
import type { Language } from './languages.ts';

export type { DestinationTexts };

export const DESTINATION_TEXTS: Readonly<Record<Language, DestinationTexts>> = { en, bg, cs, sv };
