import type { PolicyCountry } from '../standards/presets.ts';

/**
 * Words that are erased when nobody has a lawful use of them any more; what happened (steps, ids, times, the journal) stays.
 * `deviceEvents`: taps of tablets as they came. `messages`: what crews and the control room wrote to each other.
 * `enrolmentCodes`: used and lapsed ones. `clinical`: patients' records.
 */
export const RETENTION_CLASSES = ['deviceEvents', 'messages', 'enrolmentCodes', 'clinical'] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number];
export type RetentionDays = Readonly<Record<RetentionClass, number>>;

/** No setting may erase sooner: a mistyped number must not take what a complaint or a court will ask for. */
export const LEAST_RETENTION_DAYS: RetentionDays = {
  deviceEvents: 7,
  messages: 7,
  enrolmentCodes: 1,
  clinical: 365,
};
export const LONGEST_RETENTION_DAYS = 36_500;

/**
 * Ten years for patients' records is the least of Sweden (Patientdatalagen 2008:355, chapter 3, section 17: at least ten years
 * after the last entry); where a country's own rule was not read, the same holds, since erasing too early cannot be mended.
 * The rest is the product's own rule: taps are asked for within weeks, messages within the time for complaints.
 */
const PRODUCT_DAYS: RetentionDays = {
  deviceEvents: 90,
  messages: 365,
  enrolmentCodes: 30,
  clinical: 3653,
};

/** By country, where its rule is another one than the product's. */
const COUNTRY_DAYS: Readonly<Record<PolicyCountry, Partial<RetentionDays>>> = {
  bg: {},
  cz: {},
  se: {},
  'gb-eng': {},
};

/** How long a region keeps each class: its own number, else its country's, else the product's; never less than the least. */
export function retentionDays(
  country: PolicyCountry,
  own: Readonly<Partial<Record<RetentionClass, unknown>>>,
): RetentionDays {
  const daysOf = (kind: RetentionClass): number => {
    const given = own[kind];
    const days =
      typeof given === 'number' && Number.isInteger(given)
        ? given
        : (COUNTRY_DAYS[country][kind] ?? PRODUCT_DAYS[kind]);
    return Math.min(LONGEST_RETENTION_DAYS, Math.max(LEAST_RETENTION_DAYS[kind], days));
  };
  return Object.fromEntries(
    RETENTION_CLASSES.map((kind) => [kind, daysOf(kind)]),
  ) as unknown as RetentionDays;
}
