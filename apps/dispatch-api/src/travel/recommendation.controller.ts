import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import { type Actor, recommendUnits, type RecommendPorts } from '#use-cases';
import { CurrentActor } from '../http/access.guard.ts';
import { type AnswerOf, ApiRoute, type ParamsOf, RouteParams } from '../http/api-route.ts';
import { unwrap } from '../http/problem.ts';
import { RECOMMEND_PORTS } from '../tokens.ts';

@Controller()
export class RecommendationController {
  constructor(@Inject(RECOMMEND_PORTS) private readonly ports: RecommendPorts) {}

  @ApiRoute(routes.getRecommendation)
  async recommend(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.getRecommendation) { incidentId }: ParamsOf<typeof routes.getRecommendation>,
  ): Promise<AnswerOf<typeof routes.getRecommendation>> {
    return unwrap(await recommendUnits(this.ports, actor, incidentId));
  }
}
