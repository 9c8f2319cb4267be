import { createTranslator } from '#ui';
import { bg } from './texts/bg.ts';
import { cs } from './texts/cs.ts';
import { en, type SupervisorKey } from './texts/en.ts';
import { sv } from './texts/sv.ts';

export const SUPERVISOR_TEXTS = { en, bg, cs, sv } as const;

/** A text of the supervisor's page and of sectors, in the present language. */
export const s = createTranslator<SupervisorKey>((language) => SUPERVISOR_TEXTS[language]);
