import type { RecordTexts } from '#contracts/record-texts/shape.ts';
import { createTranslator, locale, type Catalogue, type Locale } from '#ui';
import { signal } from '@preact/signals';
import type { PatientTextKey } from './texts/en.ts';

export type { PatientTextKey };

interface PatientPack {
  readonly page: Catalogue<PatientTextKey>;
  readonly record: RecordTexts;
}

const LOADERS: Readonly<Record<Locale, () => Promise<PatientPack>>> = {
  en: async () => ({
    page: (await import('./texts/en.ts')).en,
    record: (await import('#contracts/record-texts/en.ts')).recordTexts,
  }),
  bg: async () => ({
    page: (await import('./texts/bg.ts')).bg,
    record: (await import('#contracts/record-texts/bg.ts')).recordTexts,
  }),
  cs: async () => ({
    page: (await import('./texts/cs.ts')).cs,
    record: (await import('#contracts/record-texts/cs.ts')).recordTexts,
  }),
  sv: async () => ({
    page: (await import('./texts/sv.ts')).sv,
    record: (await import('#contracts/record-texts/sv.ts')).recordTexts,
  }),
};

const packs = signal<ReadonlyMap<Locale, PatientPack>>(new Map());

/** Loads the words of a language once; rejects when they cannot be had. */
export async function loadPatientTexts(language: Locale): Promise<void> {
  if (packs.peek().has(language)) return;
  const pack = await LOADERS[language]();
  packs.value = new Map([...packs.peek(), [language, pack]]);
}

/** The words of the present language; undefined until they have come. */
export const findPack = (): PatientPack | undefined => packs.value.get(locale.value);

export const pt = createTranslator<PatientTextKey>((language) => packs.value.get(language)?.page);

/** The words of codes. Throws before the language was loaded. */
export function recordWords(): RecordTexts {
  const pack = findPack();
  if (!pack) throw new Error('texts of the patient record are not loaded');
  return pack.record;
}
