import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { LoginAnswer, UserView } from '#contracts';
import type { createAccountStore } from '#persistence';
import { accept, type Outcome, refuse } from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import { ACCOUNTS } from '../tokens.ts';
import { AccessTokens } from './access-tokens.ts';
import { EndedSessions } from './ended-sessions.ts';
import { Turns } from './turns.ts';

/** A shift of 12 hours with some to spare. */
const SESSION_MILLISECONDS = 16 * 3_600_000;
const FREE_FAILURES = 3;
/** Long enough to stop guessing, short enough never to lock a dispatcher out. */
const LONGEST_DELAY_SECONDS = 60;

export type Tokens = Omit<LoginAnswer, 'refreshToken'> & { readonly refreshToken: string };

/** A look at a password takes 20 MB and a core for tens of milliseconds: a flood of them must not starve dispatching. */
const VERIFICATIONS_AT_ONCE = 2;
const VERIFICATIONS_WAITING = 100;

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Signing in, renewing and signing out. */
@Injectable()
export class SignIn {
  private readonly verifications = new Turns(VERIFICATIONS_AT_ONCE, VERIFICATIONS_WAITING);
  private readonly decoy = hash(randomBytes(16).toString('hex'));

  constructor(
    @Inject(ACCOUNTS) private readonly accounts: ReturnType<typeof createAccountStore>,
    @Inject(AccessTokens) private readonly accessTokens: AccessTokens,
    @Inject(EndedSessions) private readonly endedSessions: EndedSessions,
  ) {}

  /**
   * Each failure beyond the third doubles the wait before the next attempt for this e-mail from this address. Somebody
   * else who guesses from elsewhere makes the rightful user wait for nothing.
   */
  async signIn(email: string, password: string, address: string): Promise<Outcome<Tokens>> {
    const now = new Date();
    if (this.verifications.isFull) return refuse('tooManyRequests', { retryAfterSeconds: 2 });
    const key = sha256(`login:${address}:${email.trim().toLowerCase()}`);
    const limits = { freeFailures: FREE_FAILURES, longestDelaySeconds: LONGEST_DELAY_SECONDS };
    if (!(await this.accounts.claimLoginAttempt(key, now, limits))) {
      return refuse('tooManyFailures', { retryAfterSeconds: await this.secondsToWait(key, now) });
    }
    const account = await this.accounts.findAccountByEmail(email.trim());
    // An unknown e-mail takes as long as a wrong password, so that nobody learns which e-mails exist.
    const passwordHash = account?.passwordHash ?? (await this.decoy);
    const isRight = await this.verifications.take(() => verify(passwordHash, password));
    if (!account || !isRight) return refuse('wrongCredentials');
    await this.accounts.forgetLoginFailures(key);
    const user = await this.accounts.findAccount(account.id);
    if (!user) return refuse('wrongCredentials');
    const sessionId = uuidv7();
    const refreshToken = randomBytes(32).toString('base64url');
    const expiresAt = new Date(now.getTime() + SESSION_MILLISECONDS);
    await this.accounts.insertSession(
      { id: sessionId, userId: user.id, at: now, expiresAt },
      sha256(refreshToken),
    );
    return accept(await this.tokensFor(user, sessionId, refreshToken, now));
  }

  /** Rotates the refresh token. One that was used before has been stolen by somebody: the session ends. */
  async refresh(refreshToken: string): Promise<Outcome<Tokens>> {
    const now = new Date();
    const successor = randomBytes(32).toString('base64url');
    const used = await this.accounts.rotateRefreshToken(sha256(refreshToken), sha256(successor), now);
    if (!used || used.endedAt !== null || used.expiresAt <= now) return refuse('sessionEnded');
    if (used.usedBeforeAt !== null) {
      await this.end(used.sessionId, 'refresh token used twice');
      return refuse('sessionEnded');
    }
    const user = await this.accounts.findAccount(used.userId);
    if (!user) return refuse('sessionEnded');
    return accept(await this.tokensFor(user, used.sessionId, successor, now));
  }

  async end(sessionId: string, because: string): Promise<void> {
    await this.accounts.endSession(sessionId, new Date(), because);
    this.endedSessions.add(sessionId);
  }

  findUser(userId: string): Promise<UserView | undefined> {
    return this.accounts.findAccount(userId);
  }

  private async secondsToWait(key: Buffer, now: Date): Promise<number> {
    const failure = await this.accounts.findLoginFailure(key);
    if (!failure) return 1;
    const delaySeconds = Math.min(LONGEST_DELAY_SECONDS, 2 ** (failure.failures - FREE_FAILURES));
    return Math.max(1, delaySeconds - (now.getTime() - failure.lastAt.getTime()) / 1000);
  }

  private async tokensFor(
    user: UserView,
    sessionId: string,
    refreshToken: string,
    now: Date,
  ): Promise<Tokens> {
    const { token, expiresAt } = await this.accessTokens.sign(user, sessionId, now);
    return { accessToken: token, expiresAt: expiresAt.toISOString(), refreshToken, user };
  }
}
