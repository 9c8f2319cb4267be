/** What a coverage is counted over. */
export interface CoverageSettings {
  /** Demand of each cell: calls a year, residents, or any other weight; not negative. */
  readonly demand: Float64Array;
  /** A unit covers a cell when it arrives within this time (turnout included by the caller where it counts). */
  readonly limitSeconds: number;
  /** q, the share of time a unit is busy: see `measureBusyFraction`. */
  readonly busyFraction: number;
}

/**
 * Expected coverage after MEXCLP (M. S. Daskin, "A Maximum Expected Covering Location Model: Formulation, Properties and
 * Heuristic Solution", Transportation Science 17(1), 1983): a cell with demand d that k units reach within the limit
 * counts d * (1 - q^k), the demand times the chance that not all k are busy, each with probability q and independently.
 * Hence taking a covering unit away costs the cell d * (1 - q) * q^(k - 1), and one more brings d * (1 - q) * q^k.
 *
 * Columns are unit -> cell road seconds. Setting one compares it with the limit once and keeps the numbers of the covered
 * cells (4 bytes each); after that every figure costs the number of covered pairs or cells, never units x cells.
 * Totals are summed anew from whole counts, so they don't drift however often units come and go.
 */
export class ExpectedCoverage {
  readonly settings: CoverageSettings;
  private readonly coveringUnits: Uint32Array;
  private readonly coveredCells = new Map<string, Uint32Array>();
  /** q^k, longer when more units are set. */
  private busyPowers = new Float64Array([1]);

  /** Throws where a demand is negative or not a number, q is outside [0, 1), or the limit is not positive. */
  constructor(settings: CoverageSettings) {
    const { demand, limitSeconds, busyFraction } = settings;
    const wrong = demand.findIndex((one) => !(one >= 0 && one < Infinity));
    if (wrong >= 0)
      throw new RangeError(`Demand of cell ${wrong} is ${demand[wrong]}: give a number from 0 up.`);
    if (!(busyFraction >= 0 && busyFraction < 1))
      throw new RangeError(`Busy fraction ${busyFraction}: give a share from 0 to less than 1.`);
    if (!(limitSeconds > 0)) throw new RangeError(`Coverage limit ${limitSeconds} s: give more than 0.`);
    this.settings = settings;
    this.coveringUnits = new Uint32Array(demand.length);
  }

  get unitCount(): number {
    return this.coveredCells.size;
  }

  /**
   * Counts a unit in, or moves it. `cellSeconds`: road seconds to every cell, Infinity (or NaN) where no road leads.
   * Throws when its length is not the number of cells.
   */
  setUnit(unitId: string, cellSeconds: Float32Array | Float64Array): void {
    if (cellSeconds.length !== this.settings.demand.length)
      throw new RangeError(`${cellSeconds.length} travel times for ${this.settings.demand.length} cells.`);
    this.removeUnit(unitId);
    const cells = coveredBy(cellSeconds, this.settings.limitSeconds);
    for (const cell of cells) this.coveringUnits[cell]! += 1;
    this.coveredCells.set(unitId, cells);
    this.growPowers();
  }

  /** Counts a unit out; one that was never in is no fault. */
  removeUnit(unitId: string): void {
    const cells = this.coveredCells.get(unitId);
    if (!cells) return;
    for (const cell of cells) this.coveringUnits[cell]! -= 1;
    this.coveredCells.delete(unitId);
  }

  /** Expected covered demand of all cells, in the unit of demand. */
  total(): number {
    return this.listCells().reduce((sum, covered) => sum + covered, 0);
  }

  /** The same as a share of all demand, 0..1; 0 where there is no demand. */
  share(): number {
    const all = this.settings.demand.reduce((sum, one) => sum + one, 0);
    return all > 0 ? this.total() / all : 0;
  }

  /** Expected covered demand per cell. */
  listCells(): Float64Array {
    const { demand } = this.settings;
    return demand.map((weight, cell) => weight * (1 - this.busyPowers[this.coveringUnits[cell]!]!));
  }

  /** How many units cover each cell, without some. A copy. Units named twice or never counted in change nothing. */
  listCoveringUnits(withoutUnitIds: readonly string[] = []): Uint32Array {
    const counts = this.coveringUnits.slice();
    for (const unitId of new Set(withoutUnitIds))
      for (const cell of this.coveredCells.get(unitId) ?? []) counts[cell]! -= 1;
    return counts;
  }

  /** How many cells a unit covers; undefined for one that is not counted in. */
  findCoveredCount(unitId: string): number | undefined {
    return this.coveredCells.get(unitId)?.length;
  }

  /** Chance that a cell which so many units cover finds one of them free: 1 - q^k. */
  coveredProbability(coveringUnits: number): number {
    return 1 - this.busyPowers[coveringUnits]!;
  }

  /** Expected demand that is lost when this unit alone is sent away; 0 for a unit that isn't counted in. */
  lossOf(unitId: string): number {
    const { demand, busyFraction } = this.settings;
    let loss = 0;
    for (const cell of this.coveredCells.get(unitId) ?? [])
      loss += demand[cell]! * this.busyPowers[this.coveringUnits[cell]! - 1]!;
    return loss * (1 - busyFraction);
  }

  /** Expected demand that is lost when all of these are sent away together. */
  lossOfAll(unitIds: readonly string[]): number {
    const after = this.listCoveringUnits(unitIds);
    let loss = 0;
    this.settings.demand.forEach((weight, cell) => {
      const before = this.coveringUnits[cell]!;
      if (after[cell] !== before)
        loss += weight * (this.busyPowers[after[cell]!]! - this.busyPowers[before]!);
    });
    return loss;
  }

  /** The loss of each unit, counted against the present state: losses of several units don't add up. */
  listLosses(): Map<string, number> {
    const { demand, busyFraction } = this.settings;
    const ofOneLess = demand.map((weight, cell) => {
      const count = this.coveringUnits[cell]!;
      return count === 0 ? 0 : weight * (1 - busyFraction) * this.busyPowers[count - 1]!;
    });
    const losses = new Map<string, number>();
    for (const [unitId, cells] of this.coveredCells) {
      let loss = 0;
      for (let index = 0; index < cells.length; index++) loss += ofOneLess[cells[index]!]!;
      losses.set(unitId, loss);
    }
    return losses;
  }

  /** What one more unit with these road seconds would add, as one soon free or a post to be manned. */
  gainOf(cellSeconds: Float32Array | Float64Array): number {
    const { demand, limitSeconds, busyFraction } = this.settings;
    let gain = 0;
    for (const cell of coveredBy(cellSeconds, limitSeconds))
      gain += demand[cell]! * this.busyPowers[this.coveringUnits[cell]!]!;
    return gain * (1 - busyFraction);
  }

  private growPowers(): void {
    if (this.busyPowers.length > this.unitCount) return;
    const { busyFraction } = this.settings;
    this.busyPowers = new Float64Array(2 * this.unitCount + 1).map((_, exponent) => busyFraction ** exponent);
  }
}

function coveredBy(cellSeconds: Float32Array | Float64Array, limitSeconds: number): Uint32Array {
  const cells = new Uint32Array(cellSeconds.length);
  let count = 0;
  for (let cell = 0; cell < cellSeconds.length; cell++)
    if (cellSeconds[cell]! <= limitSeconds) cells[count++] = cell;
  return cells.slice(0, count);
}
