const two = (value: number): string => String(value).padStart(2, '0');

/**
 * A duration as `m:ss`, from an hour on as `h:mm:ss`; whole seconds, cut and not rounded, so that a running timer never
 * jumps ahead. Negative durations (clocks that differ) show as `0:00`.
 */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** A road time as `m:ss`, rounded to the nearest second. */
export function formatTravel(seconds: number): string {
  return formatDuration(Math.round(seconds));
}

/** The age of something: `4 s` below a minute, then `m:ss`. */
export function formatAge(seconds: number): string {
  return seconds < 60 ? `${Math.max(0, Math.floor(seconds))} s` : formatDuration(seconds);
}
