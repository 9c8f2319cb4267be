/**
 * The smallest value that at least `share` of all values do not exceed (nearest rank, no interpolation): the answer is
 * always a time that really happened. Hyndman and Fan 1996, definition 1.
 * `sorted` ascends; `share` lies in (0, 1]. Undefined for no values.
 */
export function nearestRank(sorted: ArrayLike<number>, share: number): number | undefined {
  // 0.07 * 100 is 7.000000000000001: without the slack the rank would be one too high.
  const rank = Math.ceil(sorted.length * share - 1e-9);
  return sorted[Math.max(1, rank) - 1];
}

export function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The share of values that are at most `limit`. */
export function shareWithin(values: readonly number[], limit: number): number | undefined {
  return values.length === 0 ? undefined : values.filter((value) => value <= limit).length / values.length;
}
