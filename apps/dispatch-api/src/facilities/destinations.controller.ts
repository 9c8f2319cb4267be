import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import {
  type Actor,
  adviseDestinations,
  type DestinationPorts,
  type InboundPorts,
  listInbound,
} from '#use-cases';
import { CurrentActor } from '../http/access.guard.ts';
import {
  type AnswerOf,
  ApiRoute,
  type ParamsOf,
  type QueryOf,
  RouteParams,
  RouteQuery,
} from '../http/api-route.ts';
import { unwrap } from '../http/problem.ts';
import { readableRegion } from '../http/readable-region.ts';
import { DESTINATION_PORTS } from '../tokens.ts';

@Controller()
export class DestinationsController {
  constructor(@Inject(DESTINATION_PORTS) private readonly ports: DestinationPorts & InboundPorts) {}

  @ApiRoute(routes.getDestinations)
  async advise(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.getDestinations) { incidentId }: ParamsOf<typeof routes.getDestinations>,
    @RouteQuery(routes.getDestinations) query: QueryOf<typeof routes.getDestinations>,
  ): Promise<AnswerOf<typeof routes.getDestinations>> {
    return unwrap(await adviseDestinations(this.ports, actor, { incidentId, ...query }));
  }

  @ApiRoute(routes.listInbound)
  listInbound(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listInbound) query: QueryOf<typeof routes.listInbound>,
  ): Promise<AnswerOf<typeof routes.listInbound>> {
    const regionId = readableRegion(actor, query.regionId, routes.listInbound.access);
    return listInbound(this.ports, actor, regionId);
  }
}
