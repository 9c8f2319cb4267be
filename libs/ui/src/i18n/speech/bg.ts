import { bg as ranking } from '#contracts/ranking-texts/bg.ts';
import type { Speech } from '../speech.ts';
import { bg as words } from '../words/bg.ts';

export const speech: Speech = { language: 'bg', words, ranking };
