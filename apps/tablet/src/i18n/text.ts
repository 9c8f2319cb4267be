import { createTranslator, provideSpeech, type Locale } from '#ui';
import type { TextKey } from './en.ts';
import type { LanguagePack } from './language-pack.ts';

const LOADERS: Readonly<Record<Locale, () => Promise<{ readonly pack: LanguagePack }>>> = {
  en: () => import('./packs/en.ts'),
  bg: () => import('./packs/bg.ts'),
  cs: () => import('./packs/cs.ts'),
  sv: () => import('./packs/sv.ts'),
};
const packs = new Map<Locale, LanguagePack>();

/** Loads a language once; to be awaited before the screen switches to it. Rejects when it cannot be had. */
export async function loadLanguage(language: Locale): Promise<void> {
  if (packs.has(language)) return;
  const { pack } = await LOADERS[language]();
  packs.set(language, pack);
  provideSpeech(pack.speech);
}

/** A text in the present language; what reads it follows a switch. */
export const t = createTranslator<TextKey>((language) => packs.get(language)?.tablet);
