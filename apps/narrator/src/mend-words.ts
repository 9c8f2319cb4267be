import type { Language } from '#contracts';

/** Faults of the narrator's Bulgarian (of 3.6): adverbs written apart, misspellings, names glued to their preposition. */
const BULGARIAN: readonly (readonly [RegExp, string])[] = [
  [/Дръжте\s+(?:на\s+|в\s+)?дясно/g, 'Дръжте вдясно'],
  [/Дръжте\s+(?:на\s+|в\s+)?ляво/g, 'Дръжте вляво'],
  [/Дръжте\s+(?:на\s+)?право/g, 'Дръжте направо'],
  [/(?<=\s)на\s+(ляво|дясно)(?=[\s.,]|$)/g, 'на$1'],
  [/(?<=\s)в\s+(ляво|дясно)(?=[\s.,]|$)/g, 'в$1'],
  [/(?<=\s)по(?=\p{Lu})/gu, 'по '],
  [/на своя(?:те|та) дестинация/g, 'на местоназначението си'],
  [/престигнете/g, 'пристигнете'],
  [/Вземте/g, 'Вземете'],
  [/(?<=\p{L}) за да /gu, ', за да '],
];

/** Sentences put together by the narrator keep capitals, lose numbers and break Swedish word order: we join them ourselves. */
const THEN: Readonly<Record<Language, string>> = { en: 'Then', bg: 'След това', cs: 'Poté', sv: 'Därefter' };
const PLACEHOLDER = /<[A-Z_]+>/;

/** The narrator's sentence as a person would say it; null for one that names no thing but a gap. */
export function mendWords(language: Language, words: string | undefined): string | null {
  if (!words || PLACEHOLDER.test(words)) return null;
  let mended = words;
  if (language === 'bg') {
    for (const [fault, right] of BULGARIAN) mended = mended.replace(fault, right);
  }
  if (language === 'sv') mended = mended.replace(/(Kör \p{L}+)\s\s(?=\p{Lu})/gu, '$1 på ');
  return mended.replace(/\s+/g, ' ').trim();
}

/** Two things to do that follow closely, as one is told both at once; what is reached at the end is a sentence of its own. */
export function joinWords(language: Language, first: string, second: string, isArrival: boolean): string {
  if (isArrival) return `${first} ${second}`;
  return `${first} ${THEN[language]} ${second.slice(0, 1).toLowerCase()}${second.slice(1)}`;
}
