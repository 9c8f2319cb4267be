import { POLICY_COUNTRIES, type PolicyCountry } from './presets.ts';

/** What is known of a region when nobody has said whose rules it lives by. */
export interface RegionLocale {
  /** The region's own setting; anything but a known country counts as not set. */
  readonly policyCountry: string | null;
  readonly timeZone: string;
  readonly currency: string;
  /** Language tags, the first one first. */
  readonly languages: readonly string[];
}

/**
 * England's rules where nothing speaks for another country: they have a limit for every priority, and their plan asks for
 * no physician on the road, so any fleet with paramedics can meet it.
 */
export const FALLBACK_POLICY_COUNTRY: PolicyCountry = 'gb-eng';

const BY_TIME_ZONE: Readonly<Record<string, PolicyCountry>> = {
  'Europe/Prague': 'cz',
  'Europe/Sofia': 'bg',
  'Europe/Stockholm': 'se',
  'Europe/London': 'gb-eng',
};
const BY_CURRENCY: Readonly<Record<string, PolicyCountry>> = {
  CZK: 'cz',
  BGN: 'bg',
  SEK: 'se',
  GBP: 'gb-eng',
};
const BY_LANGUAGE: Readonly<Record<string, PolicyCountry>> = { cs: 'cz', bg: 'bg', sv: 'se' };

const own = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/**
 * Whose presets a region starts from: its setting, else the country its clock stands in, else the one its money is from
 * (a time zone is the surer sign: Bulgaria changed its money in 2026), else the one its first language is spoken in, else
 * `FALLBACK_POLICY_COUNTRY`.
 */
export function choosePolicyCountry(region: RegionLocale): PolicyCountry {
  const [language = ''] = region.languages;
  return (
    POLICY_COUNTRIES.find((country) => country === region.policyCountry) ??
    own(BY_TIME_ZONE, region.timeZone) ??
    own(BY_CURRENCY, region.currency) ??
    own(BY_LANGUAGE, language.slice(0, 2).toLowerCase()) ??
    FALLBACK_POLICY_COUNTRY
  );
}
