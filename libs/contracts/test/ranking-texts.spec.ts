import { describe, expect, it } from '@jest/globals';
import { EXPLANATION_KEYS, PLAN_PRESETS, REJECTION_REASONS, SOFT_RULE_NAMES } from '#domain';
import { argumentNames, pluralCategories } from '#ui/i18n/icu.ts';
import { isRankingTextKey, RANKING_TEXTS, type RankingTextKey } from '../src/ranking-texts.ts';

const LANGUAGES = Object.keys(RANKING_TEXTS) as (keyof typeof RANKING_TEXTS)[];
const entries = (language: (typeof LANGUAGES)[number]): [RankingTextKey, string][] =>
  Object.entries(RANKING_TEXTS[language]) as [RankingTextKey, string][];

describe('texts of the ranking', () => {
  it('can say every sentence, reason, rule and slot of a preset', () => {
    const slots = Object.values(PLAN_PRESETS).flatMap(({ entries: all, needSlots }) => [
      ...all.flatMap((entry) => entry.slots.map(({ slot }) => slot)),
      ...needSlots.map(({ need }) => `need:${need}`),
    ]);
    const keys = [
      ...EXPLANATION_KEYS.map((key) => `because.${key}`),
      ...REJECTION_REASONS.map((reason) => `reject.${reason}`),
      ...SOFT_RULE_NAMES.map((rule) => `rule.${rule}`),
      ...slots.map((slot) => `slot.${slot}`),
    ];
    expect(keys.filter((key) => !isRankingTextKey(key))).toEqual([]);
  });

  it.each(LANGUAGES)('has every key and none besides in %s', (language) => {
    expect(Object.keys(RANKING_TEXTS[language]).sort()).toEqual(Object.keys(RANKING_TEXTS.en).sort());
    expect(entries(language).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it.each(LANGUAGES)('asks for the same values in %s as in English', (language) => {
    for (const [key, text] of entries(language))
      expect([key, argumentNames(text)]).toEqual([key, argumentNames(RANKING_TEXTS.en[key])]);
  });

  it.each(LANGUAGES)('has the plural forms of the grammar in %s', (language) => {
    const wanted = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort();
    for (const [key, text] of entries(language))
      for (const forms of pluralCategories(text).values())
        expect([key, [...forms].sort()]).toEqual([key, wanted]);
  });
});
