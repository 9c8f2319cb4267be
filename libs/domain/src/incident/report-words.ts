import { hasCyrillic, normalizeSearchText, toLatin } from '../places/search-text.ts';
import { ADDRESS_WORDS, COMMON_IDEA, COMMON_WORDS, findIdea, isIdea } from './event-words.ts';

/** Nobody tells more in one breath; a pasted page must not hold up the next call. */
const LARGEST_WORDS = 40;
const LARGEST_LETTERS = 600;

/** A report's words, Latin and plain. */
export interface ReportWords {
  /** Distinct words that say what happened, ideas in place of the many words for them. */
  readonly said: readonly string[];
  /** Words that name the place: the typed address, and what stands beside a word for a street. */
  readonly address: readonly string[];
  /** The house number of the typed address. */
  readonly houseNumber: string | undefined;
}

export interface WordLikeness {
  /** 0..1; undefined when one of them says nothing. */
  readonly similarity: number | undefined;
  /** Both say enough that something in common could be expected. */
  readonly bothSayMuch: boolean;
  readonly sharedWords: readonly { readonly word: string; readonly other: string }[];
}

function plainWords(text: string): string[] {
  const normal = normalizeSearchText(text.slice(0, LARGEST_LETTERS));
  const latin = hasCyrillic(normal) ? toLatin(normal) : normal;
  return latin.split(/[ /]/).filter(Boolean).slice(0, LARGEST_WORDS);
}

/** Splits what was said into what happened and where. */
export function readReportWords(addressText: string, text: string): ReportWords {
  const typed = plainWords(addressText);
  const words = plainWords(text);
  const beside = words.filter((_, index) => isBesideStreetWord(words, index));
  const isName = (word: string): boolean => !ADDRESS_WORDS.has(word) && word.length > 1;
  const said = words
    .filter((word) => word.length > 2 && !/\d/.test(word) && !COMMON_WORDS.has(word))
    .map((word) => findIdea(word) ?? word)
    .filter((word) => word !== COMMON_IDEA);
  return {
    said: [...new Set(said)],
    address: [...new Set([...typed, ...beside].filter(isName))],
    houseNumber: typed.find((word) => /^\d+[a-z]?$/.test(word)),
  };
}

/** `bul Vitosha`, `ulitsa Angel Kanchev`, `Vitosha boulevard`; a name of more than two words is rare. */
function isBesideStreetWord(words: readonly string[], index: number): boolean {
  const isStreet = (at: number): boolean => ADDRESS_WORDS.has(words[at] ?? '');
  return isStreet(index - 1) || isStreet(index + 1) || (isStreet(index - 2) && !isStreet(index - 1));
}

/**
 * The share of the shorter text's words that the longer one has as well, softened for very short texts, where one word in
 * common says little. Words that are the address of either are left out: neighbours name the same street.
 */
export function compareReportWords(a: ReportWords, b: ReportWords): WordLikeness {
  const names = [...a.address, ...b.address];
  const isPlace = (word: string): boolean => names.some((name) => isSameWord(word, name)) && !isIdea(word);
  const words = a.said.filter((word) => !isPlace(word));
  const others = b.said.filter((word) => !isPlace(word));
  if (words.length === 0 || others.length === 0)
    return { similarity: undefined, bothSayMuch: false, sharedWords: [] };
  const left = new Set(others);
  const sharedWords: { word: string; other: string }[] = [];
  for (const word of words) {
    const other = [...left].find((one) => isSameWord(word, one));
    if (other === undefined) continue;
    left.delete(other);
    sharedWords.push({ word, other });
  }
  // Three words in common are as good as certain; of fewer words in all, all of them.
  const enough = Math.min(3, words.length, others.length);
  return {
    similarity: Math.min(1, sharedWords.length / Math.max(2, enough)),
    bothSayMuch: words.length > 1 && others.length > 1,
    sharedWords,
  };
}

/** True when both give a house number of the same street, and not the same one. */
export function haveOtherHouses(a: ReportWords, b: ReportWords): boolean {
  return a.houseNumber !== undefined && b.houseNumber !== undefined && a.houseNumber !== b.houseNumber;
}

/** Equal, or a typo or an ending apart. Numbers must be equal: house 12 is not house 13. */
export function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  if (/\d/.test(a) || /\d/.test(b)) return false;
  const shorter = Math.min(a.length, b.length);
  let common = 0;
  while (common < shorter && a[common] === b[common]) common += 1;
  if (common >= 5 && common >= Math.max(a.length, b.length) - 3) return true;
  // Short words one letter apart are mostly other words: bolka (pain), bloka (the block).
  if (shorter < 6) return false;
  // Far the most pairs end here; a typo in both of the first two letters is rare.
  if (a[0] !== b[0] && a[1] !== b[1]) return false;
  const allowed = shorter >= 8 ? 2 : 1;
  return Math.abs(a.length - b.length) <= allowed && editDistance(a, b) <= allowed;
}

/** Damerau-Levenshtein, optimal string alignment: letters put in, left out, changed or swapped with their neighbour. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(change, last[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, beforeLast[j - 2]! + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
