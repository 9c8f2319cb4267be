import { greatCircleMeters, type LonLat } from '../geo/lon-lat.ts';
import type { IncidentCategory } from './incident.ts';
import { compareReportWords, haveOtherHouses, readReportWords, type ReportWords } from './report-words.ts';

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
 * What speaks against one event, taken off the score: two full accounts without a word in common, categories that nobody
 * gives to one event, and houses with other numbers.
 */
const AGAINST = { nothingInCommon: 0.12, unrelatedCategory: 0.15, otherHouse: 0.08 } as const;

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
  return scoreRead(readReport(report), readReport(other));
}

type ReadReport = EventReport & { readonly words: ReportWords };
const readReport = (report: EventReport): ReadReport => ({
  ...report,
  words: readReportWords(report.addressText ?? '', report.text),
});

function scoreRead(report: ReadReport, other: ReadReport): DuplicateScore {
  const distanceMeters = greatCircleMeters(report.location, other.location);
  const secondsApart = Math.abs(report.reportedAt - other.reportedAt) / 1000;
  const error = Math.min(
    LARGEST_ERROR_METERS,
    (report.locationErrorMeters ?? 0) + (other.locationErrorMeters ?? 0),
  );
  const reachMeters = DUPLICATE_REACH_METERS + error;
  const { similarity, bothSayMuch, sharedWords } = compareReportWords(report.words, other.words);
  const parts = {
    place: Math.max(0, 1 - Math.max(0, distanceMeters - error) / DUPLICATE_REACH_METERS),
    time: Math.max(0, 1 - secondsApart / DUPLICATE_REACH_SECONDS),
    words: similarity,
    category: compareCategories(report.category, other.category),
  };
  const isInReach = distanceMeters <= reachMeters && secondsApart <= DUPLICATE_REACH_SECONDS;
  const against =
    (bothSayMuch && similarity === 0 ? AGAINST.nothingInCommon : 0) +
    (parts.category === 0 ? AGAINST.unrelatedCategory : 0) +
    (haveOtherHouses(report.words, other.words) ? AGAINST.otherHouse : 0);
  const score = isInReach ? Math.max(0, weigh(parts) - against) : 0;
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
  const read = readReport(report);
  return known
    .map((one) => ({ known: one, score: scoreRead(read, readReport(one)) }))
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
