import type { ArcWeights } from './arc-weights.ts';
import type { SearchGraph } from './search-graph.ts';
import { SearchWorkspace } from './search-workspace.ts';
import { snapToEdge, type SnapIndex, type SnappedPoint } from './snap.ts';
import { directAlongEdge, fractionAlong, startBackFrom, type EdgePoint } from './travel-times.ts';

type LonLat = readonly [lon: number, lat: number];

/** Roads as they were at one moment: the weights are a copy that later closures leave alone. */
export interface FrozenRoads {
  readonly search: SearchGraph;
  readonly weights: ArcWeights;
  readonly snapIndex: SnapIndex;
  readonly connected: Uint8Array;
}

export interface CellTreesOptions {
  /** Cells farther away than this count as out of reach. */
  readonly limitSeconds: number;
  /** A centre farther from any road than this is out of reach from everywhere. */
  readonly maxOffRoadMeters: number;
}

/** Rows of this many states are made at once: 600 kB for 600 cells, which is filled in well under 0.1 ms. */
const CHUNK_BITS = 9;
const CHUNK_ROWS = 1 << CHUNK_BITS;
/** States handled between two yields: about 0.1 ms. */
export const STEP_STATES = 1000;
/** Arcs copied or looked at between two yields. */
const STEP_ARCS = 200_000;
const OUT_OF_REACH = 0xffff;
const LARGEST_TICKS = 65_000;

/**
 * Road seconds from everywhere to each of a fixed set of cells, ready to be read: one reversed search per cell, kept as 16 bits
 * per state and cell. The times of one state lie side by side, so what one vehicle needs is two contiguous reads and no search.
 * Times are kept in steps of the limit / 65,000 (0.007 s at 8 minutes). Only states that some cell is within the limit of
 * have a row. Montevideo (18,600 junctions, 393 cells): 15 MB, made in 0.3 s of processor time at a limit of 8 minutes; Milan
 * (45,000 junctions, 600 cells): 54 MB, 0.6 s, and 4.5 s at 20 minutes. Twice the memory while new trees replace old ones.
 */
export class CellTrees {
  readonly cellCount: number;
  readonly limitSeconds: number;
  private readonly roads: FrozenRoads;
  private readonly secondsPerTick: number;
  private readonly rowOfState: Int32Array;
  private readonly chunks: Uint16Array[] = [];
  private rowCount = 0;
  /** Where each cell's centre is on the road; undefined far from any. */
  private readonly targets: (SnappedPoint | undefined)[] = [];
  private readonly cellsOfEdge = new Map<number, number[]>();

  /** Empty; `buildCellTrees` fills it. */
  constructor(roads: FrozenRoads, cellCount: number, limitSeconds: number) {
    if (!(limitSeconds > 0 && limitSeconds < Infinity))
      throw new RangeError(`Limit of cell trees is ${limitSeconds} s: give more than 0.`);
    this.roads = roads;
    this.cellCount = cellCount;
    this.limitSeconds = limitSeconds;
    this.secondsPerTick = limitSeconds / LARGEST_TICKS;
    this.rowOfState = new Int32Array(roads.search.stateCount).fill(-1);
  }

