import { greatCircleMeters, type LonLat } from '../geo/lon-lat.ts';
import { normalizeSearchText, toLatin } from '../places/search-text.ts';
import { COMMON_IDEA, COMMON_WORDS, findIdea } from './event-words.ts';
import type { IncidentCategory } from './incident.ts';

/** A call or an incident, as far as it tells whether two are the same event. */
export interface EventReport {
  readonly location: LonLat;
  /** How far the place may be wrong: a phone's position says so itself; 0 when left out. */
  readonly locationErrorMeters?: number;
  /** Milliseconds of the epoch. */
  readonly reportedAt: number;
  /** The address as typed; where two are, which their places tell already, so its words are no likeness. */
  readonly addressText?: string;
  /** What was said or typed beside the address. May be empty. */
  readonly text: string;
  readonly category?: IncidentCategory;
}

export interface DuplicateScore {
  /** Whether to propose that both are the same. Only a dispatcher joins them. */
  readonly isProposed: boolean;
  /** 0..1; proposed from `DUPLICATE_THRESHOLD`. 0 beyond the reach in place or time. */
  readonly score: number;
  /** What the score is made of, each 0..1; absent where a report says nothing about it. */
  readonly parts: {
    readonly place: number;
    readonly time: number;
    readonly words?: number;
    readonly category?: number;
  };
  readonly distanceMeters: number;
  readonly secondsApart: number;
  /** Words (or ideas) of the first that the second has too, with the second's spelling. */
  readonly sharedWords: readonly { readonly word: string; readonly other: string }[];
}

export const DUPLICATE_REACH_METERS = 300;
export const DUPLICATE_REACH_SECONDS = 600;
export const DUPLICATE_THRESHOLD = 0.5;
/** An imprecise phone position widens the reach, but never beyond this: a whole district is not one event. */
const LARGEST_ERROR_METERS = 300;

/** Words weigh most: in a busy street two events lie near each other, and two callers of one stand 100 m apart. */
const WEIGHTS = { place: 0.25, time: 0.1, words: 0.4, category: 0.25 } as const;

/**
 * Categories by which different callers name one event: worth half of the same category, so that without a word in common
 * they are never enough. Any other pair of different categories speaks against it.
 */
const SAME_EVENT_CATEGORIES: readonly (readonly IncidentCategory[])[] = [
  ['roadAccident', 'trauma', 'fall', 'unconscious', 'child'],
  ['cardiacArrest', 'unconscious', 'chestPain', 'breathing', 'fall'],
  ['psychiatric', 'trauma', 'poisoning'],
  ['allergy', 'breathing', 'child'],
  ['burn', 'trauma', 'breathing'],
  ['stroke', 'unconscious', 'fall'],
];

/**
 * How likely two reports are about one event: near in place and time, and similar in words. The words are compared without
 * accents and in Latin letters (Bulgarian transliteration), with room for typos and endings, and by idea across languages.
 * The method and its weights are ours, tuned on no data of real callers; it only proposes.
 */
export function scoreDuplicate(report: EventReport, other: EventReport): DuplicateScore {
  const distanceMeters = greatCircleMeters(report.location, other.location);
  const secondsApart = Math.abs(report.reportedAt - other.reportedAt) / 1000;
  const error = Math.min(
    LARGEST_ERROR_METERS,
    (report.locationErrorMeters ?? 0) + (other.locationErrorMeters ?? 0),
  );
  const reachMeters = DUPLICATE_REACH_METERS + error;
  const { similarity, sharedWords } = compareTexts(report.text, other.text);
  const parts = {
    place: Math.max(0, 1 - Math.max(0, distanceMeters - error) / DUPLICATE_REACH_METERS),
    time: Math.max(0, 1 - secondsApart / DUPLICATE_REACH_SECONDS),
    words: similarity,
    category: compareCategories(report.category, other.category),
  };
  const isInReach = distanceMeters <= reachMeters && secondsApart <= DUPLICATE_REACH_SECONDS;
  const score = isInReach ? weigh(parts) : 0;
  return {
    isProposed: score >= DUPLICATE_THRESHOLD,
    score,
    parts,
    distanceMeters,
    secondsApart,
    sharedWords,
  };
}

/** The known reports a new one may repeat, likeliest first. */
export function listLikelyDuplicates<Known extends EventReport>(
  report: EventReport,
  known: readonly Known[],
): { readonly known: Known; readonly score: DuplicateScore }[] {
  return known
    .map((one) => ({ known: one, score: scoreDuplicate(report, one) }))
    .filter(({ score }) => score.isProposed)
    .sort((a, b) => b.score.score - a.score.score);
}

/** Weighted mean of the parts that are known. */
function weigh(parts: DuplicateScore['parts']): number {
  let sum = 0;
  let weights = 0;
  for (const part of ['place', 'time', 'words', 'category'] as const) {
    const value = parts[part];
    if (value === undefined) continue;
    sum += value * WEIGHTS[part];
    weights += WEIGHTS[part];
  }
  return sum / weights;
}

function compareCategories(
  a: IncidentCategory | undefined,
  b: IncidentCategory | undefined,
): number | undefined {
  if (a === undefined || b === undefined || a === 'other' || b === 'other') return undefined;
  if (a === b) return 1;
  return SAME_EVENT_CATEGORIES.some((group) => group.includes(a) && group.includes(b)) ? 0.5 : 0;
}

/**
 * The share of the shorter text's words that the longer one has as well, softened for very short texts, where one word
 * in common says little. Undefined when one of them says nothing.
 */
function compareTexts(
  a: string,
  b: string,
): { similarity: number | undefined; sharedWords: DuplicateScore['sharedWords'] } {
  const [words, others] = [meaningfulWords(a), meaningfulWords(b)];
  if (words.length === 0 || others.length === 0) return { similarity: undefined, sharedWords: [] };
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
  return { similarity: Math.min(1, sharedWords.length / Math.max(2, enough)), sharedWords };
}

/** Distinct words that say something: no short or common ones, ideas in place of the many words for them. */
function meaningfulWords(text: string): string[] {
  const words = toLatin(normalizeSearchText(text)).split(' ');
  const meaningful = words
    .map((word) => findIdea(word) ?? word)
    .filter(
      (word) => (word.length > 2 || /^\d+$/.test(word)) && !COMMON_WORDS.has(word) && word !== COMMON_IDEA,
    );
  return [...new Set(meaningful)];
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
