import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import {
  createJointDecisionStore,
  type createDispatchStore,
  listProposalViews,
  type Pool,
} from '#persistence';
import { acceptProposal, type Actor, checkAccess, type CommandPorts, dismissProposal } from '#use-cases';
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
import { ProblemException, unwrap } from '../http/problem.ts';
import { readableRegion } from '../http/readable-region.ts';
import { COMMAND_PORTS, DISPATCH_STORE, POOL } from '../tokens.ts';

@Controller()
export class ProposalsController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(DISPATCH_STORE) private readonly dispatch: ReturnType<typeof createDispatchStore>,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.listProposals)
  async list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listProposals) { regionId: named, state, limit }: QueryOf<typeof routes.listProposals>,
  ): Promise<AnswerOf<typeof routes.listProposals>> {
    const regionId = readableRegion(actor, named, routes.listProposals.access);
    const filter = { regionId, onlyOpen: state === 'open', limit };
    const last = await createJointDecisionStore(this.pool).findDecision(regionId);
    const lastDecision = last ? { ...last, at: last.at.toISOString() } : null;
    return { proposals: await listProposalViews(this.pool, filter), lastDecision };
  }

  @ApiRoute(routes.getJointProposal)
  async getJoint(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.getJointProposal) { incidentId }: ParamsOf<typeof routes.getJointProposal>,
  ): Promise<AnswerOf<typeof routes.getJointProposal>> {
    const incident = await this.dispatch.findIncident(incidentId);
    if (!incident) throw new ProblemException('notFound');
    const { regionId } = incident;
    const denied = checkAccess(actor, regionId, routes.getJointProposal.access);
    if (denied) throw new ProblemException(denied.reason);
    const joint = await createJointDecisionStore(this.pool).findJointProposal(regionId, incidentId);
    return { joint: joint ?? null };
  }

  @ApiRoute(routes.acceptProposal)
  async accept(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.acceptProposal) { proposalId }: ParamsOf<typeof routes.acceptProposal>,
    @RouteBody(routes.acceptProposal) body: BodyOf<typeof routes.acceptProposal>,
  ): Promise<AnswerOf<typeof routes.acceptProposal>> {
    return unwrap(await acceptProposal(this.ports, actor, proposalId, body));
  }

  @ApiRoute(routes.dismissProposal)
  async dismiss(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.dismissProposal) { proposalId }: ParamsOf<typeof routes.dismissProposal>,
    @RouteBody(routes.dismissProposal) body: BodyOf<typeof routes.dismissProposal>,
  ): Promise<AnswerOf<typeof routes.dismissProposal>> {
    return unwrap(await dismissProposal(this.ports, actor, proposalId, body));
  }
}
