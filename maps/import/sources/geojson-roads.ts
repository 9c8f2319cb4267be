import { readFile } from 'node:fs/promises';
import { ImportError } from '../import-error.ts';
import { CoordinateIds } from './node-ids.ts';
import type { OsmData, OsmNode, OsmWay, Tags } from './opl.ts';

interface Feature {
  id?: string;
  properties: Record<string, string>;
  geometry: { type: string; coordinates: [number, number][] | [number, number][][] };
}

/**
 * Reads GeoJSON as overpass-turbo exports it (features with `@id` `way/123` and OSM tags) back into OSM objects.
 * @throws ImportError when it is no such file
 */
export async function readGeojsonRoads(file: string): Promise<OsmData> {
  const collection = JSON.parse(await readFile(file, 'utf8')) as { features?: Feature[] };
  if (!Array.isArray(collection.features)) throw new ImportError(`${file} is no GeoJSON feature collection`);
  const ids = new CoordinateIds();
  const nodes = new Map<number, OsmNode>();
  const ways = new Map<number, OsmWay>();
  const toNode = ([lon, lat]: [number, number]): number => {
    const id = ids.idOf(Math.round((lon + 180) * 1e7), Math.round((lat + 90) * 1e7));
    if (!nodes.has(id)) nodes.set(id, { id, lon, lat, tags: {} });
    return id;
  };
  for (const feature of collection.features) {
    const id = Number(/^way\/(\d+)$/.exec(feature.properties['@id'] ?? '')?.[1]);
    if (!Number.isSafeInteger(id) || ways.has(id)) continue;
    const { type, coordinates } = feature.geometry;
    const line = type === 'Polygon' ? coordinates[0] : coordinates;
    if (type !== 'Polygon' && type !== 'LineString') continue;
    ways.set(id, {
      id,
      nodes: (line as [number, number][]).map(toNode),
      tags: plainTags(feature.properties, type),
    });
  }
  return { nodes: [...nodes.values()], ways: [...ways.values()], relations: [] };
}

function plainTags(properties: Record<string, string>, type: string): Tags {
  const tags = Object.fromEntries(Object.entries(properties).filter(([key]) => !key.startsWith('@')));
  return type === 'Polygon' && tags['area'] === undefined ? { ...tags, area: 'yes' } : tags;
}
