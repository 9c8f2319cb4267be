import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { LoginAnswer, UserView } from '#contracts';
import type { createAccountStore } from '#persistence';
import { accept, type Outcome, type Refusal, refuse } from '#use-cases';
import { v7 as uuidv7 } from 'uuid';
import { ACCOUNTS } from '../tokens.ts';
import { AccessTokens } from './access-tokens.ts';
import { EndedSessions } from './ended-sessions.ts';
import { Passwords } from './passwords.ts';
import { SecondStep } from './second-step.ts';

/** A shift of 12 hours with some to spare. */
const SESSION_MILLISECONDS = 16 * 3_600_000;
const FREE_FAILURES = 3;
/** Long enough to stop guessing, short enough never to lock a dispatcher out. */
const LONGEST_DELAY_SECONDS = 60;

export type Tokens = Omit<LoginAnswer, 'refreshToken'> & { readonly refreshToken: string };

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Of the second step, for accounts that have one. */
  readonly code?: string | undefined;
}

/** From where somebody signs in. */
export interface Visitor {
  readonly address: string;
  readonly userAgent: string;
}

const LONGEST_USER_AGENT = 300;
const LIMITS = { freeFailures: FREE_FAILURES, longestDelaySeconds: LONGEST_DELAY_SECONDS };

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Signing in, renewing and signing out. */
@Injectable()
export class SignIn {
  constructor(
    @Inject(ACCOUNTS) private readonly accounts: ReturnType<typeof createAccountStore>,
    @Inject(AccessTokens) private readonly accessTokens: AccessTokens,
    @Inject(EndedSessions) private readonly endedSessions: EndedSessions,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(SecondStep) private readonly secondStep: SecondStep,
  ) {}

  /**
   * Each failure beyond the third doubles the wait before the next attempt for this e-mail from this address. Somebody
   * else who guesses from elsewhere makes the rightful user wait for nothing.
   */
  async signIn({ email, password, code }: Credentials, visitor: Visitor): Promise<Outcome<Tokens>> {
    const now = new Date();
    if (this.passwords.areBusy) return refuse('tooManyRequests', { retryAfterSeconds: 2 });
    const key = sha256(`login:${visitor.address}:${email.trim().toLowerCase()}`);
    const tooSoon = await this.claim(key, now);
    if (tooSoon) return tooSoon;
    const account = await this.accounts.findAccountByEmail(email.trim());
    // An unknown e-mail takes as long as a wrong password, so that nobody learns which e-mails exist.
    const isRight = await this.passwords.isRight(account?.passwordHash, password);
    if (!account || !isRight) return refuse('wrongCredentials');
    await this.accounts.forgetLoginFailures(key);
    if (account.initialPasswordUntil && account.initialPasswordUntil <= now) {
      return refuse('initialPasswordExpired');
    }
    const denied = account.hasTotp ? await this.checkCode(account.id, code, now) : undefined;
    return denied ?? this.open(account.id, visitor, now);
  }

  /**
   * Whoever knows the password still has to wait after wrong codes, and a sign-in without one forgives none of them:
   * these failures are counted by account, from wherever they come.
   */
  private async checkCode(userId: string, code: string | undefined, now: Date): Promise<Refusal | undefined> {
    if (code === undefined) return refuse('secondStepNeeded');
    const key = sha256(`code:${userId}`);
    const tooSoon = await this.claim(key, now);
    if (tooSoon) return tooSoon;
    if (!(await this.secondStep.use(userId, code, now))) return refuse('wrongCode');
    await this.accounts.forgetLoginFailures(key);
    return undefined;
  }

  /** The wait that is left when failures went before; counts this attempt otherwise. */
  async claim(key: Buffer, now: Date): Promise<Refusal | undefined> {
    if (await this.accounts.claimLoginAttempt(key, now, LIMITS)) return undefined;
    return refuse('tooManyFailures', { retryAfterSeconds: await this.secondsToWait(key, now) });
  }

  private async open(userId: string, visitor: Visitor, now: Date): Promise<Outcome<Tokens>> {
    const user = await this.accounts.findAccount(userId);
    if (!user) return refuse('wrongCredentials');
    const sessionId = uuidv7();
    const refreshToken = randomBytes(32).toString('base64url');
    const expiresAt = new Date(now.getTime() + SESSION_MILLISECONDS);
    const userAgent = visitor.userAgent.slice(0, LONGEST_USER_AGENT);
    await this.accounts.insertSession(
      { id: sessionId, userId: user.id, at: now, expiresAt, userAgent },
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
