import loadHighs, { type Highs, type HighsCallbackMap, type Model, type ModelData } from 'highs';
import type { MilpAnswer, MilpModel, SolveLimits, SolveMilp } from '#domain';

/** How far the solver is with the model it works on. */
export interface SolverTick {
  readonly seconds: number;
  readonly objective?: number;
  readonly bound?: number;
}

export interface SolverHooks {
  /** Called some times a second, between the solver's own steps. */
  readonly onTick?: (tick: SolverTick) => void;
  readonly isCancelled?: () => boolean;
}

/** Loads HiGHS; the answer solves one model after the other and blocks its thread meanwhile. */
export async function openSolver(hooks: SolverHooks = {}): Promise<SolveMilp> {
  const highs = await loadHighs();
  return (model, limits) => {
    if (hooks.isCancelled?.()) return { kind: 'cancelled' };
    if (model.columnCost.length === 0) return solveEmpty(model);
    return new Solving(highs, model, limits, hooks).run();
  };
}

/** Models of more columns are first solved on the columns that matter by their relaxation: 10 s of one core instead of 26 s for 100 vehicles. */
const LARGE_MODEL_COLUMNS = 3_000;
const COLUMNS_KEPT_PER_ROW = 4;

interface Run {
  readonly bound: number;
  readonly seconds: number;
  readonly start?: SolveLimits['start'];
}

class Solving {
  readonly #highs: Highs;
  readonly #model: MilpModel;
  readonly #limits: SolveLimits;
  readonly #hooks: SolverHooks;
  readonly #startedAt = performance.now();

  constructor(highs: Highs, model: MilpModel, limits: SolveLimits, hooks: SolverHooks) {
    this.#highs = highs;
    this.#model = model;
    this.#limits = limits;
    this.#hooks = hooks;
  }

