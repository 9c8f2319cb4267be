import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import type { Actor } from '#use-cases';
import { CurrentActor, CurrentSessionId } from '../http/access.guard.ts';
import {
  type AnswerOf,
  ApiRoute,
  type BodyOf,
  type ParamsOf,
  RouteBody,
  RouteParams,
} from '../http/api-route.ts';
import { unwrap } from '../http/problem.ts';
import { OwnAccount } from './own-account.ts';

/** The signed-in user's own account: password, second step, sessions, preferences. */
@Controller()
export class AccountController {
  constructor(@Inject(OwnAccount) private readonly account: OwnAccount) {}

  @ApiRoute(routes.listSessions)
  async listSessions(
    @CurrentActor() actor: Actor,
    @CurrentSessionId() sessionId: string,
  ): Promise<AnswerOf<typeof routes.listSessions>> {
    return { sessions: await this.account.listSessions(actor.id, sessionId) };
  }

  @ApiRoute(routes.endOtherSessions)
  endOtherSessions(
    @CurrentActor() actor: Actor,
    @CurrentSessionId() sessionId: string,
  ): Promise<AnswerOf<typeof routes.endOtherSessions>> {
    return this.account.endOtherSessions(actor.id, sessionId);
  }

  @ApiRoute(routes.endSession)
  async endSession(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.endSession) { sessionId }: ParamsOf<typeof routes.endSession>,
  ): Promise<AnswerOf<typeof routes.endSession>> {
    return unwrap(await this.account.endSession(actor.id, sessionId));
  }

  @ApiRoute(routes.changePassword)
  async changePassword(
    @CurrentActor() actor: Actor,
    @CurrentSessionId() sessionId: string,
    @RouteBody(routes.changePassword) body: BodyOf<typeof routes.changePassword>,
  ): Promise<AnswerOf<typeof routes.changePassword>> {
    return unwrap(await this.account.changePassword(actor.id, sessionId, body));
  }

  @ApiRoute(routes.setPreferences)
  setPreferences(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.setPreferences) body: BodyOf<typeof routes.setPreferences>,
  ): Promise<AnswerOf<typeof routes.setPreferences>> {
    return this.account.setPreferences(actor.id, body);
  }

  @ApiRoute(routes.getTotp)
  getTotp(@CurrentActor() actor: Actor): Promise<AnswerOf<typeof routes.getTotp>> {
    return this.account.getTotp(actor.id);
  }

  @ApiRoute(routes.beginTotp)
  async beginTotp(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.beginTotp) { password }: BodyOf<typeof routes.beginTotp>,
  ): Promise<AnswerOf<typeof routes.beginTotp>> {
    return unwrap(await this.account.beginTotp(actor.id, password));
  }

  @ApiRoute(routes.confirmTotp)
  async confirmTotp(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.confirmTotp) { code }: BodyOf<typeof routes.confirmTotp>,
  ): Promise<AnswerOf<typeof routes.confirmTotp>> {
    return unwrap(await this.account.confirmTotp(actor.id, code));
  }

  @ApiRoute(routes.renewRecoveryCodes)
  async renewRecoveryCodes(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.renewRecoveryCodes) { code }: BodyOf<typeof routes.renewRecoveryCodes>,
  ): Promise<AnswerOf<typeof routes.renewRecoveryCodes>> {
    return unwrap(await this.account.renewRecoveryCodes(actor.id, code));
  }

  @ApiRoute(routes.removeTotp)
  async removeTotp(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.removeTotp) { password, code }: BodyOf<typeof routes.removeTotp>,
  ): Promise<AnswerOf<typeof routes.removeTotp>> {
    return unwrap(await this.account.removeTotp(actor.id, password, code));
  }
}
