import { Controller, Headers, Inject, Res } from '@nestjs/common';
import { routes } from '#contracts';
import { findRegionMap, type Pool, searchPlaces } from '#persistence';
import type { Actor } from '#use-cases';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../http/access.guard.ts';
import {
  type AnswerOf,
  ApiRoute,
  type ParamsOf,
  type QueryOf,
  RouteParams,
  RouteQuery,
} from '../http/api-route.ts';
import { ProblemException } from '../http/problem.ts';
import { readableRegion } from '../http/readable-region.ts';
import { POOL } from '../tokens.ts';
import { TileCache } from './tile-cache.ts';

const TILE_MEDIA_TYPE = 'application/vnd.mapbox-vector-tile';

@Controller()
export class MapsController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(TileCache) private readonly tiles: TileCache,
  ) {}

  @ApiRoute(routes.searchPlaces)
  async searchPlaces(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.searchPlaces) query: QueryOf<typeof routes.searchPlaces>,
  ): Promise<AnswerOf<typeof routes.searchPlaces>> {
    const region = await findRegionMap(
      this.pool,
      readableRegion(actor, query.regionId, routes.searchPlaces.access),
    );
    if (!region) throw new ProblemException('notFound');
    const [lon, lat] = query.near?.split(',').map(Number) ?? [];
    const near = lon !== undefined && lat !== undefined ? ([lon, lat] as const) : undefined;
    const search = { mapId: region.mapId, text: query.q, near, limit: query.limit };
    return { places: await searchPlaces(this.pool, search) };
  }

  @ApiRoute(routes.readTile)
  async readTile(
    @RouteParams(routes.readTile) { z, x, y }: ParamsOf<typeof routes.readTile>,
    @RouteQuery(routes.readTile) query: QueryOf<typeof routes.readTile>,
    @Headers('if-none-match') clientsEtag: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const tile = await this.tiles.read(query.map, z, x, y, clientsEtag);
    if (!tile) throw new ProblemException('notFound');
    const maxAge = query.v === undefined ? 60 : 86_400;
    reply.header('etag', tile.etag).header('cache-control', `public, max-age=${maxAge}`);
    if (!tile.bytes) await reply.status(304).send();
    else if (tile.bytes.length === 0) await reply.status(204).send();
    else await reply.header('content-type', TILE_MEDIA_TYPE).send(tile.bytes);
  }
}
