import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ALWAYS_OPEN,
  findNextOpening,
  isOpenAt,
  type LocalCalendar,
  OFFICE_HOURS,
  type OpeningHours,
  parseOpeningHours,
} from '../src/index.ts';

const calendar = (timeZone: string, ...publicHolidays: string[]): LocalCalendar => ({
  timeZone,
  publicHolidays: new Set(publicHolidays),
});
const PRAGUE = calendar('Europe/Prague');

function read(text: string): OpeningHours {
  const parsed = parseOpeningHours(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.part}`);
  return parsed.hours;
}

const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const span = ({ startMinutes, endMinutes }: { startMinutes: number; endMinutes: number }): string =>
  `${clock(startMinutes)}-${clock(endMinutes)}`;
const write = ({ weekly, publicHolidays }: OpeningHours): string =>
  [
    ...weekly.map((one) => `${DAYS[one.weekday]} ${span(one)}`),
    ...(publicHolidays === null ? [] : [`PH ${publicHolidays.map(span).join(',') || 'off'}`]),
  ].join(' ');

describe('OpenStreetMap opening hours', () => {
  it.each([
    ['24/7', DAYS.map((day) => `${day} 00:00-24:00`).join(' ')],
    ['11:00-18:00', DAYS.map((day) => `${day} 11:00-18:00`).join(' ')],
    ['Mo-We 08:00-20:00', 'Mo 08:00-20:00 Tu 08:00-20:00 We 08:00-20:00'],
    ['Mo-Tu 7:00-19:00, Sa 8:00-13:00', 'Mo 07:00-19:00 Tu 07:00-19:00 Sa 08:00-13:00'],
    ['Fr 08:00-24:00; Sa-Su 08:00-20:00', 'Fr 08:00-24:00 Sa 08:00-20:00 Su 08:00-20:00'],
    ['Mo 08:00-12:00,13:00-17:00', 'Mo 08:00-12:00 Mo 13:00-17:00'],
    ['Fr 22:00-06:00', 'Fr 22:00-30:00'],
    ['Fr 22:00-30:00', 'Fr 22:00-30:00'],
    ['Sa-Mo 10:00-12:00', 'Mo 10:00-12:00 Sa 10:00-12:00 Su 10:00-12:00'],
    ['Mo,We 10:00-12:00; PH off', 'Mo 10:00-12:00 We 10:00-12:00 PH off'],
    ['Mo-Tu,PH 10:00-12:00', 'Mo 10:00-12:00 Tu 10:00-12:00 PH 10:00-12:00'],
    ['Mo-Tu 09:00-17:00; Tu off', 'Mo 09:00-17:00'],
    ['Mo-Tu 09:00-17:00; Tu 12:00-14:00', 'Mo 09:00-17:00 Tu 12:00-14:00'],
    ['mo – tu: 9:00–17:00;', 'Mo 09:00-17:00 Tu 09:00-17:00'],
    ['Mo off', ''],
    ['Su 00:00-24:00', 'Su 00:00-24:00'],
  ])('%s', (text, expected) => {
    expect(write(read(text))).toBe(expected);
  });

  it.each([
    '',
    ';',
    'by appointment',
    '"by appointment"',
    'Mo-Fr',
    'Mo-Xx 08:00-12:00',
    'Mo 08:00',
    'Mo 08:00+',
    'Mo 08:00-12:00 "by appointment"',
    'Mo 08:00-12:00 || 13:00-14:00',
    'Apr-Oct Mo-Fr 08:00-12:00',
    'Dec 25 off',
    'week 1-53/2 Fr 09:00-12:00',
    'sunrise-sunset',
    'Mo 25:00-26:00',
    'Mo 10:00-60:00',
    'Mo 08:61-09:00',
    'Mo 08:00-12:00,',
    'Mo[1] 08:00-12:00',
    'SH 08:00-12:00',
    'Mo 08:00-12:00;;;Tu',
    'x'.repeat(10_000),
  ])('says which part of %j it does not understand', (text) => {
    expect(parseOpeningHours(text)).toEqual({ ok: false, part: expect.any(String) });
  });

  it('never throws, whatever is typed', () => {
    const piece = fc.constantFrom(
      'Mo',
      'Fr',
      'PH',
      '-',
      ',',
      ';',
      ':',
      ' ',
      '08:00',
      '26:00',
      'off',
      '24/7',
      '"',
      'é',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const parsed = parseOpeningHours(pieces.join(''));
        if (!parsed.ok) return;
        for (const { startMinutes, endMinutes } of parsed.hours.weekly) {
          expect(startMinutes).toBeLessThan(1440);
          expect(endMinutes - startMinutes).toBeGreaterThan(0);
          expect(endMinutes - startMinutes).toBeLessThanOrEqual(1440);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('being open', () => {
  const at = (text: string): Date => new Date(text);

  it.each([
    // Monday 2 March 2026; Prague is an hour ahead of UTC.
    ['Mo-Fr 08:00-18:00', '2026-03-02T06:59:00Z', false],
    ['Mo-Fr 08:00-18:00', '2026-03-02T07:00:00Z', true],
    ['Mo-Fr 08:00-18:00', '2026-03-02T16:59:59Z', true],
    ['Mo-Fr 08:00-18:00', '2026-03-02T17:00:00Z', false],
    ['Mo-Fr 08:00-18:00', '2026-03-01T10:00:00Z', false],
    // Sunday night into Monday, and around the week's end.
    ['Su 22:00-06:00', '2026-03-02T04:00:00Z', true],
    ['Su 22:00-06:00', '2026-03-02T05:00:00Z', false],
    ['Su 22:00-06:00', '2026-03-01T04:00:00Z', false],
    ['24/7', '2026-03-01T22:59:00Z', true],
  ])('%s at %s: %s', (text, instant, isOpen) => {
    expect(isOpenAt(read(text), at(instant), PRAGUE)).toBe(isOpen);
  });

  it('goes by the wall clock where an hour is skipped', () => {
    // 29 March 2026: clocks go from 02:00 to 03:00 in Prague.
    const night = read('Sa 22:00-26:30');
    expect(isOpenAt(night, at('2026-03-29T00:59:00Z'), PRAGUE)).toBe(true);
    expect(isOpenAt(night, at('2026-03-29T01:00:00Z'), PRAGUE)).toBe(false);
    const day = read('Su 08:00-12:00');
    expect(isOpenAt(day, at('2026-03-29T05:59:00Z'), PRAGUE)).toBe(false);
    expect(isOpenAt(day, at('2026-03-29T06:00:00Z'), PRAGUE)).toBe(true);
  });

  it('goes by the wall clock where an hour comes twice', () => {
    // 25 October 2026: 02:00 to 03:00 comes twice in Prague.
    const hour = read('Su 02:00-03:00');
    expect(isOpenAt(hour, at('2026-10-25T00:30:00Z'), PRAGUE)).toBe(true);
    expect(isOpenAt(hour, at('2026-10-25T01:30:00Z'), PRAGUE)).toBe(true);
    expect(isOpenAt(hour, at('2026-10-25T02:00:00Z'), PRAGUE)).toBe(false);
  });

  it('reads the clock of the region, not of the machine', () => {
    const instant = at('2026-03-02T11:30:00Z');
    expect(isOpenAt(read('Mo 08:00-09:00'), instant, calendar('America/Montevideo'))).toBe(true);
    expect(isOpenAt(read('Mo 20:00-21:00'), instant, calendar('Asia/Tokyo'))).toBe(true);
    expect(isOpenAt(read('Mo 17:00-17:01'), instant, calendar('Asia/Kolkata'))).toBe(true);
  });

  it('knows public holidays, and that most hours do not differ on them', () => {
    const holiday = calendar('Europe/Prague', '2026-05-01');
    const noon = at('2026-05-01T10:00:00Z');
    expect(isOpenAt(read('Mo-Fr 08:00-18:00; PH off'), noon, holiday)).toBe(false);
    expect(isOpenAt(read('Mo-Fr 08:00-18:00; PH off'), noon, PRAGUE)).toBe(true);
    expect(isOpenAt(read('Mo-Fr 08:00-18:00; PH 11:00-13:00'), noon, holiday)).toBe(true);
    expect(isOpenAt(read('Mo-Fr 08:00-18:00'), noon, holiday)).toBe(true);
    expect(isOpenAt(OFFICE_HOURS, noon, holiday)).toBe(false);
    // The night before goes on into it.
    expect(isOpenAt(read('Mo-Su 20:00-08:00; PH off'), at('2026-05-01T05:00:00Z'), holiday)).toBe(true);
  });

  it('puts single days before holidays and weekdays', () => {
    const hours: OpeningHours = {
      ...read('Mo-Fr 08:00-18:00; PH off'),
      exceptions: [
        { date: '2026-05-01', intervals: [{ startMinutes: 600, endMinutes: 840 }] },
        { date: '2026-05-04', intervals: [] },
      ],
    };
    const holiday = calendar('Europe/Prague', '2026-05-01');
    expect(isOpenAt(hours, at('2026-05-01T10:00:00Z'), holiday)).toBe(true);
    expect(isOpenAt(hours, at('2026-05-04T10:00:00Z'), holiday)).toBe(false);
  });

  it.each([
    ['Mo-Fr 08:00-18:00', '2026-03-02T02:00:00Z', '2026-03-02T07:00:00.000Z'],
    ['Mo-Fr 08:00-18:00', '2026-03-06T20:00:00Z', '2026-03-09T07:00:00.000Z'],
    // Over the change of clocks on 29 March.
    ['Mo 08:00-18:00', '2026-03-28T12:00:00Z', '2026-03-30T06:00:00.000Z'],
    ['Su 08:00-18:00', '2026-10-24T12:00:00Z', '2026-10-25T07:00:00.000Z'],
    ['Mo off', '2026-03-02T02:00:00Z', undefined],
  ])('%s after %s opens at %s', (text, from, opens) => {
    expect(findNextOpening(read(text), at(from), PRAGUE)?.toISOString()).toBe(opens);
  });

  it('opens next when it is open then and was not before', () => {
    const hours = fc.uniqueArray(fc.tuple(fc.nat(6), fc.nat(1439), fc.integer({ min: 1, max: 1440 })), {
      maxLength: 5,
    });
    const minute = fc.integer({ min: 0, max: 366 * 1440 });
    fc.assert(
      fc.property(hours, minute, (spans, after) => {
        const weekly = spans.map(([weekday, startMinutes, length]) => ({
          weekday,
          startMinutes,
          endMinutes: startMinutes + length,
        }));
        const place: OpeningHours = { weekly, publicHolidays: null, exceptions: [] };
        const from = new Date(Date.UTC(2026, 0, 1) + after * 60_000);
        if (isOpenAt(place, from, PRAGUE)) return;
        const opens = findNextOpening(place, from, PRAGUE);
        if (weekly.length === 0) return expect(opens).toBeUndefined();
        expect(opens!.getTime()).toBeGreaterThan(from.getTime());
        // An opening within a skipped hour falls on the hour after it.
        const later = new Date(opens!.getTime() + 3_600_000);
        expect(
          isOpenAt(place, opens!, PRAGUE) ||
            isOpenAt(place, later, PRAGUE) ||
            spans.some(([, , length]) => length < 60),
        ).toBe(true);
      }),
    );
  });

  it('is always open around the clock', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }), (instant) =>
        isOpenAt(ALWAYS_OPEN, instant, PRAGUE),
      ),
    );
  });
});
