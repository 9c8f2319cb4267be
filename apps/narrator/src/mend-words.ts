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
  [/\. след това /g, '. След това '],
];

/** Two instructions joined by the narrator keep the second one's capital letter. */
const JOINED: Readonly<Record<Language, RegExp>> = {
  en: /(?<=\. Then )\p{Lu}/gu,
  bg: /(?<=\. След това )\p{Lu}/gu,
  cs: /(?<=\. Poté )\p{Lu}/gu,
  sv: /(?<=\. Därefter )\p{Lu}/gu,
};
const PLACEHOLDER = /<[A-Z_]+>/;

/** The narrator's sentence as a person would say it; null for one that names no thing but a gap. */
export function mendWords(language: Language, words: string | undefined): string | null {
  if (!words || PLACEHOLDER.test(words)) return null;
  let mended = words;
  if (language === 'bg') {
    for (const [fault, right] of BULGARIAN) mended = mended.replace(fault, right);
  }
  if (language === 'sv') mended = mended.replace(/(Kör \p{L}+)\s\s(?=\p{Lu})/gu, '$1 på ');
  return mended
    .replace(/\s+/g, ' ')
    .replace(JOINED[language], (letter) => letter.toLowerCase())
    .trim();
}
