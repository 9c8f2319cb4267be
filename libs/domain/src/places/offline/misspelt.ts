import { LEAST_MISSPELT_LETTERS, longestOf, readNumbers } from '../house-number.ts';
import {
  candidateOfAddress,
  candidateOfNamed,
  farnessOf,
  type OfflineCandidate,
  single,
} from './offline-candidate.ts';
import type { MapPlace, PackedAddress, PlacePack } from './place-pack.ts';
import { trigramsOf, wordSimilarity } from './word-similarity.ts';

/** As the server's connections have it (`pg_trgm.word_similarity_threshold`). */
const THRESHOLD = 0.45;
const MAX_CLOSE = 60;
const MAX_STREETS = 16;
const ADDRESSES_OF_STREET = 3;

interface Likely {
  readonly place: OfflineCandidate;
  readonly likeness: number;
}

/** Which places hold a trigram; made at the first misspelt word. */
const indexes = new WeakMap<PlacePack, ReadonlyMap<string, readonly number[]>>();

function indexOf(pack: PlacePack): ReadonlyMap<string, readonly number[]> {
  const known = indexes.get(pack);
  if (known) return known;
  const index = new Map<string, number[]>();
  pack.named.forEach(({ searchText }, at) => {
    for (const trigram of new Set(trigramsOf(searchText))) {
      const places = index.get(trigram);
      if (places) places.push(at);
      else index.set(trigram, [at]);
    }
  });
  indexes.set(pack, index);
  return index;
}

/** Makes what the first misspelt word would wait for. */
export const prepareMisspelt = (pack: PlacePack): void => void indexOf(pack);

/** Places that share so many trigrams that they may be alike enough. */
function listSharing(pack: PlacePack, sought: ReadonlySet<string>): MapPlace[] {
  const index = indexOf(pack);
  const shared = new Map<number, number>();
  for (const trigram of sought) {
    for (const at of index.get(trigram) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
  }
  const least = THRESHOLD * sought.size;
  return [...shared].filter(([, count]) => count >= least).map(([at]) => pack.named[at]!);
}

function listClose(pack: PlacePack, words: readonly string[]): Likely[] {
  const sought = new Set(trigramsOf(words.join(' ')));
  const beginning = ` ${longestOf(words)}`;
  const alike = listSharing(pack, sought).filter(
    ({ searchText }) => wordSimilarity(sought, trigramsOf(searchText)) >= THRESHOLD,
  );
  const begun = pack.named.filter(({ searchText }) => searchText.includes(beginning));
  return [...new Set([...alike, ...begun])]
    .map((place) => {
      const candidate = candidateOfNamed(place);
      return { place: candidate, likeness: wordSimilarity(sought, trigramsOf(candidate.firstLine)) };
    })
    .sort((a, b) => b.likeness - a.likeness || b.place.weight - a.place.weight)
    .slice(0, MAX_CLOSE);
}

/** The typed house number in each of the streets that are most alike. */
function listNumbered(pack: PlacePack, close: readonly Likely[], number: string): Likely[] {
  const streets = new Map<string, number>();
  for (const { place, likeness } of close) {
    // Sorted by likeness, so the first one of a name is its best.
    if (place.kind === 'street' && !streets.has(place.firstLine)) streets.set(place.firstLine, likeness);
  }
  return [...streets].slice(0, MAX_STREETS).flatMap(([firstLine, likeness]) => {
    const beginning = `${firstLine.trim()} ${number}`;
    const found: PackedAddress[] = [];
    for (const address of pack.addressesFrom(beginning)) {
      if (found.length >= ADDRESSES_OF_STREET || !address.key.startsWith(beginning)) break;
      found.push(address);
    }
    return found.map((address) => {
      const place = candidateOfAddress(pack, address);
      return { place: { ...place, weight: place.weight + 1 }, likeness };
    });
  });
}

/** Misspelt or abbreviated words, as the server's statement finds them. */
export function findMisspelt(
  pack: PlacePack,
  search: { readonly near?: readonly [number, number] | undefined; readonly limit: number },
  words: readonly string[],
): OfflineCandidate[] {
  const [reading] = readNumbers(words);
  const spelt = reading?.words ?? words;
  if (longestOf(spelt).length < LEAST_MISSPELT_LETTERS) return [];
  const close = listClose(pack, spelt);
  const numbered = reading ? listNumbered(pack, close, reading.number) : [];
  const scoreOf = ({ place, likeness }: Likely): number =>
    likeness + place.weight / 2 - Math.min(0.5, farnessOf(place, search.near) / 0.4);
  return single(
    [...numbered, ...close],
    ({ place }) => place,
    ({ place }) => place.weight,
  )
    .sort((a, b) => scoreOf(b) - scoreOf(a) || a.place.label.length - b.place.label.length)
    .slice(0, search.limit)
    .map(({ place }) => place);
}
