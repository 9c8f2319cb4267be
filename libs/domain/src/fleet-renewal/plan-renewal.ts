import { buildRenewalModel, LEAST_COST, type ModelAims, type RenewalModel } from './build-model.ts';
import { comparePolicies, type ComparedPolicy, type PlannedReplacement } from './compare-policies.ts';
import { keepsHardRules, type ChosenLife } from './evaluate-plan.ts';
import { makePlan, type RenewalPlan } from './renewal-plan.ts';
import { validateProblem, type ProblemFault } from './validate-problem.ts';
import type { Life } from './lives.ts';
import type { MilpAnswer, SolveMilp } from './milp-model.ts';
import type { RenewalProblem } from './renewal-problem.ts';

export interface RenewalOptions {
  /** Proven distance from the best at which to stop, as a share of the plan's cost. */
  readonly gapShare: number;
  /** For all models together. */
  readonly seconds: number;
  /** What is planned now, to be compared. */
  readonly todaysPlan?: readonly PlannedReplacement[];
  /** Told before each model that is solved. */
  readonly onStage?: (stage: RenewalStage) => void;
}

/** What is being worked on: the plan itself, and three more questions where no plan keeps all rules. */
export const RENEWAL_STAGES = ['plan', 'leastBreaches', 'leastMoney', 'planWithMoreMoney'] as const;
export type RenewalStage = (typeof RENEWAL_STAGES)[number];

/** A plan and how near to the best it is proven to be. */
export interface ProvenPlan {
  readonly plan: RenewalPlan;
  /** No plan under the same rules has a lower objective. */
  readonly bound: number;
  readonly gapShare: number;
}

export type RenewalAnswer =
  | { readonly kind: 'invalid'; readonly faults: readonly ProblemFault[] }
  | { readonly kind: 'cancelled' | 'outOfTime' | 'unbounded' }
  | ({ readonly kind: 'planned'; readonly compared: readonly ComparedPolicy[] } & ProvenPlan)
  /** The budget can't meet the rules: the plan with the fewest breaches inside it, and the least money that mends them. */
  | ({
      readonly kind: 'shortOfMoney';
      readonly compared: readonly ComparedPolicy[];
      readonly mended: MendedPlan;
    } & ProvenPlan)
  /** No money mends it (the rules contradict each other, or vehicles can't come in time): the plan with the fewest breaches. */
  | ({ readonly kind: 'rulesContradict'; readonly compared: readonly ComparedPolicy[] } & ProvenPlan);

export interface MendedPlan extends ProvenPlan {
  readonly extraMoney: number;
  /** No less is enough. */
  readonly extraMoneyBound: number;
  readonly extraMoneyPerYear: readonly number[];
}

type Solved = Extract<MilpAnswer, { values: Float64Array }>;
type Unsolved = Exclude<MilpAnswer, Solved>;

const isSolved = (answer: MilpAnswer): answer is Solved =>
  answer.kind === 'optimal' || answer.kind === 'feasible';

/** The least costly plan, or what stands in its way. Blocks while `solve` does. */
export function planRenewal(
  problem: RenewalProblem,
  solve: SolveMilp,
  options: RenewalOptions,
): RenewalAnswer {
  const faults = validateProblem(problem);
  if (faults.length > 0) return { kind: 'invalid', faults };
  return new Planning(problem, solve, options).run();
}

class Planning {
  readonly #problem: RenewalProblem;
  readonly #solve: SolveMilp;
  readonly #options: RenewalOptions;
  readonly #compared: readonly ComparedPolicy[];

  constructor(problem: RenewalProblem, solve: SolveMilp, options: RenewalOptions) {
    this.#problem = problem;
    this.#solve = solve;
    this.#options = options;
    this.#compared = comparePolicies(problem, options.todaysPlan);
  }

  run(): RenewalAnswer {
    this.#options.onStage?.('plan');
    const built = buildRenewalModel(this.#problem, LEAST_COST);
    const known = this.#bestCompared();
    const answer = this.#solve(built.model, {
      ...this.#limits(1),
      ...(known ? { start: startOf(built, known.lives) } : {}),
    });
    if (isSolved(answer)) {
      const proven = this.#prove(answer, built);
      const isBeaten = known !== undefined && known.plan.objective < proven.plan.objective;
      const best = isBeaten ? { ...proven, ...proof(known.plan, answer.bound) } : proven;
      return { kind: 'planned', compared: this.#compared, ...best };
    }
    return answer.kind === 'infeasible' ? this.#explain() : { kind: answer.kind };
  }

