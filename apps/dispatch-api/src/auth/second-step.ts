import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { createOwnAccountStore } from '#persistence';
import { accept, type Outcome, refuse } from '#use-cases';
import { OWN_ACCOUNTS } from '../tokens.ts';
import { SecretBox } from './secret-box.ts';
import { findTotpStep, makeTotpSecret, totpUri } from './totp.ts';

const ISSUER = 'Akut';
const RECOVERY_CODES = 10;
/** Without letters and digits that look alike. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const CODE_LENGTH = 10;

const isCode = (text: string): boolean => /^\d{6}$/.test(text);
const plain = (text: string): string => text.toLowerCase().replace(/[\s-]/g, '');
const hashOf = (userId: string, code: string): Buffer =>
  createHash('sha256')
    .update(`recovery:${userId}:${plain(code)}`)
    .digest();

function makeRecoveryCode(): string {
  // 31 letters: a remainder of 256 favours the first eight by a tenth, which 49 bits can spare.
  const letters = [...randomBytes(CODE_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]!).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

export interface Enrolment {
  readonly secret: string;
  readonly uri: string;
}

/** Codes of authenticators (RFC 6238) and recovery codes. Each works once. */
@Injectable()
export class SecondStep {
  constructor(
    @Inject(OWN_ACCOUNTS) private readonly accounts: ReturnType<typeof createOwnAccountStore>,
    @Inject(SecretBox) private readonly box: SecretBox,
  ) {}

  /** Uses up a code or a recovery code of an account that has a second step. */
  async use(userId: string, code: string, at: Date): Promise<boolean> {
    const digits = plain(code);
    if (!isCode(digits)) return this.accounts.useRecoveryCode(userId, hashOf(userId, code), at);
    const totp = await this.accounts.findTotp(userId);
    if (!totp?.confirmedAt) return false;
    const step = this.stepOf(userId, totp.secret, digits, at);
    return step !== undefined && step > totp.lastStep && this.accounts.useTotpStep(userId, step);
  }

  async begin(userId: string, email: string, at: Date): Promise<Outcome<Enrolment>> {
    const secret = makeTotpSecret();
    const isBegun = await this.accounts.beginTotp(userId, this.box.lock(secret, userId), at);
    if (!isBegun) return refuse('totpAlreadyEnrolled');
    return accept({ secret, uri: totpUri(ISSUER, email, secret) });
  }

  /** The first code proves that the authenticator has the secret. */
  async confirm(
    userId: string,
    code: string,
    at: Date,
  ): Promise<Outcome<{ recoveryCodes: string[]; regionId: string | undefined }>> {
    const totp = await this.accounts.findTotp(userId);
    if (!totp) return refuse('totpNotBegun');
    if (totp.confirmedAt) return refuse('totpAlreadyEnrolled');
    const digits = plain(code);
    const step = isCode(digits) ? this.stepOf(userId, totp.secret, digits, at) : undefined;
    if (step === undefined) return refuse('wrongCode');
    const recoveryCodes = this.makeCodes();
    const codeHashes = recoveryCodes.map((one) => hashOf(userId, one));
    const confirmed = await this.accounts.confirmTotp(userId, { secret: totp.secret, step, codeHashes, at });
    return confirmed ? accept({ recoveryCodes, ...confirmed }) : refuse('totpNotBegun');
  }

  async renewRecoveryCodes(
    userId: string,
    at: Date,
  ): Promise<{ recoveryCodes: string[]; regionId: string | undefined }> {
    const recoveryCodes = this.makeCodes();
    const codeHashes = recoveryCodes.map((one) => hashOf(userId, one));
    return { recoveryCodes, ...(await this.accounts.renewRecoveryCodes(userId, codeHashes, at)) };
  }

  private makeCodes(): string[] {
    return Array.from({ length: RECOVERY_CODES }, makeRecoveryCode);
  }

  /** The step of time that the code belongs to; undefined when it belongs to none near now. */
  private stepOf(userId: string, locked: Buffer, code: string, at: Date): number | undefined {
    const secret = this.box.open(locked, userId);
    return secret === undefined ? undefined : findTotpStep(secret, code, at);
  }
}
