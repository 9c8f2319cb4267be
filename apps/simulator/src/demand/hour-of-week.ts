/**
 * When calls come. The daily wave is a sine that peaks in mid-afternoon, as 311 million calls of the USA show for every
 * major category (Helander, Formica, Bergen-Cico 2023, "The Daily Patterns of Emergency Medical Events", Journal of
 * Biological Rhythms); its depth (night trough a third of the peak) is ours. At weekends the days are a little quieter
 * and the nights of Friday and Saturday busier (Sariyer et al. 2017, "An analysis of Emergency Medical Services demand:
 * time of day, day of the week, and location in the city", Turkish Journal of Emergency Medicine 17).
 */
const PEAK_HOUR = 15;
const WAVE = 0.5;
const WEEKEND_DAY = 0.92;
const WEEKEND_NIGHT = 1.45;
export const HOURS_OF_WEEK = 168;

const isWeekendNight = (hourOfWeek: number): boolean =>
  // From 22:00 on Friday and Saturday until 05:00.
  (hourOfWeek >= 118 && hourOfWeek < 125) || (hourOfWeek >= 142 && hourOfWeek < 149);

function shape(hourOfWeek: number): number {
  const hour = hourOfWeek % 24;
  const wave = 1 + WAVE * Math.cos(((hour + 0.5 - PEAK_HOUR) * 2 * Math.PI) / 24);
  if (isWeekendNight(hourOfWeek)) return wave * WEEKEND_NIGHT;
  return hourOfWeek >= 120 ? wave * WEEKEND_DAY : wave;
}

const SHAPES = Array.from({ length: HOURS_OF_WEEK }, (_, hour) => shape(hour));
const MEAN = SHAPES.reduce((sum, value) => sum + value, 0) / HOURS_OF_WEEK;

/** How busy an hour of the week is against the mean hour; hour 0 begins on Monday at midnight, local time. */
export const demandFactor = (hourOfWeek: number): number => SHAPES[hourOfWeek]! / MEAN;

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The hour of the week (0 to 167) at an instant in an IANA time zone. */
export function createHourOfWeek(timeZone: string): (at: Date) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return DAYS.indexOf(parts['weekday']!) * 24 + Number(parts['hour']);
  };
}
