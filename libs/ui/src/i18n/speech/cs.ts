import { cs as ranking } from '#contracts/ranking-texts/cs.ts';
import type { Speech } from '../speech.ts';
import { cs as words } from '../words/cs.ts';

export const speech: Speech = { language: 'cs', words, ranking };
