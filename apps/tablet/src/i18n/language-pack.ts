import type { Catalogue, Speech } from '#ui';
import type { TextKey } from './en.ts';

/** What the tablet says in one language. */
export interface LanguagePack {
  readonly tablet: Catalogue<TextKey>;
  readonly speech: Speech;
}
