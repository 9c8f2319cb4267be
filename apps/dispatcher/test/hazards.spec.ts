import { describe, expect, it } from '@jest/globals';
import { argumentNames, pluralCategories } from '#ui/i18n/icu.ts';
import type { HazardView } from '#contracts';
import { bodyOf, changesOf, draftOf, EMPTY_DRAFT, isComplete } from '../src/hazards/hazard-draft.ts';
import { isInForce, searchHazards } from '../src/hazards/search-hazards.ts';
import { HAZARD_PAGE_TEXTS } from '../src/hazards/text.ts';

const ZONE = 'Europe/Stockholm';
const AT = Date.UTC(2026, 4, 4, 12);

const aHazard = (changes: Partial<HazardView> = {}): HazardView => ({
  id: 'h1',
  regionId: 'demo',
  kind: 'dog',
  text: 'Two big dogs in the yard',
  addressText: 'Storgatan 7',
  coordinates: [18.06, 59.33],
  version: 3,
  validUntil: '2026-06-30T21:59:59.000Z',
  reviewAt: '2026-06-01T10:00:00.000Z',
  writtenAt: '2026-01-01T10:00:00.000Z',
  writtenByName: 'Å. Öberg',
  removedAt: null,
  ...changes,
});

describe('the search in warnings', () => {
  const gas = aHazard({ id: 'h2', kind: 'gas', text: 'Flaskor i källaren', addressText: 'Åvägen 2' });
  const all = [aHazard(), gas];
  const find = (typed: string) => searchHazards(all, typed, ({ kind }) => kind).map(({ id }) => id);

  it.each([
    ['', ['h1', 'h2']],
    ['DOGS storgatan', ['h1']],
    ['gas', ['h2']],
    ['kallaren', ['h2']],
    ['oberg', ['h1', 'h2']],
    ['dogs avagen', []],
  ])('finds %p where every word is said', (typed, ids) => expect(find(typed)).toEqual(ids));
});

describe('a warning', () => {
  it('is in force until its end or its removal', () => {
    expect(isInForce(aHazard(), AT)).toBe(true);
    expect(isInForce(aHazard({ validUntil: null }), AT)).toBe(true);
    expect(isInForce(aHazard({ validUntil: '2026-05-04T11:59:00.000Z' }), AT)).toBe(false);
    expect(isInForce(aHazard({ removedAt: '2026-05-01T00:00:00.000Z' }), AT)).toBe(false);
  });

  it('is changed only in what the form changed', () => {
    const hazard = aHazard();
    const draft = draftOf(hazard, ZONE);
    expect(draft).toMatchObject({ untilDay: '2026-06-30', reviewDay: '2026-06-01' });
    expect(changesOf(draft, hazard, ZONE)).toBeUndefined();
    expect(changesOf({ ...draft, text: 'Three dogs ' }, hazard, ZONE)).toEqual({ text: 'Three dogs' });
    expect(changesOf({ ...draft, untilDay: '' }, hazard, ZONE)).toEqual({ validUntil: null });
    expect(changesOf({ ...draft, untilDay: '2026-12-24' }, hazard, ZONE)).toEqual({
      validUntil: '2026-12-24T22:59:59.000Z',
    });
    expect(changesOf({ ...draft, addressText: 'Storgatan 9', lon: null, lat: null }, hazard, ZONE)).toEqual({
      location: { addressText: 'Storgatan 9', lon: null, lat: null, source: 'text' },
    });
  });

  it('needs words and a place, and holds until removed unless a day is given', () => {
    expect(isComplete(EMPTY_DRAFT)).toBe(false);
    expect(isComplete({ ...EMPTY_DRAFT, text: 'gas' })).toBe(false);
    const draft = { ...EMPTY_DRAFT, text: ' gas ', addressText: 'Storgatan 9' };
    expect(isComplete(draft)).toBe(true);
    expect(bodyOf(draft, ZONE)).toEqual({
      kind: 'dog',
      text: 'gas',
      location: { addressText: 'Storgatan 9', lon: null, lat: null, source: 'text' },
      validUntil: null,
    });
  });
});

describe('texts of the list of warnings', () => {
  const { en, ...others } = HAZARD_PAGE_TEXTS;
  it.each(Object.entries(others))('say in %s what they say in English', (language, texts) => {
    expect(Object.keys(texts)).toEqual(Object.keys(en));
    for (const [key, text] of Object.entries(texts)) {
      const english = en[key as keyof typeof en];
      expect([key, argumentNames(text)]).toEqual([key, argumentNames(english)]);
      expect([key, pluralCategories(text).size]).toEqual([key, 0]);
      expect(text.trim()).not.toBe('');
      if (english.split(' ').length > 3) expect([language, text]).not.toEqual([language, english]);
    }
  });
});
