import { Controller, Inject } from '@nestjs/common';
import { ADMINS, routes } from '#contracts';
import { findRegionSettings, listUserRecords, type Pool } from '#persistence';
import {
  type Actor,
  changeRegionSettings,
  changeUser,
  type CommandPorts,
  createUser,
  endSessionsOfUser,
  holdsRole,
  type Outcome,
  resetTotp,
  setInitialPassword,
} from '#use-cases';
import { EndedSessions } from '../auth/ended-sessions.ts';
import { Passwords } from '../auth/passwords.ts';
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
import { COMMAND_PORTS, POOL } from '../tokens.ts';

/** The regions that the actor keeps as administrator. */
export const keptRegionIds = (actor: Actor): string[] => [
  ...new Set(
    actor.roles.map(({ regionId }) => regionId).filter((regionId) => holdsRole(actor, regionId, ADMINS)),
  ),
];

/** Users of a region. An initial password is hashed before the command, which never sees it. */
@Controller()
export class UsersController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(EndedSessions) private readonly endedSessions: EndedSessions,
  ) {}

  @ApiRoute(routes.listUsers)
  async list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listUsers) query: QueryOf<typeof routes.listUsers>,
  ): Promise<AnswerOf<typeof routes.listUsers>> {
    const regionId = readableRegion(actor, query.regionId, routes.listUsers.access);
    return { records: await listUserRecords(this.pool, regionId, keptRegionIds(actor)) };
  }

  @ApiRoute(routes.createUser)
  async create(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.createUser) { initialPassword, ...body }: BodyOf<typeof routes.createUser>,
  ): Promise<AnswerOf<typeof routes.createUser>> {
    const passwordHash = await this.passwords.hash(initialPassword);
    return this.done(await createUser(this.ports, actor, body, passwordHash));
  }

  @ApiRoute(routes.changeUser)
  async change(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.changeUser) { userId }: ParamsOf<typeof routes.changeUser>,
    @RouteBody(routes.changeUser) body: BodyOf<typeof routes.changeUser>,
  ): Promise<AnswerOf<typeof routes.changeUser>> {
    return this.done(await changeUser(this.ports, actor, userId, body));
  }

  @ApiRoute(routes.setInitialPassword)
  async setPassword(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.setInitialPassword) { userId }: ParamsOf<typeof routes.setInitialPassword>,
    @RouteBody(routes.setInitialPassword)
    { initialPassword, ...body }: BodyOf<typeof routes.setInitialPassword>,
  ): Promise<AnswerOf<typeof routes.setInitialPassword>> {
    const passwordHash = await this.passwords.hash(initialPassword);
    return this.done(await setInitialPassword(this.ports, actor, userId, body, passwordHash));
  }

  @ApiRoute(routes.resetTotp)
  async resetTotp(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.resetTotp) { userId }: ParamsOf<typeof routes.resetTotp>,
    @RouteBody(routes.resetTotp) body: BodyOf<typeof routes.resetTotp>,
  ): Promise<AnswerOf<typeof routes.resetTotp>> {
    return this.done(await resetTotp(this.ports, actor, userId, body));
  }

  @ApiRoute(routes.endSessionsOfUser)
  async endSessions(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.endSessionsOfUser) { userId }: ParamsOf<typeof routes.endSessionsOfUser>,
    @RouteBody(routes.endSessionsOfUser) body: BodyOf<typeof routes.endSessionsOfUser>,
  ): Promise<AnswerOf<typeof routes.endSessionsOfUser>> {
    return this.done(await endSessionsOfUser(this.ports, actor, userId, body));
  }

  @ApiRoute(routes.getRegionSettings)
  async getRegion(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.getRegionSettings) query: QueryOf<typeof routes.getRegionSettings>,
  ): Promise<AnswerOf<typeof routes.getRegionSettings>> {
    const regionId = readableRegion(actor, query.regionId, routes.getRegionSettings.access);
    const region = await findRegionSettings(this.pool, regionId);
    if (!region) throw new ProblemException('notFound');
    return region;
  }

  @ApiRoute(routes.changeRegionSettings)
  async changeRegion(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.changeRegionSettings) body: BodyOf<typeof routes.changeRegionSettings>,
  ): Promise<AnswerOf<typeof routes.changeRegionSettings>> {
    return unwrap(await changeRegionSettings(this.ports, actor, body));
  }

  /** Who was signed out by it is refused from now on, and not only when the next look finds it. */
  private async done<Value>(outcome: Outcome<Value>): Promise<Value> {
    const value = unwrap(outcome);
    await this.endedSessions.poll();
    return value;
  }
}
