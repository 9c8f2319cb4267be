import { LANGUAGES, type Language } from './languages.ts';
import { bg } from './reason-texts/bg.ts';
import { cs } from './reason-texts/cs.ts';
import { en } from './reason-texts/en.ts';
import { sv } from './reason-texts/sv.ts';
import type { Reason } from './reasons.ts';

export * from './languages.ts';
type Texts = Readonly<Record<Reason, string>>;

/** What a person is told, in each language. */
export const REASON_TEXTS: Readonly<Record<Language, Texts>> = { en, bg, cs, sv };

/** The best of our languages for an Accept-Language header or a language tag; English when none fits. */
export function chooseLanguage(accepted: string | undefined): Language {
  const wanted = (accepted ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.map((tag) => LANGUAGES.find((language) => language === tag)).find(Boolean) ?? 'en';
}
