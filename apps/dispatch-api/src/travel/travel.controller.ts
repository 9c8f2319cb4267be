import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import type { LonLat, Role } from '#domain';
import { findRegionMap, type Pool } from '#persistence';
import { type Actor, isochrones, route, type TravelEngine, travelTimes } from '#use-cases';
import { CurrentActor } from '../http/access.guard.ts';
import { type AnswerOf, ApiRoute, type BodyOf, RouteBody } from '../http/api-route.ts';
import { ProblemException, unwrap } from '../http/problem.ts';
import { readableRegion } from '../http/readable-region.ts';
import { POOL, TRAVEL_ENGINE } from '../tokens.ts';

const place = ({ lon, lat }: { lon: number; lat: number }): LonLat => [lon, lat];

@Controller()
export class TravelController {
  constructor(
    @Inject(TRAVEL_ENGINE) private readonly engine: TravelEngine,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.travelTimes)
  async travelTimes(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.travelTimes) body: BodyOf<typeof routes.travelTimes>,
  ): Promise<AnswerOf<typeof routes.travelTimes>> {
    const mapId = await this.mapOf(actor, body.regionId, routes.travelTimes.access);
    const { profile, limitSeconds } = body;
    const question = {
      mapId,
      sources: body.sources.map(place),
      target: place(body.target),
      profile,
      limitSeconds,
    };
    return unwrap(await travelTimes(this.engine, question));
  }

  @ApiRoute(routes.routes)
  async route(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.routes) body: BodyOf<typeof routes.routes>,
  ): Promise<AnswerOf<typeof routes.routes>> {
    const mapId = await this.mapOf(actor, body.regionId, routes.routes.access);
    const question = { mapId, from: place(body.from), to: place(body.to), profile: body.profile };
    return unwrap(await route(this.engine, question));
  }

  @ApiRoute(routes.isochrones)
  async isochrones(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.isochrones) body: BodyOf<typeof routes.isochrones>,
  ): Promise<AnswerOf<typeof routes.isochrones>> {
    const mapId = await this.mapOf(actor, body.regionId, routes.isochrones.access);
    const { direction, limitsSeconds, profile } = body;
    const question = { mapId, center: place(body.center), direction, limitsSeconds, profile };
    return unwrap(await isochrones(this.engine, question));
  }

  private async mapOf(actor: Actor, named: string | undefined, roles: readonly Role[]): Promise<number> {
    const region = await findRegionMap(this.pool, readableRegion(actor, named, roles));
    if (!region) throw new ProblemException('notFound');
    return region.mapId;
  }
}
