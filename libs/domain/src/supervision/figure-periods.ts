import { addDays, localMoment } from '../destination/local-moment.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Up to this long, figures are drawn by hour. */
const LONGEST_BY_HOUR = 2 * DAY;

export interface FigureSpan {
  /** Milliseconds of the epoch, `[startAt, endAt)`. */
  readonly startAt: number;
  readonly endAt: number;
}

export type FigurePeriodInput =
  | { readonly period: 'today' | 'last24Hours' | 'last7Days' }
  | { readonly period: 'range'; readonly from: number; readonly to: number };

/** When a day of the calendar begins in a time zone, also where its clocks skip midnight. */
export function startOfLocalDay(date: string, timeZone: string): number {
  // No zone is further from Greenwich than 14 hours; the first instant that shows the date lies between.
  let before = Date.parse(`${date}T00:00:00Z`) - 15 * HOUR;
  let after = before + 30 * HOUR;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (localMoment(new Date(middle), timeZone).date < date) before = middle;
    else after = middle;
  }
  return after;
}

/** The span that is meant, as of `now`. */
export function spanOf(input: FigurePeriodInput, now: number, timeZone: string): FigureSpan {
  if (input.period === 'range') return { startAt: input.from, endAt: input.to };
  const startAt = {
    today: () => startOfLocalDay(localMoment(new Date(now), timeZone).date, timeZone),
    last24Hours: () => now - DAY,
    last7Days: () => now - 7 * DAY,
  }[input.period]();
  return { startAt, endAt: now };
}

/** The beginnings of the hours, or for longer spans of the days, that a span is drawn by. */
export function stepsOf(
  { startAt, endAt }: FigureSpan,
  timeZone: string,
): { readonly step: 'hour' | 'day'; readonly starts: readonly number[] } {
  const starts = [startAt];
  if (endAt - startAt <= LONGEST_BY_HOUR) {
    const first = Math.floor(startAt / HOUR) * HOUR + HOUR;
    for (let at = first; at < endAt; at += HOUR) starts.push(at);
    return { step: 'hour', starts };
  }
  let { date } = localMoment(new Date(startAt), timeZone);
  for (;;) {
    date = addDays(date, 1);
    const at = startOfLocalDay(date, timeZone);
    if (at >= endAt) return { step: 'day', starts };
    starts.push(at);
  }
}

/** Which of these steps an instant falls into; -1 before the first. */
export function stepIndexOf(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
