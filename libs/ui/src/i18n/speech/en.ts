import { en as ranking } from '#contracts/ranking-texts/en.ts';
import type { Speech } from '../speech.ts';
import { en as words } from '../words/en.ts';

export const speech: Speech = { language: 'en', words, ranking };
