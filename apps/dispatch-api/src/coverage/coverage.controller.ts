import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import type { Actor, CoverageEngine } from '#use-cases';
import { CurrentActor } from '../http/access.guard.ts';
import { type AnswerOf, ApiRoute, type QueryOf, RouteQuery } from '../http/api-route.ts';
import { readableRegion } from '../http/readable-region.ts';
import { COVERAGE_ENGINE } from '../tokens.ts';

@Controller()
export class CoverageController {
  constructor(@Inject(COVERAGE_ENGINE) private readonly engine: CoverageEngine) {}

  @ApiRoute(routes.getCoverage)
  getCoverage(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.getCoverage) query: QueryOf<typeof routes.getCoverage>,
  ): AnswerOf<typeof routes.getCoverage> {
    const regionId = readableRegion(actor, query.regionId, routes.getCoverage.access);
    return this.engine.viewCoverage(regionId, query.withoutUnitIds);
  }
}
