import { Inject, Injectable } from '@nestjs/common';
import { findMap, type Pool, readTile } from '#persistence';
import { POOL } from '../tokens.ts';

/** About 30 kB a tile: 60 MB at the most, and a city at five zooms. */
const MAX_TILES = 2000;
const MAP_KEPT_MILLISECONDS = 2000;

/** Reads tiles of the newest import, keeping those asked for last; desks that ask for the same one share the query. */
@Injectable()
export class TileCache {
  private readonly tiles = new Map<string, Promise<Buffer>>();
  private readonly maps = new Map<
    string,
    { readonly at: number; readonly map: ReturnType<typeof findMap> }
  >();

  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Undefined when there is no such map. `bytes` is absent when the client's copy is still right. */
  async read(mapName: string | undefined, z: number, x: number, y: number, clientsEtag?: string) {
    const map = await this.findMap(mapName);
    if (!map) return undefined;
    const etag = `"${map.id}-${map.version}"`;
    if (clientsEtag === etag) return { etag, bytes: undefined };
    const key = `${etag}/${z}/${x}/${y}`;
    const kept = this.tiles.get(key);
    const bytes = kept ?? readTile(this.pool, map.id, z, x, y);
    this.tiles.delete(key);
    this.tiles.set(key, bytes);
    bytes.catch(() => this.tiles.delete(key));
    const oldest = this.tiles.keys().next();
    if (this.tiles.size > MAX_TILES && !oldest.done) this.tiles.delete(oldest.value);
    return { etag, bytes: await bytes };
  }

  private findMap(name = ''): ReturnType<typeof findMap> {
    const now = performance.now();
    const kept = this.maps.get(name);
    if (kept && now - kept.at < MAP_KEPT_MILLISECONDS) return kept.map;
    const map = findMap(this.pool, name === '' ? undefined : name);
    if (this.maps.size > 100) this.maps.clear();
    this.maps.set(name, { at: now, map });
    map.catch(() => this.maps.delete(name));
    return map;
  }
}
