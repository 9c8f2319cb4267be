import { createTranslator, locale, provideSpeech, type Locale } from '#ui';
import type { TextKey } from './en.ts';
import type { LanguagePack } from './language-pack.ts';

const LOADERS: Readonly<Record<Locale, () => Promise<{ readonly pack: LanguagePack }>>> = {
  en: () => import('./packs/en.ts'),
  bg: () => import('./packs/bg.ts'),
  cs: () => import('./packs/cs.ts'),
  sv: () => import('./packs/sv.ts'),
};
const packs = new Map<Locale, LanguagePack>();

/** Loads a language once; to be awaited before the screen switches to it. Rejects when the server does not give it. */
export async function loadLanguage(language: Locale): Promise<void> {
  if (packs.has(language)) return;
  const { pack } = await LOADERS[language]();
  packs.set(language, pack);
  provideSpeech(pack.speech);
}

/** All texts of the present language; what reads them follows a switch. */
export function texts(): LanguagePack {
  const pack = packs.get(locale.value);
  if (!pack) throw new Error(`the language ${locale.value} is not loaded`);
  return pack;
}

/** A text of the desk in the present language. */
export const t = createTranslator<TextKey>((language) => packs.get(language)?.desk);
