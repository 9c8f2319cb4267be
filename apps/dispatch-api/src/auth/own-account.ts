import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { chooseLanguage, type Preferences, type SessionView, type TotpState } from '#contracts';
import {
  type createAccountStore,
  type createOwnAccountStore,
  notifyJournalReaders,
  type Pool,
} from '#persistence';
import { accept, type Outcome, type Refusal, refuse } from '#use-cases';
import { ACCOUNTS, OWN_ACCOUNTS, POOL } from '../tokens.ts';
import { EndedSessions } from './ended-sessions.ts';
import { Passwords } from './passwords.ts';
import { type Enrolment, SecondStep } from './second-step.ts';
import { SignIn } from './sign-in.ts';

const keyOf = (what: string, userId: string): Buffer =>
  createHash('sha256').update(`${what}:${userId}`).digest();

/** What users do to their own account. Secrets are in answers once and in no command, log or journal. */
@Injectable()
export class OwnAccount {
  constructor(
    @Inject(OWN_ACCOUNTS) private readonly own: ReturnType<typeof createOwnAccountStore>,
    @Inject(ACCOUNTS) private readonly accounts: ReturnType<typeof createAccountStore>,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(SecondStep) private readonly secondStep: SecondStep,
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(EndedSessions) private readonly endedSessions: EndedSessions,
  ) {}

  async changePassword(
    userId: string,
    sessionId: string,
    { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
  ): Promise<Outcome<{ ended: number }>> {
    const denied = await this.checkPassword(userId, currentPassword);
    if (denied) return denied;
    if (newPassword === currentPassword) return refuse('samePassword');
    const passwordHash = await this.passwords.hash(newPassword);
    const { ended, regionId } = await this.own.setPassword(userId, passwordHash, sessionId, new Date());
    await this.tell(regionId);
    for (const id of ended) this.endedSessions.add(id);
    return accept({ ended: ended.length });
  }

  async setPreferences(
    userId: string,
    preferences: Preferences,
  ): Promise<Preferences & { language: NonNullable<Preferences['language']> }> {
    const kept = await this.own.setPreferences(userId, preferences.language, preferences);
    return { ...kept.preferences, language: chooseLanguage(kept.language) };
  }

  async listSessions(userId: string, currentId: string): Promise<SessionView[]> {
    const sessions = await this.own.listSessions(userId, new Date());
    return sessions.map((session) => ({ ...session, isCurrent: session.id === currentId }));
  }

  async endSession(userId: string, sessionId: string): Promise<Outcome<{ ended: number }>> {
    if (!(await this.own.endOwnSession(sessionId, userId, new Date()))) return refuse('notFound');
    this.endedSessions.add(sessionId);
    return accept({ ended: 1 });
  }

  async endOtherSessions(userId: string, currentId: string): Promise<{ ended: number }> {
    const ended = await this.own.endOtherSessions(userId, currentId, new Date());
    for (const id of ended) this.endedSessions.add(id);
    return { ended: ended.length };
  }

  async getTotp(userId: string): Promise<TotpState> {
    const totp = await this.own.findTotp(userId);
    const isEnrolled = totp?.confirmedAt instanceof Date;
    return {
      isEnrolled,
      isRequired: await this.own.isTotpRequired(userId),
      enrolledAt: totp?.confirmedAt?.toISOString() ?? null,
      recoveryCodesLeft: isEnrolled ? totp.recoveryCodesLeft : 0,
    };
  }

  async beginTotp(userId: string, password: string): Promise<Outcome<Enrolment>> {
    const denied = await this.checkPassword(userId, password);
    if (denied) return denied;
    const user = await this.accounts.findAccount(userId);
    return user ? this.secondStep.begin(userId, user.email, new Date()) : refuse('sessionEnded');
  }

  async confirmTotp(userId: string, code: string): Promise<Outcome<{ recoveryCodes: string[] }>> {
    const tooSoon = await this.signIn.claim(keyOf('confirm', userId), new Date());
    if (tooSoon) return tooSoon;
    const confirmed = await this.secondStep.confirm(userId, code, new Date());
    if (!confirmed.ok) return confirmed;
    await this.accounts.forgetLoginFailures(keyOf('confirm', userId));
    await this.tell(confirmed.value.regionId);
    return accept({ recoveryCodes: confirmed.value.recoveryCodes });
  }

  async renewRecoveryCodes(userId: string, code: string): Promise<Outcome<{ recoveryCodes: string[] }>> {
    const denied = await this.checkCode(userId, code);
    if (denied) return denied;
    const { recoveryCodes, regionId } = await this.secondStep.renewRecoveryCodes(userId, new Date());
    await this.tell(regionId);
    return accept({ recoveryCodes });
  }

  async removeTotp(userId: string, password: string, code: string): Promise<Outcome<TotpState>> {
    const denied = (await this.checkPassword(userId, password)) ?? (await this.checkCode(userId, code));
    if (denied) return denied;
    const { regionId } = await this.own.removeTotp(userId, new Date());
    await this.tell(regionId);
    return accept(await this.getTotp(userId));
  }

  /** Whoever found an open screen must not guess the password on it. */
  async checkPassword(userId: string, password: string): Promise<Refusal | undefined> {
    if (this.passwords.areBusy) return refuse('tooManyRequests', { retryAfterSeconds: 2 });
    const key = keyOf('password', userId);
    const tooSoon = await this.signIn.claim(key, new Date());
    if (tooSoon) return tooSoon;
    const isRight = await this.passwords.isRight(await this.own.getPasswordHash(userId), password);
    if (!isRight) return refuse('wrongPassword');
    await this.accounts.forgetLoginFailures(key);
    return undefined;
  }

  private async checkCode(userId: string, code: string): Promise<Refusal | undefined> {
    const totp = await this.own.findTotp(userId);
    if (!totp?.confirmedAt) return refuse('totpNotEnrolled');
    const key = keyOf('code', userId);
    const tooSoon = await this.signIn.claim(key, new Date());
    if (tooSoon) return tooSoon;
    if (!(await this.secondStep.use(userId, code, new Date()))) return refuse('wrongCode');
    await this.accounts.forgetLoginFailures(key);
    return undefined;
  }

  private async tell(regionId: string | undefined): Promise<void> {
    if (regionId !== undefined) await notifyJournalReaders(this.pool, [regionId]);
  }
}
