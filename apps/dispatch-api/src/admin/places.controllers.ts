import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import { listFacilityRecords, listPostRecords, listStationRecords, type Pool } from '#persistence';
import {
  type Actor,
  type CommandPorts,
  changeRecord,
  createRecord,
  FACILITY_EDITOR,
  POST_EDITOR,
  removeRecord,
  STATION_EDITOR,
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

@Controller()
export class StationRecordsController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.listStationRecords)
  async list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listStationRecords) query: QueryOf<typeof routes.listStationRecords>,
  ): Promise<AnswerOf<typeof routes.listStationRecords>> {
    const regionId = readableRegion(actor, query.regionId, routes.listStationRecords.access);
    return { records: await listStationRecords(this.pool, regionId) };
  }

  @ApiRoute(routes.createStation)
  async create(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.createStation) body: BodyOf<typeof routes.createStation>,
  ): Promise<AnswerOf<typeof routes.createStation>> {
    return unwrap(await createRecord(this.ports, actor, STATION_EDITOR, body));
  }

  @ApiRoute(routes.changeStation)
  async change(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.changeStation) { stationId }: ParamsOf<typeof routes.changeStation>,
    @RouteBody(routes.changeStation) body: BodyOf<typeof routes.changeStation>,
  ): Promise<AnswerOf<typeof routes.changeStation>> {
    return unwrap(await changeRecord(this.ports, actor, STATION_EDITOR, stationId, body));
  }

  @ApiRoute(routes.removeStation)
  async remove(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.removeStation) { stationId }: ParamsOf<typeof routes.removeStation>,
    @RouteBody(routes.removeStation) body: BodyOf<typeof routes.removeStation>,
  ): Promise<AnswerOf<typeof routes.removeStation>> {
    return unwrap(await removeRecord(this.ports, actor, STATION_EDITOR, stationId, body));
  }
}

@Controller()
export class PostsController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.listPosts)
  async list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listPosts) query: QueryOf<typeof routes.listPosts>,
  ): Promise<AnswerOf<typeof routes.listPosts>> {
    const regionId = readableRegion(actor, query.regionId, routes.listPosts.access);
    return { records: await listPostRecords(this.pool, regionId) };
  }

  @ApiRoute(routes.createPost)
  async create(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.createPost) body: BodyOf<typeof routes.createPost>,
  ): Promise<AnswerOf<typeof routes.createPost>> {
    return unwrap(await createRecord(this.ports, actor, POST_EDITOR, body));
  }

  @ApiRoute(routes.changePost)
  async change(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.changePost) { postId }: ParamsOf<typeof routes.changePost>,
    @RouteBody(routes.changePost) body: BodyOf<typeof routes.changePost>,
  ): Promise<AnswerOf<typeof routes.changePost>> {
    return unwrap(await changeRecord(this.ports, actor, POST_EDITOR, postId, body));
  }

  @ApiRoute(routes.removePost)
  async remove(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.removePost) { postId }: ParamsOf<typeof routes.removePost>,
    @RouteBody(routes.removePost) body: BodyOf<typeof routes.removePost>,
  ): Promise<AnswerOf<typeof routes.removePost>> {
    return unwrap(await removeRecord(this.ports, actor, POST_EDITOR, postId, body));
  }
}

@Controller()
export class FacilityRecordsController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.listFacilityRecords)
  async list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listFacilityRecords) query: QueryOf<typeof routes.listFacilityRecords>,
  ): Promise<AnswerOf<typeof routes.listFacilityRecords>> {
    const regionId = readableRegion(actor, query.regionId, routes.listFacilityRecords.access);
    return { records: await listFacilityRecords(this.pool, regionId) };
  }

  @ApiRoute(routes.createFacility)
  async create(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.createFacility) body: BodyOf<typeof routes.createFacility>,
  ): Promise<AnswerOf<typeof routes.createFacility>> {
    return unwrap(await createRecord(this.ports, actor, FACILITY_EDITOR, body));
  }

  @ApiRoute(routes.changeFacility)
  async change(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.changeFacility) { facilityId }: ParamsOf<typeof routes.changeFacility>,
    @RouteBody(routes.changeFacility) body: BodyOf<typeof routes.changeFacility>,
  ): Promise<AnswerOf<typeof routes.changeFacility>> {
    return unwrap(await changeRecord(this.ports, actor, FACILITY_EDITOR, facilityId, body));
  }

  @ApiRoute(routes.removeFacility)
  async remove(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.removeFacility) { facilityId }: ParamsOf<typeof routes.removeFacility>,
    @RouteBody(routes.removeFacility) body: BodyOf<typeof routes.removeFacility>,
  ): Promise<AnswerOf<typeof routes.removeFacility>> {
    return unwrap(await removeRecord(this.ports, actor, FACILITY_EDITOR, facilityId, body));
  }
}
