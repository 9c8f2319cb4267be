import { Controller, Inject } from '@nestjs/common';
import { CONTROL_ROOM, routes } from '#contracts';
import { findAssignmentReasons, noteAccess, type Pool } from '#persistence';
import {
  activateAssignment,
  type Actor,
  assignUnits,
  checkAccess,
  type CommandPorts,
  divertAssignment,
  handOverAssignment,
  setDestination,
} from '#use-cases';
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

/** What changes who does what: several units at once, later jobs, diversions, taking over, destinations. */
@Controller()
export class AssignmentChangesController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.assignUnits)
  async assignUnits(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.assignUnits) { incidentId }: ParamsOf<typeof routes.assignUnits>,
    @RouteBody(routes.assignUnits) body: BodyOf<typeof routes.assignUnits>,
  ): Promise<AnswerOf<typeof routes.assignUnits>> {
    return unwrap(await assignUnits(this.ports, actor, incidentId, body));
  }

  @ApiRoute(routes.activateAssignment)
  async activate(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.activateAssignment) { assignmentId }: ParamsOf<typeof routes.activateAssignment>,
    @RouteBody(routes.activateAssignment) body: BodyOf<typeof routes.activateAssignment>,
  ): Promise<AnswerOf<typeof routes.activateAssignment>> {
    return unwrap(await activateAssignment(this.ports, actor, assignmentId, body));
  }

  @ApiRoute(routes.divertAssignment)
  async divert(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.divertAssignment) { assignmentId }: ParamsOf<typeof routes.divertAssignment>,
    @RouteBody(routes.divertAssignment) body: BodyOf<typeof routes.divertAssignment>,
  ): Promise<AnswerOf<typeof routes.divertAssignment>> {
    return unwrap(await divertAssignment(this.ports, actor, assignmentId, body));
  }

  @ApiRoute(routes.handOverAssignment)
  async handOver(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.handOverAssignment) { assignmentId }: ParamsOf<typeof routes.handOverAssignment>,
    @RouteBody(routes.handOverAssignment) body: BodyOf<typeof routes.handOverAssignment>,
  ): Promise<AnswerOf<typeof routes.handOverAssignment>> {
    return unwrap(await handOverAssignment(this.ports, actor, assignmentId, body));
  }

  @ApiRoute(routes.setDestination)
  async setDestination(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.setDestination) { assignmentId }: ParamsOf<typeof routes.setDestination>,
    @RouteBody(routes.setDestination) body: BodyOf<typeof routes.setDestination>,
  ): Promise<AnswerOf<typeof routes.setDestination>> {
    return unwrap(await setDestination(this.ports, actor, assignmentId, body));
  }

  @ApiRoute(routes.getAssignmentReasons)
  async getReasons(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.getAssignmentReasons) { assignmentId }: ParamsOf<typeof routes.getAssignmentReasons>,
  ): Promise<AnswerOf<typeof routes.getAssignmentReasons>> {
    const found = await findAssignmentReasons(this.pool, assignmentId);
    if (!found) throw new ProblemException('notFound');
    const { regionId, incidentId, overrideReason, endReason } = found;
    const denied = checkAccess(actor, regionId, CONTROL_ROOM);
    if (denied) throw new ProblemException(denied.reason);
    const subject = { subjectType: 'incident', subjectId: incidentId, action: 'view' };
    await noteAccess(this.pool, { userId: actor.id, regionId, ...subject });
    return { assignmentId, overrideReason, endReason };
  }
}
