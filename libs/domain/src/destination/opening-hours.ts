import { addDays, type LocalMoment, localMoment, weekdayOf } from './local-moment.ts';

/** Minutes from midnight of the day it begins; an end after 1440 is on the next day. */
export interface DayInterval {
  readonly startMinutes: number;
  readonly endMinutes: number;
}

/** Weekdays count from 0 = Monday to 6 = Sunday. */
export interface WeeklyInterval extends DayInterval {
  readonly weekday: number;
}

/** When a place is open, by the clock on its own wall. */
export interface OpeningHours {
  readonly weekly: readonly WeeklyInterval[];
  /** On public holidays; null when they are days like others. */
  readonly publicHolidays: readonly DayInterval[] | null;
  /** Single days (`YYYY-MM-DD`) that are otherwise; they go before holidays. No interval: closed. */
  readonly exceptions: readonly { readonly date: string; readonly intervals: readonly DayInterval[] }[];
}

/** Where and on which days the clock on the wall is read. */
export interface LocalCalendar {
  /** IANA name. */
  readonly timeZone: string;
  /** Days as `YYYY-MM-DD`. */
  readonly publicHolidays: ReadonlySet<string>;
}

export const DAY_MINUTES = 1440;
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];
/** A closed week and a holiday on top of it. */
const DAYS_LOOKED_AHEAD = 14;

const everyDay = (weekdays: readonly number[], startMinutes: number, endMinutes: number): WeeklyInterval[] =>
  weekdays.map((weekday) => ({ weekday, startMinutes, endMinutes }));

export const ALWAYS_OPEN: OpeningHours = {
  weekly: everyDay(WEEKDAYS, 0, DAY_MINUTES),
  publicHolidays: null,
  exceptions: [],
};

/** Taken for practices that say nothing: Monday to Friday 08:00 to 18:00, closed on public holidays. */
export const OFFICE_HOURS: OpeningHours = {
  weekly: everyDay([0, 1, 2, 3, 4], 480, 1080),
  publicHolidays: [],
  exceptions: [],
};

/** The intervals that begin on a day. */
function intervalsOf(hours: OpeningHours, date: string, calendar: LocalCalendar): readonly DayInterval[] {
  const exception = hours.exceptions.find((one) => one.date === date);
  if (exception) return exception.intervals;
  if (hours.publicHolidays !== null && calendar.publicHolidays.has(date)) return hours.publicHolidays;
  const weekday = weekdayOf(date);
  return hours.weekly.filter((one) => one.weekday === weekday);
}

/**
 * True when the place is open at an instant. An interval belongs to the day it begins on: what began on the evening before
 * a holiday goes on past midnight. Times are those of the wall clock, so a night when clocks change is an hour shorter or longer.
 */
export function isOpenAt(hours: OpeningHours, at: Date, calendar: LocalCalendar): boolean {
  return isOpenByTheClock(hours, localMoment(at, calendar.timeZone), calendar);
}

function isOpenByTheClock(
  hours: OpeningHours,
  { date, minutes }: LocalMoment,
  calendar: LocalCalendar,
): boolean {
  const covers = (minute: number) => (one: DayInterval) =>
    one.startMinutes <= minute && minute < one.endMinutes;
  return (
    intervalsOf(hours, date, calendar).some(covers(minutes)) ||
    intervalsOf(hours, addDays(date, -1), calendar).some(covers(minutes + DAY_MINUTES))
  );
}

/** When the place opens next after an instant at which it is closed; undefined when not within two weeks. */
export function findNextOpening(hours: OpeningHours, at: Date, calendar: LocalCalendar): Date | undefined {
  const now = localMoment(at, calendar.timeZone);
  for (let day = 0; day <= DAYS_LOOKED_AHEAD; day += 1) {
    const date = addDays(now.date, day);
    const starts = intervalsOf(hours, date, calendar)
      .map((one) => one.startMinutes)
      .filter((start) => day > 0 || start > now.minutes);
    if (starts.length > 0) return instantOf(at, now, day, Math.min(...starts), calendar.timeZone);
  }
  return undefined;
}

/** The instant when the wall clock shows a minute of a later day. Clocks that change on the way are allowed for. */
function instantOf(at: Date, now: LocalMoment, day: number, minutes: number, timeZone: string): Date {
  const wholeMinute = Math.floor(at.getTime() / 60_000);
  const guess = new Date((wholeMinute + day * DAY_MINUTES + minutes - now.minutes) * 60_000);
  const shown = localMoment(guess, timeZone);
  const wanted = addDays(now.date, day);
  const dayOff = shown.date === wanted ? 0 : shown.date < wanted ? -DAY_MINUTES : DAY_MINUTES;
  return new Date(guess.getTime() + (minutes - shown.minutes - dayOff) * 60_000);
}
