import { requiredCount, reserveCount } from './fleet-needs.ts';
import {
  discountAt,
  discountedCost,
  followLife,
  groupOwned,
  listDeliverable,
  listLives,
  type Cohort,
  type Life,
  type LifeAccount,
} from './lives.ts';
import { ModelDraft, type MilpModel } from './milp-model.ts';
import { orderYearOf, spendingOf, tenderCostIn } from './spending.ts';
import { isCounted, listYearLimits, vehicleBreaches, type YearLimit } from './year-limits.ts';
import type { RenewalProblem, Strength } from './renewal-problem.ts';

/** What a model is asked for: the least cost, the fewest breaches of hard rules, or the least money beyond the budget. */
export interface ModelAims {
  readonly least: 'cost' | 'breaches' | 'extraMoney';
  readonly hardRules: 'kept' | 'breakable';
  readonly budget: 'asGiven' | 'extendable' | 'ignored';
  /** Found by an earlier model; holds here as an upper limit. */
  readonly breachesAtMost?: number;
  readonly extraMoneyAtMost?: number;
}

export const LEAST_COST: ModelAims = { least: 'cost', hardRules: 'kept', budget: 'asGiven' };

export interface RenewalModel {
  readonly model: MilpModel;
  /** Column i counts the vehicles that have life i. */
  readonly lives: readonly Life[];
  /** Columns of money beyond the budget, one per year; empty where the budget may not be extended. */
  readonly extraMoneyColumns: readonly number[];
}

/**
 * One whole-number column per cohort and life (from delivery to service to reserve to sale), so that whatever belongs to a single vehicle is
 * in the column and needs no row: the linear relaxation is as tight as that of the network of ages and years these lives are paths of.
 */
export function buildRenewalModel(problem: RenewalProblem, aims: ModelAims): RenewalModel {
  const build = new RenewalModelBuild(problem, aims);
  const lives = build.addLives();
  build.addTenders();
  build.addSlacks();
  const extraMoneyColumns = build.addMoney();
  return { model: build.draft.finish(), lives, extraMoneyColumns };
}

interface LimitRow {
  readonly limit: YearLimit;
  readonly row: number;
}

class RenewalModelBuild {
  readonly draft = new ModelDraft();
  readonly #problem: RenewalProblem;
  readonly #aims: ModelAims;
  readonly #years: readonly number[];
  readonly #largestDelivery: number;
  readonly #owned: readonly Cohort[];
  readonly #ownedRows: readonly number[];
  readonly #limitRows: readonly LimitRow[];
  readonly #grantRows = new Map<string, number>();
  readonly #budgetRows: readonly number[];
  /** By order year: the row of all deliveries, and one of each station, that allow none without a tender. */
  readonly #tenderRows: readonly ReadonlyMap<string, number>[];
  readonly #breachRow: number | undefined;
  readonly #extraRow: number | undefined;

