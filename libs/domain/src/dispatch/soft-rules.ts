import type { Priority } from '../incident/incident.ts';
import { overrunSeconds } from './hard-rules.ts';
import type { DispatchNeed, RankableUnit, ScorePart, SoftRuleName, UnitRun } from './rankable-unit.ts';
import { turnoutSeconds, type UnitSource } from './unit-source.ts';

type SoftRule = (unit: RankableUnit, need: DispatchNeed, source: UnitSource) => number;

/** By name, in the order shown. All cost seconds, none gives any back. */
const SOFT_RULES: readonly (readonly [SoftRuleName, SoftRule])[] = [
  ['wait', (unit, need, source) => (source.kind === 'soonFree' ? source.waitSeconds : 0)],
  ['turnout', turnoutSeconds],
  ['travel', (unit) => unit.leg?.travelSeconds ?? 0],
  ['coverage', coverageSeconds],
  ['diversion', diversionSeconds],
  [
    'border',
    ({ regionId }, need) => (regionId === need.requirement.regionId ? 0 : need.settings.border.seconds),
  ],
  ['endOfShift', endOfShiftSeconds],
  ['unfamiliarArea', unfamiliarSeconds],
  [
    'notYetFree',
    (unit, { settings }, source) => (source.kind === 'soonFree' ? settings.soonFree.uncertaintySeconds : 0),
  ],
];

const ALWAYS_SHOWN: readonly SoftRuleName[] = ['turnout', 'travel'];

/** Tenths: what is shown, kept and compared are the same numbers. */
export const roundTenths = (seconds: number): number => Math.round(seconds * 10) / 10;

export function scoreParts(unit: RankableUnit, need: DispatchNeed, source: UnitSource): ScorePart[] {
  const parts: ScorePart[] = [];
  for (const [rule, cost] of SOFT_RULES) {
    const seconds = roundTenths(cost(unit, need, source));
    if (seconds > 0 || ALWAYS_SHOWN.includes(rule)) parts.push({ rule, seconds });
  }
  return parts;
}

/** Units of other regions are missed there just as ours are here. */
function coverageSeconds({ coverageLossShare }: RankableUnit, { settings, priority }: DispatchNeed): number {
  const { secondsPerShare, mostSeconds } = settings.coverage;
  return Math.min(mostSeconds[priority], (coverageLossShare ?? 0) * secondsPerShare);
}

function diversionSeconds(unit: RankableUnit, { settings }: DispatchNeed, source: UnitSource): number {
  if (source.kind !== 'diversion') return 0;
  const { baseSeconds, drivenShare, mostSeconds } = settings.diversion;
  const interrupted = source.run.priority as Priority;
  const driven = drivenSeconds(unit, source.run) * drivenShare[interrupted];
  return Math.min(mostSeconds, baseSeconds[interrupted] + driven);
}

/** For how long it has driven to the incident that it would leave; waiting near it is nothing that is lost. */
function drivenSeconds(unit: RankableUnit, { status }: UnitRun): number {
  if (status === 'staged') return unit.drivenSeconds ?? 0;
  return status === 'enRoute' ? unit.statusAgeSeconds : 0;
}

function endOfShiftSeconds(unit: RankableUnit, need: DispatchNeed, source: UnitSource): number {
  return overrunSeconds(unit, need, source) * need.settings.shift.overrunShare[need.priority];
}

function unfamiliarSeconds({ stationMeters }: RankableUnit, { settings: { area } }: DispatchNeed): number {
  if (stationMeters === null || stationMeters <= area.familiarMeters) return 0;
  const kilometers = (stationMeters - area.familiarMeters) / 1000;
  return Math.min(area.mostSeconds, kilometers * area.secondsPerKilometer);
}
