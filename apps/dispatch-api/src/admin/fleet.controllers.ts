import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import { listCrew, listShiftRecords, listUnitRecords, type Pool } from '#persistence';
import {
  type Actor,
  type CommandPorts,
  changeRecord,
  createRecord,
  removeRecord,
  SHIFT_EDITOR,
  UNIT_EDITOR,
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

const WEEK_MILLISECONDS = 7 * 86_400_000;

@Controller()
export class UnitRecordsController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.listUnitRecords)
  async list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listUnitRecords) query: QueryOf<typeof routes.listUnitRecords>,
  ): Promise<AnswerOf<typeof routes.listUnitRecords>> {
    const regionId = readableRegion(actor, query.regionId, routes.listUnitRecords.access);
    return { records: await listUnitRecords(this.pool, regionId) };
  }

  @ApiRoute(routes.createUnit)
  async create(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.createUnit) body: BodyOf<typeof routes.createUnit>,
  ): Promise<AnswerOf<typeof routes.createUnit>> {
    return unwrap(await createRecord(this.ports, actor, UNIT_EDITOR, body));
  }

  @ApiRoute(routes.changeUnit)
  async change(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.changeUnit) { unitId }: ParamsOf<typeof routes.changeUnit>,
    @RouteBody(routes.changeUnit) body: BodyOf<typeof routes.changeUnit>,
  ): Promise<AnswerOf<typeof routes.changeUnit>> {
    return unwrap(await changeRecord(this.ports, actor, UNIT_EDITOR, unitId, body));
  }
}

@Controller()
export class ShiftsController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.listShifts)
  async list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listShifts) query: QueryOf<typeof routes.listShifts>,
  ): Promise<AnswerOf<typeof routes.listShifts>> {
    const regionId = readableRegion(actor, query.regionId, routes.listShifts.access);
    const after = new Date(Date.now() - WEEK_MILLISECONDS);
    const crew = await listCrew(this.pool, regionId);
    return {
      records: await listShiftRecords(this.pool, regionId, after),
      crew: crew.map(({ id, displayName }) => ({ id, displayName })),
    };
  }

  @ApiRoute(routes.createShift)
  async create(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.createShift) body: BodyOf<typeof routes.createShift>,
  ): Promise<AnswerOf<typeof routes.createShift>> {
    return unwrap(await createRecord(this.ports, actor, SHIFT_EDITOR, body));
  }

  @ApiRoute(routes.changeShift)
  async change(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.changeShift) { shiftId }: ParamsOf<typeof routes.changeShift>,
    @RouteBody(routes.changeShift) body: BodyOf<typeof routes.changeShift>,
  ): Promise<AnswerOf<typeof routes.changeShift>> {
    return unwrap(await changeRecord(this.ports, actor, SHIFT_EDITOR, shiftId, body));
  }

  @ApiRoute(routes.removeShift)
  async remove(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.removeShift) { shiftId }: ParamsOf<typeof routes.removeShift>,
    @RouteBody(routes.removeShift) body: BodyOf<typeof routes.removeShift>,
  ): Promise<AnswerOf<typeof routes.removeShift>> {
    return unwrap(await removeRecord(this.ports, actor, SHIFT_EDITOR, shiftId, body));
  }
}
