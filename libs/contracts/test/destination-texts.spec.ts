import { describe, expect, it } from '@jest/globals';
import {
  CARE_LEVELS,
  DESTINATION_PARTS,
  DESTINATION_REASONS,
  DESTINATION_REJECTIONS,
  DIVERSION_STATES,
  FACILITY_SERVICES,
} from '#domain';
import { DESTINATION_TEXTS, LANGUAGES } from '../src/index.ts';

const LISTS = {
  because: DESTINATION_REASONS,
  rejected: DESTINATION_REJECTIONS,
  parts: DESTINATION_PARTS,
  services: FACILITY_SERVICES,
  levels: CARE_LEVELS,
  states: DIVERSION_STATES,
} as const;
const SECTIONS = Object.keys(LISTS) as (keyof typeof LISTS)[];
const valuesIn = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();
const sectionOf = (
  language: (typeof LANGUAGES)[number],
  section: keyof typeof LISTS,
): Record<string, string> => DESTINATION_TEXTS[language][section];

describe.each(LANGUAGES)('texts of destinations in %s', (language) => {
  it.each(SECTIONS)('has each of the %s, with the values of the English one', (section) => {
    const texts = sectionOf(language, section);
    expect(Object.keys(texts).sort()).toEqual([...LISTS[section]].sort());
    for (const [key, text] of Object.entries(texts)) {
      expect(text.trim()).not.toBe('');
      expect([key, valuesIn(text)]).toEqual([key, valuesIn(sectionOf('en', section)[key]!)]);
    }
  });

  it('differs from the other languages', () => {
    const others = LANGUAGES.filter((one) => one !== language);
    for (const other of others) {
      expect(DESTINATION_TEXTS[language].because.nobody).not.toBe(DESTINATION_TEXTS[other].because.nobody);
    }
  });
});
