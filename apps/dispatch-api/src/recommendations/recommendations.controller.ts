import { Controller, Inject } from '@nestjs/common';
import { collectAfterAnswer } from '#config';
import { routes } from '#contracts';
import { createJointDecisionStore, type Pool } from '#persistence';
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
import { DISPATCH_STORE, POOL, RECOMMEND_PORTS } from '../tokens.ts';

@Controller()
export class RecommendationsController {
  constructor(
    @Inject(RECOMMEND_PORTS) private readonly ports: RecommendPorts,
    @Inject(DISPATCH_STORE) private readonly log: RecommendationLogPorts,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.getRecommendation)
  async recommend(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.getRecommendation) { incidentId }: ParamsOf<typeof routes.getRecommendation>,
  ): Promise<AnswerOf<typeof routes.getRecommendation>> {
    const [recommendation, joint] = await Promise.all([
      recommendUnits(this.ports, actor, incidentId),
      createJointDecisionStore(this.pool).findJointProposal(null, incidentId),
    ]);
    collectAfterAnswer();
    return { ...unwrap(recommendation), joint: joint ?? null };
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
