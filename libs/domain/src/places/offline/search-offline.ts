import {
  MAX_NUMBERS_NEAR,
  NUMBERS_AROUND,
  type NumberReading,
  readNumbers,
  splitByLength,
  wholeNumberOf,
} from '../house-number.ts';
import { hasCyrillic, searchWords, toLatin } from '../search-text.ts';
import { findMisspelt } from './misspelt.ts';
import {
  candidateOfAddress,
  candidateOfNamed,
  farnessOf,
  type OfflineCandidate,
  single,
} from './offline-candidate.ts';
import type { PackedAddress, PlacePack } from './place-pack.ts';

export interface OfflineSearch {
  readonly text: string;
  /** `[lon, lat]` of what is preferred among equals. */
  readonly near?: readonly [number, number] | undefined;
  readonly limit: number;
}

export interface OfflinePlace {
  readonly id: string;
  readonly kind: 'address' | 'street' | 'place' | 'facility';
  readonly label: string;
  readonly context: string;
  readonly coordinates: readonly [number, number];
}

const MAX_STREETS = 30;
const ADDRESSES_OF_STREET = 12;

/**
 * The server's search of places (sql/place/*.sql) over a pack: exact before beginnings before words anywhere before
 * misspelt words; of a street without the typed house number the closest numbers come first; Cyrillic finds Latin names.
 */
export function searchOffline(pack: PlacePack, search: OfflineSearch): OfflinePlace[] {
  const typed = searchWords(search.text);
  if (typed.length === 0) return [];
  const spellings = hasCyrillic(search.text) ? [typed, typed.map(toLatin)] : [typed];
  for (const attempt of [findWords, findWithoutNumber, findMisspelt]) {
    for (const words of spellings) {
      const found = attempt(pack, search, words);
      if (found.length > 0) return found.map(placeOf);
    }
  }
  return [];
}

const placeOf = ({ id, kind, label, context, lon, lat }: OfflineCandidate): OfflinePlace => ({
  id,
  kind,
  label,
  context,
  coordinates: [lon, lat],
});

const holdsAll = (searchText: string, beginnings: readonly string[]): boolean =>
  beginnings.every((beginning) => searchText.includes(beginning));

/** First lines of the heaviest streets that hold all words. */
function listStreets(pack: PlacePack, words: readonly string[]): string[] {
  const beginnings = words.map((word) => ` ${word}`);
  const streets = pack.named.filter(
    ({ kind, searchText }) => kind === 'street' && holdsAll(searchText, beginnings),
  );
  const heaviest = streets.sort((a, b) => b.weight - a.weight).slice(0, MAX_STREETS);
  return [...new Set(heaviest.map(({ searchText }) => searchText.split('\n', 1)[0]!))];
}

/** The first addresses whose keys begin so. */
function listBegun(pack: PlacePack, beginning: string, limit: number): PackedAddress[] {
  const found: PackedAddress[] = [];
  for (const address of pack.addressesFrom(beginning)) {
    if (found.length >= limit || !address.key.startsWith(beginning)) break;
    found.push(address);
  }
  return found;
}

function findWords(pack: PlacePack, search: OfflineSearch, words: readonly string[]): OfflineCandidate[] {
  const readings = readNumbers(words);
  const beginnings = words.map((word) => ` ${word}`);
  const addresses = readings.flatMap(({ number, words: others }) =>
    listStreets(pack, others).flatMap((street) =>
      listBegun(pack, `${street.trim()} ${number}`, ADDRESSES_OF_STREET),
    ),
  );
  if (readings.length > 0) addresses.push(...listBegun(pack, words.join(' '), ADDRESSES_OF_STREET));
  const found = [
    ...addresses.map((address) => candidateOfAddress(pack, address)),
    ...pack.named.filter(({ searchText }) => holdsAll(searchText, beginnings)).map(candidateOfNamed),
  ];
  const numbers = readings.map(({ number }) => ` ${number}`);
  return rank(found, { text: ` ${words.join(' ')}`, beginnings, numbers, near: search.near }).slice(
    0,
    search.limit,
  );
}

