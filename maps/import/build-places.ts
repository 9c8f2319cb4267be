import { hasCyrillic, normalizeSearchText, toLatin } from '#domain/places/search-text.ts';
import { run } from './database.ts';
import type { Client } from './database.ts';
import { indexPartitions, intoPartitions } from './partitions.ts';
import type { MapVersion } from './partitions.ts';
import buildLocality from './sql/build-locality.sql';
import buildStreet from './sql/build-street.sql';
import copyAddresses from './sql/copy-addresses.sql';
import copyFacilities from './sql/copy-facilities.sql';
import copyFacilityPlaces from './sql/copy-facility-places.sql';
import copyNamedPlaces from './sql/copy-named-places.sql';
import copyStreets from './sql/copy-streets.sql';
import listRawTexts from './sql/list-raw-texts.sql';
import saveTexts from './sql/save-texts.sql';

export interface PlaceCounts {
  addresses: number;
  streets: number;
  namedPlaces: number;
  facilities: number;
}

/** `stage_text`: each distinct text in the form that is searched, made by the code that also reads what people type. */
async function normalizeTexts(client: Client): Promise<void> {
  await run(client, 'create unlogged table stage_text (raw text, norm text, latin text)');
  await run(client, 'begin');
  await run(client, `declare raw_text no scroll cursor with hold for ${listRawTexts}`);
  await run(client, 'commit');
  for (;;) {
    const { rows } = await client.query<{ raw: string }>('fetch 20000 from raw_text');
    if (rows.length === 0) break;
    const raw = rows.map((row) => row.raw);
    const norm = raw.map(normalizeSearchText);
    const latin = norm.map((text) => (hasCyrillic(text) ? toLatin(text) : null));
    await run(client, saveTexts, [raw, norm, latin]);
  }
  await run(client, 'close raw_text');
  // A hash index, because alternative names in a row can be longer than a B-tree takes.
  await run(client, 'create index on stage_text using hash (raw)');
  await run(client, 'analyze stage_text');
}

/** Addresses, streets, named places and facilities into the new partitions. */
export async function copyPlaces(client: Client, map: MapVersion): Promise<PlaceCounts> {
  await run(client, buildStreet);
  await normalizeTexts(client);
  await run(client, 'create index on stage_place using gist (geom) where is_settlement');
  for (const table of ['stage_place', 'stage_address', 'stage_facility', 'stage_street']) {
    await run(client, `analyze ${table}`);
  }
  await run(client, buildLocality);
  await run(client, 'create index on locality (cx, cy)');
  await run(client, 'analyze locality');
  const copy = (sql: string): Promise<number> => run(client, intoPartitions(sql, map), [map.mapId]);
  const facilities = await copy(copyFacilities);
  const counts = {
    addresses: await copy(copyAddresses),
    streets: await copy(copyStreets),
    namedPlaces: await copy(copyNamedPlaces),
    facilities,
  };
  await copy(copyFacilityPlaces);
  await indexPartitions(client, map, 'map_facility');
  await indexPartitions(client, map, 'place');
  return counts;
}
