const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const formats = new Map<string, Intl.DateTimeFormat>();
/** Clocks of all zones in use change on the quarter-hour, and a question asks several times. */
const QUARTER_HOUR_MILLISECONDS = 900_000;
const lasts = new Map<string, { readonly quarter: number; readonly hour: number }>();

/** Hour of the local week, 0 = Monday 00:00 to 167. `timeZone` is an IANA name; throws a RangeError on another. */
export function hourOfWeek(at: Date, timeZone: string): number {
  const quarter = Math.floor(at.getTime() / QUARTER_HOUR_MILLISECONDS);
  const last = lasts.get(timeZone);
  if (last?.quarter === quarter) return last.hour;
  const hour = readHourOfWeek(at, timeZone);
  lasts.set(timeZone, { quarter, hour });
  return hour;
}

function readHourOfWeek(at: Date, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  const parts = format.formatToParts(at);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return DAYS.indexOf(part('weekday')) * 24 + Number(part('hour'));
}
