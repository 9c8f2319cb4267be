import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import { listSectorStaff, listSectorViews, type Pool } from '#persistence';
import {
  type Actor,
  type CommandPorts,
  createDefaultSectors,
  createSector,
  patchSector,
  removeSector,
  setSectorHolder,
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
import { unwrap } from '../http/problem.ts';
import { readableRegion } from '../http/readable-region.ts';
import { COMMAND_PORTS, POOL } from '../tokens.ts';

@Controller()
export class SectorsController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.listSectors)
  async list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listSectors) query: QueryOf<typeof routes.listSectors>,
  ): Promise<AnswerOf<typeof routes.listSectors>> {
    const regionId = readableRegion(actor, query.regionId, routes.listSectors.access);
    const [sectors, staff] = await Promise.all([
      listSectorViews(this.pool, { regionId }),
      listSectorStaff(this.pool, regionId),
    ]);
    return { sectors, staff };
  }

  @ApiRoute(routes.createSector)
  async create(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.createSector) body: BodyOf<typeof routes.createSector>,
  ): Promise<AnswerOf<typeof routes.createSector>> {
    return unwrap(await createSector(this.ports, actor, body));
  }

  @ApiRoute(routes.createDefaultSectors)
  async createDefault(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.createDefaultSectors) body: BodyOf<typeof routes.createDefaultSectors>,
  ): Promise<AnswerOf<typeof routes.createDefaultSectors>> {
    return unwrap(await createDefaultSectors(this.ports, actor, body));
  }

  @ApiRoute(routes.patchSector)
  async patch(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.patchSector) { sectorId }: ParamsOf<typeof routes.patchSector>,
    @RouteBody(routes.patchSector) body: BodyOf<typeof routes.patchSector>,
  ): Promise<AnswerOf<typeof routes.patchSector>> {
    return unwrap(await patchSector(this.ports, actor, sectorId, body));
  }

  @ApiRoute(routes.removeSector)
  async remove(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.removeSector) { sectorId }: ParamsOf<typeof routes.removeSector>,
    @RouteBody(routes.removeSector) body: BodyOf<typeof routes.removeSector>,
  ): Promise<AnswerOf<typeof routes.removeSector>> {
    return unwrap(await removeSector(this.ports, actor, sectorId, body));
  }

  @ApiRoute(routes.setSectorHolder)
  async setHolder(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.setSectorHolder) { sectorId }: ParamsOf<typeof routes.setSectorHolder>,
    @RouteBody(routes.setSectorHolder) body: BodyOf<typeof routes.setSectorHolder>,
  ): Promise<AnswerOf<typeof routes.setSectorHolder>> {
    return unwrap(await setSectorHolder(this.ports, actor, sectorId, body));
  }
}
