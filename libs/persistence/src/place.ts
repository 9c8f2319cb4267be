import {
  hasCyrillic,
  LEAST_MISSPELT_LETTERS,
  longestOf,
  MAX_NUMBERS_NEAR,
  normalizeSearchText,
  NUMBERS_AROUND,
  type NumberReading,
  readNumbers,
  splitByLength,
  toLatin,
  wholeNumberOf,
} from '#domain';
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

const MAX_WORDS = 8;
const WORD_SEPARATOR = '\x1f';
const escapeLike = (word: string): string => word.replace(/[\\%_]/g, '\\$&');
const beginsWith = (word: string): string => `% ${escapeLike(word)}%`;

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

async function searchNumbersNear(
  db: Queryable,
  search: PlaceSearch,
  { number, words }: NumberReading,
): Promise<PlaceRow[]> {
  const wanted = wholeNumberOf(number);
  if (wanted === undefined) return [];
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
