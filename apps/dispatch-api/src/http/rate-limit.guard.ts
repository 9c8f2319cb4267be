import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { HttpRoute } from '#contracts';
import type { SignedInRequest } from './access.guard.ts';
import { ROUTE_METADATA } from './api-route.ts';
import { ProblemException } from './problem.ts';

const WINDOW_MILLISECONDS = 10_000;
/** A desk that types, follows and draws makes about 20 requests a second at the most; a simulated city more. */
const PER_USER = 3000;
const PER_ADDRESS = 600;
/** A tablet that hands in days of taps and fixes sends a request after the other. */
const PER_TABLET = 600;
/** A fleet's trackers may all come through one gateway: 2,000 of them once a second; each has its own pace limit too. */
const DEVICES_PER_ADDRESS = 20_000;

/** Counts requests of a user, or of an address when nobody is signed in, in windows of ten seconds. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private counts = new Map<string, number>();
  private windowStartedAt = performance.now();

  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const now = performance.now();
    if (now - this.windowStartedAt > WINDOW_MILLISECONDS) {
      this.counts = new Map();
      this.windowStartedAt = now;
    }
    const isDevice =
      this.reflector.get<HttpRoute | undefined>(ROUTE_METADATA, context.getHandler())?.access === 'device';
    const { key, limit } = keyOf(request, isDevice);
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    if (count <= limit) return true;
    const retryAfterSeconds = Math.ceil((this.windowStartedAt + WINDOW_MILLISECONDS - now) / 1000);
    throw new ProblemException('tooManyRequests', { retryAfterSeconds });
  }
}

function keyOf(
  { actor, device, ip }: SignedInRequest,
  isDevice: boolean,
): { readonly key: string; readonly limit: number } {
  if (actor) return { key: actor.id, limit: PER_USER };
  if (device) return { key: `tablet:${device.id}`, limit: PER_TABLET };
  return isDevice ? { key: `device:${ip}`, limit: DEVICES_PER_ADDRESS } : { key: ip, limit: PER_ADDRESS };
}
