import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type createAccountStore, listPinHashes, type Pool } from '#persistence';
import { type Refusal, refuse } from '#use-cases';
import { Passwords } from '../auth/passwords.ts';
import { ACCOUNTS, POOL } from '../tokens.ts';

const FREE_FAILURES = 3;
/** A PIN of four digits holds out for weeks at this pace, and a crew that mistyped waits for minutes at most. */
const LONGEST_DELAY_SECONDS = 300;
const LIMITS = { freeFailures: FREE_FAILURES, longestDelaySeconds: LONGEST_DELAY_SECONDS };

const keyOf = (deviceId: string, userId: string): Buffer =>
  createHash('sha256').update(`pin:${deviceId}:${userId}`).digest();

/** Checks crews' PINs. Each failure beyond the third doubles the wait for that person at that tablet. */
@Injectable()
export class Pins {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(ACCOUNTS) private readonly accounts: ReturnType<typeof createAccountStore>,
    @Inject(Passwords) private readonly passwords: Passwords,
  ) {}

  /** Undefined when every PIN is right. */
  async check(
    deviceId: string,
    members: readonly { readonly userId: string; readonly pin: string }[],
  ): Promise<Refusal | undefined> {
    if (this.passwords.areBusy) return refuse('tooManyRequests', { retryAfterSeconds: 2 });
    const hashes = await listPinHashes(
      this.pool,
      members.map(({ userId }) => userId),
    );
    for (const { userId, pin } of members) {
      const pinHash = hashes.get(userId);
      const wrong = pinHash
        ? await this.checkOne(deviceId, userId, pin, pinHash)
        : refuse('pinMissing', { userId });
      if (wrong) return wrong;
    }
    return undefined;
  }

  private async checkOne(
    deviceId: string,
    userId: string,
    pin: string,
    pinHash: string,
  ): Promise<Refusal | undefined> {
    const key = keyOf(deviceId, userId);
    const now = new Date();
    if (!(await this.accounts.claimLoginAttempt(key, now, LIMITS))) {
      return refuse('tooManyFailures', { userId, retryAfterSeconds: await this.secondsToWait(key, now) });
    }
    if (!(await this.passwords.isRight(pinHash, pin))) {
      return refuse('wrongPin', { userId, retryAfterSeconds: await this.secondsToWait(key, now) });
    }
    await this.accounts.forgetLoginFailures(key);
    return undefined;
  }

  /** 0 while failures are free. */
  private async secondsToWait(key: Buffer, now: Date): Promise<number> {
    const failure = await this.accounts.findLoginFailure(key);
    if (!failure || failure.failures < FREE_FAILURES) return 0;
    const delaySeconds = Math.min(LONGEST_DELAY_SECONDS, 2 ** (failure.failures - FREE_FAILURES));
    return Math.max(1, Math.ceil(delaySeconds - (now.getTime() - failure.lastAt.getTime()) / 1000));
  }
}
