import { type PlaceView, routes } from '#contracts';
import type { LonLat } from '#domain';
import type { ApiClient } from '../api/api-client.ts';
import { type Connection, untilAnswered } from '../api/retry.ts';
import { drawOne, type Random } from '../random/random.ts';

const STREET_QUERIES = 40;
const ADDRESS_QUERIES = 60;
const MOST = 20;
const FARTHEST_SECONDS = 2400;
const BEGINNINGS = [
  'a',
  'b',
  'ca',
  'co',
  'd',
  'e',
  'f',
  'g',
  'h',
  'i',
  'j',
  'k',
  'l',
  'ma',
  'mi',
  'n',
  'o',
  'p',
  'r',
  's',
  't',
  'u',
  'v',
];
const CYRILLIC_BEGINNINGS = ['а', 'б', 'в', 'г', 'д', 'и', 'к', 'л', 'м', 'о', 'п', 'р', 'с', 'т', 'х', 'ц'];

interface Desk {
  readonly client: ApiClient;
  readonly connection: Connection;
  readonly stop: AbortSignal;
  readonly regionId: string;
}

/**
 * Real places where people may call from. The search lists no places, it completes what is typed: so beginnings of
 * street names near each station are typed, then house numbers of the streets found. A map without addresses gives
 * its streets. Only places that a vehicle reaches by road are kept.
 */
export async function samplePlaces(
  desk: Desk,
  stations: readonly LonLat[],
  random: Random,
  usesCyrillic: boolean,
): Promise<PlaceView[]> {
  if (stations.length === 0) return [];
  const beginnings = usesCyrillic ? CYRILLIC_BEGINNINGS : BEGINNINGS;
  const streets = new Map<string, PlaceView>();
  for (let query = 0; query < STREET_QUERIES; query += 1) {
    const near = drawOne(random, stations);
    for (const place of await search(desk, drawOne(random, beginnings), near)) streets.set(place.id, place);
  }
  const found = [...streets.values()];
  const addresses = new Map<string, PlaceView>();
  for (let query = 0; query < ADDRESS_QUERIES && found.length > 0; query += 1) {
    const street = drawOne(random, found);
    const number = 1 + Math.floor(random() * 9);
    for (const place of await search(desk, `${street.label} ${number}`, street.coordinates)) {
      if (place.kind === 'address') addresses.set(place.id, place);
    }
  }
  const named = found.filter(({ kind }) => kind === 'street' || kind === 'address');
  const sampled =
    addresses.size >= ADDRESS_QUERIES ? [...addresses.values()] : [...named, ...addresses.values()];
  return keepReachable(desk, sampled, stations[0]!);
}

async function search(
  { client, connection, stop, regionId }: Desk,
  q: string,
  near: LonLat,
): Promise<PlaceView[]> {
  const query = { q, regionId, near: near.map((degrees) => degrees.toFixed(6)).join(','), limit: MOST };
  const answer = await untilAnswered(connection, stop, () => client.ask(routes.searchPlaces, { query }));
  return answer?.places ?? [];
}

async function keepReachable(
  { client, connection, stop, regionId }: Desk,
  places: readonly PlaceView[],
  station: LonLat,
): Promise<PlaceView[]> {
  if (places.length === 0) return [];
  const body = {
    regionId,
    sources: places.map(({ coordinates: [lon, lat] }) => ({ lon, lat })),
    target: { lon: station[0], lat: station[1] },
    limitSeconds: FARTHEST_SECONDS,
  };
  const answer = await untilAnswered(connection, stop, () => client.ask(routes.travelTimes, { body }));
  return places.filter((_, index) => answer?.legs[index]?.travelSeconds !== null);
}
