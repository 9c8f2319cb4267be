import { describe, expect, it } from '@jest/globals';
import { argumentNames, formatMessage, parse, pluralCategories } from '#ui/i18n/icu.ts';

const UNITS_CS = '{count, plural, one {# posádka} few {# posádky} many {# posádky} other {# posádek}}';

describe('messages', () => {
  it('puts values in, numbers as the locale writes them', () => {
    expect(formatMessage('en', 'Send {callSign} to {number}', { callSign: 'M05', number: '2419' })).toBe(
      'Send M05 to 2419',
    );
    expect(formatMessage('en', '{n} rows', { n: 12_500 })).toBe('12,500 rows');
    expect(formatMessage('sv', '{n} rader', { n: 12_500 })).toBe('12\u00a0500 rader');
  });

  it.each([
    [1, '1 posádka'],
    [2, '2 posádky'],
    [4, '4 posádky'],
    [5, '5 posádek'],
    [0, '0 posádek'],
    [1.5, '1,5 posádky'],
    [22, '22 posádek'],
  ])('chooses the Czech form of %p', (count, expected) => {
    expect(formatMessage('cs', UNITS_CS, { count })).toBe(expected);
  });

  it('prefers an exact count, and keeps values inside of a plural', () => {
    const message =
      '{count, plural, =0 {nobody for {place}} one {# unit for {place}} other {# units for {place}}}';
    expect(formatMessage('en', message, { count: 0, place: 'Centro' })).toBe('nobody for Centro');
    expect(formatMessage('bg', message, { count: 1, place: 'Centro' })).toBe('1 unit for Centro');
    expect(formatMessage('en', message, { count: 3, place: 'Centro' })).toBe('3 units for Centro');
  });

  it('shows a value as text, whatever it holds', () => {
    expect(formatMessage('en', 'at “{address}”', { address: '{x} <b> # 5' })).toBe('at “{x} <b> # 5”');
  });

  it('names its arguments and plural forms', () => {
    expect(argumentNames('{a} {count, plural, one {{b}} other {#}}')).toEqual(['a', 'b', 'count']);
    expect([...pluralCategories(UNITS_CS).values()]).toEqual([['one', 'few', 'many', 'other']]);
  });

  it('refuses a message it cannot read', () => {
    expect(() => parse('open {name')).toThrow(SyntaxError);
    expect(() => parse('{when, date}')).toThrow(SyntaxError);
    expect(() => parse('{n, plural, one {#}}')).toThrow(SyntaxError);
  });
});
