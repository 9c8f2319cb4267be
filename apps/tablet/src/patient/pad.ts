import { DECIMALS, type RangedVital } from '#domain';

const MOST_DIGITS = 6;

/** What a number pad shows after a key. A key that would make no number changes nothing. */
export function pressKey(shown: string, key: string, decimals: number): string {
  if (key === 'delete') return shown.slice(0, -1);
  if (key === 'clear') return '';
  if (key === '.') return decimals === 0 || shown.includes('.') ? shown : `${shown === '' ? '0' : shown}.`;
  const [, fraction] = shown.split('.');
  if (fraction !== undefined && fraction.length >= decimals) return shown;
  if (shown.replace('.', '').length >= MOST_DIGITS) return shown;
  return shown === '0' ? key : shown + key;
}

/** The number that a pad shows; undefined while there is none. */
export const numberOf = (shown: string): number | undefined =>
  shown === '' || shown === '.' ? undefined : Number(shown);

/** A value as it is shown, with the digits that its kind has and the language's own point. */
export const showValue = (vital: RangedVital, value: number, language: string): string =>
  value.toLocaleString(language, {
    minimumFractionDigits: DECIMALS[vital],
    maximumFractionDigits: DECIMALS[vital],
    useGrouping: false,
  });

/** The decimal point of a language. */
export const pointOf = (language: string): string => (1.5).toLocaleString(language).charAt(1);
