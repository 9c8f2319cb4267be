import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import {
  type Actor,
  addRemark,
  closeIncident,
  type CommandPorts,
  createCall,
  createIncident,
  patchIncident,
  reopenIncident,
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
import { COMMAND_PORTS } from '../tokens.ts';
import { IncidentReader } from './incident-reader.ts';

@Controller()
export class IncidentsController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(IncidentReader) private readonly reader: IncidentReader,
  ) {}

  @ApiRoute(routes.createIncident)
  async create(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.createIncident) body: BodyOf<typeof routes.createIncident>,
  ): Promise<AnswerOf<typeof routes.createIncident>> {
    return unwrap(await createIncident(this.ports, actor, body));
  }

  @ApiRoute(routes.listIncidents)
  list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listIncidents) query: QueryOf<typeof routes.listIncidents>,
  ): Promise<AnswerOf<typeof routes.listIncidents>> {
    return this.reader.list(actor, query);
  }

  @ApiRoute(routes.getIncident)
  get(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.getIncident) { incidentId }: ParamsOf<typeof routes.getIncident>,
  ): Promise<AnswerOf<typeof routes.getIncident>> {
    return this.reader.get(actor, incidentId);
  }

  @ApiRoute(routes.patchIncident)
  async patch(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.patchIncident) { incidentId }: ParamsOf<typeof routes.patchIncident>,
    @RouteBody(routes.patchIncident) body: BodyOf<typeof routes.patchIncident>,
  ): Promise<AnswerOf<typeof routes.patchIncident>> {
    return unwrap(await patchIncident(this.ports, actor, incidentId, body));
  }

  @ApiRoute(routes.closeIncident)
  async close(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.closeIncident) { incidentId }: ParamsOf<typeof routes.closeIncident>,
    @RouteBody(routes.closeIncident) body: BodyOf<typeof routes.closeIncident>,
  ): Promise<AnswerOf<typeof routes.closeIncident>> {
    return unwrap(await closeIncident(this.ports, actor, incidentId, body));
  }

  @ApiRoute(routes.reopenIncident)
  async reopen(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.reopenIncident) { incidentId }: ParamsOf<typeof routes.reopenIncident>,
    @RouteBody(routes.reopenIncident) body: BodyOf<typeof routes.reopenIncident>,
  ): Promise<AnswerOf<typeof routes.reopenIncident>> {
    return unwrap(await reopenIncident(this.ports, actor, incidentId, body));
  }

  @ApiRoute(routes.addRemark)
  async addRemark(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.addRemark) { incidentId }: ParamsOf<typeof routes.addRemark>,
    @RouteBody(routes.addRemark) body: BodyOf<typeof routes.addRemark>,
  ): Promise<AnswerOf<typeof routes.addRemark>> {
    return unwrap(await addRemark(this.ports, actor, incidentId, body));
  }

  @ApiRoute(routes.createCall)
  async createCall(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.createCall) body: BodyOf<typeof routes.createCall>,
  ): Promise<AnswerOf<typeof routes.createCall>> {
    return unwrap(await createCall(this.ports, actor, body));
  }
}
