import { Controller, Inject } from '@nestjs/common';
import { CONTROL_ROOM, routes } from '#contracts';
import { listIncidentViews, listTriageRecords, noteAccess, type Pool } from '#persistence';
import { type Actor, checkAccess, type CommandPorts, triageIncident } from '#use-cases';
import { CurrentActor } from '../http/access.guard.ts';
import {
  type AnswerOf,
  ApiRoute,
  type BodyOf,
  type ParamsOf,
  RouteBody,
  RouteParams,
} from '../http/api-route.ts';
import { ProblemException, unwrap } from '../http/problem.ts';
import { COMMAND_PORTS, POOL } from '../tokens.ts';

@Controller()
export class IncidentTriageController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.triageIncident)
  async triage(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.triageIncident) { incidentId }: ParamsOf<typeof routes.triageIncident>,
    @RouteBody(routes.triageIncident) body: BodyOf<typeof routes.triageIncident>,
  ): Promise<AnswerOf<typeof routes.triageIncident>> {
    return unwrap(await triageIncident(this.ports, actor, incidentId, body));
  }

  /** Answers and reasons are personal: who read them is noted. */
  @ApiRoute(routes.listIncidentTriage)
  async list(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.listIncidentTriage) { incidentId }: ParamsOf<typeof routes.listIncidentTriage>,
  ): Promise<AnswerOf<typeof routes.listIncidentTriage>> {
    const [incident] = await listIncidentViews(this.pool, { ids: [incidentId] });
    const denied = incident && checkAccess(actor, incident.regionId, CONTROL_ROOM);
    if (!incident || denied) throw new ProblemException(denied?.reason ?? 'notFound');
    const access = { userId: actor.id, regionId: incident.regionId, subjectId: incidentId };
    await noteAccess(this.pool, { ...access, subjectType: 'incident', action: 'viewTriage' });
    return { records: await listTriageRecords(this.pool, incidentId) };
  }
}
