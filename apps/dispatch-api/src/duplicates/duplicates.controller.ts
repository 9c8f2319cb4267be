import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import { listDuplicateProposals, listJournalHeads, type Pool } from '#persistence';
import {
  type Actor,
  type CommandPorts,
  dismissDuplicate,
  type DuplicatePorts,
  findDuplicates,
  joinIncident,
  linkCall,
  listDuplicates,
  unjoinIncident,
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
import { COMMAND_PORTS, DUPLICATE_PORTS, POOL } from '../tokens.ts';

@Controller()
export class DuplicatesController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(DUPLICATE_PORTS) private readonly reports: DuplicatePorts,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.listDuplicates)
  async list(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.listDuplicates) { incidentId }: ParamsOf<typeof routes.listDuplicates>,
  ): Promise<AnswerOf<typeof routes.listDuplicates>> {
    return unwrap(await listDuplicates(this.reports, actor, incidentId));
  }

  @ApiRoute(routes.findDuplicates)
  async find(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.findDuplicates) body: BodyOf<typeof routes.findDuplicates>,
  ): Promise<AnswerOf<typeof routes.findDuplicates>> {
    return unwrap(await findDuplicates(this.reports, actor, body));
  }

  @ApiRoute(routes.listDuplicateProposals)
  async listProposals(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listDuplicateProposals) query: QueryOf<typeof routes.listDuplicateProposals>,
  ): Promise<AnswerOf<typeof routes.listDuplicateProposals>> {
    const regionId = readableRegion(actor, query.regionId, routes.listDuplicateProposals.access);
    const seq = (await listJournalHeads(this.pool)).get(regionId) ?? 0;
    return { proposals: await listDuplicateProposals(this.pool, { regionId }), seq };
  }

  @ApiRoute(routes.dismissDuplicate)
  async dismiss(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.dismissDuplicate) { proposalId }: ParamsOf<typeof routes.dismissDuplicate>,
    @RouteBody(routes.dismissDuplicate) body: BodyOf<typeof routes.dismissDuplicate>,
  ): Promise<AnswerOf<typeof routes.dismissDuplicate>> {
    return unwrap(await dismissDuplicate(this.ports, actor, proposalId, body));
  }

  @ApiRoute(routes.joinIncident)
  async join(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.joinIncident) { incidentId }: ParamsOf<typeof routes.joinIncident>,
    @RouteBody(routes.joinIncident) body: BodyOf<typeof routes.joinIncident>,
  ): Promise<AnswerOf<typeof routes.joinIncident>> {
    return unwrap(await joinIncident(this.ports, actor, incidentId, body));
  }

  @ApiRoute(routes.unjoinIncident)
  async unjoin(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.unjoinIncident) { incidentId }: ParamsOf<typeof routes.unjoinIncident>,
    @RouteBody(routes.unjoinIncident) body: BodyOf<typeof routes.unjoinIncident>,
  ): Promise<AnswerOf<typeof routes.unjoinIncident>> {
    return unwrap(await unjoinIncident(this.ports, actor, incidentId, body));
  }

  @ApiRoute(routes.linkCall)
  async linkCall(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.linkCall) { callId }: ParamsOf<typeof routes.linkCall>,
    @RouteBody(routes.linkCall) body: BodyOf<typeof routes.linkCall>,
  ): Promise<AnswerOf<typeof routes.linkCall>> {
    return unwrap(await linkCall(this.ports, actor, callId, body));
  }
}
