import type { Reason } from '#contracts';
import { locale, type Locale } from '#ui';
import { signal } from '@preact/signals';

type ReasonTexts = Readonly<Record<Reason, string>>;

const LOADERS: Readonly<Record<Locale, () => Promise<ReasonTexts>>> = {
  en: async () => (await import('#contracts/reason-texts/en.ts')).en,
  bg: async () => (await import('#contracts/reason-texts/bg.ts')).bg,
  cs: async () => (await import('#contracts/reason-texts/cs.ts')).cs,
  sv: async () => (await import('#contracts/reason-texts/sv.ts')).sv,
};
/** A refusal is shown after this long even if its text has not come: in the server's own words. */
const PATIENCE_MILLISECONDS = 1500;
const loaded = signal<Readonly<Partial<Record<Locale, ReasonTexts>>>>({});

/**
 * Fetches why the server says no, in the present language; true when it is here. No screen begins with a refusal, so these
 * texts are not part of its first load, and an answer that refuses waits for them.
 */
export async function loadReasons(): Promise<boolean> {
  const language = locale.peek();
  if (loaded.peek()[language]) return true;
  try {
    const reasons = await LOADERS[language]();
    loaded.value = { ...loaded.peek(), [language]: reasons };
    return true;
  } catch {
    return false;
  }
}

export async function waitForReasons(): Promise<void> {
  await Promise.race([loadReasons(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS))]);
}

/** Why the server says no, in the present language, once it is here. */
export const reasonTexts = (): ReasonTexts | undefined => loaded.value[locale.value];
