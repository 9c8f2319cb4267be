import type { Locale } from '#ui';
import { t } from './texts/text.ts';

/** As a driver reads it: 10 m steps up to 300 m, 50 m to 1 km, then a tenth of a kilometre, from 10 km whole ones. */
export function roundForDriver(meters: number): number {
  if (meters < 300) return Math.round(meters / 10) * 10;
  if (meters < 975) return Math.round(meters / 50) * 50;
  if (meters < 9950) return Math.round(meters / 100) * 100;
  return Math.round(meters / 1000) * 1000;
}

/** `120 m`, `1.6 km`, `1,6 km`. */
export function drivenDistance(meters: number, locale: Locale): string {
  const rounded = roundForDriver(meters);
  if (rounded < 1000) return `${rounded} m`;
  const digits = rounded < 10_000 ? 1 : 0;
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${format.format(rounded / 1000)} km`;
}

/** As it is said: `300 metres`, `1.5 kilometres`; coarser than what is read, for it is old when it has been said. */
export function spokenDistance(meters: number): string {
  if (meters < 950) {
    const step = meters < 100 ? 10 : 50;
    return t('say.meters', { count: Math.max(10, Math.round(meters / step) * step) });
  }
  const count = meters < 9500 ? Math.round(meters / 500) / 2 : Math.round(meters / 1000);
  return t('say.kilometers', { count });
}
