import type { Language } from '#contracts/languages.ts';
import type { RankingCatalogue } from '#contracts/ranking-texts/en.ts';
import type { Catalogue } from './catalogue.ts';
import type { WordKey } from './words/en.ts';

/** What every screen of ours says in one language: the words of the field, and the reasons of recommendations. */
export interface Speech {
  readonly language: Language;
  readonly words: Catalogue<WordKey>;
  readonly ranking: RankingCatalogue;
}
