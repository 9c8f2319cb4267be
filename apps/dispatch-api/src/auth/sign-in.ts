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

/** A shift of 12 hours with some to spare. */
const SESSION_MILLISECONDS = 16 * 3_600_000;
const FREE_FAILURES = 3;
/** Long enough to stop guessing, short enough never to lock a dispatcher out. */
const LONGEST_DELAY_SECONDS = 60;

export type Tokens = Omit<LoginAnswer, 'refreshToken'> & { readonly refreshToken: string };

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Signing in, renewing and signing out. */
@Injectable()
export class SignIn {
  private readonly decoy = hash(randomBytes(16).toString('hex'));

  constructor(
    @Inject(ACCOUNTS) private readonly accounts: ReturnType<typeof createAccountStore>,
    @Inject(AccessTokens) private readonly accessTokens: AccessTokens,
    @Inject(EndedSessions) private readonly endedSessions: EndedSessions,
  ) {}

  /** Each failure beyond the third doubles the wait before the next attempt for this e-mail. */
  async signIn(email: string, password: string): Promise<Outcome<Tokens>> {
    const now = new Date();
    const key = sha256(`login:${email.trim().toLowerCase()}`);
    const waitSeconds = await this.secondsToWait(key, now);
    if (waitSeconds > 0) return refuse('tooManyFailures', { retryAfterSeconds: waitSeconds });
    const account = await this.accounts.findAccountByEmail(email.trim());
    // An unknown e-mail takes as long as a wrong password, so that nobody learns which e-mails exist.
    const isRight = await verify(account?.passwordHash ?? (await this.decoy), password);
    if (!account || !isRight) {
      await this.accounts.noteLoginFailure(key, now);
      return refuse('wrongCredentials');
    }
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
    if (!failure || failure.failures < FREE_FAILURES) return 0;
    const delaySeconds = Math.min(LONGEST_DELAY_SECONDS, 2 ** (failure.failures - FREE_FAILURES));
    return Math.max(0, delaySeconds - (now.getTime() - failure.lastAt.getTime()) / 1000);
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
