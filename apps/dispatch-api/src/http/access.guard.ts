import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  createParamDecorator,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { HttpRoute } from '#contracts';
import type { Role } from '#domain';
import type { Actor } from '#use-cases';
import type { FastifyRequest } from 'fastify';
import { AccessTokens } from '../auth/access-tokens.ts';
import { ROUTE_METADATA } from './api-route.ts';
import { ProblemException } from './problem.ts';

export interface SignedInRequest extends FastifyRequest {
  actor?: Actor;
  sessionId?: string;
}

/**
 * Lets a request through when its route is public, or when its token is good and its user holds one of the route's
 * roles somewhere; in which region is checked where the subject is known. A handler without a route row is refused.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(AccessTokens) private readonly tokens: AccessTokens,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const route = this.reflector.get<HttpRoute | undefined>(ROUTE_METADATA, context.getHandler());
    if (!route) throw new ProblemException('forbidden');
    if (route.access === 'public' || route.access === 'device') return true;
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token) throw new ProblemException('signInNeeded');
    const signedIn = await this.tokens.verify(token);
    if (!signedIn) throw new ProblemException('sessionEnded');
    request.actor = signedIn.actor;
    request.sessionId = signedIn.sessionId;
    if (route.access === 'signedIn') return true;
    if (route.access === 'tablet' || !holdsSomewhere(signedIn.actor, route.access)) {
      throw new ProblemException('forbidden');
    }
    return true;
  }
}

const holdsSomewhere = (actor: Actor, roles: readonly Role[]): boolean =>
  actor.roles.some((held) => roles.includes(held.role));

/** The signed-in actor of the request. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<SignedInRequest>();
  if (!actor) throw new ProblemException('signInNeeded');
  return actor;
});

export const CurrentSessionId = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const { sessionId } = context.switchToHttp().getRequest<SignedInRequest>();
  if (sessionId === undefined) throw new ProblemException('signInNeeded');
  return sessionId;
});
