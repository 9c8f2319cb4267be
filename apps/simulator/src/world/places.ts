import { type PlaceView, routes } from '#contracts';
import type { LonLat } from '#domain';
import type { ApiClient } from '../api/api-client.ts';
import { type Connection, untilAnswered } from '../api/retry.ts';
import { drawOne, type Random } from '../random/random.ts';

const STREET_QUERIES = 40;
const ADDRESS_QUERIES = 60;
const MOST = 20;
const AT_ONCE = 4;
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

interface Query {
  readonly q: string;
  readonly near: LonLat;
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
  const byBeginning = Array.from({ length: STREET_QUERIES }, (): Query => {
    const near = drawOne(random, stations);
    return { q: drawOne(random, beginnings), near };
  });
  const found = await searchAll(desk, byBeginning);
  if (found.length === 0) return [];
  const byNumber = Array.from({ length: ADDRESS_QUERIES }, (): Query => {
    const { label, coordinates } = drawOne(random, found);
    return { q: `${label} ${1 + Math.floor(random() * 9)}`, near: coordinates };
  });
  const addresses = (await searchAll(desk, byNumber)).filter(({ kind }) => kind === 'address');
  const named = found.filter(({ kind }) => kind === 'street' || kind === 'address');
  const sampled = addresses.length >= ADDRESS_QUERIES ? addresses : [...named, ...addresses];
  return keepReachable(desk, sampled, stations[0]!);
}

/** What all queries found, each place once, in the order of the queries. */
async function searchAll(desk: Desk, queries: readonly Query[]): Promise<PlaceView[]> {
  const found = new Map<string, PlaceView>();
  for (let from = 0; from < queries.length && !desk.stop.aborted; from += AT_ONCE) {
    const answers = await Promise.all(
      queries.slice(from, from + AT_ONCE).map((query) => search(desk, query)),
    );
    for (const place of answers.flat()) found.set(place.id, place);
  }
  return [...found.values()];
}

async function search(
  { client, connection, stop, regionId }: Desk,
  { q, near }: Query,
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
