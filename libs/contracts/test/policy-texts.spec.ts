import { describe, expect, it } from '@jest/globals';
import {
  checkTriageTexts,
  FIELD_FAULT_TEXTS,
  fieldFaultText,
  LANGUAGES,
  TRIAGE_TEXTS,
  triageText,
} from '#contracts';
import { checkTree, FIELD_FAULTS, listTextKeys, TRIAGE_PRESETS, type TriageTree } from '#domain';

const COMMON = ['yes', 'no', 'unsure'];
const neededKeys = [...new Set(TRIAGE_PRESETS.flatMap((tree) => listTextKeys(tree)))].filter(
  (key) => !COMMON.includes(key.split('.')[1] ?? ''),
);

const ownTree: TriageTree = {
  category: 'fall',
  version: 1,
  questions: [
    {
      question: 'isOnIce',
      answers: [
        { answer: 'yes', needs: [], step: { kind: 'end', priority: 2 } },
        { answer: 'perhaps', needs: [], step: { kind: 'end', priority: 3 } },
      ],
    },
  ],
  texts: { cs: { isOnIce: 'Je na ledu?', 'isOnIce.perhaps': 'Možná' }, sv: { isOnIce: 'På isen?' } },
};

describe('texts of triage', () => {
  it.each(LANGUAGES)(
    'are there for every question and answer of the presets, and no more, in %s',
    (language) => {
      expect(Object.keys(TRIAGE_TEXTS[language]).sort()).toEqual([...neededKeys].sort());
      for (const tree of TRIAGE_PRESETS) expect(checkTriageTexts(tree, [language])).toEqual([]);
    },
  );

  it.each(LANGUAGES)('ask with a question mark, each something else, in %s', (language) => {
    const questions = neededKeys.filter((key) => !key.includes('.'));
    const texts = questions.map((question) => triageText({}, language, question));
    expect(texts.filter((text) => !text.endsWith('?') || text.length > 110)).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("take the region's own words first, then ours, then another language, and are never blank", () => {
    expect(triageText(ownTree, 'cs', 'isOnIce')).toBe('Je na ledu?');
    expect(triageText(ownTree, 'cs', 'isOnIce', 'yes')).toBe('Ano');
    expect(triageText(ownTree, 'bg', 'isOnIce')).toBe('Je na ledu?');
    expect(triageText({}, 'bg', 'isOnIce', 'perhaps')).toBe('perhaps');
    expect(triageText({ texts: { en: { isAwake: 'Awake?' } } }, 'en', 'isAwake')).toBe('Awake?');
    expect(triageText({}, 'en', 'constructor')).toBe('constructor');
  });

  it('are asked for in the languages of the region', () => {
    expect(checkTree(ownTree)).toMatchObject({ ok: true });
    expect(checkTriageTexts(ownTree, ['cs'])).toEqual([]);
    expect(checkTriageTexts(ownTree, ['cs', 'sv-SE'])).toEqual([
      { path: 'texts', fault: 'withoutText', details: { value: 'isOnIce.perhaps', languages: 'sv' } },
    ]);
    expect(checkTriageTexts(ownTree, ['es']).map(({ details }) => details)).toEqual([
      { value: 'isOnIce', languages: 'en' },
      { value: 'isOnIce.perhaps', languages: 'en' },
    ]);
  });
});

describe('texts of faults', () => {
  it.each(LANGUAGES)('name the same values for every fault in %s as in English', (language) => {
    const namesIn = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const fault of FIELD_FAULTS) {
      const text = FIELD_FAULT_TEXTS[language][fault];
      expect([fault, namesIn(text)]).toEqual([fault, namesIn(FIELD_FAULT_TEXTS.en[fault])]);
      // What is wrong, then what to do.
      expect(text).toMatch(/.; ./u);
    }
  });

  it('are filled with what was typed', () => {
    const fault = { path: 'a', fault: 'tooLarge', details: { value: '900', largest: 600 } } as const;
    expect(fieldFaultText(fault, 'en')).toBe('900 is too much; give at most 600');
    expect(fieldFaultText({ path: 'a', fault: 'unknownValue', details: { value: '{value}' } }, 'cs')).toMatch(
      /^„\{value\}“/,
    );
  });
});