  run(): MilpAnswer {
    const model = this.#model;
    const { start } = this.#limits;
    if (model.columnCost.length <= LARGE_MODEL_COLUMNS) {
      return this.#solve(model, { bound: -Infinity, seconds: this.#secondsLeft(), start });
    }
    const relaxed = this.#relax();
    if (relaxed.kind !== 'optimal') return relaxed;
    const { bound } = relaxed;
    const kept = withoutColumns(model, relaxed.reducedCosts, this.#columnsToKeep(relaxed.values));
    const first = this.#solve(kept, { bound, seconds: this.#secondsLeft() * 0.7, start });
    if (
      isSolved(first) &&
      (isNear(first.objective, bound, this.#limits.gapShare) || this.#hooks.isCancelled?.())
    ) {
      return { ...first, bound };
    }
    const known = isSolved(first) ? dense(first.values) : start;
    const second = this.#solve(model, { bound, seconds: this.#secondsLeft(), start: known });
    if (!isSolved(second)) return isSolved(first) ? { ...first, kind: 'feasible', bound } : second;
    return { ...second, bound: Math.max(bound, second.bound) };
  }

  #secondsLeft(): number {
    return Math.max(0.5, this.#limits.seconds - (performance.now() - this.#startedAt) / 1000);
  }

  /** Without whole numbers: the bound, and what each column would cost beyond it. */
  #relax() {
    const scale = costScale(this.#model.columnCost);
    const { integrality: _, ...data } = toHighs(this.#model, scale);
    return this.#highs.withModel(data, (instance) => {
      instance.options.set({ output_flag: false, time_limit: this.#secondsLeft() });
      instance.run(callbacksOf(this.#highs, this.#hooks, scale, () => false));
      const answer = readAnswer(this.#highs, instance, scale);
      if (answer.kind !== 'optimal') {
        return { kind: this.#endOf(answer.kind === 'feasible' ? 'outOfTime' : answer.kind) } as const;
      }
      const { colDual } = instance.getSolution();
      return {
        kind: 'optimal',
        values: answer.values,
        reducedCosts: colDual,
        bound: answer.objective,
      } as const;
    });
  }

  #columnsToKeep(relaxed: Float64Array): Set<number> {
    const kept = new Set<number>();
    relaxed.forEach((value, column) => {
      if (value > 1e-9 || !this.#model.columnIsWhole[column]) kept.add(column);
    });
    const { start } = this.#limits;
    start?.columns.forEach((column, index) => {
      if (start.values[index] !== 0) kept.add(column);
    });
    return kept;
  }

  #solve(model: MilpModel, run: Run): MilpAnswer {
    const scale = costScale(model.columnCost);
    const { gapShare } = this.#limits;
    return this.#highs.withModel(toHighs(model, scale), (instance): MilpAnswer => {
      instance.options.set({
        output_flag: false,
        time_limit: run.seconds,
        mip_rel_gap: gapShare,
        mip_abs_gap: 1e-9,
      });
      if (run.start) instance.setSolution({ indices: run.start.columns, values: run.start.values });
      const isEnough = (objective: number) => isNear(objective, run.bound, gapShare);
      instance.run(callbacksOf(this.#highs, this.#hooks, scale, isEnough));
      const answer = readAnswer(this.#highs, instance, scale);
      return isSolved(answer) ? answer : { kind: this.#endOf(answer.kind) };
    });
  }

  #endOf(kind: Exclude<MilpAnswer['kind'], 'optimal' | 'feasible'>) {
    if (kind === 'outOfTime' && this.#hooks.isCancelled?.()) return 'cancelled';
    // Presolve does not always tell the two apart; with every gainful column bounded there is nothing without end.
    return kind === 'unbounded' && isBounded(this.#model) ? 'infeasible' : kind;
  }
}

type Solved = Extract<MilpAnswer, { values: Float64Array }>;

const isSolved = (answer: MilpAnswer): answer is Solved =>
  answer.kind === 'optimal' || answer.kind === 'feasible';

const isNear = (objective: number, bound: number, gapShare: number): boolean =>
  objective - bound <= gapShare * Math.abs(objective);

const dense = (values: Float64Array): SolveLimits['start'] => ({
  columns: Array.from(values, (_, column) => column),
  values: Array.from(values),
});

/** The same columns and rows, with those fixed at 0 that are neither to be kept nor among the cheapest by reduced cost. */
function withoutColumns(model: MilpModel, reducedCosts: Float64Array, kept: ReadonlySet<number>): MilpModel {
  const others = [...reducedCosts.keys()].filter((column) => !kept.has(column));
  others.sort((a, b) => reducedCosts[a]! - reducedCosts[b]!);
  const columnUpper = Float64Array.from(model.columnUpper);
  for (const column of others.slice(model.rowLower.length * COLUMNS_KEPT_PER_ROW)) {
    if (model.columnLower[column] === 0) columnUpper[column] = 0;
  }
  return { ...model, columnUpper };
}

/** Stops the solver when cancelled, or when an answer is good enough by a bound known from elsewhere. */
function callbacksOf(
  highs: Highs,
  hooks: SolverHooks,
  scale: number,
  isEnough: (objective: number) => boolean,
): HighsCallbackMap {
  const { callbackType } = highs.constants;
  let lastSeconds = -1;
  return {
    [callbackType.mipInterrupt]: (event) => {
      const { running_time: seconds = 0, mip_primal_bound: primal, mip_dual_bound: bound } = event.data;
      const isFound = primal !== undefined && Math.abs(primal) < 1e100;
      if (hooks.isCancelled?.() || (isFound && isEnough(primal / scale))) event.interrupt();
      if (!hooks.onTick || seconds < lastSeconds + 0.25) return;
      lastSeconds = seconds;
      hooks.onTick({
        seconds,
        ...(isFound ? { objective: primal / scale } : {}),
        ...(bound !== undefined && Math.abs(bound) < 1e100 ? { bound: bound / scale } : {}),
      });
    },
    [callbackType.simplexInterrupt]: (event) => {
      if (hooks.isCancelled?.()) event.interrupt();
    },
  };
}

function readAnswer(highs: Highs, instance: Model, scale: number): MilpAnswer {
  const { modelStatus, solutionStatus } = highs.constants;
  const status = instance.getModelStatus();
  if (status === modelStatus.infeasible) return { kind: 'infeasible' };
  if (status === modelStatus.unboundedOrInfeasible || status === modelStatus.unbounded) {
    return { kind: 'unbounded' };
  }
  if (instance.info.get('primal_solution_status') !== solutionStatus.feasible) return { kind: 'outOfTime' };
  return {
    kind: status === modelStatus.optimal ? 'optimal' : 'feasible',
    values: instance.getSolution().colValue,
    objective: instance.getObjectiveValue() / scale,
    // Absent where the solver stopped before its first relaxation.
    bound: finiteOr(Number(instance.info.get('mip_dual_bound')) / scale, -Infinity),
  };
}

const finiteOr = (value: number, other: number): number => (Math.abs(value) < 1e100 ? value : other);

const isBounded = (model: MilpModel): boolean =>
  model.columnCost.every((cost, column) => cost >= 0 || model.columnUpper[column]! < Infinity);

/** A power of two that brings the largest cost near 1,000: the solver's tolerances are absolute. */
function costScale(costs: Float64Array): number {
  const largest = costs.reduce((most, cost) => Math.max(most, Math.abs(cost)), 0);
  return largest === 0 ? 1 : 2 ** Math.round(Math.log2(1000 / largest));
}

function toHighs(model: MilpModel, scale: number): ModelData {
  const numCols = model.columnCost.length;
  const numRows = model.rowLower.length;
  return {
    numCols,
    numRows,
    colCost: model.columnCost.map((cost) => cost * scale),
    colLower: model.columnLower,
    colUpper: model.columnUpper,
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    integrality: Int32Array.from(model.columnIsWhole),
    matrix: {
      format: 'csc',
      numRows,
      numCols,
      starts: model.columnStart,
      indices: model.rowIndex,
      values: model.coefficient,
    },
  };
}

const solveEmpty = (model: MilpModel): MilpAnswer =>
  model.rowLower.every((lower, row) => lower <= 0 && model.rowUpper[row]! >= 0)
    ? { kind: 'optimal', values: new Float64Array(), objective: 0, bound: 0 }
    : { kind: 'infeasible' };
