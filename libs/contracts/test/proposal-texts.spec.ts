import { describe, expect, it } from '@jest/globals';
import { LANGUAGES, PROPOSAL_TEXTS, sayProposal, type ProposalTextKey } from '#contracts';

const namesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();

describe('texts of proposals', () => {
  it('name the same values in every language', () => {
    for (const key of Object.keys(PROPOSAL_TEXTS.en) as ProposalTextKey[]) {
      const wanted = [...new Set(namesIn(PROPOSAL_TEXTS.en[key]))];
      for (const language of LANGUAGES) {
        expect([language, key, [...new Set(namesIn(PROPOSAL_TEXTS[language][key]))]]).toEqual([
          language,
          key,
          wanted,
        ]);
      }
    }
  });

  it('say what would be better in each language, and show a value that is missing', () => {
    const values = {
      callSign: 'M7',
      savedMinutes: 3,
      incidentNumber: 12,
      otherCallSign: 'M4',
      outMinutes: 6,
    };
    expect(sayProposal('en', { key: 'exchange', values })).toBe(
      'M7 is free and 3 min nearer to incident 12 than M4, which is still 6 min out.',
    );
    expect(new Set(LANGUAGES.map((one) => sayProposal(one, { key: 'exchange', values }))).size).toBe(4);
    expect(sayProposal('sv', { key: 'nearest', values: {} })).toBe('{callSign} kommer fram först.');
    expect(sayProposal('en', { key: 'ofTomorrow', values: {} })).toBe('ofTomorrow');
  });
});