  /** The best of the compared policies that keeps all rules. */
  #bestCompared(): ComparedPolicy | undefined {
    return this.#compared
      .filter((one) => keepsHardRules(one.plan))
      .sort((a, b) => a.plan.objective - b.plan.objective)[0];
  }

  #limits(share: number) {
    return { gapShare: this.#options.gapShare, seconds: this.#options.seconds * share };
  }

  /** No plan keeps all rules: which break at least, and is it for money? */
  #explain(): RenewalAnswer {
    this.#options.onStage?.('leastBreaches');
    const hasBudget = this.#problem.budget?.strength.kind === 'hard';
    const within = this.#leastBreaches('asGiven');
    if (!isFound(within)) return { kind: toEnd(within) };
    const unavoidable = hasBudget ? this.#leastBreaches('ignored') : within;
    if (!isFound(unavoidable)) return { kind: toEnd(unavoidable) };
    const plan = this.#planWith(
      { ...BREAKABLE, budget: 'asGiven', breachesAtMost: limitOf(within.value) },
      within,
    );
    if (within.value <= limitOf(unavoidable.value)) {
      return { kind: 'rulesContradict', compared: this.#compared, ...plan };
    }
    const mended = this.#mend(unavoidable.value);
    return 'kind' in mended
      ? { kind: toEnd(mended) }
      : { kind: 'shortOfMoney', compared: this.#compared, ...plan, mended };
  }

  #leastBreaches(budget: ModelAims['budget']): Found | Unsolved {
    const built = buildRenewalModel(this.#problem, { ...BREAKABLE, least: 'breaches', budget });
    const answer = this.#solve(built.model, { gapShare: 0, seconds: this.#options.seconds / 4 });
    return isSolved(answer) ? { answer, built, value: answer.objective } : answer;
  }

  /** The least costly plan with no more breaches than found; the found one itself where the time is too short for a better. */
  #planWith(aims: ModelAims, found: Found): ProvenPlan {
    const built = buildRenewalModel(this.#problem, aims);
    const start = startOf(built, chosenLives(found.built, found.answer));
    const answer = this.#solve(built.model, { ...this.#limits(1 / 4), start });
    if (isSolved(answer)) return this.#prove(answer, built);
    return proof(makePlan(this.#problem, chosenLives(found.built, found.answer)), -Infinity);
  }

  #mend(unavoidable: number): MendedPlan | Unsolved {
    this.#options.onStage?.('leastMoney');
    const aims: ModelAims = {
      least: 'extraMoney',
      hardRules: unavoidable > 1e-6 ? 'breakable' : 'kept',
      budget: 'extendable',
      ...(unavoidable > 1e-6 ? { breachesAtMost: limitOf(unavoidable) } : {}),
    };
    const built = buildRenewalModel(this.#problem, aims);
    const answer = this.#solve(built.model, { gapShare: 0, seconds: this.#options.seconds / 4 });
    if (!isSolved(answer)) return answer;
    this.#options.onStage?.('planWithMoreMoney');
    const extraMoney = Math.max(0, answer.objective);
    return {
      ...this.#planWithMoney(
        { ...aims, least: 'cost', extraMoneyAtMost: extraMoney * (1 + 1e-9) + 1e-6 },
        {
          answer,
          built,
          value: extraMoney,
        },
      ),
      extraMoney,
      extraMoneyBound: Math.max(0, answer.bound),
    };
  }

  #planWithMoney(aims: ModelAims, found: Found): ProvenPlan & Pick<MendedPlan, 'extraMoneyPerYear'> {
    const built = buildRenewalModel(this.#problem, aims);
    const start = startOf(built, chosenLives(found.built, found.answer));
    const answer = this.#solve(built.model, { ...this.#limits(1 / 4), start });
    const [from, solved] = isSolved(answer) ? [built, answer] : [found.built, found.answer];
    const extraMoneyPerYear = from.extraMoneyColumns.map((column) => solved.values[column] ?? 0);
    const budget = this.#problem.budget!;
    const richer: RenewalProblem = {
      ...this.#problem,
      budget: {
        ...budget,
        perYear: budget.perYear.map((amount, year) => amount + (extraMoneyPerYear[year] ?? 0)),
      },
    };
    const plan = makePlan(richer, chosenLives(from, solved));
    return { ...proof(plan, from === built ? solved.bound : -Infinity), extraMoneyPerYear };
  }

  #prove(answer: Solved, built: RenewalModel): ProvenPlan {
    return proof(makePlan(this.#problem, chosenLives(built, answer)), answer.bound);
  }
}

interface Found {
  readonly answer: Solved;
  readonly built: RenewalModel;
  readonly value: number;
}

const BREAKABLE = { least: 'cost', hardRules: 'breakable' } as const;

const isFound = (found: Found | Unsolved): found is Found => 'answer' in found;

/** Models that let everything break have an answer; not to find it is a matter of time. */
const toEnd = (answer: Unsolved): 'cancelled' | 'outOfTime' =>
  answer.kind === 'cancelled' ? 'cancelled' : 'outOfTime';

const limitOf = (breaches: number): number => breaches + 1e-6 * Math.max(1, breaches);

function proof(plan: RenewalPlan, bound: number): ProvenPlan {
  const distance = plan.objective - bound;
  const gapShare = Math.max(0, distance) / Math.max(1e-9, Math.abs(plan.objective));
  return { plan, bound: Math.min(bound, plan.objective), gapShare };
}

function chosenLives(built: RenewalModel, answer: Solved): ChosenLife[] {
  return built.lives
    .map((life, column) => ({ life, count: Math.round(answer.values[column] ?? 0) }))
    .filter((one) => one.count > 0);
}

const keyOf = (life: Life): string => `${life.cohort.cohortId}|${life.frontUntil}|${life.heldUntil}`;

/** Known lives as columns of a model. */
function startOf(built: RenewalModel, lives: readonly ChosenLife[]) {
  const counts = new Map<string, number>();
  for (const { life, count } of lives) counts.set(keyOf(life), (counts.get(keyOf(life)) ?? 0) + count);
  return {
    columns: built.lives.map((_, column) => column),
    values: built.lives.map((life) => counts.get(keyOf(life)) ?? 0),
  };
}
