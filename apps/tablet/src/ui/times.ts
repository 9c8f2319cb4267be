import { formatClock } from '#ui';

const UTC = 'UTC';

/** The time of day to the minute, in the region's time zone. */
export const clockMinute = (ms: number | string, timeZone: string = UTC): string =>
  formatClock(ms, timeZone).slice(0, 5);
export const clockSecond = (ms: number | string, timeZone: string = UTC): string => formatClock(ms, timeZone);
