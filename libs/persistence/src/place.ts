import { hasCyrillic, normalizeSearchText, toLatin } from '#domain';
import type { Queryable } from './pool.ts';
import searchNumbersNearSql from './sql/place/search-numbers-near.sql';
import searchPlacesFuzzySql from './sql/place/search-places-fuzzy.sql';
import searchPlacesSql from './sql/place/search-places.sql';

export interface PlaceSearch {
  mapId: number;
  /** As typed; any script, any order of street and number. */
  text: string;
  /** `[lon, lat]` of what is preferred among equals. */
  near?: readonly [number, number] | undefined;
  limit: number;
}

export interface FoundPlace {
  id: string;
  kind: 'address' | 'street' | 'place' | 'facility';
  label: string;
  context: string;
  /** `[lon, lat]` */
  coordinates: [number, number];
}

type PlaceRow = Omit<FoundPlace, 'coordinates'> & { lon: number; lat: number };

interface NumberReading {
  number: string;
  /** The words beside it. */
  words: string[];
}

const MAX_WORDS = 8;
const LEAST_MISSPELT_LETTERS = 4;
/** Further apart is another part of the street; some two blocks. */
const NUMBERS_AROUND = 200;
const MAX_NUMBERS_NEAR = 5;
const WORD_SEPARATOR = '\x1f';
const escapeLike = (word: string): string => word.replace(/[\\%_]/g, '\\$&');
const beginsWith = (word: string): string => `% ${escapeLike(word)}%`;
const longestOf = (words: readonly string[]): string =>
  words.reduce((best, word) => (word.length > best.length ? word : best), '');

/** "colonia 1324" and "1324 colonia": the last and the first word may be the house number. */
function readNumbers(words: readonly string[]): NumberReading[] {
  const at = words.map((word, index) => (/^\d/.test(word) ? index : -1)).filter((index) => index >= 0);
  const candidates = [...new Set([at.at(-1), at[0]])].filter((index) => index !== undefined);
  return candidates
    .map((index) => ({ number: words[index]!, words: words.filter((_, other) => other !== index) }))
    .filter((reading) => reading.words.length > 0);
}

async function searchWords(
  db: Queryable,
  search: PlaceSearch,
  words: readonly string[],
): Promise<PlaceRow[]> {
  const readings = readNumbers(words);
  const { rows } = await db.query<PlaceRow>(searchPlacesSql, [
    search.mapId,
    ` ${words.join(' ')}`,
    beginsWith(longestOf(words)),
    words.map(beginsWith),
    readings.map(({ number }) => number),
    readings.map((reading) => beginsWith(longestOf(reading.words))),
    readings.map((reading) => reading.words.map(beginsWith).join(WORD_SEPARATOR)),
    search.near?.[0] ?? null,
    search.near?.[1] ?? null,
    search.limit,
  ]);
  return rows;
}

async function searchFuzzy(
  db: Queryable,
  search: PlaceSearch,
  words: readonly string[],
): Promise<PlaceRow[]> {
  const [reading] = readNumbers(words);
  const spelt = reading?.words ?? words;
  if (longestOf(spelt).length < LEAST_MISSPELT_LETTERS) return [];
  const { rows } = await db.query<PlaceRow>(searchPlacesFuzzySql, [
    search.mapId,
    spelt.join(' '),
    beginsWith(longestOf(spelt)),
    reading?.number ?? null,
    search.near?.[0] ?? null,
    search.near?.[1] ?? null,
    search.limit,
  ]);
  return rows;
}

/** Whole numbers from `lowest` to `highest` in ranges of one length each: 95 to 120 is 95 to 99 and 100 to 120. */
function splitByLength(lowest: number, highest: number): [number, number][] {
  const ranges: [number, number][] = [];
  for (let from = lowest; from <= highest;) {
    const to = Math.min(highest, 10 ** String(from).length - 1);
    ranges.push([from, to]);
    from = to + 1;
  }
  return ranges;
}

async function searchNumbersNear(
  db: Queryable,
  search: PlaceSearch,
  { number, words }: NumberReading,
): Promise<PlaceRow[]> {
  const wanted = Number(/^\d{1,6}(?!\d)/.exec(number)?.[0] ?? NaN);
  if (!Number.isInteger(wanted)) return [];
  const ranges = splitByLength(Math.max(1, wanted - NUMBERS_AROUND), wanted + NUMBERS_AROUND);
  const { rows } = await db.query<PlaceRow>(searchNumbersNearSql, [
    search.mapId,
    ` ${words.join(' ')}`,
    beginsWith(longestOf(words)),
    words.map(beginsWith),
    wanted,
    ranges.map(([from]) => from),
    ranges.map(([, to]) => to),
    search.near?.[0] ?? null,
    search.near?.[1] ?? null,
    Math.min(MAX_NUMBERS_NEAR, search.limit),
  ]);
  return rows;
}

/** The closest numbers that the street has, and the street, when it does not have the one that was typed. */
async function searchWithoutNumber(
  db: Queryable,
  search: PlaceSearch,
  words: readonly string[],
): Promise<PlaceRow[]> {
  const [reading] = readNumbers(words);
  if (!reading) return [];
  const near = await searchNumbersNear(db, search, reading);
  const others = await searchWords(db, search, reading.words);
  const seen = new Set(near.map(({ id }) => id));
  return [...near, ...others.filter(({ id }) => !seen.has(id))].slice(0, search.limit);
}

/**
 * Type-ahead search of addresses, streets, named places and facilities of one map: exact before beginnings before
 * words anywhere before misspelt words. Of a street without the typed house number the closest numbers come first.
 * Cyrillic finds Latin names and the other way round.
 */
export async function searchPlaces(db: Queryable, search: PlaceSearch): Promise<FoundPlace[]> {
  const typed = normalizeSearchText(search.text).split(' ').filter(Boolean).slice(0, MAX_WORDS);
  if (typed.length === 0) return [];
  const spellings = hasCyrillic(search.text) ? [typed, typed.map(toLatin)] : [typed];
  for (const attempt of [searchWords, searchWithoutNumber, searchFuzzy]) {
    for (const words of spellings) {
      const rows = await attempt(db, search, words);
      if (rows.length > 0)
        return rows.map(({ lon, lat, ...place }) => ({ ...place, coordinates: [lon, lat] }));
    }
  }
  return [];
}
