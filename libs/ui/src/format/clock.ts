const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, made);
  return made;
}

/**
 * The time of day `HH:mm:ss` in an IANA time zone. Control rooms of all four languages write it in the same 24 hours, so
 * the locale's own additions ("ч.", "kl.") are left out.
 */
export function formatClock(instant: Date | number | string, timeZone: string): string {
  return formatFor(timeZone).format(new Date(instant));
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Weekday and date as the locale writes them, in an IANA time zone. */
export function formatDay(instant: Date | number | string, timeZone: string, locale: string): string {
  const key = `${locale}|${timeZone}`;
  let format = dateFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short', day: 'numeric', month: 'short' });
    dateFormats.set(key, format);
  }
  return format.format(new Date(instant));
}
