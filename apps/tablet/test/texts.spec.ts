import { describe, expect, it } from '@jest/globals';
import { argumentNames, pluralCategories } from '#ui/i18n/icu.ts';
import { bg } from '../src/i18n/bg.ts';
import { cs } from '../src/i18n/cs.ts';
import { en } from '../src/i18n/en.ts';
import { sv } from '../src/i18n/sv.ts';

const CATALOGUES: Readonly<Record<string, Readonly<Record<string, string>>>> = { en, bg, cs, sv };
const LOCALES = Object.keys(CATALOGUES);
const entries = (locale: string) => Object.entries(CATALOGUES[locale]!);

describe.each(LOCALES)('texts of the tablet in %s', (locale) => {
  it('has every key and none besides', () => {
    expect(Object.keys(CATALOGUES[locale]!).sort()).toEqual(Object.keys(en).sort());
    expect(entries(locale).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('asks for the same values as English', () => {
    for (const [key, text] of entries(locale))
      expect([key, argumentNames(text)]).toEqual([key, argumentNames(CATALOGUES['en']![key]!)]);
  });

  it('has exactly the plural forms of the grammar', () => {
    const wanted = [...new Intl.PluralRules(locale).resolvedOptions().pluralCategories].sort();
    for (const [key, text] of entries(locale))
      for (const forms of pluralCategories(text).values())
        expect([key, [...forms].sort()]).toEqual([key, wanted]);
  });
});
