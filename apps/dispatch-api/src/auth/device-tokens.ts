import {
  createHmac,
  createPublicKey,
  randomBytes,
  timingSafeEqual,
  verify,
  type KeyObject,
} from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { TOKEN_SIGNATURE_PREFIX } from '#contracts';
import { findTabletDevice, type Pool, type TabletDeviceRow } from '#persistence';
import type { EnrolledDevice } from '#use-cases';
import { jwtVerify, SignJWT } from 'jose';
import { POOL } from '../tokens.ts';
import { TokenKey } from './token-key.ts';

/** Another than that of users' tokens: neither is ever taken for the other. */
const ISSUER = 'akut-tablet';
export const DEVICE_TOKEN_SECONDS = 600;
const NONCE_MILLISECONDS = 60_000;
const MAX_REMEMBERED = 10_000;

interface Verified {
  readonly deviceId: string;
  readonly expiresAt: number;
}

/** The key as a number pair makes sense on its curve; undefined otherwise. */
export function readPublicKey(jwk: Readonly<Record<string, string>>): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** Nonces for tablets to sign, and the tokens (JWT, EdDSA, 10 minutes) that they get for a good signature. */
@Injectable()
export class DeviceTokens {
  private readonly nonceKey: Buffer;
  private readonly usedNonces = new Map<string, number>();
  private readonly verified = new Map<string, Verified>();

  constructor(
    @Inject(TokenKey) private readonly key: TokenKey,
    @Inject(POOL) private readonly pool: Pool,
  ) {
    const secret = key.privateKey.export({ type: 'pkcs8', format: 'der' });
    this.nonceKey = createHmac('sha256', secret).update('tablet nonces').digest();
  }

  /** Any process takes it, as they share the key; whether the device exists is not told. */
  makeNonce(deviceId: string, now: Date): string {
    const head = `${now.getTime() + NONCE_MILLISECONDS}.${randomBytes(16).toString('base64url')}`;
    return `${head}.${this.sealOf(deviceId, head)}`;
  }

  /** The device, when it signed one of our nonces, in time and for the first time here. */
  async findSigner(
    deviceId: string,
    nonce: string,
    signature: string,
    now: Date,
  ): Promise<TabletDeviceRow | undefined> {
    if (!this.isOurs(deviceId, nonce, now)) return undefined;
    const device = await findTabletDevice(this.pool, deviceId);
    const publicKey = device && readPublicKey(device.publicKey);
    if (!publicKey) return undefined;
    const signed = Buffer.from(`${TOKEN_SIGNATURE_PREFIX}:${deviceId}:${nonce}`);
    const bytes = Buffer.from(signature, 'base64url');
    if (!verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes)) return undefined;
    return this.isFirstUse(nonce, now) ? device : undefined;
  }

  async sign(deviceId: string, now: Date): Promise<string> {
    const issuedSeconds = Math.floor(now.getTime() / 1000);
    return new SignJWT({})
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(ISSUER)
      .setSubject(deviceId)
      .setIssuedAt(issuedSeconds)
      .setExpirationTime(issuedSeconds + DEVICE_TOKEN_SECONDS)
      .sign(this.key.privateKey);
  }

  /** The device as it is now: one that was revoked is so from the next request on. Undefined for a bad token. */
  async verify(token: string): Promise<EnrolledDevice | undefined> {
    const known = await this.read(token);
    return known && findTabletDevice(this.pool, known.deviceId);
  }

  /** Whose token it is, and until when it is good. */
  async read(token: string): Promise<Verified | undefined> {
    const held = this.verified.get(token);
    if (held && held.expiresAt > Date.now()) return held;
    this.verified.delete(token);
    const checked = await jwtVerify(token, this.key.publicKey, {
      issuer: ISSUER,
      algorithms: ['EdDSA'],
    }).catch(() => undefined);
    const { sub, exp } = checked?.payload ?? {};
    if (!sub || exp === undefined) return undefined;
    const known = { deviceId: sub, expiresAt: exp * 1000 };
    if (this.verified.size >= MAX_REMEMBERED) this.verified.clear();
    this.verified.set(token, known);
    return known;
  }

  private isOurs(deviceId: string, nonce: string, now: Date): boolean {
    const end = nonce.lastIndexOf('.');
    const head = nonce.slice(0, Math.max(0, end));
    const given = Buffer.from(nonce.slice(end + 1));
    const expected = Buffer.from(this.sealOf(deviceId, head));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
    return Number(head.split('.')[0]) > now.getTime();
  }

  private sealOf(deviceId: string, head: string): string {
    return createHmac('sha256', this.nonceKey).update(`${deviceId}:${head}`).digest('base64url');
  }

  private isFirstUse(nonce: string, now: Date): boolean {
    for (const [used, until] of this.usedNonces) if (until < now.getTime()) this.usedNonces.delete(used);
    if (this.usedNonces.has(nonce)) return false;
    this.usedNonces.set(nonce, now.getTime() + NONCE_MILLISECONDS);
    return true;
  }
}
