/** Vehicle identification numbers: ISO 3779 for the form, 49 CFR 565.15 for the ninth character. */

const VIN_PATTERN = /^[A-HJ-NPR-Z0-9]{17}$/;
const LETTER_VALUES: Readonly<Record<string, number>> = Object.fromEntries(
  [...'ABCDEFGH']
    .map((letter, index) => [letter, index + 1] as const)
    .concat(
      [...'JKLMN'].map((letter, index) => [letter, index + 1] as const),
      [
        ['P', 7],
        ['R', 9],
      ],
      [...'STUVWXYZ'].map((letter, index) => [letter, index + 2] as const),
    ),
);
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const CHECK_POSITION = 8;

export type VinCheck =
  | { readonly ok: true; readonly vin: string; readonly checkDigit: 'right' | 'notUsed' }
  | {
      readonly ok: false;
      readonly reason: 'length' | 'characters' | 'checkDigit';
      readonly expected?: string;
    };

/** As it is kept: upper case, without spaces and hyphens. */
export const normaliseVin = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();

/** The character a VIN must have in the ninth place where the check digit is used. */
export function vinCheckDigit(vin: string): string {
  const sum = [...vin].reduce(
    (total, letter, index) => total + (LETTER_VALUES[letter] ?? Number(letter)) * (WEIGHTS[index] ?? 0),
    0,
  );
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

/**
 * North America (1 to 5) must use the check digit, so a wrong one is refused there. Europe need not: many makers put any character in its place,
 * and then the answer says so instead of refusing a true number.
 */
export function checkVin(typed: string): VinCheck {
  const vin = normaliseVin(typed);
  if (vin.length !== 17) return { ok: false, reason: 'length' };
  if (!VIN_PATTERN.test(vin)) return { ok: false, reason: 'characters' };
  const expected = vinCheckDigit(vin);
  if (vin[CHECK_POSITION] === expected) return { ok: true, vin, checkDigit: 'right' };
  return /^[1-5]/.test(vin)
    ? { ok: false, reason: 'checkDigit', expected }
    : { ok: true, vin, checkDigit: 'notUsed' };
}
