import { bg } from './alarm-texts/bg.ts';
import { cs } from './alarm-texts/cs.ts';
import { en } from './alarm-texts/en.ts';
import type { AlarmTexts } from './alarm-texts/shape.ts';
import { sv } from './alarm-texts/sv.ts';
import type { Language } from './languages.ts';

export type { AlarmTexts };

export const ALARM_TEXTS: Readonly<Record<Language, AlarmTexts>> = { en, bg, cs, sv };
