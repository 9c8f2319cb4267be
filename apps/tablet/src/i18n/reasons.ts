import type { Reason } from '#contracts';
import { locale, type Locale } from '#ui';
import { signal } from '@preact/signals';
import { t } from './text.ts';

type ReasonTexts = Readonly<Record<Reason, string>>;

const LOADERS: Readonly<Record<Locale, () => Promise<ReasonTexts>>> = {
  en: async () => (await import('#contracts/reason-texts/en.ts')).en,
  bg: async () => (await import('#contracts/reason-texts/bg.ts')).bg,
  cs: async () => (await import('#contracts/reason-texts/cs.ts')).cs,
  sv: async () => (await import('#contracts/reason-texts/sv.ts')).sv,
};
const loaded = signal<Readonly<Partial<Record<Locale, ReasonTexts>>>>({});
const loading = new Set<Locale>();

async function load(language: Locale): Promise<void> {
  if (loading.has(language)) return;
  loading.add(language);
  try {
    const texts = await LOADERS[language]();
    loaded.value = { ...loaded.peek(), [language]: texts };
  } catch {
    loading.delete(language);
  }
}

/** Why the server says no, in the present language; until the texts have come, the reason's own name. */
export function reasonText(reason: string | null): string {
  if (reason === null) return '';
  const texts = loaded.value[locale.value];
  if (!texts) void load(locale.value);
  return texts?.[reason as Reason] ?? reason;
}

export const refusedText = (reason: string): string => t('refused', { reason: reasonText(reason) });
