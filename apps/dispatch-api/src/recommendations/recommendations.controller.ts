import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import {
  type Actor,
  readRecommendation,
  type RecommendationLogPorts,
  recommendUnits,
  type RecommendPorts,
} from '#use-cases';
import { CurrentActor } from '../http/access.guard.ts';
import { type AnswerOf, ApiRoute, type ParamsOf, RouteParams } from '../http/api-route.ts';
import { unwrap } from '../http/problem.ts';
import { DISPATCH_STORE, RECOMMEND_PORTS } from '../tokens.ts';

@Controller()
export class RecommendationsController {
  constructor(
    @Inject(RECOMMEND_PORTS) private readonly ports: RecommendPorts,
    @Inject(DISPATCH_STORE) private readonly log: RecommendationLogPorts,
  ) {}

  @ApiRoute(routes.getRecommendation)
  async recommend(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.getRecommendation) { incidentId }: ParamsOf<typeof routes.getRecommendation>,
  ): Promise<AnswerOf<typeof routes.getRecommendation>> {
    return unwrap(await recommendUnits(this.ports, actor, incidentId));
  }

  @ApiRoute(routes.getRecommendationRecord)
  async read(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.getRecommendationRecord)
    { recommendationId }: ParamsOf<typeof routes.getRecommendationRecord>,
  ): Promise<AnswerOf<typeof routes.getRecommendationRecord>> {
    return unwrap(await readRecommendation(this.log, actor, recommendationId));
  }
}
