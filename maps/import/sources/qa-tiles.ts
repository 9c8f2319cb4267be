import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImportError } from '../import-error.ts';
import { joinPieces } from './join-pieces.ts';
import { CoordinateIds } from './node-ids.ts';
import type { OsmData, OsmNode, OsmRelation, OsmWay, Tags } from './opl.ts';

/** Ways and relations made of leftovers get ids above every real one. */
const FIRST_SPARE_ID = 2 ** 40;
const DRAWING_KEYS = ['building', 'landuse', 'leisure', 'natural', 'water', 'waterway', 'highway', 'area'];

type Properties = Readonly<Record<string, string | number | boolean>>;
interface Point {
  x: number;
  y: number;
}
interface WayParts {
  tags: Tags;
  lines: number[][];
  polygons: number[][][];
}

// About the edit (`@user`, `@uid` ...) or its origin, not about the place.
const isAboutThePlace = (key: string): boolean =>
  !key.startsWith('@') &&
  !key.startsWith('mvdgis:') &&
  (!key.startsWith('source') || key === 'source:maxspeed');

/** Tags without `@id`, `@user`, `@uid` and other notes about the edit. */
export function keepTags(properties: Properties): Tags {
  const tags: Record<string, string> = {};
  for (const key in properties) if (isAboutThePlace(key)) tags[key] = String(properties[key]);
  return tags;
}

/**
 * Reads "OSM QA tiles" (all OpenStreetMap objects with all tags, as vector tiles `Z-X-Y.mvt`) back into OSM objects.
 * Ways cut at the edges of tiles are joined again where their ends have equal coordinates.
 */
export async function readQaTiles(folder: string): Promise<OsmData> {
  const files = (await readdir(folder)).filter((name) => /^\d+-\d+-\d+\.mvt$/.test(name)).sort();
  if (files.length === 0) throw new ImportError(`${folder} holds no tiles named ZOOM-X-Y.mvt`);
  const reader = new QaTileReader();
  for (const file of files) {
    const [zoom, x, y] = file.split(/[-.]/).map(Number) as [number, number, number];
    await reader.readTile(await readFile(join(folder, file)), zoom, x, y);
  }
  return reader.finish();
}

class QaTileReader {
  private readonly nodes = new Map<number, OsmNode>();
  /** Tagged nodes by their place, so that a barrier or crossing is a node OF the way that it lies on. */
  private readonly nodeAt = new Map<number, OsmNode>();
  private readonly points = new Map<number, { lon: number; lat: number }>();
  private readonly wayParts = new Map<number, WayParts>();
  private readonly ids = new CoordinateIds();
  private spareId = FIRST_SPARE_ID;

  async readTile(bytes: Uint8Array, zoom: number, tileX: number, tileY: number): Promise<void> {
    const [{ VectorTile }, { PbfReader }] = await Promise.all([import('@mapbox/vector-tile'), import('pbf')]);
    const layer = new VectorTile(new PbfReader(bytes)).layers['osm'];
    if (!layer) throw new ImportError(`the tile ${zoom}-${tileX}-${tileY} has no layer "osm"`);
    const toKey = ({ x, y }: Point): number =>
      this.keyOf(tileX * layer.extent + x, tileY * layer.extent + y, layer.extent * 2 ** zoom);
    for (let index = 0; index < layer.length; index++) {
      const feature = layer.feature(index);
      const rings = feature.loadGeometry().map((ring) => ring.map(toKey));
      const id = Number(feature.properties['@id']);
      const tags = keepTags(feature.properties as Properties);
      if (feature.type === 1) this.addNode(id, rings[0]![0]!, tags);
      else if (feature.type === 2) this.partsOf(id, tags).lines.push(...rings);
      else this.partsOf(id, tags).polygons.push(rings);
    }
  }

  private keyOf(x: number, y: number, worldSize: number): number {
    const key = this.ids.idOf(x, y);
    if (!this.points.has(key)) {
      const lon = (x / worldSize) * 360 - 180;
      const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / worldSize))) * 180) / Math.PI;
      this.points.set(key, { lon, lat });
    }
    return key;
  }

  private addNode(id: number, key: number, tags: Tags): void {
    if (this.nodes.has(id)) return;
    const node = { id, ...this.points.get(key)!, tags };
    this.nodes.set(id, node);
    const known = this.nodeAt.get(key);
    const mattersOnRoad = (candidate: Tags): boolean => 'barrier' in candidate || 'highway' in candidate;
    if (!('addr:housenumber' in tags) && (!known || (mattersOnRoad(tags) && !mattersOnRoad(known.tags)))) {
      this.nodeAt.set(key, node);
    }
  }

  private partsOf(id: number, tags: Tags): WayParts {
    const known = this.wayParts.get(id);
    if (known) return known;
    const parts: WayParts = { tags, lines: [], polygons: [] };
    this.wayParts.set(id, parts);
    return parts;
  }

  finish(): OsmData {
    const ways: OsmWay[] = [];
    const relations: OsmRelation[] = [];
    for (const [id, { tags, lines, polygons }] of this.wayParts) {
      const joined = joinPieces(lines);
      joined.forEach((line, index) => ways.push(this.toWay(index === 0 ? id : this.spareId++, line, tags)));
      polygons.forEach((rings, index) => {
        const isFirst = index === 0 && joined.length === 0;
        this.addPolygon(
          isFirst ? id : this.spareId++,
          rings,
          isFirst ? tags : keepDrawing(tags),
          ways,
          relations,
        );
      });
    }
    return { nodes: [...this.nodes.values()], ways, relations };
  }

  private addPolygon(
    id: number,
    rings: number[][],
    tags: Tags,
    ways: OsmWay[],
    relations: OsmRelation[],
  ): void {
    const areaTags = 'highway' in tags ? { ...tags, area: 'yes' } : tags;
    const [outer, ...holes] = rings;
    if (holes.length === 0) {
      ways.push(this.toWay(id, outer!, areaTags));
      return;
    }
    const members = rings.map((ring, index) => {
      const ref = this.spareId++;
      ways.push(this.toWay(ref, ring, {}));
      return { type: 'w' as const, ref, role: index === 0 ? 'outer' : 'inner' };
    });
    relations.push({ id, members, tags: { ...areaTags, type: 'multipolygon' } });
  }

  private toWay(id: number, keys: readonly number[], tags: Tags): OsmWay {
    const nodes = keys.map((key) => {
      const real = this.nodeAt.get(key);
      if (real) return real.id;
      if (!this.nodes.has(key)) this.nodes.set(key, { id: key, ...this.points.get(key)!, tags: {} });
      return key;
    });
    return { id, nodes, tags };
  }
}

/** A second piece of a cut area is drawn, but must not be a second hospital. */
const keepDrawing = (tags: Tags): Tags =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => DRAWING_KEYS.includes(key)));
