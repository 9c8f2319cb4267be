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
    return model.columnCost.length === 0 ? solveEmpty(model) : solve(highs, model, limits, hooks);
  };
}

function solve(highs: Highs, model: MilpModel, limits: SolveLimits, hooks: SolverHooks): MilpAnswer {
  const scale = costScale(model.columnCost);
  return highs.withModel(toHighs(model, scale), (instance): MilpAnswer => {
    instance.options.set({
      output_flag: false,
      time_limit: limits.seconds,
      mip_rel_gap: limits.gapShare,
      mip_abs_gap: 1e-9,
    });
    if (limits.start) instance.setSolution({ indices: limits.start.columns, values: limits.start.values });
    instance.run(callbacksOf(highs, hooks, scale));
    const answer = readAnswer(highs, instance, scale);
    if (answer.kind === 'outOfTime' && hooks.isCancelled?.()) return { kind: 'cancelled' };
    // Presolve does not always tell the two apart; with every gainful column bounded there is nothing without end.
    return answer.kind === 'unbounded' && isBounded(model) ? { kind: 'infeasible' } : answer;
  });
}

function callbacksOf(highs: Highs, hooks: SolverHooks, scale: number): HighsCallbackMap {
  const { callbackType } = highs.constants;
  let lastSeconds = -1;
  return {
    [callbackType.mipInterrupt]: (event) => {
      if (hooks.isCancelled?.()) event.interrupt();
      const { running_time: seconds = 0, mip_primal_bound: primal, mip_dual_bound: bound } = event.data;
      if (!hooks.onTick || seconds < lastSeconds + 0.25) return;
      lastSeconds = seconds;
      hooks.onTick({
        seconds,
        ...(primal !== undefined && Math.abs(primal) < 1e100 ? { objective: primal / scale } : {}),
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
    bound: Number(instance.info.get('mip_dual_bound')) / scale,
  };
}

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
