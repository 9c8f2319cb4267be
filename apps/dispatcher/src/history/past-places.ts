import type { HistoryTrack } from '#contracts';
import type { Fix } from '../live/fixes.ts';

/** Index of the last number not above `value`; -1 when all are. */
function lastNotAbove(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Where units were at an instant of a track, by frame key, with the ages their fixes had then. */
export function placesAt(track: HistoryTrack, milliseconds: number, heardAt: number): Map<number, Fix> {
  const second = (milliseconds - Date.parse(track.from)) / 1000;
  const fixes = new Map<number, Fix>();
  for (const { frameKey, seconds, lon, lat, headingDegrees, speedKmh } of track.units) {
    const at = lastNotAbove(seconds, second);
    if (at < 0) continue;
    fixes.set(frameKey, {
      lon: lon[at]!,
      lat: lat[at]!,
      headingDegrees: headingDegrees[at] ?? null,
      speedKmh: speedKmh[at] ?? null,
      ageSeconds: second - seconds[at]!,
      heardAt,
    });
  }
  return fixes;
}
