import { readPointsCsv } from './csv.ts';
import type { StationRow } from './presets.ts';

/** Reads stations from CSV with the columns `name, lon, lat` in any order, with one message for each bad row. */
export const readStationsCsv = (text: string): { rows: StationRow[]; faults: string[] } =>
  readPointsCsv(text, [], ({ name, lon, lat }) => ({ name, lon, lat }));

/**
 * Picks `count` of the candidates so that they lie far apart: each next one is the farthest from those chosen
 * (T. Gonzalez, "Clustering to minimize the maximum intercluster distance", 1985).
 */
export function pickSpread<T extends { lon: number; lat: number }>(
  candidates: readonly T[],
  count: number,
): T[] {
  const [first] = candidates;
  if (!first) return [];
  const squeeze = Math.cos((first.lat * Math.PI) / 180);
  const distance = (a: T, b: T): number => Math.hypot((a.lon - b.lon) * squeeze, a.lat - b.lat);
  const chosen = [first];
  const nearest = candidates.map((candidate) => distance(candidate, first));
  while (chosen.length < Math.min(count, candidates.length)) {
    let best = 0;
    for (let index = 1; index < candidates.length; index++) {
      if (nearest[index]! > nearest[best]!) best = index;
    }
    if (nearest[best] === 0) break;
    const next = candidates[best]!;
    chosen.push(next);
    candidates.forEach((candidate, index) => {
      nearest[index] = Math.min(nearest[index]!, distance(candidate, next));
    });
  }
  return chosen;
}
