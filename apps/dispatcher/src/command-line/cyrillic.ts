import type { Locale } from '#ui';

/** Bulgarian phonetic layouts: the Latin letter on the same key (в and ж change places between two of them). */
const PHONETIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'v',
  з: 'z',
  и: 'i',
  й: 'j',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ъ: 'y',
  ь: 'x',
  я: 'q',
};

/** Capital letters that look alike on a vehicle's door in both alphabets. */
const LOOKALIKE: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  е: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
};

const mapped = (letters: Readonly<Record<string, string>>, word: string): string =>
  [...word.toLowerCase()].map((letter) => letters[letter] ?? letter).join('');

/** What would have been typed with the keyboard switched to Latin letters. */
export const latinOf = (word: string): string => mapped(PHONETIC, word);

/** The word as it looks: Cyrillic М12 and Latin M12 are the same call sign to everybody who reads them. */
export const looksLike = (word: string): string => mapped(LOOKALIKE, word);

/** The top row of a Czech keyboard without Shift. */
const CZECH_ROW = '+ěščřžýáíé';

/** A line of nothing but keys of the Czech top row means the digits on them. */
export function digitsOfRow(line: string, locale: Locale): string {
  const letters = [...line.trim()];
  const isRow = locale === 'cs' && letters.some((one) => one !== ' ');
  if (!isRow || !letters.every((one) => one === ' ' || CZECH_ROW.includes(one))) return line;
  return letters.map((one) => (one === ' ' ? ' ' : String((CZECH_ROW.indexOf(one) + 1) % 10))).join('');
}