  /** Memory of the times, without the roads themselves. */
  get byteCount(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.byteLength, this.rowOfState.byteLength);
  }

  /** The nearest place of a road that could be driven when these trees were made. */
  snap([lon, lat]: LonLat, maxMeters: number): SnappedPoint | undefined {
    const { weights, connected, snapIndex } = this.roads;
    const isUsable = (edge: number): boolean =>
      connected[edge] === 1 && (weights[2 * edge]! < Infinity || weights[2 * edge + 1]! < Infinity);
    return snapToEdge(snapIndex, lon, lat, { isUsable, maxMeters });
  }

  /** Where a cell's centre was taken to the road; undefined where it is too far from any. */
  findTarget(cell: number): EdgePoint | undefined {
    return this.targets[cell];
  }

  /** Seconds from a place of a road to every cell; Infinity beyond the limit. Written into `seconds` when given. */
  cellSecondsFrom(source: EdgePoint, seconds = new Float64Array(this.cellCount)): Float64Array {
    seconds.fill(Infinity);
    const { search, weights } = this.roads;
    for (let arc = 2 * source.edge; arc <= 2 * source.edge + 1; arc++) {
      const weight = weights[arc]!;
      const row = weight === Infinity ? -1 : this.rowOfState[search.arcStates[arc]!]!;
      if (row !== -1) this.readRow(row, weight * (1 - fractionAlong(source, arc)), seconds);
    }
    for (const cell of this.cellsOfEdge.get(source.edge) ?? []) {
      const direct = directAlongEdge(search, weights, source, this.targets[cell]!);
      if (direct.seconds < seconds[cell]! && direct.seconds <= this.limitSeconds)
        seconds[cell] = direct.seconds;
    }
    return seconds;
  }

  private readRow(row: number, partSeconds: number, seconds: Float64Array): void {
    const { cellCount, limitSeconds, secondsPerTick } = this;
    const chunk = this.chunks[row >> CHUNK_BITS]!;
    const first = (row & (CHUNK_ROWS - 1)) * cellCount;
    for (let cell = 0; cell < cellCount; cell++) {
      const ticks = chunk[first + cell]!;
      if (ticks === OUT_OF_REACH) continue;
      const total = partSeconds + ticks * secondsPerTick;
      if (total < seconds[cell]! && total <= limitSeconds) seconds[cell] = total;
    }
  }

  /** Used while the trees are made. */
  setTarget(cell: number, target: SnappedPoint | undefined): void {
    this.targets[cell] = target;
    if (!target) return;
    const cells = this.cellsOfEdge.get(target.edge);
    if (cells) cells.push(cell);
    else this.cellsOfEdge.set(target.edge, [cell]);
  }

  /** Used while the trees are made. */
  setSeconds(state: number, cell: number, seconds: number): void {
    let row = this.rowOfState[state]!;
    if (row === -1) {
      row = this.rowOfState[state] = this.rowCount++;
      if (row >> CHUNK_BITS === this.chunks.length)
        this.chunks.push(new Uint16Array(CHUNK_ROWS * this.cellCount).fill(OUT_OF_REACH));
    }
    this.chunks[row >> CHUNK_BITS]![(row & (CHUNK_ROWS - 1)) * this.cellCount + cell] = Math.round(
      seconds / this.secondsPerTick,
    );
  }
}

/** Copies weights in steps; begins again when they change meanwhile, so that the copy is of one moment. */
export function* freezeWeights(
  weightsNow: () => ArcWeights,
  versionNow: () => number,
): Generator<number, ArcWeights> {
  const copy = new Float32Array(weightsNow().length);
  for (let version = versionNow(), from = 0; from < copy.length;) {
    copy.set(weightsNow().subarray(from, from + STEP_ARCS), from);
    from += STEP_ARCS;
    yield STEP_ARCS;
    if (versionNow() === version) continue;
    version = versionNow();
    from = 0;
  }
  return copy;
}

/**
 * Makes the trees of all cells in short steps: the caller decides when to go on, and may answer questions in between or
 * drop the work. Yields what a step handled, about `STEP_STATES` states at most (a step ends with the two seconds of the
 * search it is in). It works on arrays of its own.
 */
export function* buildCellTrees(
  roads: FrozenRoads,
  centers: readonly LonLat[],
  { limitSeconds, maxOffRoadMeters }: CellTreesOptions,
): Generator<number, CellTrees> {
  const trees = new CellTrees(roads, centers.length, limitSeconds);
  const workspace = new SearchWorkspace(roads.search);
  for (const [cell, center] of centers.entries()) {
    const target = trees.snap(center, maxOffRoadMeters);
    trees.setTarget(cell, target);
    yield 1;
    if (target) yield* growTree(roads, trees, workspace, cell, target);
  }
  return trees;
}

function* growTree(
  { search, weights }: FrozenRoads,
  trees: CellTrees,
  workspace: SearchWorkspace,
  cell: number,
  target: EdgePoint,
): Generator<number, void> {
  const { lengthMeters } = search.graph;
  workspace.clear();
  startBackFrom(search, weights, workspace, target);
  for (let isDone = false; !isDone;) {
    const before = workspace.reachedCount;
    isDone = workspace.run(search.into, weights, lengthMeters, trees.limitSeconds, STEP_STATES);
    yield workspace.reachedCount - before;
  }
  for (let from = 0; from < workspace.reachedCount; from += STEP_STATES) {
    const end = Math.min(from + STEP_STATES, workspace.reachedCount);
    for (let i = from; i < end; i++) {
      const state = workspace.reached[i]!;
      // Where the target lies on a long edge, its ends may be farther away than the limit.
      const seconds = workspace.seconds[state]!;
      if (seconds <= trees.limitSeconds) trees.setSeconds(state, cell, seconds);
    }
    yield end - from;
  }
}
