import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import {
  type Actor,
  type CommandPorts,
  createHazard,
  patchHazard,
  removeHazard,
  toCoordinates,
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
import { COMMAND_PORTS } from '../tokens.ts';
import { PersonalReader } from './personal-reader.ts';

@Controller()
export class HazardsController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(PersonalReader) private readonly reader: PersonalReader,
  ) {}

  @ApiRoute(routes.listHazards)
  list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listHazards) query: QueryOf<typeof routes.listHazards>,
  ): Promise<AnswerOf<typeof routes.listHazards>> {
    return this.reader.listHazards(actor, query);
  }

  @ApiRoute(routes.findHazards)
  async find(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.findHazards) { regionId: named, location }: BodyOf<typeof routes.findHazards>,
  ): Promise<AnswerOf<typeof routes.findHazards>> {
    const regionId = readableRegion(actor, named, routes.findHazards.access);
    const { addressText } = location;
    const place = { regionId, addressText, coordinates: toCoordinates(location) };
    return { hazards: await this.reader.findHazards(actor, place) };
  }

  @ApiRoute(routes.listIncidentHazards)
  listOfIncident(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.listIncidentHazards) { incidentId }: ParamsOf<typeof routes.listIncidentHazards>,
  ): Promise<AnswerOf<typeof routes.listIncidentHazards>> {
    return this.reader.listHazardsOf(actor, incidentId);
  }

  @ApiRoute(routes.createHazard)
  async create(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.createHazard) body: BodyOf<typeof routes.createHazard>,
  ): Promise<AnswerOf<typeof routes.createHazard>> {
    return unwrap(await createHazard(this.ports, actor, body));
  }

  @ApiRoute(routes.patchHazard)
  async patch(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.patchHazard) { hazardId }: ParamsOf<typeof routes.patchHazard>,
    @RouteBody(routes.patchHazard) body: BodyOf<typeof routes.patchHazard>,
  ): Promise<AnswerOf<typeof routes.patchHazard>> {
    return unwrap(await patchHazard(this.ports, actor, hazardId, body));
  }

  @ApiRoute(routes.removeHazard)
  async remove(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.removeHazard) { hazardId }: ParamsOf<typeof routes.removeHazard>,
    @RouteBody(routes.removeHazard) body: BodyOf<typeof routes.removeHazard>,
  ): Promise<AnswerOf<typeof routes.removeHazard>> {
    return unwrap(await removeHazard(this.ports, actor, hazardId, body));
  }
}