  constructor(problem: RenewalProblem, aims: ModelAims) {
    const { draft } = this;
    this.#problem = problem;
    this.#aims = aims;
    this.#years = Array.from({ length: problem.horizonYears }, (_, year) => year);
    this.#largestDelivery = largestDelivery(problem);
    this.#owned = groupOwned(problem.vehicles);
    this.#ownedRows = this.#owned.map((one) => draft.addRow(one.vehicleIds.length, one.vehicleIds.length));
    this.#limitRows = listYearLimits(problem).map((limit) => ({
      limit,
      row: draft.addRow(limit.atLeast, limit.atMost),
    }));
    for (const grant of problem.grants) {
      if (grant.limit !== undefined) this.#grantRows.set(grant.grantId, draft.addRow(-Infinity, grant.limit));
    }
    const { budget } = problem;
    const hasBudget = budget !== undefined && aims.budget !== 'ignored';
    this.#budgetRows = hasBudget
      ? this.#years.map((year) => draft.addRow(-Infinity, budget.perYear[year] ?? 0))
      : [];
    const places = ['', ...problem.stations.map((one) => one.stationId)];
    this.#tenderRows = this.#years.map(
      () => new Map(problem.tenderCost > 0 ? places.map((place) => [place, draft.addRow(-Infinity, 0)]) : []),
    );
    this.#breachRow =
      aims.breachesAtMost === undefined ? undefined : draft.addRow(-Infinity, aims.breachesAtMost);
    this.#extraRow =
      aims.extraMoneyAtMost === undefined ? undefined : draft.addRow(-Infinity, aims.extraMoneyAtMost);
  }

  addLives(): Life[] {
    const owned = this.#owned.flatMap((cohort, index) => this.#addCohort(cohort, this.#ownedRows[index]));
    return [...owned, ...listDeliverable(this.#problem).flatMap((cohort) => this.#addCohort(cohort))];
  }

  #addCohort(cohort: Cohort, ownedRow?: number): Life[] {
    const concerned = this.#limitRows.filter(({ limit }) => isCounted(limit, cohort));
    const weighed = concerned.flatMap(({ limit, row }) => {
      const count = limit.countOf(cohort);
      return count ? [{ year: limit.year, row, count }] : [];
    });
    const atYear = this.#years.map((year) => weighed.filter((one) => one.year === year));
    const upper = cohort.origin === 'owned' ? cohort.vehicleIds.length : this.#largestDelivery;
    return listLives(this.#problem, cohort).filter((life) => {
      const account = followLife(this.#problem, life);
      const priced = this.#priceBreaches(cohort, account);
      if (!priced) return false;
      const entries = this.#entriesOf(cohort, account);
      if (ownedRow !== undefined) entries.push([ownedRow, 1]);
      for (const at of account.years) {
        for (const one of atYear[at.year] ?? []) entries.push([one.row, one.count(at)]);
      }
      if (this.#breachRow !== undefined) entries.push([this.#breachRow, priced.breaches]);
      const cost = discountedCost(this.#problem, account) + priced.cost;
      this.draft.addColumn({ cost: this.#aimed(cost, priced.breaches), upper, isWhole: true, entries });
      return true;
    });
  }

  /** Rows of money and tenders. */
  #entriesOf(cohort: Cohort, account: LifeAccount): [number, number][] {
    const entries: [number, number][] = [];
    if (this.#budgetRows.length > 0) {
      for (const { year, amount } of spendingOf(this.#problem, account)) {
        entries.push([this.#budgetRows[year]!, amount]);
      }
    }
    const grantRow = this.#grantRows.get(cohort.grantId ?? '');
    if (grantRow !== undefined) entries.push([grantRow, account.purchase?.granted ?? 0]);
    if (cohort.origin === 'owned') return entries;
    const rows = this.#tenderRows[orderYearOf(this.#problem, cohort)];
    for (const place of ['', cohort.stationId]) {
      const row = place === undefined ? undefined : rows?.get(place);
      if (row !== undefined) entries.push([row, 1]);
    }
    return entries;
  }

  /** What breaches of this one vehicle cost and weigh; undefined: the life is not allowed. */
  #priceBreaches(cohort: Cohort, account: LifeAccount): { cost: number; breaches: number } | undefined {
    let cost = 0;
    let breaches = 0;
    for (const { rule, year } of vehicleBreaches(this.#problem, cohort, account)) {
      if (rule.strength.kind === 'soft') cost += rule.strength.pricePerUnit * discountAt(this.#problem, year);
      else if (this.#aims.hardRules === 'kept') return undefined;
      else breaches += 1;
    }
    return { cost, breaches };
  }

  #aimed(cost: number, breaches: number, extraMoney = 0): number {
    if (this.#aims.least === 'cost') return cost;
    return this.#aims.least === 'breaches' ? breaches : extraMoney;
  }

  addTenders(): void {
    for (const year of this.#years) {
      const rows = this.#tenderRows[year]!;
      if (rows.size === 0) continue;
      const cost = tenderCostIn(this.#problem, year);
      const entries: [number, number][] = [...rows].map(([place, row]) => [row, -this.#largestAt(place)]);
      if (this.#budgetRows.length > 0) entries.push([this.#budgetRows[year]!, cost]);
      this.draft.addColumn({
        cost: this.#aimed(cost * discountAt(this.#problem, year), 0),
        upper: 1,
        isWhole: true,
        entries,
      });
    }
  }

  /** The most deliveries a tender can be for; the nearer to the truth, the less of a tender the relaxation gets away with. */
  #largestAt(place: string): number {
    const caps = this.#problem.rules.flatMap((rule) =>
      rule.kind === 'smoothing' && rule.strength.kind === 'hard' && this.#aims.hardRules === 'kept'
        ? [Math.floor(rule.largestPerYear)]
        : [],
    );
    const atStation = place === '' ? Infinity : largestAtStation(this.#problem, place, this.#largestDelivery);
    return Math.max(1, Math.min(this.#largestDelivery, atStation, ...caps));
  }

  /** Columns that let rules break: soft ones at their price, hard ones only where asked. */
  addSlacks(): void {
    for (const { limit, row } of this.#limitRows) {
      if (limit.isPhysical) continue;
      const entries: [number, number][] = [];
      if (limit.atLeast > -Infinity) entries.push([row, 1]);
      else entries.push([row, -1]);
      this.#addSlack(limit.strength, limit.year, limit.breakWeight, entries);
    }
  }

  #addSlack(strength: Strength, year: number, weight: number, entries: [number, number][]): void {
    if (strength.kind === 'hard' && this.#aims.hardRules === 'kept') return;
    const price = strength.kind === 'soft' ? strength.pricePerUnit * discountAt(this.#problem, year) : 0;
    const breaches = strength.kind === 'hard' ? weight : 0;
    if (this.#breachRow !== undefined) entries.push([this.#breachRow, breaches]);
    this.draft.addColumn({
      cost: this.#aimed(price, breaches),
      upper: Infinity,
      isWhole: false,
      entries,
    });
  }

  /** Columns of what is carried over, of overspending at a price and of money beyond the budget. */
  addMoney(): number[] {
    const { budget } = this.#problem;
    if (!budget || this.#budgetRows.length === 0) return [];
    return this.#years.flatMap((year) => {
      const row = this.#budgetRows[year]!;
      const next = this.#budgetRows[year + 1];
      if (budget.carryOverLimit > 0 && next !== undefined) {
        const entries: [number, number][] = [
          [row, 1],
          [next, -1],
        ];
        this.draft.addColumn({ cost: 0, upper: budget.carryOverLimit, isWhole: false, entries });
      }
      if (budget.strength.kind === 'soft') {
        const price = budget.strength.pricePerUnit * discountAt(this.#problem, year);
        this.draft.addColumn({
          cost: this.#aimed(price, 0),
          upper: Infinity,
          isWhole: false,
          entries: [[row, -1]],
        });
      }
      return this.#aims.budget === 'extendable' ? [this.#addExtraMoney(row)] : [];
    });
  }

  #addExtraMoney(row: number): number {
    const entries: [number, number][] = [[row, -1]];
    if (this.#extraRow !== undefined) entries.push([this.#extraRow, 1]);
    return this.draft.addColumn({ cost: this.#aimed(0, 0, 1), upper: Infinity, isWhole: false, entries });
  }
}

/** More deliveries in one year than this are never of use: a new vehicle costs money, and so many are enough for every year. */
export function largestDelivery(problem: RenewalProblem): number {
  const reserves = problem.rules.filter((rule) => rule.kind === 'reserveShare');
  let most = 1;
  for (let year = 0; year < problem.horizonYears; year += 1) {
    const needed = problem.requirements.reduce((sum, one) => sum + requiredCount(problem, one, year), 0);
    const reserve = reserves.reduce((sum, rule) => sum + reserveCount(problem, rule, year), 0);
    most = Math.max(most, needed + reserve);
  }
  // Surplus vehicles can be of use to lower a mean age or raise a share, and then no more than as many again.
  return isDiluted(problem) ? (most + problem.vehicles.length) * 2 : most;
}

const isDiluted = (problem: RenewalProblem): boolean =>
  problem.rules.some((rule) => rule.kind === 'meanAge' || rule.kind === 'electricShare');

/** The same for one station, where only its own needs and a reserve drawn from it make deliveries useful. */
function largestAtStation(problem: RenewalProblem, stationId: string, all: number): number {
  const isOwn = problem.requirements.every((one) => one.stationId !== undefined);
  if (!isOwn || isDiluted(problem)) return all;
  const own = problem.requirements.filter((one) => one.stationId === stationId);
  const reserve = all - largestDelivery({ ...problem, rules: [] });
  return Math.min(all, largestDelivery({ ...problem, requirements: own, rules: [] }) + Math.max(0, reserve));
}
