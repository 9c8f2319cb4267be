export interface NumberReading {
  readonly number: string;
  /** The words beside it. */
  readonly words: string[];
}

/** Further apart is another part of the street; some two blocks. */
export const NUMBERS_AROUND = 200;
export const MAX_NUMBERS_NEAR = 5;
/** Shorter words are not taken for misspelt ones. */
export const LEAST_MISSPELT_LETTERS = 4;

export const longestOf = (words: readonly string[]): string =>
  words.reduce((best, word) => (word.length > best.length ? word : best), '');

/** "colonia 1324" and "1324 colonia": the last and the first word may be the house number. */
export function readNumbers(words: readonly string[]): NumberReading[] {
  const at = words.map((word, index) => (/^\d/.test(word) ? index : -1)).filter((index) => index >= 0);
  const candidates = [...new Set([at.at(-1), at[0]])].filter((index) => index !== undefined);
  return candidates
    .map((index) => ({ number: words[index]!, words: words.filter((_, other) => other !== index) }))
    .filter((reading) => reading.words.length > 0);
}

/** The whole number that a typed house number begins with; undefined when it has none, or one of no street. */
export function wholeNumberOf(number: string): number | undefined {
  const digits = /^\d{1,6}(?!\d)/.exec(number)?.[0];
  return digits === undefined ? undefined : Number(digits);
}

/** Whole numbers from `lowest` to `highest` in ranges of one length each: 95 to 120 is 95 to 99 and 100 to 120. */
export function splitByLength(lowest: number, highest: number): [number, number][] {
  const ranges: [number, number][] = [];
  for (let from = lowest; from <= highest;) {
    const to = Math.min(highest, 10 ** String(from).length - 1);
    ranges.push([from, to]);
    from = to + 1;
  }
  return ranges;
}
