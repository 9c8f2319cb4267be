/** What the clock and the calendar on a wall show. */
export interface LocalMoment {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Minutes since midnight by the clock: 150 is half past two, also where the night skips or repeats an hour. */
  readonly minutes: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** What clocks show at an instant in a time zone (IANA name). Throws a RangeError for an unknown zone. */
export function localMoment(at: Date, timeZone: string): LocalMoment {
  const shown = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type as string, value]),
  );
  const part = (type: string): string => shown.get(type) ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    minutes: Number(part('hour')) * 60 + Number(part('minute')),
  };
}

const DAY_MILLISECONDS = 86_400_000;
const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MILLISECONDS;

/** The date so many days later. */
export const addDays = (date: string, days: number): string =>
  new Date((dayNumber(date) + days) * DAY_MILLISECONDS).toISOString().slice(0, 10);

/** 0 = Monday to 6 = Sunday; 1 January 1970 was a Thursday. */
export const weekdayOf = (date: string): number => (((dayNumber(date) + 3) % 7) + 7) % 7;
