import { Controller, Inject } from '@nestjs/common';
import { MOST_TRAIL_FIXES, routes } from '#contracts';
import { findRegionOfUnit, listTrail, type Pool, type TrailFixRow } from '#persistence';
import type { Actor } from '#use-cases';
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

const MINUTE_MS = 60_000;
type Trail = AnswerOf<typeof routes.getUnitTrail>;

const viewOf = ({ deviceAt, lon, lat }: TrailFixRow): Trail['fixes'][number] => ({
  at: deviceAt.toISOString(),
  coordinates: [lon, lat],
});

/** Where a unit has been: its crew's movements, so for the control room of its own region alone. */
@Controller()
export class TrailsController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @ApiRoute(routes.getUnitTrail)
  async trail(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.getUnitTrail) { unitId }: ParamsOf<typeof routes.getUnitTrail>,
    @RouteQuery(routes.getUnitTrail) { minutes }: QueryOf<typeof routes.getUnitTrail>,
  ): Promise<Trail> {
    const found = await findRegionOfUnit(this.pool, unitId);
    if (found === undefined) throw new ProblemException('notFound');
    const regionId = readableRegion(actor, found, routes.getUnitTrail.access);
    const to = new Date();
    const from = new Date(to.getTime() - minutes * MINUTE_MS);
    const fixes = await listTrail(this.pool, unitId, from, MOST_TRAIL_FIXES);
    return { unitId, regionId, from: from.toISOString(), to: to.toISOString(), fixes: fixes.map(viewOf) };
  }
}
