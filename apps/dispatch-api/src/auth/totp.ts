import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

// RFC 6238 and RFC 4226 as every authenticator has them by default: SHA-1, 30 s, six digits. The little there is to it
// stands on node's own crypto, with the test vectors of the RFC.
const STEP_SECONDS = 30;
const DIGITS = 6;
/** Clocks of phones are off by seconds, and reading and typing takes some: one step either way. */
const TOLERATED_STEPS = 1;
const SECRET_BYTES = 20;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A secret in base32 (RFC 4648), as authenticators take it. */
export function makeTotpSecret(): string {
  let bits = '';
  for (const byte of randomBytes(SECRET_BYTES)) bits += byte.toString(2).padStart(8, '0');
  return bits.replace(/.{5}/g, (five) => BASE32[Number.parseInt(five, 2)]!);
}

function readBase32(text: string): Buffer {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

export const stepAt = (at: Date): number => Math.floor(at.getTime() / 1000 / STEP_SECONDS);

/** The code of a step of time. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', readBase32(secret)).update(counter).digest();
  const offset = digest.at(-1)! & 0xf;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The step of time that a code belongs to; undefined when it belongs to none near `at`. */
export function findTotpStep(secret: string, code: string, at: Date): number | undefined {
  const now = stepAt(at);
  for (let away = -TOLERATED_STEPS; away <= TOLERATED_STEPS; away += 1) {
    const expected = Buffer.from(totpCode(secret, now + away));
    const given = Buffer.from(code);
    if (given.length === expected.length && timingSafeEqual(given, expected)) return now + away;
  }
  return undefined;
}

/** What authenticators read from a QR code (Google's key URI format). */
export function totpUri(issuer: string, label: string, secret: string): string {
  const name = [issuer, label].map(encodeURIComponent).join(':');
  return `otpauth://totp/${name}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
}
