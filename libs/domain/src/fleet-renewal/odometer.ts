/** What an odometer showed, typed by a person or told by the vehicle. */
export interface OdometerReading {
  readonly at: string;
  readonly km: number;
}

export type OdometerFault =
  | { readonly reason: 'negative' | 'notANumber' | 'fromFuture'; readonly km: number }
  /** Less than before, or more than after: one of the two is wrong. */
  | { readonly reason: 'falling'; readonly km: number; readonly other: OdometerReading }
  | {
      readonly reason: 'tooFast';
      readonly km: number;
      readonly other: OdometerReading;
      readonly kmPerDay: number;
    };

/** No ambulance drives further: 24 hours at 100 km/h. */
export const LARGEST_KM_PER_DAY = 2_400;

const DAY_MILLISECONDS = 86_400_000;

/** Does a reading fit those already kept (in any order)? An equal reading does. */
export function checkReading(
  reading: OdometerReading,
  known: readonly OdometerReading[],
  now: string,
): OdometerFault | undefined {
  const { km } = reading;
  if (!Number.isFinite(km)) return { reason: 'notANumber', km };
  if (km < 0) return { reason: 'negative', km };
  if (Date.parse(reading.at) > Date.parse(now)) return { reason: 'fromFuture', km };
  const falling = known.find((other) => isFalling(reading, other));
  if (falling) return { reason: 'falling', km, other: falling };
  return findTooFast(reading, known);
}

function isFalling(reading: OdometerReading, other: OdometerReading): boolean {
  const later = Date.parse(reading.at) - Date.parse(other.at);
  return later === 0 ? reading.km !== other.km : Math.sign(later) * (reading.km - other.km) < 0;
}

/** Looks at the nearest reading before and after. */
function findTooFast(reading: OdometerReading, known: readonly OdometerReading[]): OdometerFault | undefined {
  const inOrder = [...known].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const before = inOrder.filter((other) => Date.parse(other.at) < Date.parse(reading.at)).at(-1);
  const after = inOrder.find((other) => Date.parse(other.at) > Date.parse(reading.at));
  for (const other of [before, after]) {
    if (!other) continue;
    const days = Math.abs(Date.parse(reading.at) - Date.parse(other.at)) / DAY_MILLISECONDS;
    // Within one day the whole day's distance is believed.
    const kmPerDay = Math.abs(reading.km - other.km) / Math.max(1, days);
    if (kmPerDay > LARGEST_KM_PER_DAY) return { reason: 'tooFast', km: reading.km, other, kmPerDay };
  }
  return undefined;
}

/**
 * The odometer from driven distances between readings: starts at the last reading, never falls, and a later reading sets it right. `driven` are
 * metres since the given instant, in order of time.
 */
export function odometerAt(
  at: string,
  readings: readonly OdometerReading[],
  driven: readonly { readonly at: string; readonly distanceMeters: number }[],
): number {
  const past = readings.filter((one) => Date.parse(one.at) <= Date.parse(at));
  const last = past.reduce<OdometerReading | undefined>(
    (newest, one) => (newest && Date.parse(newest.at) >= Date.parse(one.at) ? newest : one),
    undefined,
  );
  const since = last ? Date.parse(last.at) : -Infinity;
  const meters = driven
    .filter((one) => Date.parse(one.at) > since && Date.parse(one.at) <= Date.parse(at))
    .reduce((sum, one) => sum + Math.max(0, one.distanceMeters), 0);
  return (last?.km ?? 0) + meters / 1000;
}