interface Typed {
  readonly text: string;
  readonly beginnings: readonly string[];
  readonly numbers: readonly string[];
  readonly near: OfflineSearch['near'];
}

/** In the order of the server's statement: what is compared first decides. */
function rank(
  found: readonly OfflineCandidate[],
  { text, beginnings, numbers, near }: Typed,
): OfflineCandidate[] {
  const scored = found.map((place) => {
    const { firstLine } = place;
    const score = place.weight - Math.min(1, farnessOf(place, near) / 0.2);
    const isAskedFor = place.kind === 'address' && numbers.some((number) => firstLine.endsWith(number));
    const words = beginnings.filter((beginning) => firstLine.includes(beginning)).length;
    const steps = [
      firstLine === text ? 1 : 0,
      words,
      isAskedFor ? 1 : 0,
      firstLine.startsWith(text) ? 1 : 0,
      score,
    ];
    return { place, score, steps };
  });
  const compare = (a: (typeof scored)[number], b: (typeof scored)[number]): number => {
    for (let at = 0; at < a.steps.length; at += 1) {
      if (a.steps[at] !== b.steps[at]) return b.steps[at]! - a.steps[at]!;
    }
    return (
      a.place.label.length - b.place.label.length ||
      compareTexts(a.place.searchText, b.place.searchText) ||
      compareTexts(a.place.id, b.place.id)
    );
  };
  return single(
    scored,
    ({ place }) => place,
    ({ score }) => score,
  )
    .sort(compare)
    .map(({ place }) => place);
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function findWithoutNumber(
  pack: PlacePack,
  search: OfflineSearch,
  words: readonly string[],
): OfflineCandidate[] {
  const [reading] = readNumbers(words);
  if (!reading) return [];
  const near = findNumbersNear(pack, search, reading);
  const seen = new Set(near.map(({ id }) => id));
  const others = findWords(pack, search, reading.words).filter(({ id }) => !seen.has(id));
  return [...near, ...others].slice(0, search.limit);
}

function findNumbersNear(
  pack: PlacePack,
  search: OfflineSearch,
  { number, words }: NumberReading,
): OfflineCandidate[] {
  const wanted = wholeNumberOf(number);
  if (wanted === undefined) return [];
  const ranges = splitByLength(Math.max(1, wanted - NUMBERS_AROUND), wanted + NUMBERS_AROUND);
  const typed = ` ${words.join(' ')}`;
  const found = listStreets(pack, words).flatMap((street) =>
    ranges
      .flatMap((range) => listNumbers(pack, street.trim(), range))
      .map(({ address, number: at }) => {
        // Most streets have even numbers on one side and odd ones on the other.
        const sides = Math.abs(at - wanted) + ((at - wanted) % 2 === 0 ? 0 : 10);
        const place = candidateOfAddress(pack, address);
        return { place, street, farness: sides + 200 * Math.min(1, farnessOf(place, search.near) / 0.2) };
      }),
  );
  const step = ({ street }: { readonly street: string }): number =>
    (street === typed ? 2 : 0) + (street.startsWith(typed) ? 1 : 0);
  return single(
    found,
    ({ place }) => place,
    ({ farness }) => -farness,
  )
    .sort((a, b) => step(b) - step(a) || a.farness - b.farness || compareTexts(a.place.label, b.place.label))
    .slice(0, Math.min(MAX_NUMBERS_NEAR, search.limit))
    .map(({ place }) => place);
}

/** Addresses of a street with numbers of one length, from and to. */
function listNumbers(
  pack: PlacePack,
  street: string,
  [lowest, highest]: readonly [number, number],
): { readonly address: PackedAddress; readonly number: number }[] {
  const found: { address: PackedAddress; number: number }[] = [];
  const end = `${street} ${highest}\ufffd`;
  for (const address of pack.addressesFrom(`${street} ${lowest}`)) {
    if (address.key >= end) break;
    const number = Number(/^\d{1,9}/.exec(address.key.slice(street.length + 1))?.[0] ?? NaN);
    if (number >= lowest && number <= highest) found.push({ address, number });
  }
  return found;
}
