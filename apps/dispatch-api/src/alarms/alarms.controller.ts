import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import { getTimerSettings, listAlarmViews, listJournalHeads, type Pool } from '#persistence';
import { acknowledgeAlarm, type Actor, type CommandPorts, setTimerLimits } from '#use-cases';
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
export class AlarmsController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.listAlarms)
  async list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listAlarms) query: QueryOf<typeof routes.listAlarms>,
  ): Promise<AnswerOf<typeof routes.listAlarms>> {
    const regionId = readableRegion(actor, query.regionId, routes.listAlarms.access);
    const seq = (await listJournalHeads(this.pool)).get(regionId) ?? 0;
    return { alarms: await listAlarmViews(this.pool, { regionId }), seq };
  }

  @ApiRoute(routes.acknowledgeAlarm)
  async acknowledge(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.acknowledgeAlarm) { alarmId }: ParamsOf<typeof routes.acknowledgeAlarm>,
    @RouteBody(routes.acknowledgeAlarm) body: BodyOf<typeof routes.acknowledgeAlarm>,
  ): Promise<AnswerOf<typeof routes.acknowledgeAlarm>> {
    return unwrap(await acknowledgeAlarm(this.ports, actor, alarmId, body));
  }

  @ApiRoute(routes.getTimerSettings)
  getTimerSettings(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.getTimerSettings) query: QueryOf<typeof routes.getTimerSettings>,
  ): Promise<AnswerOf<typeof routes.getTimerSettings>> {
    const regionId = readableRegion(actor, query.regionId, routes.getTimerSettings.access);
    return getTimerSettings(this.pool, regionId);
  }

  @ApiRoute(routes.setTimerLimits)
  async setTimerLimits(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.setTimerLimits) body: BodyOf<typeof routes.setTimerLimits>,
  ): Promise<AnswerOf<typeof routes.setTimerLimits>> {
    return unwrap(await setTimerLimits(this.ports, actor, body));
  }
}
