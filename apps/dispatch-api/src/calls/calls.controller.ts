import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import { type Actor, type CommandPorts, endCall, patchCall } from '#use-cases';
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
import { PersonalReader } from './personal-reader.ts';

@Controller()
export class CallsController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(PersonalReader) private readonly reader: PersonalReader,
  ) {}

  @ApiRoute(routes.listCalls)
  list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listCalls) query: QueryOf<typeof routes.listCalls>,
  ): Promise<AnswerOf<typeof routes.listCalls>> {
    return this.reader.listCalls(actor, query);
  }

  @ApiRoute(routes.listIncidentCalls)
  listOfIncident(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.listIncidentCalls) { incidentId }: ParamsOf<typeof routes.listIncidentCalls>,
  ): Promise<AnswerOf<typeof routes.listIncidentCalls>> {
    return this.reader.listCallsOf(actor, incidentId);
  }

  @ApiRoute(routes.patchCall)
  async patch(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.patchCall) { callId }: ParamsOf<typeof routes.patchCall>,
    @RouteBody(routes.patchCall) body: BodyOf<typeof routes.patchCall>,
  ): Promise<AnswerOf<typeof routes.patchCall>> {
    return unwrap(await patchCall(this.ports, actor, callId, body));
  }

  @ApiRoute(routes.endCall)
  async end(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.endCall) { callId }: ParamsOf<typeof routes.endCall>,
    @RouteBody(routes.endCall) body: BodyOf<typeof routes.endCall>,
  ): Promise<AnswerOf<typeof routes.endCall>> {
    return unwrap(await endCall(this.ports, actor, callId, body));
  }
}
