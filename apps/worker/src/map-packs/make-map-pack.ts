import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import { PMTILES_HEAD_BYTES, PmtilesWriter, tileOfId } from '#codecs';
import { PlacePackWriter } from '#domain/places/offline/place-pack.ts';
import {
  hasMapFeatures,
  listMapPlaces,
  putMapPackPart,
  type Queryable,
  readTile,
  type WantedMapPack,
} from '#persistence';
import { PartStream } from './part-stream.ts';
import { listTileIds } from './tiles-of-area.ts';

const compress = promisify(gzip);

/** The desk's map shows nothing from further away, and draws deeper views larger from the deepest tiles. */
const MIN_ZOOM = 6;
const MAX_ZOOM = 15;
/** Where a tile of this zoom shows nothing, the 1,365 below it are not asked for. */
const SEARCHED_ZOOM = 10;
const LAYERS = ['earth', 'water', 'landuse', 'buildings', 'roads', 'boundaries', 'places', 'pois'];

export interface PackMaking {
  readonly db: Queryable;
  /** 0 to 1; throws when the work is to end. */
  readonly progress: (share: number) => Promise<void>;
  /** Waits, so that the database has as much time for others as it gave to this. */
  readonly rest: (workedMilliseconds: number) => Promise<void>;
}

/** Makes one pack and stores its parts; answers the length of the file. */
export function makeMapPack(pack: WantedMapPack, making: PackMaking): Promise<number> {
  return pack.kind === 'map' ? makeTilePack(pack, making) : makePlacePack(pack, making);
}

async function makeTilePack(pack: WantedMapPack, making: PackMaking): Promise<number> {
  const writer = new PmtilesWriter();
  const parts = new PartStream((part, bytes) => putMapPackPart(making.db, pack.id, part, bytes));
  await parts.append(new Uint8Array(PMTILES_HEAD_BYTES));
  const search = new AreaSearch(making.db, pack.mapId);
  const tileIds = listTileIds(pack.bounds, MIN_ZOOM, MAX_ZOOM);
  for (const [index, tileId] of tileIds.entries()) {
    await making.progress(index / tileIds.length);
    const [z, x, y] = tileOfId(tileId);
    const begun = performance.now();
    if (!(await search.mayShow(z, x, y))) continue;
    const tile = await readTile(making.db, pack.mapId, z, x, y);
    const worked = performance.now() - begun;
    if (tile.length > 0) {
      const bytes = await compress(tile);
      const contentKey = createHash('sha256').update(tile).digest('base64');
      if (writer.add(tileId, bytes.length, contentKey)) await parts.append(bytes);
    }
    await making.rest(worked);
  }
  const { head, tail } = writer.finish(
    {
      bounds: pack.bounds,
      minZoom: MIN_ZOOM,
      maxZoom: MAX_ZOOM,
      metadata: {
        name: pack.mapName,
        version: String(pack.mapVersion),
        attribution: pack.attribution,
        type: 'baselayer',
        vector_layers: LAYERS.map((id) => ({ id, fields: { kind: 'String', name: 'String' } })),
      },
    },
    (bytes) => gzipSync(bytes),
  );
  await parts.append(tail);
  return parts.finish(head);
}

/** Remembers where nothing is drawn at any zoom. */
class AreaSearch {
  private readonly found = new Map<string, boolean>();

  constructor(
    private readonly db: Queryable,
    private readonly mapId: number,
  ) {}

  async mayShow(z: number, x: number, y: number): Promise<boolean> {
    if (z <= SEARCHED_ZOOM) return true;
    const up = 2 ** (z - SEARCHED_ZOOM);
    const tile = [SEARCHED_ZOOM, Math.floor(x / up), Math.floor(y / up)] as const;
    const key = tile.join('/');
    const known = this.found.get(key) ?? (await hasMapFeatures(this.db, this.mapId, tile, MAX_ZOOM));
    this.found.set(key, known);
    return known;
  }
}

async function makePlacePack(pack: WantedMapPack, making: PackMaking): Promise<number> {
  const writer = new PlacePackWriter();
  let count = 0;
  let begun = performance.now();
  for await (const page of listMapPlaces(making.db, pack.mapId)) {
    const worked = performance.now() - begun;
    for (const place of page) writer.add(place);
    count += page.length;
    // How many there are is not known before; half is where most towns are.
    await making.progress(Math.min(0.95, count / (count + 100_000)));
    await making.rest(worked);
    begun = performance.now();
  }
  const parts = new PartStream((part, bytes) => putMapPackPart(making.db, pack.id, part, bytes));
  await parts.append(await compress(writer.finish()));
  return parts.finish();
}
