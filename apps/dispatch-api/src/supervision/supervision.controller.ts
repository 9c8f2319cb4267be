import { Controller, Inject, Res } from '@nestjs/common';
import { routes } from '#contracts';
import type { FigurePeriodInput } from '#domain';
import {
  type Actor,
  exportResponses,
  readSupervisionFigures,
  readSupervisionLive,
  type SupervisionPorts,
} from '#use-cases';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { CurrentActor } from '../http/access.guard.ts';
import { type AnswerOf, ApiRoute, type QueryOf, RouteQuery } from '../http/api-route.ts';
import { unwrap } from '../http/problem.ts';
import { readableRegion } from '../http/readable-region.ts';
import { SUPERVISION_PORTS } from '../tokens.ts';

type PeriodQuery = QueryOf<typeof routes.getSupervisionFigures>;

/** Both ends of a range are there: the contract refuses one without the other. */
const periodOf = ({ period, from, to }: PeriodQuery): FigurePeriodInput =>
  period === 'range' ? { period, from: Date.parse(from!), to: Date.parse(to!) } : { period };

@Controller()
export class SupervisionController {
  constructor(@Inject(SUPERVISION_PORTS) private readonly ports: SupervisionPorts) {}

  @ApiRoute(routes.getSupervisionFigures)
  async readFigures(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.getSupervisionFigures) query: PeriodQuery,
  ): Promise<AnswerOf<typeof routes.getSupervisionFigures>> {
    const regionId = readableRegion(actor, query.regionId, routes.getSupervisionFigures.access);
    return unwrap(await readSupervisionFigures(this.ports, regionId, periodOf(query)));
  }

  @ApiRoute(routes.getSupervisionLive)
  async readLive(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.getSupervisionLive) query: QueryOf<typeof routes.getSupervisionLive>,
  ): Promise<AnswerOf<typeof routes.getSupervisionLive>> {
    const regionId = readableRegion(actor, query.regionId, routes.getSupervisionLive.access);
    return unwrap(await readSupervisionLive(this.ports, regionId));
  }

  @ApiRoute(routes.exportResponses)
  async export(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.exportResponses) query: QueryOf<typeof routes.exportResponses>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const regionId = readableRegion(actor, query.regionId, routes.exportResponses.access);
    const options = { withByteOrderMark: query.bom === 'true' };
    const { fileName, parts } = unwrap(await exportResponses(this.ports, regionId, periodOf(query), options));
    reply.header('content-type', 'text/csv; charset=utf-8').header('cache-control', 'no-store');
    reply.header('content-disposition', `attachment; filename="${fileName}"`);
    await reply.send(Readable.from(parts));
  }
}
