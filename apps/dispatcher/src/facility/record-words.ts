import type { RecordTexts } from '#contracts/record-texts/shape.ts';
import { locale, type Locale } from '#ui';
import { signal } from '@preact/signals';

const LOADERS: Readonly<Record<Locale, () => Promise<{ readonly recordTexts: RecordTexts }>>> = {
  en: () => import('#contracts/record-texts/en.ts'),
  bg: () => import('#contracts/record-texts/bg.ts'),
  cs: () => import('#contracts/record-texts/cs.ts'),
  sv: () => import('#contracts/record-texts/sv.ts'),
};
const loaded = signal<ReadonlyMap<Locale, RecordTexts>>(new Map());
const asked = new Set<Locale>();

/** The words of a record's codes in the present language; undefined until they have come, which they do by themselves. */
export function findRecordWords(): RecordTexts | undefined {
  const language = locale.value;
  const words = loaded.value.get(language);
  if (!words && !asked.has(language)) {
    asked.add(language);
    LOADERS[language]().then(
      ({ recordTexts }) => (loaded.value = new Map([...loaded.peek(), [language, recordTexts]])),
      () => asked.delete(language),
    );
  }
  return words;
}
