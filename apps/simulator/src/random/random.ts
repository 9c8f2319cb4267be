/** Next number, 0 <= x < 1. */
export type Random = () => number;

/**
 * A stream of random numbers named by a seed and some words: the same names give the same numbers, whatever else was
 * drawn before. FNV-1a over the names seeds Marsaglia-style mulberry32 (32 bits of state, ample for one case).
 */
export function streamOf(seed: number, ...names: readonly (string | number)[]): Random {
  let state = 0x811c9dc5;
  for (const letter of `${seed}/${names.join('/')}`) {
    state = Math.imul(state ^ letter.codePointAt(0)!, 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Waiting time of a Poisson process of rate 1. */
export const drawExponential = (random: Random): number => -Math.log(1 - random());

/** Lognormal with the given median; `sigma` is the standard deviation of the logarithm. */
export function drawLognormal(random: Random, median: number, sigma: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return median * Math.exp(sigma * normal);
}

export const drawOne = <T>(random: Random, items: readonly T[]): T => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to draw from');
  return item;
};

/** One item, with a chance in proportion to its weight. */
export function drawWeighted<T extends { readonly weight: number }>(random: Random, items: readonly T[]): T {
  const total = items.reduce((sum, item) => sum + item.weight, 0);
  let rest = random() * total;
  for (const item of items) {
    rest -= item.weight;
    if (rest < 0) return item;
  }
  return drawOne(() => 0, items.slice(-1));
}
