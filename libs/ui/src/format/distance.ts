const formats = new Map<string, Intl.NumberFormat>();

/** Metres as kilometres with one decimal, in the locale's own digits: `2.3 km`, `2,3 km`; below 950 m as `640 m`. */
export function formatDistance(meters: number, locale: string): string {
  if (meters < 950) return `${Math.round(meters / 10) * 10} m`;
  let format = formats.get(locale);
  if (!format) {
    format = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    formats.set(locale, format);
  }
  return `${format.format(meters / 1000)} km`;
}
