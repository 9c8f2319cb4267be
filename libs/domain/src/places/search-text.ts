/** Bulgarian streamlined romanisation (law of 2009), with letters of the neighbours added. */
export const CYRILLIC_TO_LATIN: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm',
  н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sht',
  ъ: 'a', ь: 'y', ю: 'yu', я: 'ya', ё: 'yo', ы: 'y', э: 'e', і: 'i', ї: 'yi', є: 'ye', ґ: 'g', ђ: 'dj', ј: 'j',
  љ: 'lj', њ: 'nj', ћ: 'c', џ: 'dz', ѓ: 'g', ќ: 'k', ѕ: 'dz', ѝ: 'i', ѣ: 'e', ѫ: 'a',
}; // prettier-ignore

/** Letters that lose no accent by decomposition but have a plain spelling. */
export const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ħ: 'h', ı: 'i', ŋ: 'n', ĸ: 'q', ŧ: 't',
}; // prettier-ignore

const CYRILLIC = /[\u0400-\u04ff]/;
/** The tables hold no other letters. */
const NOT_ASCII = /[^\u0020-\u007f]/gu;
const replaceLetters = (text: string, table: Readonly<Record<string, string>>): string =>
  text.replace(NOT_ASCII, (letter) => table[letter] ?? letter);

export const hasCyrillic = (text: string): boolean => CYRILLIC.test(text);

/** Cyrillic letters of a normalised text in Latin; everything else is kept. */
export const toLatin = (text: string): string => replaceLetters(text, CYRILLIC_TO_LATIN);

/**
 * Lower case, without accents, punctuation as single spaces, no space at the ends. Cyrillic letters stay as they are
 * (`й` is a letter, not an accented `и`). The same for what is typed and for what is stored.
 */
export function normalizeSearchText(text: string): string {
  const plain = text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\u0400-\u04ff]+/gu, (part) => part.normalize('NFKD').replace(/\p{M}+/gu, ''));
  return replaceLetters(plain, PLAIN_LETTERS)
    .replace(/[^\p{L}\p{N}/]+/gu, ' ')
    .trim();
}

/** The words of a typed text, at most `limit`. */
export const searchWords = (text: string, limit = 8): string[] =>
  normalizeSearchText(text).split(' ').filter(Boolean).slice(0, limit);
