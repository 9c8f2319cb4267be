import { Readable } from 'node:stream';
import { Controller, Headers, Inject, Res } from '@nestjs/common';
import { tabletMapRoutes } from '#contracts';
import { findMap, findMapPackFile, listMapPacks, type Pool, readMapPack, wantMapPacks } from '#persistence';
import type { FastifyReply } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { type AnswerOf, ApiRoute, type ParamsOf, RouteParams } from '../http/api-route.ts';
import { ProblemException } from '../http/problem.ts';
import { POOL } from '../tokens.ts';
import { readRange } from './byte-range.ts';
import { DownloadSlots } from './download-slots.ts';
import { viewOfPacks } from './pack-view.ts';

const { getMapPacks, readMapPack: readMapPackRoute } = tabletMapRoutes;

/** What tablets keep of a map. It is all from public map data, so any tablet may have any map. */
@Controller()
export class MapPacksController {
  private readonly slots = new DownloadSlots();

  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @ApiRoute(getMapPacks)
  async getMapPacks(
    @RouteParams(getMapPacks) { mapName }: ParamsOf<typeof getMapPacks>,
  ): Promise<AnswerOf<typeof getMapPacks>> {
    const map = await findMap(this.pool, mapName);
    if (!map) throw new ProblemException('notFound');
    await wantMapPacks(this.pool, mapName, [uuidv7(), uuidv7()]);
    return viewOfPacks(map, await listMapPacks(this.pool, mapName));
  }

  @ApiRoute(readMapPackRoute)
  async readMapPack(
    @RouteParams(readMapPackRoute) { mapName, packId }: ParamsOf<typeof readMapPackRoute>,
    @Headers('range') rangeHeader: string | undefined,
    @Headers('if-none-match') clientsEtag: string | undefined,
    @Headers('if-range') ifRange: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await findMapPackFile(this.pool, mapName, packId);
    if (!file) throw new ProblemException('notFound');
    const etag = `"${file.sha256}"`;
    reply.header('etag', etag).header('accept-ranges', 'bytes');
    reply.header('cache-control', 'private, max-age=31536000, immutable');
    if (clientsEtag === etag) return void reply.status(304).send();
    const isSame = ifRange === undefined || ifRange === etag;
    const range = isSame ? readRange(rangeHeader, file.bytes) : 'whole';
    if (range === 'unsatisfiable') {
      return void reply.header('content-range', `bytes */${file.bytes}`).status(416).send();
    }
    const { first, end } = range === 'whole' ? { first: 0, end: file.bytes } : range;
    const release = this.slots.take();
    if (!release) throw new ProblemException('tooManyRequests', { retryAfterSeconds: 5 });
    const body = Readable.from(readMapPack(this.pool, packId, first, end), { objectMode: false });
    body.once('close', release);
    reply.status(range === 'whole' ? 200 : 206).header('content-length', end - first);
    if (range !== 'whole') reply.header('content-range', `bytes ${first}-${end - 1}/${file.bytes}`);
    await reply.header('content-type', 'application/octet-stream').send(body);
  }
}
