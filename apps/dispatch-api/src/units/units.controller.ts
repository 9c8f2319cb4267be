import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import { listJournalHeads, listStations, listUnitViews, type Pool } from '#persistence';
import { type Actor, type CommandPorts, setDuty } from '#use-cases';
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
import { unwrap } from '../http/problem.ts';
import { readableRegion } from '../http/readable-region.ts';
import { COMMAND_PORTS, POOL } from '../tokens.ts';

@Controller()
export class UnitsController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.listUnits)
  async listUnits(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listUnits) query: QueryOf<typeof routes.listUnits>,
  ): Promise<AnswerOf<typeof routes.listUnits>> {
    const regionId = readableRegion(actor, query.regionId, routes.listUnits.access);
    const seq = (await listJournalHeads(this.pool)).get(regionId) ?? 0;
    return { units: await listUnitViews(this.pool, { regionId }), seq };
  }

  @ApiRoute(routes.setDuty)
  async setDuty(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.setDuty) { unitId }: ParamsOf<typeof routes.setDuty>,
    @RouteBody(routes.setDuty) body: BodyOf<typeof routes.setDuty>,
  ): Promise<AnswerOf<typeof routes.setDuty>> {
    return unwrap(await setDuty(this.ports, actor, unitId, body));
  }

  @ApiRoute(routes.listStations)
  async listStations(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listStations) query: QueryOf<typeof routes.listStations>,
  ): Promise<AnswerOf<typeof routes.listStations>> {
    const regionId = readableRegion(actor, query.regionId, routes.listStations.access);
    return { stations: await listStations(this.pool, regionId) };
  }
}
