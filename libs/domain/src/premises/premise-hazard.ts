/** What to be warned of at an address, the gravest first. */
export const HAZARD_KINDS = [
  'violence',
  'weapon',
  'gas',
  'oxygen',
  'infection',
  'dog',
  'access',
  'doorCode',
  'other',
] as const;
export type HazardKind = (typeof HAZARD_KINDS)[number];

/** A warning reaches this far around its position: the next doors of the same building, not the next block. */
export const HAZARD_REACH_METERS = 50;
/** A warning that nobody said when to look at again is looked at after a year. */
export const HAZARD_REVIEW_DAYS = 365;

/**
 * What two writings of one address have in common: letters and digits only, in lower case. Two addresses without any are
 * never the same.
 */
export function addressKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}
