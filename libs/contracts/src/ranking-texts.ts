import { bg } from './ranking-texts/bg.ts';
import { cs } from './ranking-texts/cs.ts';
import { en, type RankingCatalogue, type RankingTextKey } from './ranking-texts/en.ts';
import { sv } from './ranking-texts/sv.ts';
import type { Language } from './reason-texts.ts';

export type { RankingTextKey };

/** Sentences, reasons of rejection, names of rules and of the presets' slots, in each language. */
export const RANKING_TEXTS: Readonly<Record<Language, RankingCatalogue>> = { en, bg, cs, sv };

export const isRankingTextKey = (key: string): key is RankingTextKey => Object.hasOwn(en, key);
