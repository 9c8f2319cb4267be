import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import { findRegionMap, listClosureViews, type Pool } from '#persistence';
import {
  type Actor,
  type ClosurePorts,
  createClosure,
  liftClosure,
  patchClosure,
  previewClosure,
} from '#use-cases';
import { CurrentActor } from '../http/access.guard.ts';
import {
  type AnswerOf,
  ApiRoute,
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  RouteBody,
  RouteParams,
  RouteQuery,
} from '../http/api-route.ts';
import { ProblemException, unwrap } from '../http/problem.ts';
import { readableRegion } from '../http/readable-region.ts';
import { CLOSURE_PORTS, POOL } from '../tokens.ts';

@Controller()
export class ClosuresController {
  constructor(
    @Inject(CLOSURE_PORTS) private readonly ports: ClosurePorts,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.previewClosure)
  async preview(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.previewClosure) body: BodyOf<typeof routes.previewClosure>,
  ): Promise<AnswerOf<typeof routes.previewClosure>> {
    return unwrap(await previewClosure(this.ports, actor, body));
  }

  @ApiRoute(routes.createClosure)
  async create(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.createClosure) body: BodyOf<typeof routes.createClosure>,
  ): Promise<AnswerOf<typeof routes.createClosure>> {
    return unwrap(await createClosure(this.ports, actor, body));
  }

  @ApiRoute(routes.patchClosure)
  async patch(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.patchClosure) { closureId }: ParamsOf<typeof routes.patchClosure>,
    @RouteBody(routes.patchClosure) body: BodyOf<typeof routes.patchClosure>,
  ): Promise<AnswerOf<typeof routes.patchClosure>> {
    return unwrap(await patchClosure(this.ports, actor, closureId, body));
  }

  @ApiRoute(routes.liftClosure)
  async lift(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.liftClosure) { closureId }: ParamsOf<typeof routes.liftClosure>,
    @RouteBody(routes.liftClosure) body: BodyOf<typeof routes.liftClosure>,
  ): Promise<AnswerOf<typeof routes.liftClosure>> {
    return unwrap(await liftClosure(this.ports, actor, closureId, body));
  }

  @ApiRoute(routes.listClosures)
  async list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listClosures) query: QueryOf<typeof routes.listClosures>,
  ): Promise<AnswerOf<typeof routes.listClosures>> {
    const region = await findRegionMap(
      this.pool,
      readableRegion(actor, query.regionId, routes.listClosures.access),
    );
    if (!region) throw new ProblemException('notFound');
    const { state, limit } = query;
    const which = { mapId: region.mapId, state, ...(state === 'ended' && { limit }) };
    return { closures: await listClosureViews(this.pool, which, new Date()) };
  }
}
