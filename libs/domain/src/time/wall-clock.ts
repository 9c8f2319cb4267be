import { localMoment } from '../destination/local-moment.ts';

const WALL_CLOCK = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{1,2}):(\d{2})$/;
const MINUTE_MILLISECONDS = 60_000;
/** No zone's clocks are further from UTC. */
const WIDEST_OFFSET_MINUTES = 14 * 60;

export type WallClockReading =
  { readonly ok: true; readonly at: Date } | { readonly ok: false; readonly why: 'unclear' | 'skipped' };

const minutesShown = (at: Date, timeZone: string): number => {
  const { date, minutes } = localMoment(at, timeZone);
  return Date.parse(`${date}T00:00:00Z`) / MINUTE_MILLISECONDS + minutes;
};

/**
 * The instant at which clocks of a time zone show `YYYY-MM-DD HH:MM`. Of an hour that comes twice, the first; an hour
 * that is left out in spring is none.
 */
export function readWallClock(text: string, timeZone: string): WallClockReading {
  const [, year, month, day, hours, minutes] = WALL_CLOCK.exec(text.trim()) ?? [];
  const asUtc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hours), Number(minutes));
  const isReal =
    Number.isFinite(asUtc) &&
    new Date(asUtc).getUTCDate() === Number(day) &&
    Number(hours) < 24 &&
    Number(minutes) < 60 &&
    Number(month) <= 12;
  if (!isReal) return { ok: false, why: 'unclear' };
  const wanted = asUtc / MINUTE_MILLISECONDS;
  const offsets = new Set(
    [-WIDEST_OFFSET_MINUTES, WIDEST_OFFSET_MINUTES].map((away) => {
      const near = new Date((wanted + away) * MINUTE_MILLISECONDS);
      return minutesShown(near, timeZone) - (wanted + away);
    }),
  );
  const instants = [...offsets]
    .map((offset) => new Date((wanted - offset) * MINUTE_MILLISECONDS))
    .filter((at) => minutesShown(at, timeZone) === wanted)
    .sort((a, b) => a.getTime() - b.getTime());
  const [at] = instants;
  return at ? { ok: true, at } : { ok: false, why: 'skipped' };
}

/** `YYYY-MM-DD HH:MM` as clocks of the time zone show it. */
export function writeWallClock(at: Date, timeZone: string): string {
  const { date, minutes } = localMoment(at, timeZone);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
