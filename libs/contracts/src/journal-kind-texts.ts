import { bg } from './journal-kind-texts/bg.ts';
import { cs } from './journal-kind-texts/cs.ts';
import { en } from './journal-kind-texts/en.ts';
import { sv } from './journal-kind-texts/sv.ts';
import type { JournalKind } from './journal-kinds.ts';
import type { Language } from './languages.ts';

/** What happened, by the kind of its row in the journal. */
export const JOURNAL_KIND_TEXTS: Readonly<Record<Language, Readonly<Record<JournalKind, string>>>> = {
  en,
  bg,
  cs,
  sv,
};

/** What a row of the journal says happened; a kind that this version does not know stays visible as its name. */
export function sayJournalKind(language: Language, kind: string): string {
  const texts: Readonly<Record<string, string>> = JOURNAL_KIND_TEXTS[language];
  return Object.hasOwn(texts, kind) ? texts[kind]! : kind;
}
