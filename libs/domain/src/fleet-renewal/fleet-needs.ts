import { classCovers } from './en-1789.ts';
import { checkCharging } from './electric-range.ts';
import type { En1789Class } from './en-1789.ts';
import type {
  RenewalProblem,
  RenewalRule,
  RenewalStation,
  Requirement,
  VehicleType,
} from './renewal-problem.ts';

type ReserveRule = Extract<RenewalRule, { kind: 'reserveShare' }>;

/** How many a requirement asks for in a year. */
export function requiredCount(problem: RenewalProblem, requirement: Requirement, year: number): number {
  if (typeof requirement.count !== 'number') return requirement.count[year] ?? 0;
  return Math.ceil(requirement.count * (1 + problem.demandGrowth) ** year - 1e-9);
}

/** Does a vehicle of this type count for the requirement, where it is stationed rightly? */
export function meetsNeed(type: VehicleType, requirement: Requirement): boolean {
  const { need } = requirement;
  if (need.kind === 'any') return true;
  if (need.kind === 'class') return classCovers(type.en1789Class, need.atLeast);
  return type.capabilities.includes(need.capability);
}

/** Can a vehicle of this type work from this station all year? Only battery vehicles may not. */
export function canWorkFrom(type: VehicleType, station: RenewalStation): boolean {
  if (!type.electric) return true;
  return station.charging !== undefined && checkCharging(type.electric, station.charging).feasible;
}

/** Vehicles required in service in a year: per station the largest of its requirements, and at least what is asked of the whole region. */
export function serviceCount(problem: RenewalProblem, year: number, atLeast?: En1789Class): number {
  const perStation = new Map<string | undefined, number>();
  for (const one of problem.requirements) {
    if (atLeast !== undefined && !(one.need.kind === 'class' && classCovers(one.need.atLeast, atLeast)))
      continue;
    const count = requiredCount(problem, one, year);
    perStation.set(one.stationId, Math.max(perStation.get(one.stationId) ?? 0, count));
  }
  const anywhere = perStation.get(undefined) ?? 0;
  perStation.delete(undefined);
  return Math.max(
    anywhere,
    [...perStation.values()].reduce((sum, count) => sum + count, 0),
  );
}

/** How many reserve vehicles the rule asks for in a year. */
export const reserveCount = (problem: RenewalProblem, rule: ReserveRule, year: number): number =>
  Math.ceil(rule.share * serviceCount(problem, year, rule.atLeast) - 1e-9);

/** May the plan need a reserve at all? */
export const hasReserve = (problem: RenewalProblem): boolean =>
  problem.rules.some((rule) => rule.kind === 'reserveShare' && rule.share > 0);
