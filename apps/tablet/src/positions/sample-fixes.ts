/** A place as the browser's geolocation reports it. */
export interface RawFix {
  /** Milliseconds of the device's clock. */
  readonly atMs: number;
  readonly lon: number;
  readonly lat: number;
  readonly speedKmh: number | null;
  readonly headingDegrees: number | null;
  readonly accuracyMeters: number | null;
}

export const DRIVING_ABOVE_KMH = 8;
/** Driving ends below this speed, held for a while, so that the screen does not flicker at a red light. */
const STANDING_BELOW_KMH = 5;
const STANDING_FOR_MS = 8000;
const DRIVING_EVERY_MS = 900;
const STANDING_EVERY_MS = 9500;
/** A reported place that wobbles while the vehicle stands is no speed. */
const LEAST_TRUSTED_METERS = 12;
const EARTH_METERS_PER_DEGREE = 111_195;

export interface MotionState {
  readonly isDriving: boolean;
  /** Since when it has been slow without a break; undefined while fast. */
  readonly slowSinceMs: number | undefined;
}
export const STANDING: MotionState = { isDriving: false, slowSinceMs: undefined };

function metersBetween(a: RawFix, b: RawFix): number {
  const east = (b.lon - a.lon) * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(east, b.lat - a.lat) * EARTH_METERS_PER_DEGREE;
}

/** The speed of a fix; computed from the one before where the device reports none. Null when nothing can be said. */
export function speedOf(fix: RawFix, before: RawFix | undefined): number | null {
  if (fix.speedKmh !== null) return fix.speedKmh;
  if (!before) return null;
  const seconds = (fix.atMs - before.atMs) / 1000;
  if (seconds <= 0 || seconds > 30) return null;
  const meters = metersBetween(before, fix);
  const wobble = Math.max(LEAST_TRUSTED_METERS, fix.accuracyMeters ?? 0);
  return meters < wobble ? 0 : Math.min(400, (meters / seconds) * 3.6);
}

/** Whether the vehicle drives, with a gap between beginning and ending it. */
export function moveOn(state: MotionState, speedKmh: number | null, atMs: number): MotionState {
  if (speedKmh === null) return state;
  if (speedKmh > DRIVING_ABOVE_KMH) return { isDriving: true, slowSinceMs: undefined };
  if (!state.isDriving) return STANDING;
  if (speedKmh > STANDING_BELOW_KMH) return { isDriving: true, slowSinceMs: undefined };
  const slowSinceMs = state.slowSinceMs ?? atMs;
  return atMs - slowSinceMs >= STANDING_FOR_MS ? STANDING : { isDriving: true, slowSinceMs };
}

/** One fix per second while driving and one per ten when standing; the first one after setting off or stopping at once. */
export function isWorthKeeping(
  atMs: number,
  kept: { readonly atMs: number; readonly isDriving: boolean } | undefined,
  isDriving: boolean,
): boolean {
  // Also when the clock was set back: what lies in the future is no measure.
  if (!kept || kept.isDriving !== isDriving || atMs < kept.atMs) return true;
  return atMs - kept.atMs >= (isDriving ? DRIVING_EVERY_MS : STANDING_EVERY_MS);
}
