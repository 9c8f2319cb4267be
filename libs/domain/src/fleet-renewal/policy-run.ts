import { classCovers } from './en-1789.ts';
import { canWorkFrom, hasReserve, meetsNeed, requiredCount, reserveCount } from './fleet-needs.ts';
import { getType, groupOwned, listDeliverable, vehicleYearFits, type Cohort } from './lives.ts';
import type { ChosenLife } from './evaluate-plan.ts';
import type { RenewalProblem, RenewalStation, Requirement, VehicleType } from './renewal-problem.ts';

/** A vehicle in service at the start of a year, as a policy sees it. */
export interface Driven {
  readonly vehicleId: string;
  readonly typeId: string;
  readonly year: number;
  readonly ageYears: number;
  readonly odometerKm: number;
  readonly kmInYear: number;
}

export interface PolicyChoice {
  readonly isDue: (vehicle: Driven) => boolean;
  readonly findTypeFor?: (vehicle: Driven) => string | undefined;
}

interface Running {
  readonly vehicleId: string;
  readonly cohort: Cohort;
  readonly type: VehicleType;
  odometerKm: number;
  frontUntil?: number;
  heldUntil?: number;
}

/** Lives through the years as people do without a plan: who is due is replaced one for one, old vehicles become the reserve. */
export class PolicyRun {
  readonly #problem: RenewalProblem;
  readonly #choice: PolicyChoice;
  readonly #fleet: Running[];
  readonly #deliverable: ReadonlyMap<string, readonly Cohort[]>;
  readonly #granted = new Map<string, number>();

  constructor(problem: RenewalProblem, choice: PolicyChoice) {
    this.#problem = problem;
    this.#choice = choice;
    this.#fleet = groupOwned(problem.vehicles).flatMap((cohort) =>
      cohort.vehicleIds.map((vehicleId) => this.#enter(cohort, vehicleId)),
    );
    const deliverable = new Map<string, Cohort[]>();
    for (const one of listDeliverable(problem)) {
      if (one.origin !== 'bought') continue;
      const key = deliveryKey(one.typeId, one.stationId, one.fromYear);
      deliverable.set(key, [...(deliverable.get(key) ?? []), one]);
    }
    this.#deliverable = deliverable;
  }

