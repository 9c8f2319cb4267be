import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import { type Actor, type CommandPorts, setCrewPin, setOwnPin } from '#use-cases';
import { OwnAccount } from '../auth/own-account.ts';
import { Passwords } from '../auth/passwords.ts';
import { CurrentActor } from '../http/access.guard.ts';
import {
  type AnswerOf,
  ApiRoute,
  type BodyOf,
  type ParamsOf,
  RouteBody,
  RouteParams,
} from '../http/api-route.ts';
import { unwrap } from '../http/problem.ts';
import { COMMAND_PORTS } from '../tokens.ts';

/** Setting PINs. A PIN is hashed before anything else sees it; no command, log or journal holds it. */
@Controller()
export class PinsController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(OwnAccount) private readonly account: OwnAccount,
    @Inject(Passwords) private readonly passwords: Passwords,
  ) {}

  @ApiRoute(routes.setOwnPin)
  async setOwn(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.setOwnPin) { currentPassword, pin }: BodyOf<typeof routes.setOwnPin>,
  ): Promise<AnswerOf<typeof routes.setOwnPin>> {
    const wrong = await this.account.checkPassword(actor.id, currentPassword);
    unwrap(wrong ?? (await setOwnPin(this.ports, actor, await this.passwords.hash(pin))));
    return { hasPin: true };
  }

  @ApiRoute(routes.setCrewPin)
  async setOfCrew(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.setCrewPin) { userId }: ParamsOf<typeof routes.setCrewPin>,
    @RouteBody(routes.setCrewPin) { pin, ...body }: BodyOf<typeof routes.setCrewPin>,
  ): Promise<AnswerOf<typeof routes.setCrewPin>> {
    const pinHash = await this.passwords.hash(pin);
    unwrap(await setCrewPin(this.ports, actor, userId, body, pinHash));
    return { hasPin: true };
  }
}
