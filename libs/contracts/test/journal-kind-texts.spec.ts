import { describe, expect, it } from '@jest/globals';
import {
  JOURNAL_KIND_TEXTS,
  JOURNAL_KINDS,
  LANGUAGES,
  sayJournalKind,
  sayTimeline,
  type TimelineWords,
} from '../src/index.ts';

const WORDS: TimelineWords = {
  clock: (at) => at,
  duration: String,
  step: (step) => step,
  category: (category) => category,
  outcome: (outcome) => outcome,
};

describe.each(LANGUAGES)('kinds of the journal in %s', (language) => {
  it('have words, each its own, and none besides', () => {
    const texts = JOURNAL_KIND_TEXTS[language];
    expect(Object.keys(texts).sort()).toEqual([...JOURNAL_KINDS].sort());
    expect(new Set(Object.values(texts)).size).toBe(JOURNAL_KINDS.length);
    for (const [kind, text] of Object.entries(texts)) {
      expect([kind, text.trim()]).not.toEqual([kind, '']);
      if (language !== 'en') expect(text).not.toBe(sayJournalKind('en', kind));
    }
  });

  it.each(JOURNAL_KINDS)('are told in a timeline by their words: %s', (journalKind) => {
    const entry = { kind: 'other', values: { journalKind }, changes: [] } as const;
    const said = sayTimeline(language, entry, WORDS);
    expect(said).toBe(JOURNAL_KIND_TEXTS[language][journalKind]);
    expect(said).not.toContain(journalKind);
  });
});

describe('a kind that this version does not know', () => {
  it('stays visible as its name', () => {
    expect(sayJournalKind('sv', 'toldByAnother')).toBe('toldByAnother');
    expect(sayJournalKind('sv', 'toString')).toBe('toString');
  });
});
