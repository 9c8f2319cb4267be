/** A mixed-integer linear programme to minimise: columns in compressed form, bounds of columns and rows. */
export interface MilpModel {
  readonly columnCost: Float64Array;
  readonly columnLower: Float64Array;
  readonly columnUpper: Float64Array;
  /** 1: whole numbers only. */
  readonly columnIsWhole: Uint8Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Of column c: rows `rowIndex[columnStart[c]..columnStart[c + 1])` with `coefficient`. */
  readonly columnStart: Int32Array;
  readonly rowIndex: Int32Array;
  readonly coefficient: Float64Array;
}

export interface SolveLimits {
  /** Stop when (best - bound) / |best| is at most this. */
  readonly gapShare: number;
  readonly seconds: number;
  /** A known answer to begin with: its columns other than 0; the solver adds what is not whole numbers. */
  readonly start?: { readonly columns: readonly number[]; readonly values: readonly number[] };
}

/** What any solver answers. `values` are there for `optimal` and `feasible`. */
export type MilpAnswer =
  | {
      readonly kind: 'optimal' | 'feasible';
      readonly values: Float64Array;
      readonly objective: number;
      readonly bound: number;
    }
  | { readonly kind: 'infeasible' | 'unbounded' | 'cancelled' | 'outOfTime' };

/** Solves one model; called one at a time. The solver is not part of this library. */
export type SolveMilp = (model: MilpModel, limits: SolveLimits) => MilpAnswer;

export interface ModelColumn {
  readonly cost: number;
  readonly lower?: number;
  readonly upper: number;
  readonly isWhole: boolean;
  readonly entries: Iterable<readonly [row: number, coefficient: number]>;
}

/** Collects rows first, then columns. */
export class ModelDraft {
  readonly #rowLower: number[] = [];
  readonly #rowUpper: number[] = [];
  readonly #columns: Omit<ModelColumn, 'entries'>[] = [];
  readonly #starts: number[] = [0];
  readonly #rows: number[] = [];
  readonly #coefficients: number[] = [];

  addRow(lower: number, upper: number): number {
    this.#rowLower.push(lower);
    this.#rowUpper.push(upper);
    return this.#rowLower.length - 1;
  }

  addColumn({ entries, ...column }: ModelColumn): number {
    for (const [row, coefficient] of entries) {
      if (coefficient === 0) continue;
      this.#rows.push(row);
      this.#coefficients.push(coefficient);
    }
    this.#columns.push(column);
    this.#starts.push(this.#rows.length);
    return this.#columns.length - 1;
  }

  finish(): MilpModel {
    return {
      columnCost: Float64Array.from(this.#columns, (one) => one.cost),
      columnLower: Float64Array.from(this.#columns, (one) => one.lower ?? 0),
      columnUpper: Float64Array.from(this.#columns, (one) => one.upper),
      columnIsWhole: Uint8Array.from(this.#columns, (one) => (one.isWhole ? 1 : 0)),
      rowLower: Float64Array.from(this.#rowLower),
      rowUpper: Float64Array.from(this.#rowUpper),
      columnStart: Int32Array.from(this.#starts),
      rowIndex: Int32Array.from(this.#rows),
      coefficient: Float64Array.from(this.#coefficients),
    };
  }
}
