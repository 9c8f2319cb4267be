import { run } from './database.ts';
import type { Client } from './database.ts';
import { indexPartitions, intoPartitions } from './partitions.ts';
import type { MapVersion } from './partitions.ts';
import addLand from './sql/add-land.sql';
import copyFeatures from './sql/copy-features.sql';

/** What the tiles are made of, into the new partition. Returns the number of features. */
export async function copyBasemap(
  client: Client,
  map: MapVersion,
  land: readonly (readonly [number, number])[] | undefined,
  box: readonly number[] | null,
): Promise<number> {
  const features = await run(client, intoPartitions(copyFeatures, map), [map.mapId]);
  const outline = land ? JSON.stringify({ type: 'Polygon', coordinates: [[...land, land[0]]] }) : null;
  await run(client, intoPartitions(addLand, map), [map.mapId, outline, box]);
  await indexPartitions(client, map, 'basemap_feature');
  return features;
}
