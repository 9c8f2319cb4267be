import { normalizeSearchText } from '../search-text.ts';
import type { MapPlace, PackedAddress, PlacePack } from './place-pack.ts';

/** A place that may be the answer. */
export interface OfflineCandidate extends MapPlace {
  readonly firstLine: string;
}

export const candidateOfNamed = (place: MapPlace): OfflineCandidate => ({
  ...place,
  firstLine: place.searchText.split('\n', 1)[0]!,
});

/** Addresses have no ids in the pack: label and context are theirs alone. */
export const candidateOfAddress = (pack: PlacePack, address: PackedAddress): OfflineCandidate => {
  const firstLine = ` ${address.key}`;
  return {
    id: `address:${address.label}|${address.context}`,
    kind: 'address',
    label: address.label,
    context: address.context,
    searchText: `${firstLine}\n ${normalizeSearchText(address.context)}`,
    weight: pack.addressWeight,
    lon: address.lon,
    lat: address.lat,
    firstLine,
  };
};

/** Distance in degrees as the server's statements take it; 0 without a place to be near to. */
export const farnessOf = (
  { lon, lat }: { readonly lon: number; readonly lat: number },
  near: readonly [number, number] | undefined,
): number => (near ? Math.hypot(lon - near[0], lat - near[1]) : 0);

/** Of those with the same kind, label and context the one with the greatest score, then the least id. */
export function single<Item>(
  items: readonly Item[],
  placeOf: (item: Item) => OfflineCandidate,
  scoreOf: (item: Item) => number,
): Item[] {
  const best = new Map<string, Item>();
  for (const item of items) {
    const place = placeOf(item);
    const key = `${place.kind}\n${place.label}\n${place.context}`;
    const other = best.get(key);
    const isBetter =
      !other ||
      scoreOf(item) > scoreOf(other) ||
      (scoreOf(item) === scoreOf(other) && place.id < placeOf(other).id);
    if (isBetter) best.set(key, item);
  }
  return [...best.values()];
}
