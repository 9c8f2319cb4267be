import { createHash, randomInt } from 'node:crypto';

/** Without letters and digits that look alike: the pattern of the contract. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A code to be typed at a tablet, in two groups of four. */
export function makeEnrolmentCode(): string {
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]!).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** What is stored of a code, written with or without its hyphen. */
export const hashEnrolmentCode = (code: string): Buffer =>
  createHash('sha256')
    .update(`enrolment:${code.replace('-', '')}`)
    .digest();
