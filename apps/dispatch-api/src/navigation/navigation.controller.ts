import { Controller, Headers, Inject, Res } from '@nestjs/common';
import { routes } from '#contracts';
import { findTabletSignOn, type Pool } from '#persistence';
import type { EnrolledDevice } from '#use-cases';
import type { FastifyReply } from 'fastify';
import { CurrentDevice } from '../http/access.guard.ts';
import { type AnswerOf, ApiRoute, type QueryOf, RouteQuery } from '../http/api-route.ts';
import { unwrap } from '../http/problem.ts';
import { POOL } from '../tokens.ts';
import { TabletNavigation } from './tablet-navigation.ts';

/** Ways for the unit that is signed on to a tablet. */
@Controller()
export class NavigationController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(TabletNavigation) private readonly navigation: TabletNavigation,
  ) {}

  @ApiRoute(routes.getTabletRun)
  async getRun(
    @CurrentDevice() device: EnrolledDevice,
    @RouteQuery(routes.getTabletRun) { language }: QueryOf<typeof routes.getTabletRun>,
    @Headers('if-none-match') knownEtag: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const signOn = await findTabletSignOn(this.pool, device.id);
    const { etag, answer } = await this.navigation.readRun(signOn?.unit.id, language);
    reply.header('etag', etag).header('cache-control', 'no-store');
    if (etag === knownEtag) await reply.status(304).send();
    else await reply.send(answer);
  }

  @ApiRoute(routes.getTabletRoute)
  async getRoute(
    @CurrentDevice() { id, regionId }: EnrolledDevice,
    @RouteQuery(routes.getTabletRoute) query: QueryOf<typeof routes.getTabletRoute>,
  ): Promise<AnswerOf<typeof routes.getTabletRoute>> {
    const signOn = await findTabletSignOn(this.pool, id);
    const question = { from: undefined, ...query, regionId, unitId: signOn?.unit.id };
    return unwrap(await this.navigation.findRoute(question));
  }
}
