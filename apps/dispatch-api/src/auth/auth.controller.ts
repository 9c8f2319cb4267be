import { Controller, Headers, Inject, Ip, Req, Res } from '@nestjs/common';
import { routes, type LoginAnswer, type RegionView, type UserView } from '#contracts';
import { listRegions, type Pool } from '#persistence';
import type { Actor } from '#use-cases';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor, CurrentSessionId } from '../http/access.guard.ts';
import { ApiRoute, type BodyOf, RouteBody } from '../http/api-route.ts';
import { ProblemException, unwrap } from '../http/problem.ts';
import { POOL } from '../tokens.ts';
import { clearRefreshCookie, readRefreshCookie, setRefreshCookie } from './refresh-cookie.ts';
import { SignIn, type Tokens } from './sign-in.ts';

@Controller()
export class AuthController {
  constructor(
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @ApiRoute(routes.login)
  async login(
    @RouteBody(routes.login) body: BodyOf<typeof routes.login>,
    @Ip() address: string,
    @Headers('user-agent') userAgent: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LoginAnswer> {
    const tokens = unwrap(await this.signIn.signIn(body, { address, userAgent: userAgent ?? '' }));
    return handOver(tokens, body.client, reply);
  }

  @ApiRoute(routes.refresh)
  async refresh(
    @RouteBody(routes.refresh) body: BodyOf<typeof routes.refresh>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LoginAnswer> {
    const fromCookie = readRefreshCookie(request);
    const refreshToken = body.refreshToken ?? fromCookie;
    if (refreshToken === undefined) throw new ProblemException('signInNeeded');
    const outcome = await this.signIn.refresh(refreshToken);
    if (!outcome.ok && fromCookie !== undefined) clearRefreshCookie(reply);
    return handOver(unwrap(outcome), body.refreshToken === undefined ? 'browser' : 'native', reply);
  }

  @ApiRoute(routes.logout)
  async logout(
    @CurrentSessionId() sessionId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ ended: boolean }> {
    await this.signIn.end(sessionId, 'signed out');
    clearRefreshCookie(reply);
    return { ended: true };
  }

  @ApiRoute(routes.getMe)
  async getMe(@CurrentActor() actor: Actor): Promise<UserView> {
    const user = await this.signIn.findUser(actor.id);
    if (!user) throw new ProblemException('sessionEnded');
    return user;
  }

  @ApiRoute(routes.listRegions)
  async listRegions(@CurrentActor() actor: Actor): Promise<{ regions: RegionView[] }> {
    return { regions: await listRegions(this.pool, [...new Set(actor.roles.map((held) => held.regionId))]) };
  }
}

/** Browsers get the refresh token as a cookie that no script can read; other clients get it in the answer. */
function handOver(tokens: Tokens, client: 'browser' | 'native', reply: FastifyReply): LoginAnswer {
  if (client === 'native') return tokens;
  setRefreshCookie(reply, tokens.refreshToken);
  return { ...tokens, refreshToken: null };
}
