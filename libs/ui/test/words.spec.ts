import { describe, expect, it } from '@jest/globals';
import {
  ASSIGNMENT_STATUSES,
  BOARD_STATUSES,
  CAPABILITIES,
  INCIDENT_CATEGORIES,
  INCIDENT_OUTCOMES,
} from '#domain';
import { STATUS_STYLES } from '#ui/status/status-style.ts';
import { bg } from '#ui/i18n/words/bg.ts';
import { cs } from '#ui/i18n/words/cs.ts';
import { en } from '#ui/i18n/words/en.ts';
import { sv } from '#ui/i18n/words/sv.ts';

const WORD_CATALOGUES = { en, bg, cs, sv };

const KEYS = [
  ...BOARD_STATUSES.map((status) => `status.${status}`),
  ...ASSIGNMENT_STATUSES.map((status) => `step.${status}`),
  ...INCIDENT_CATEGORIES.map((category) => `category.${category}`),
  ...INCIDENT_OUTCOMES.map((outcome) => `outcome.${outcome}`),
  ...CAPABILITIES.map((capability) => `capability.${capability}`),
].sort();

describe('words of the field', () => {
  it.each(Object.entries(WORD_CATALOGUES))(
    'has a word for each thing and no more in %s',
    (_locale, catalogue) => {
      expect(Object.keys(catalogue).sort()).toEqual(KEYS);
      expect(Object.values(catalogue).filter((word) => word.trim() === '')).toEqual([]);
    },
  );

  it('writes Bulgarian in Cyrillic, but for abbreviations', () => {
    const latin = Object.values(WORD_CATALOGUES.bg).filter((word) => !/[а-я]/i.test(word));
    expect(latin).toEqual(['BLS', 'ALS', 'AED']);
  });

  it('tells any two statuses apart by code, or by shape and colour', () => {
    const codes = BOARD_STATUSES.map((status) => STATUS_STYLES[status].code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.every((code) => /^[A-Z]{2}$/.test(code))).toBe(true);
  });
});
