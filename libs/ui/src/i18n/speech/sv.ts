import { sv as ranking } from '#contracts/ranking-texts/sv.ts';
import type { Speech } from '../speech.ts';
import { sv as words } from '../words/sv.ts';

export const speech: Speech = { language: 'sv', words, ranking };
