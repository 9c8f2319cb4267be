import { Controller, Inject } from '@nestjs/common';
import { CONTROL_ROOM, routes } from '#contracts';
import type { createDispatchStore } from '#persistence';
import { type Actor, holdsRole } from '#use-cases';
import { CurrentActor } from '../http/access.guard.ts';
import { type AnswerOf, ApiRoute, type QueryOf, RouteQuery } from '../http/api-route.ts';
import { readableRegion } from '../http/readable-region.ts';
import { DISPATCH_STORE } from '../tokens.ts';
import { RunTracker } from './run-tracker.ts';

@Controller()
export class RunsController {
  constructor(
    @Inject(RunTracker) private readonly tracker: RunTracker,
    @Inject(DISPATCH_STORE) private readonly dispatch: ReturnType<typeof createDispatchStore>,
  ) {}

  @ApiRoute(routes.listRuns)
  async list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listRuns) query: QueryOf<typeof routes.listRuns>,
  ): Promise<AnswerOf<typeof routes.listRuns>> {
    const regionId = readableRegion(actor, query.regionId, routes.listRuns.access);
    if (holdsRole(actor, regionId, CONTROL_ROOM)) return { runs: this.tracker.list({ regionId }) };
    const unitIds = await this.dispatch.listUnitsOfCrew(actor.id, new Date());
    return { runs: this.tracker.list({ unitIds }) };
  }
}
