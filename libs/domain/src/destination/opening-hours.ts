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
