/** Small helpers that several benchmarks share. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** Milliseconds of one call and what it answered. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ milliseconds: number; answer: T }> {
  const startedAt = performance.now();
  const answer = await work();
  return { milliseconds: performance.now() - startedAt, answer };
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32), so that runs can be compared. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const formatMilliseconds = (value: number): string => `${value.toFixed(2)} ms`;
