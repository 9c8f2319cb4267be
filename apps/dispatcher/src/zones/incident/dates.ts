import { locale } from '#ui';

/** A day as it is written in the user's language. */
export const dateText = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeZone }).format(new Date(at));