  run(): ChosenLife[] {
    const { horizonYears } = this.#problem;
    for (let year = 0; year < horizonYears; year += 1) {
      this.#replaceDue(year);
      this.#fillRequirements(year);
      this.#keepReserve(year);
      for (const one of this.#fleet) if (one.heldUntil === undefined) one.odometerKm += this.#kmOf(one);
    }
    return this.#fleet.map(({ cohort, frontUntil = horizonYears, heldUntil = horizonYears }) => ({
      life: { cohort, frontUntil, heldUntil },
      count: 1,
    }));
  }

  #enter(cohort: Cohort, vehicleId: string): Running {
    return {
      vehicleId,
      cohort,
      type: getType(this.#problem, cohort.typeId),
      odometerKm: cohort.odometerKm,
      ...(cohort.startsInReserve ? { frontUntil: cohort.fromYear } : {}),
    };
  }

  #front(): Running[] {
    return this.#fleet.filter((one) => one.frontUntil === undefined);
  }

  #reserve(): Running[] {
    return this.#fleet.filter((one) => one.frontUntil !== undefined && one.heldUntil === undefined);
  }

  #stationOf(one: Running): RenewalStation | undefined {
    return this.#problem.stations.find((station) => station.stationId === one.cohort.stationId);
  }

  #kmOf(one: Running): number {
    return one.frontUntil === undefined
      ? (this.#stationOf(one)?.kmPerVehicleYear ?? 0)
      : this.#problem.reserveKmPerYear;
  }

  #see(one: Running, year: number, kmInYear = this.#kmOf(one)): Driven {
    const { vehicleId, cohort, odometerKm } = one;
    const ageYears = cohort.ageYears + year - cohort.fromYear;
    return { vehicleId, typeId: cohort.typeId, year, ageYears, odometerKm, kmInYear };
  }

  #replaceDue(year: number): void {
    for (const one of this.#front()) {
      const seen = this.#see(one, year);
      const isAtEnd = !vehicleYearFits(one.type, seen);
      if (!isAtEnd && !this.#choice.isDue(seen)) continue;
      if (this.#isNeeded(one, year)) {
        const isReplaced = this.#buyFor(one, year, this.#choice.findTypeFor?.(seen));
        // Nobody gives a vehicle away before the next one is there.
        if (!isReplaced && !isAtEnd) continue;
      }
      this.#retire(one, year);
    }
  }

  #retire(one: Running, year: number): void {
    one.frontUntil = year;
    const inReserve = this.#see(one, year, this.#problem.reserveKmPerYear);
    if (!hasReserve(this.#problem) || !vehicleYearFits(one.type, inReserve)) one.heldUntil = year;
  }

  #isNeeded(one: Running, year: number): boolean {
    const others = this.#front().filter((other) => other !== one);
    return this.#problem.requirements.some(
      (need) =>
        serves(one.type, one.cohort.stationId, need) &&
        this.#countFor(need, others) < requiredCount(this.#problem, need, year),
    );
  }

  #countFor(need: Requirement, among: readonly Running[]): number {
    return among.filter((one) => serves(one.type, one.cohort.stationId, need)).length;
  }

  #buyFor(one: Running, year: number, wished: string | undefined): boolean {
    const { stationId } = one.cohort;
    const needs = this.#problem.requirements.filter((need) => serves(one.type, stationId, need));
    const fitting = this.#typesFor(stationId).filter((type) =>
      needs.every((need) => serves(type, stationId, need)),
    );
    const wanted = wished ?? one.type.typeId;
    const type = fitting.find((each) => each.typeId === wanted) ?? fitting[0];
    return type !== undefined && this.#deliver(type, stationId, year);
  }

  /** Cheapest first. */
  #typesFor(stationId: string | undefined): VehicleType[] {
    const station = this.#problem.stations.find((one) => one.stationId === stationId);
    return this.#problem.types
      .filter((type) => type.canBeBought && (!station || canWorkFrom(type, station)))
      .sort((a, b) => a.price - b.price);
  }

  #deliver(type: VehicleType, stationId: string | undefined, year: number): boolean {
    const choices = this.#deliverable.get(deliveryKey(type.typeId, stationId, year)) ?? [];
    const cohort = choices.find((one) => this.#takeGrant(one, type));
    if (!cohort) return false;
    this.#fleet.push(this.#enter(cohort, `new-${this.#fleet.length}`));
    return true;
  }

  /** True unless the grant of this delivery has run out. */
  #takeGrant(cohort: Cohort, type: VehicleType): boolean {
    const grant = this.#problem.grants.find((one) => one.grantId === cohort.grantId);
    if (grant?.limit === undefined) return true;
    const { budget, leadYears, inflation } = this.#problem;
    const paidYear = cohort.fromYear - (budget?.paidAt === 'order' ? leadYears : 0);
    const taken = this.#granted.get(grant.grantId) ?? 0;
    const next = taken + type.price * (1 + inflation.price) ** paidYear * grant.share;
    if (next > grant.limit) return false;
    this.#granted.set(grant.grantId, next);
    return true;
  }

  #fillRequirements(year: number): void {
    for (const need of this.#problem.requirements) {
      const places =
        need.stationId === undefined ? this.#problem.stations.map((one) => one.stationId) : [need.stationId];
      const missing = requiredCount(this.#problem, need, year) - this.#countFor(need, this.#front());
      for (let index = 0; index < missing; index += 1) {
        places.some((place) => {
          const type = this.#typesFor(place).find((each) => serves(each, place, need));
          return type !== undefined && this.#deliver(type, place, year);
        });
      }
    }
  }

  #keepReserve(year: number): void {
    for (const one of this.#reserve()) {
      if (!vehicleYearFits(one.type, this.#see(one, year))) one.heldUntil = year;
    }
    const rules = this.#problem.rules.filter((rule) => rule.kind === 'reserveShare');
    const kept = new Set<Running>();
    for (const rule of rules) {
      const needed = reserveCount(this.#problem, rule, year);
      const fits = (type: VehicleType) => !rule.atLeast || classCovers(type.en1789Class, rule.atLeast);
      const byAge = this.#reserve()
        .filter((one) => fits(one.type))
        .sort((a, b) => this.#see(a, year).ageYears - this.#see(b, year).ageYears);
      for (const one of byAge.slice(0, needed)) kept.add(one);
      for (let index = byAge.length; index < needed; index += 1) {
        const type = this.#typesFor(undefined).find(fits);
        if (!type || !this.#deliver(type, undefined, year)) break;
        kept.add(this.#fleet.at(-1)!);
      }
    }
    for (const one of this.#reserve()) if (!kept.has(one)) one.heldUntil = year;
  }
}

const serves = (type: VehicleType, stationId: string | undefined, need: Requirement): boolean =>
  (need.stationId === undefined || need.stationId === stationId) && meetsNeed(type, need);

const deliveryKey = (typeId: string, stationId: string | undefined, year: number): string =>
  `${typeId}|${stationId ?? ''}|${year}`;
