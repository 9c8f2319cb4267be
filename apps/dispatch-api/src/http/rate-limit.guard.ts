import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { SignedInRequest } from './access.guard.ts';
import { ProblemException } from './problem.ts';

const WINDOW_MILLISECONDS = 10_000;
/** A desk that types, follows and draws makes about 20 requests a second at the most; a simulated city more. */
const PER_USER = 3000;
const PER_ADDRESS = 600;

/** Counts requests of a user, or of an address when nobody is signed in, in windows of ten seconds. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private counts = new Map<string, number>();
  private windowStartedAt = performance.now();

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const now = performance.now();
    if (now - this.windowStartedAt > WINDOW_MILLISECONDS) {
      this.counts = new Map();
      this.windowStartedAt = now;
    }
    const key = request.actor?.id ?? request.ip;
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    if (count <= (request.actor ? PER_USER : PER_ADDRESS)) return true;
    const retryAfterSeconds = Math.ceil((this.windowStartedAt + WINDOW_MILLISECONDS - now) / 1000);
    throw new ProblemException('tooManyRequests', { retryAfterSeconds });
  }
}
