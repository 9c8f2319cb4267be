import type { ArcWeights } from './arc-weights.ts';
import type { Adjacency, SearchGraph } from './search-graph.ts';

/**
 * Width of a bucket. Of no consequence between 0.5 and 4: on Milan (45,000 junctions, the whole city reached) a search
 * takes 3.8 ms of processor time, and 10.9 ms with a 4-ary heap in place of the buckets; under 1 in 10 states is
 * expanded twice.
 */
const BUCKET_SECONDS = 2;
const FIRST_BUCKETS = 8192;
const FIRST_ENTRIES = 1 << 16;
const NONE = -1;
/** A constant of the module: the global's name is looked up anew in each turn of the loop where code runs in a sandbox. */
const UNREACHED = Infinity;

function enlarge<T extends Int32Array | Float64Array>(array: T, length: number): T {
  const larger = new (array.constructor as new (length: number) => T)(length);
  larger.set(array);
  return larger;
}

/**
 * The arrays one search at a time works in, made once per search graph and used again for every query, so that a query
 * allocates nothing that grows with the graph. Only what a query touched is cleared after it.
 *
 * The queue is a row of buckets two seconds wide. States in a bucket may improve each other while it is emptied (a state
 * is then expanded again), so the result is exact whatever the width; a bucket that has been emptied is final.
 */
export class SearchWorkspace {
  readonly seconds: Float64Array;
  readonly meters: Float64Array;
  /** Entry of the adjacency by which each state was reached; -1 for where the search began. */
  readonly reachedBy: Int32Array;
  /** States reached by the last search, in the order they were first reached. */
  readonly reached: Int32Array;
  reachedCount = 0;
  /** Seconds below which every state is final. */
  finalSeconds = 0;
  private nextBucket = 0;

  private readonly isWanted: Uint8Array;
  private wantedStates: number[] = [];
  private wantedCount = 0;
  private bucketHeads = new Int32Array(FIRST_BUCKETS).fill(NONE);
  private lastBucket = -1;
  private entryStates = new Int32Array(FIRST_ENTRIES);
  private entrySeconds = new Float64Array(FIRST_ENTRIES);
  private entryNext = new Int32Array(FIRST_ENTRIES);
  private entryCount = 0;

  constructor(search: SearchGraph) {
    this.seconds = new Float64Array(search.stateCount).fill(UNREACHED);
    this.meters = new Float64Array(search.stateCount);
    this.reachedBy = new Int32Array(search.stateCount);
    this.reached = new Int32Array(search.stateCount);
    this.isWanted = new Uint8Array(search.stateCount);
  }

  /** Forgets the last search. */
  clear(): void {
    for (let i = 0; i < this.reachedCount; i++) this.seconds[this.reached[i]!] = UNREACHED;
    for (const state of this.wantedStates) this.isWanted[state] = 0;
    if (this.lastBucket >= 0) this.bucketHeads.fill(NONE, 0, this.lastBucket + 1);
    this.wantedStates = [];
    this.wantedCount = 0;
    this.reachedCount = 0;
    this.entryCount = 0;
    this.lastBucket = -1;
    this.nextBucket = 0;
    this.finalSeconds = 0;
  }

  /** Begins at a state, this far from where the question begins. */
  start(state: number, seconds: number, meters: number): void {
    if (!(seconds < this.seconds[state]!)) return;
    if (this.seconds[state] === UNREACHED) this.reached[this.reachedCount++] = state;
    this.seconds[state] = seconds;
    this.meters[state] = meters;
    this.reachedBy[state] = NONE;
    this.enqueue(state, seconds);
  }

  /** The search may stop as soon as all wanted states are final. */
  want(state: number): void {
    if (this.isWanted[state] === 1) return;
    this.isWanted[state] = 1;
    this.wantedStates.push(state);
    this.wantedCount++;
  }

  private enqueue(state: number, seconds: number): void {
    const bucket = (seconds / BUCKET_SECONDS) | 0;
    if (bucket >= this.bucketHeads.length) this.growBuckets(bucket);
    const at = this.entryCount++;
    if (at === this.entryStates.length) this.growEntries();
    this.entryStates[at] = state;
    this.entrySeconds[at] = seconds;
    this.entryNext[at] = this.bucketHeads[bucket]!;
    this.bucketHeads[bucket] = at;
    if (bucket > this.lastBucket) this.lastBucket = bucket;
  }

  private growBuckets(bucket: number): void {
    const grown = new Int32Array(Math.max(2 * this.bucketHeads.length, bucket + 1)).fill(NONE);
    grown.set(this.bucketHeads);
    this.bucketHeads = grown;
  }

  private growEntries(): void {
    const length = 2 * this.entryStates.length;
    this.entryStates = enlarge(this.entryStates, length);
    this.entrySeconds = enlarge(this.entrySeconds, length);
    this.entryNext = enlarge(this.entryNext, length);
  }

  /**
   * Spreads out over `adjacency` from the started states. Stops when every wanted state is final (never, when none is
   * wanted) or when `limitSeconds` is reached. States beyond the limit are never reached. It also pauses, and answers
   * false, at the end of the bucket in which it reached `pauseAfterStates` more; called again, it goes on.
   */
  run(
    adjacency: Adjacency,
    weights: ArcWeights,
    lengthMeters: Float32Array,
    limitSeconds: number,
    pauseAfterStates = Infinity,
  ): boolean {
    const { seconds, meters, isWanted, reachedBy } = this;
    const { offsets, arcs, states } = adjacency;
    const hasWanted = this.wantedCount > 0;
    const pauseAtCount = this.reachedCount + pauseAfterStates;
    for (let bucket = this.nextBucket; bucket <= this.lastBucket; bucket++) {
      for (let at = this.bucketHeads[bucket]!; at !== NONE; at = this.bucketHeads[bucket]!) {
        this.bucketHeads[bucket] = this.entryNext[at]!;
        const state = this.entryStates[at]!;
        const base = seconds[state]!;
        if (base !== this.entrySeconds[at]) continue;
        if (isWanted[state] === 1) {
          isWanted[state] = 0;
          this.wantedCount--;
        }
        const baseMeters = meters[state]!;
        const stop = offsets[state + 1]!;
        for (let k = offsets[state]!; k < stop; k++) {
          const arc = arcs[k]!;
          const candidate = base + weights[arc]!;
          if (candidate > limitSeconds) continue;
          const next = states[k]!;
          const known = seconds[next]!;
          if (candidate >= known) continue;
          if (known === UNREACHED) this.reached[this.reachedCount++] = next;
          seconds[next] = candidate;
          meters[next] = baseMeters + lengthMeters[arc >> 1]!;
          reachedBy[next] = k;
          this.enqueue(next, candidate);
        }
      }
      this.nextBucket = bucket + 1;
      this.finalSeconds = this.nextBucket * BUCKET_SECONDS;
      if ((hasWanted && this.wantedCount === 0) || this.finalSeconds > limitSeconds) break;
      if (this.reachedCount >= pauseAtCount) return false;
    }
    return true;
  }
}
