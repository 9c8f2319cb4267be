import { Controller, Inject } from '@nestjs/common';
import { CONTROL_ROOM, routes } from '#contracts';
import { type createDispatchStore, listAssignmentViews, type Pool } from '#persistence';
import {
  type Actor,
  assignUnit,
  cancelAssignment,
  type CommandPorts,
  holdsRole,
  reportStatus,
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
import { COMMAND_PORTS, DISPATCH_STORE, POOL } from '../tokens.ts';

@Controller()
export class AssignmentsController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(DISPATCH_STORE) private readonly dispatch: ReturnType<typeof createDispatchStore>,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.assignUnit)
  async assign(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.assignUnit) { incidentId }: ParamsOf<typeof routes.assignUnit>,
    @RouteBody(routes.assignUnit) body: BodyOf<typeof routes.assignUnit>,
  ): Promise<AnswerOf<typeof routes.assignUnit>> {
    return unwrap(await assignUnit(this.ports, actor, incidentId, body));
  }

  @ApiRoute(routes.reportStatus)
  async reportStatus(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.reportStatus) { assignmentId }: ParamsOf<typeof routes.reportStatus>,
    @RouteBody(routes.reportStatus) body: BodyOf<typeof routes.reportStatus>,
  ): Promise<AnswerOf<typeof routes.reportStatus>> {
    return unwrap(await reportStatus(this.ports, actor, assignmentId, body));
  }

  @ApiRoute(routes.cancelAssignment)
  async cancel(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.cancelAssignment) { assignmentId }: ParamsOf<typeof routes.cancelAssignment>,
    @RouteBody(routes.cancelAssignment) body: BodyOf<typeof routes.cancelAssignment>,
  ): Promise<AnswerOf<typeof routes.cancelAssignment>> {
    return unwrap(await cancelAssignment(this.ports, actor, assignmentId, body));
  }

  @ApiRoute(routes.listAssignments)
  async list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listAssignments) query: QueryOf<typeof routes.listAssignments>,
  ): Promise<AnswerOf<typeof routes.listAssignments>> {
    const regionId = readableRegion(actor, query.regionId, routes.listAssignments.access);
    const named = query.unitId === undefined ? undefined : [query.unitId];
    // A crew's unit may help a neighbour.
    const found = holdsRole(actor, regionId, CONTROL_ROOM)
      ? await listAssignmentViews(this.pool, { regionId, unitIds: named })
      : await listAssignmentViews(this.pool, { unitIds: await this.ownUnits(actor, named) });
    return { assignments: found.map(({ view, incidentCoordinates }) => ({ ...view, incidentCoordinates })) };
  }

  private async ownUnits(actor: Actor, named: readonly string[] | undefined): Promise<string[]> {
    const own = await this.dispatch.listUnitsOfCrew(actor.id, new Date());
    return named ? own.filter((unitId) => named.includes(unitId)) : own;
  }
}
