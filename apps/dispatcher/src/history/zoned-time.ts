const parts = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = parts.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  parts.set(timeZone, made);
  return made;
}

/** Date and time of day in a time zone: `2026-11-22 03:24:26`, alike in all languages. */
export const zonedText = (milliseconds: number, timeZone: string): string =>
  formatFor(timeZone).format(milliseconds);

const millisecondsOfText = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`);

/** Milliseconds for which a time zone's clock shows the text; where clocks are put back, the first of the two. */
function instantOf(text: string, timeZone: string): number {
  const wall = millisecondsOfText(text);
  let instant = wall;
  for (let round = 0; round < 3; round += 1)
    instant += wall - millisecondsOfText(zonedText(instant, timeZone));
  return instant;
}

const DAY_MILLISECONDS = 86_400_000;

/** The next instant at which a time zone's clock shows `hh:mm`: today, or tomorrow when that has passed. */
export function nextTimeOfDay(text: string, timeZone: string, now: number): number {
  const [hour, minute] = text.split(':');
  const on = (day: number): number =>
    instantOf(`${zonedText(day, timeZone).slice(0, 10)} ${two(hour)}:${two(minute)}:00`, timeZone);
  const today = on(now);
  return today > now ? today : on(now + DAY_MILLISECONDS);
}

const TYPED = /^(?:(\d{4})-(\d{1,2})-(\d{1,2})[ T]+)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?$/;
const two = (text: string | undefined): string => (text ?? '0').padStart(2, '0');

/**
 * The instant that somebody typed as a time of day, with or without date and seconds, in a region's zone. Without a date it is
 * the day shown, or the day before when that has not come yet. Undefined when it is no time.
 */
export function readTyped(typed: string, timeZone: string, shown: number, now: number): number | undefined {
  const found = TYPED.exec(typed.trim());
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second] = found;
  const date = year ? `${year}-${two(month)}-${two(day)}` : zonedText(shown, timeZone).slice(0, 10);
  const instant = instantOf(`${date} ${two(hour)}:${two(minute)}:${two(second)}`, timeZone);
  if (Number.isNaN(instant)) return undefined;
  return !year && instant > now ? instant - DAY_MILLISECONDS : instant;
}
