import { describe, expect, it } from '@jest/globals';
import { argumentNames, pluralCategories } from '#ui/i18n/icu.ts';
import { REASON_TEXTS } from '#contracts';
import { OFFICE_TEXTS } from '../src/admin/office-text.ts';
import { bg } from '../src/i18n/bg.ts';
import { panelsBg } from '../src/i18n/panels/bg.ts';
import { cs } from '../src/i18n/cs.ts';
import { panelsCs } from '../src/i18n/panels/cs.ts';
import { en } from '../src/i18n/en.ts';
import { panelsEn } from '../src/i18n/panels/en.ts';
import { sv } from '../src/i18n/sv.ts';
import { panelsSv } from '../src/i18n/panels/sv.ts';
import { SUPERVISOR_TEXTS } from '../src/supervisor/text.ts';

const LOCALES = ['en', 'bg', 'cs', 'sv'] as const;
type Locale = (typeof LOCALES)[number];
type Catalogues = Readonly<Record<Locale, Readonly<Record<string, string>>>>;
const CATALOGUES: Readonly<Record<string, Catalogues>> = {
  'the desk': { en, bg, cs, sv },
  'its later panels': { en: panelsEn, bg: panelsBg, cs: panelsCs, sv: panelsSv },
  'the account and administration': OFFICE_TEXTS,
  'the supervisor’s page': SUPERVISOR_TEXTS,
};

describe.each(Object.entries(CATALOGUES))('texts of %s', (_of, catalogues) => {
  const entries = (locale: Locale) => Object.entries(catalogues[locale]);

  it.each(LOCALES)('has every key and none besides in %s', (locale) => {
    expect(Object.keys(catalogues[locale]).sort()).toEqual(Object.keys(catalogues.en).sort());
    expect(entries(locale).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it.each(LOCALES)('asks for the same values in %s as in English', (locale) => {
    const differing = entries(locale).filter(
      ([key, text]) => argumentNames(text).join() !== argumentNames(catalogues.en[key]).join(),
    );
    expect(differing).toEqual([]);
  });

  it.each(LOCALES)('has exactly the plural forms of the grammar in %s', (locale) => {
    const wanted = [...new Intl.PluralRules(locale).resolvedOptions().pluralCategories].sort();
    for (const [key, text] of entries(locale)) {
      for (const forms of pluralCategories(text).values()) {
        expect([key, [...forms].filter((form) => !form.startsWith('=')).sort()]).toEqual([key, wanted]);
      }
    }
  });

  it('uses plurals for the same values in each language', () => {
    for (const locale of LOCALES) {
      for (const [key, text] of entries(locale)) {
        const names = [...pluralCategories(text).keys()];
        expect([key, names]).toEqual([key, [...pluralCategories(catalogues.en[key]).keys()]]);
      }
    }
  });

  it('leaves no English sentence in another catalogue', () => {
    for (const locale of LOCALES.filter((one) => one !== 'en')) {
      const same = entries(locale).filter(([key, text]) => text === catalogues.en[key]);
      // What remains equal are words both languages share, and patterns of values alone.
      expect(
        same.filter(
          ([, text]) =>
            text
              .replace(/\{\w+\}/g, '')
              .trim()
              .split(' ').length > 2,
        ),
      ).toEqual([]);
    }
  });
});

describe('refusals', () => {
  it('can say each refusal of the api in each language', () => {
    for (const locale of LOCALES) {
      expect(Object.keys(REASON_TEXTS[locale]).sort()).toEqual(Object.keys(REASON_TEXTS.en).sort());
    }
  });
});
