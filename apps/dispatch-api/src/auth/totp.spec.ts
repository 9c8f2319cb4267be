import { describe, expect, it } from '@jest/globals';
import { findTotpStep, makeTotpSecret, stepAt, totpCode, totpUri } from './totp.ts';

/** `12345678901234567890` in base32: the secret of the test vectors. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('totpCode', () => {
  // RFC 6238, appendix B, SHA-1: the last six of its eight digits.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %i s is %s', (seconds, code) => {
    expect(totpCode(SECRET, stepAt(new Date(seconds * 1000)))).toBe(code);
  });
});

describe('findTotpStep', () => {
  const at = new Date(1_234_567_890_000);
  const now = stepAt(at);

  it.each([-1, 0, 1])('takes the code of the step %i away', (away) => {
    expect(findTotpStep(SECRET, totpCode(SECRET, now + away), at)).toBe(now + away);
  });

  it.each([-2, 2])('takes no code of the step %i away', (away) => {
    expect(findTotpStep(SECRET, totpCode(SECRET, now + away), at)).toBeUndefined();
  });

  it.each(['', '00592', '0059244', '００５９２４', 'abcdef'])('takes no "%s"', (code) => {
    expect(findTotpStep(SECRET, code, at)).toBeUndefined();
  });
});

describe('makeTotpSecret', () => {
  it('has 160 bits in base32, and no two are alike', () => {
    const secrets = new Set(Array.from({ length: 100 }, makeTotpSecret));
    expect(secrets.size).toBe(100);
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  });
});

describe('totpUri', () => {
  it('names issuer and account', () => {
    expect(totpUri('Akut', 'a+b@example.org', SECRET)).toBe(
      `otpauth://totp/Akut:a%2Bb%40example.org?secret=${SECRET}&issuer=Akut`,
    );
  });
});
