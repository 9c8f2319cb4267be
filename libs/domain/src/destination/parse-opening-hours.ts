import { type DayInterval, DAY_MINUTES, type OpeningHours, type WeeklyInterval } from './opening-hours.ts';

export type ParsedHours =
  { readonly ok: true; readonly hours: OpeningHours } | { readonly ok: false; readonly part: string };

const DAY_NAMES = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
const WHOLE_DAY: DayInterval = { startMinutes: 0, endMinutes: DAY_MINUTES };
const LONGEST_TEXT = 500;

interface Rule {
  /** Empty without a selector: every day. */
  readonly weekdays: readonly number[];
  readonly isForHolidays: boolean;
  /** Empty: closed. */
  readonly intervals: readonly DayInterval[];
  /** After a comma a rule adds to what was said before; after a semicolon it replaces it on its days. */
  readonly isAddition: boolean;
}

class NotUnderstood extends Error {
  constructor(readonly part: string) {
    super(part);
  }
}

/**
 * Reads the usual forms of OpenStreetMap's `opening_hours`: `24/7`, weekdays and their ranges, `PH`, times past midnight,
 * several rules, `off`. Whatever else is in it (months, weeks, sunrise, open ends, comments such as "by appointment")
 * makes the whole text not understood, with the part at fault: half-read hours would send patients to a closed door.
 *
 * Form: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
 */
export function parseOpeningHours(text: string): ParsedHours {
  try {
    if (text.length > LONGEST_TEXT) throw new NotUnderstood(text.slice(0, 40));
    const rules = text
      .split(';')
      .filter((part, index, parts) => part.trim() !== '' || parts.length === 1 || index === 0)
      .flatMap(readRules);
    return { ok: true, hours: combine(rules) };
  } catch (error) {
    if (error instanceof NotUnderstood) return { ok: false, part: error.part };
    throw error;
  }
}

const TOKEN = /\s*(24\/7|\d{1,2}:\d{2}|[a-z]+|[-,:])\s*/y;

function tokensOf(text: string): string[] {
  const plain = text.toLowerCase().replaceAll(/[‐–—]/g, '-').trim();
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < plain.length) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(plain);
    if (!found) throw new NotUnderstood(plain.slice(from).slice(0, 40));
    tokens.push(found[1]!);
  }
  return tokens;
}

/** The rules between two semicolons: one, and those added to it after a comma. */
function readRules(text: string): Rule[] {
  const tokens = tokensOf(text);
  if (tokens.length === 0) throw new NotUnderstood(text.slice(0, 40));
  const rules: Rule[] = [];
  let rest: readonly string[] = tokens;
  while (rest.length > 0) {
    const read = readRule(rest, rules.length > 0);
    rules.push(read.rule);
    rest = read.rest;
  }
  return rules;
}

function readRule(tokens: readonly string[], isAddition: boolean): { rule: Rule; rest: readonly string[] } {
  let at = 0;
  const weekdays: number[] = [];
  let isForHolidays = false;
  const isSelector = (token: string | undefined): boolean =>
    token === 'ph' || (token !== undefined && DAY_NAMES.includes(token));
  while (isSelector(tokens[at])) {
    if (tokens[at] === 'ph') {
      isForHolidays = true;
      at += 1;
    } else {
      const isRange = tokens[at + 1] === '-';
      weekdays.push(...daysBetween(tokens[at]!, isRange ? tokens[at + 2] : tokens[at]));
      at += isRange ? 3 : 1;
    }
    if (tokens[at] === ',' && isSelector(tokens[at + 1])) at += 1;
    else break;
  }
  if (tokens[at] === ':') at += 1;
  const read = readIntervals(tokens.slice(at));
  return { rule: { weekdays, isForHolidays, intervals: read.intervals, isAddition }, rest: read.rest };
}

function daysBetween(first: string, last: string | undefined): number[] {
  const from = DAY_NAMES.indexOf(first);
  const to = last === undefined ? -1 : DAY_NAMES.indexOf(last);
  if (to < 0) throw new NotUnderstood(`${first}-${last ?? ''}`);
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, index) => (from + index) % 7);
}

/** What is said of the selected days, and the tokens of the rule that is added after it. */
function readIntervals(tokens: readonly string[]): {
  intervals: readonly DayInterval[];
  rest: readonly string[];
} {
  const [first, next] = tokens;
  if (first === '24/7' || first === 'off' || first === 'closed' || first === 'open') {
    const intervals = first === '24/7' || first === 'open' ? [WHOLE_DAY] : [];
    return { intervals, rest: afterComma(tokens.slice(1)) };
  }
  if (first === undefined || !first.includes(':') || next === undefined) {
    throw new NotUnderstood(tokens.join(' ').slice(0, 40));
  }
  const intervals: DayInterval[] = [];
  let at = 0;
  for (;;) {
    intervals.push(readInterval(tokens.slice(at, at + 3)));
    at += 3;
    if (tokens[at] !== ',' || !tokens[at + 1]?.includes(':')) break;
    at += 1;
  }
  return { intervals, rest: afterComma(tokens.slice(at)) };
}

function afterComma(tokens: readonly string[]): readonly string[] {
  if (tokens.length === 0) return tokens;
  if (tokens[0] !== ',' || tokens.length === 1) throw new NotUnderstood(tokens.join(' ').slice(0, 40));
  return tokens.slice(1);
}

/** `22:00-06:00` and `22:00-30:00` both end at six on the next day. */
function readInterval([from, dash, to]: readonly string[]): DayInterval {
  const startMinutes = minutesOf(from);
  const end = minutesOf(to);
  const endMinutes = end <= startMinutes ? end + DAY_MINUTES : end;
  const isLegal = dash === '-' && startMinutes < DAY_MINUTES && endMinutes - startMinutes <= DAY_MINUTES;
  if (!isLegal) throw new NotUnderstood([from, dash, to].join(''));
  return { startMinutes, endMinutes };
}

function minutesOf(token: string | undefined): number {
  const [hours, minutes] = (token ?? '').split(':').map(Number);
  const isTime =
    token?.includes(':') && hours! <= 48 && minutes! < 60 && hours! * 60 + minutes! <= 2 * DAY_MINUTES;
  if (!isTime) throw new NotUnderstood(token ?? '');
  return hours! * 60 + minutes!;
}

function combine(rules: readonly Rule[]): OpeningHours {
  let weekly: WeeklyInterval[] = [];
  let holidays: readonly DayInterval[] | null = null;
  for (const { weekdays, isForHolidays, intervals, isAddition } of rules) {
    const days = weekdays.length > 0 || isForHolidays ? weekdays : [0, 1, 2, 3, 4, 5, 6];
    if (!isAddition) weekly = weekly.filter(({ weekday }) => !days.includes(weekday));
    weekly.push(...[...new Set(days)].flatMap((weekday) => intervals.map((one) => ({ weekday, ...one }))));
    if (isForHolidays) holidays = isAddition ? [...(holidays ?? []), ...intervals] : intervals;
  }
  weekly.sort((a, b) => a.weekday - b.weekday || a.startMinutes - b.startMinutes);
  return { weekly, publicHolidays: holidays, exceptions: [] };
}
