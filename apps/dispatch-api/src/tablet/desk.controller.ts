import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import { listCrewSignals, listJournalHeads, listMessages, noteAccess, type Pool } from '#persistence';
import {
  type Actor,
  acknowledgeCrewSignal,
  type CommandPorts,
  postUnitMessage,
  readUnitMessages,
  settleCrewSignal,
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

/** The control room's side of what crews say and are told. */
@Controller()
export class TabletDeskController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.listCrewSignals)
  async listSignals(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listCrewSignals) query: QueryOf<typeof routes.listCrewSignals>,
  ): Promise<AnswerOf<typeof routes.listCrewSignals>> {
    const regionId = readableRegion(actor, query.regionId, routes.listCrewSignals.access);
    const seq = (await listJournalHeads(this.pool)).get(regionId) ?? 0;
    return { signals: await listCrewSignals(this.pool, { regionId }), seq };
  }

  @ApiRoute(routes.acknowledgeCrewSignal)
  async acknowledge(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.acknowledgeCrewSignal)
    { signalId }: ParamsOf<typeof routes.acknowledgeCrewSignal>,
    @RouteBody(routes.acknowledgeCrewSignal) body: BodyOf<typeof routes.acknowledgeCrewSignal>,
  ): Promise<AnswerOf<typeof routes.acknowledgeCrewSignal>> {
    return unwrap(await acknowledgeCrewSignal(this.ports, actor, signalId, body));
  }

  @ApiRoute(routes.settleCrewSignal)
  async settle(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.settleCrewSignal) { signalId }: ParamsOf<typeof routes.settleCrewSignal>,
    @RouteBody(routes.settleCrewSignal) body: BodyOf<typeof routes.settleCrewSignal>,
  ): Promise<AnswerOf<typeof routes.settleCrewSignal>> {
    return unwrap(await settleCrewSignal(this.ports, actor, signalId, body));
  }

  @ApiRoute(routes.listUnitMessages)
  async listMessages(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listUnitMessages) query: QueryOf<typeof routes.listUnitMessages>,
  ): Promise<AnswerOf<typeof routes.listUnitMessages>> {
    const regionId = readableRegion(actor, query.regionId, routes.listUnitMessages.access);
    const { unitId, limit } = query;
    const seq = (await listJournalHeads(this.pool)).get(regionId) ?? 0;
    const messages = await listMessages(this.pool, { regionId, unitId, limit });
    const subjectType = unitId === undefined ? 'region' : 'unit';
    const subject = { subjectType, subjectId: unitId ?? null, action: 'listMessages' };
    await noteAccess(this.pool, { userId: actor.id, regionId, ...subject });
    return { messages, seq };
  }

  @ApiRoute(routes.postUnitMessage)
  async send(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.postUnitMessage) body: BodyOf<typeof routes.postUnitMessage>,
  ): Promise<AnswerOf<typeof routes.postUnitMessage>> {
    return unwrap(await postUnitMessage(this.ports, actor, body));
  }

  @ApiRoute(routes.readUnitMessages)
  async read(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.readUnitMessages) body: BodyOf<typeof routes.readUnitMessages>,
  ): Promise<AnswerOf<typeof routes.readUnitMessages>> {
    return unwrap(await readUnitMessages(this.ports, actor, body));
  }
}
