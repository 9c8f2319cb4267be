import { Controller, Inject, Res } from '@nestjs/common';
import { routes } from '#contracts';
import type { Actor } from '#use-cases';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../http/access.guard.ts';
import {
  type AnswerOf,
  ApiRoute,
  type ParamsOf,
  type QueryOf,
  RouteParams,
  RouteQuery,
} from '../http/api-route.ts';
import { HistoryReader } from './history-reader.ts';
import { printIncident } from './print-incident.ts';

@Controller()
export class HistoryController {
  constructor(@Inject(HistoryReader) private readonly reader: HistoryReader) {}

  @ApiRoute(routes.getHistory)
  getHistory(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.getHistory) query: QueryOf<typeof routes.getHistory>,
  ): Promise<AnswerOf<typeof routes.getHistory>> {
    return this.reader.board(actor, query);
  }

  @ApiRoute(routes.getHistoryTrack)
  getHistoryTrack(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.getHistoryTrack) query: QueryOf<typeof routes.getHistoryTrack>,
  ): Promise<AnswerOf<typeof routes.getHistoryTrack>> {
    return this.reader.track(actor, query);
  }

  @ApiRoute(routes.getTimeline)
  getTimeline(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.getTimeline) { incidentId }: ParamsOf<typeof routes.getTimeline>,
  ): Promise<AnswerOf<typeof routes.getTimeline>> {
    return this.reader.timeline(actor, incidentId);
  }

  @ApiRoute(routes.getIncidentReport)
  async getIncidentReport(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.getIncidentReport) { incidentId }: ParamsOf<typeof routes.getIncidentReport>,
    @RouteQuery(routes.getIncidentReport) { language }: QueryOf<typeof routes.getIncidentReport>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const report = await this.reader.report(actor, incidentId);
    const name = `${report.region.id}-${report.incident.number}.pdf`;
    reply.header('content-type', 'application/pdf').header('cache-control', 'no-store');
    await reply
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(await printIncident(report, language));
  }
}
