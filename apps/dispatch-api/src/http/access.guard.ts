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
import type { Actor, EnrolledDevice } from '#use-cases';
import type { FastifyRequest } from 'fastify';
import { AccessTokens } from '../auth/access-tokens.ts';
import { DeviceTokens } from '../auth/device-tokens.ts';
import { ROUTE_METADATA } from './api-route.ts';
import { ProblemException } from './problem.ts';

export interface SignedInRequest extends FastifyRequest {
  actor?: Actor;
  sessionId?: string;
  /** A tablet that showed its token. */
  device?: EnrolledDevice;
}

/** What a tablet that was taken out of use may still do. */
const UPLOAD_ROUTES = new Set(['postTabletOutbox', 'postTabletPositions']);

/**
 * Lets a request through when its route is public, or when its token is good and its user holds one of the route's
 * roles somewhere; in which region is checked where the subject is known. A handler without a route row is refused.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(AccessTokens) private readonly tokens: AccessTokens,
    @Inject(DeviceTokens) private readonly deviceTokens: DeviceTokens,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const route = this.reflector.get<HttpRoute | undefined>(ROUTE_METADATA, context.getHandler());
    if (!route) throw new ProblemException('forbidden');
    if (route.access === 'public' || route.access === 'device') return true;
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token) throw new ProblemException('signInNeeded');
    if (route.access === 'tablet') return this.letTabletIn(request, route, token);
    const signedIn = await this.tokens.verify(token);
    if (!signedIn) throw new ProblemException('sessionEnded');
    request.actor = signedIn.actor;
    request.sessionId = signedIn.sessionId;
    if (route.access === 'signedIn') return true;
    if (!holdsSomewhere(signedIn.actor, route.access)) throw new ProblemException('forbidden');
    return true;
  }

  private async letTabletIn(request: SignedInRequest, route: HttpRoute, token: string): Promise<boolean> {
    const device = await this.deviceTokens.verify(token);
    if (!device) throw new ProblemException('sessionEnded');
    if (device.revokedAt && !UPLOAD_ROUTES.has(route.name)) throw new ProblemException('deviceRevoked');
    request.device = device;
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

/** The tablet that made the request. */
export const CurrentDevice = createParamDecorator(
  (_data: unknown, context: ExecutionContext): EnrolledDevice => {
    const { device } = context.switchToHttp().getRequest<SignedInRequest>();
    if (!device) throw new ProblemException('signInNeeded');
    return device;
  },
);
