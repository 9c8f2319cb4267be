import { locale, type Locale } from './locale.ts';
import type { Speech } from './speech.ts';

const known = new Map<Locale, Speech>();

/** Keeps a language that was loaded, before the screen switches to it. */
export function provideSpeech(speech: Speech): void {
  known.set(speech.language, speech);
}

export const findSpeech = (language: Locale): Speech | undefined => known.get(language);

/** The present language; throws when nobody has loaded it. */
export function presentSpeech(): Speech {
  const speech = known.get(locale.value);
  if (!speech) throw new Error(`the language ${locale.value} is not loaded`);
  return speech;
}
