import { greatCircleMeters, type LonLat } from '../../geo/lon-lat.ts';
import { PRIORITIES, type Capability, type Priority } from '../../incident/incident.ts';
import { WEIGHT_OF_ANY_PATIENT } from '../rolling-policy/decide-sends.ts';
import type { PolicyUnit, ServiceRules, Situation } from '../rolling-policy/situation.ts';
import { type JointProblem, type JointIncident, urgencyOf } from './joint-problem.ts';

/** Each priority counts twice the next one, as in the test bed that the policy is measured on (weights 4, 2, 1). */
export const WEIGHT_OF_PRIORITY: Readonly<Record<Priority, number>> = { 1: 8, 2: 4, 3: 2, 4: 1 };

/** A crew that fills only a less important slot counts as if it came ten minutes later. */
export const LESSER_SLOT_SECONDS = 600;
/** Until a road time is known: a third longer than the air line, at 50 km/h. */
const USUAL_SECONDS_PER_METER = 1.33 / (50 / 3.6);

/** A class of calls: how urgent, and what they ask for. */
interface CallClass {
  readonly priority: Priority;
  readonly capabilities: readonly Capability[];
}

/**
 * The joint problem in the terms of the rolling policy. Places are numbered: units, waiting incidents, seen ones, stations,
 * hospitals. From a unit to a waiting incident the way is exact by road; the ways to where calls are only expected follow
 * the air line at the pace of those exact ones.
 */
export function toSituation(problem: JointProblem): Situation {
  const { units, waiting, seen, stations, hospitals, nowSeconds } = problem;
  const free = units.map((unit) => waitOf(problem, unit.unitId));
  const classes = classesOf(waiting);
  const places: LonLat[] = [
    ...units.map(({ coordinates }) => coordinates),
    ...[...waiting, ...seen].map(({ coordinates }) => coordinates),
    ...stations,
    ...hospitals,
  ];
  const firstStation = units.length + waiting.length + seen.length;
  const classOf = (incident: JointIncident) =>
    classes.findIndex((one) => isSameClass(one, { ...incident.firstSlot, priority: urgencyOf(incident) }));
  const policyUnits = units.map((unit, place): PolicyUnit => {
    const base = unit.stationCoordinates
      ? stations.findIndex((station) => isSamePlace(station, unit.stationCoordinates!))
      : -1;
    return {
      unitId: unit.unitId,
      kind: place,
      freeAtSeconds: nowSeconds + free[place]!,
      place,
      base: base < 0 ? place : firstStation + base,
    };
  });
  const seenCalls = seen.map(({ createdAtSeconds, priority }, index) => ({
    callId: `seen ${index}`,
    raisedAtSeconds: createdAtSeconds,
    urgency: classes.findIndex((one) => isSameClass(one, { priority, capabilities: [] })),
    place: units.length + waiting.length + index,
  }));
  return {
    nowSeconds,
    units: policyUnits,
    fleet: Math.max(1, problem.fleet),
    waiting: waiting.map((incident, index) => ({
      callId: incident.incidentId,
      raisedAtSeconds: incident.createdAtSeconds,
      urgency: classOf(incident),
      place: units.length + index,
    })),
    seen: seenCalls,
    watchStartedAtSeconds: problem.watchStartedAtSeconds,
    jobSeconds: problem.jobSeconds,
    bases: stations.map((_, index) => firstStation + index),
    hospitals: hospitals.map((_, index) => firstStation + stations.length + index),
    rules: rulesOf(problem, classes),
    travelSeconds: travelTable(problem, places),
  };
}

const isSamePlace = (a: LonLat, b: LonLat): boolean => a[0] === b[0] && a[1] === b[1];
const isSameClass = (a: CallClass, b: CallClass): boolean =>
  a.priority === b.priority &&
  a.capabilities.length === b.capabilities.length &&
  a.capabilities.every((one) => b.capabilities.includes(one));

/** One class for each priority that asks for anybody, and those of the waiting incidents. */
function classesOf(waiting: readonly JointIncident[]): CallClass[] {
  const classes: CallClass[] = PRIORITIES.map((priority) => ({ priority, capabilities: [] }));
  for (const incident of waiting) {
    const own = { priority: urgencyOf(incident), capabilities: incident.firstSlot.capabilities };
    if (!classes.some((one) => isSameClass(one, own))) classes.push(own);
  }
  return classes;
}

function rulesOf({ units }: JointProblem, classes: readonly CallClass[]): ServiceRules {
  return {
    weightOfUrgency: classes.map(({ priority }) => WEIGHT_OF_PRIORITY[priority]),
    mismatchSeconds: units.map((unit) =>
      classes.map(({ priority, capabilities }) =>
        capabilities.every((one) => unit.capabilities.includes(one))
          ? 0
          : LESSER_SLOT_SECONDS * (WEIGHT_OF_PRIORITY[priority] + WEIGHT_OF_ANY_PATIENT),
      ),
    ),
  };
}

/** Seconds until the unit is free; the same for every incident that it is an option of. */
function waitOf({ waiting }: JointProblem, unitId: string): number {
  for (const { options } of waiting) {
    const option = options.find((one) => one.unitId === unitId && one.diversion === null);
    if (option) return option.freeInSeconds;
  }
  return 0;
}

function travelTable(
  { units, waiting }: JointProblem,
  places: readonly LonLat[],
): (from: number, to: number) => number {
  const indexOf = new Map(units.map(({ unitId }, index) => [unitId, index]));
  const exact = new Float64Array(units.length * waiting.length).fill(Infinity);
  let seconds = 0;
  let meters = 0;
  waiting.forEach(({ options, coordinates }, row) => {
    for (const { unitId, driveSeconds, diversion } of options) {
      const unit = indexOf.get(unitId);
      if (unit === undefined || diversion) continue;
      exact[unit * waiting.length + row] = driveSeconds;
      seconds += driveSeconds;
      meters += greatCircleMeters(units[unit]!.coordinates, coordinates);
    }
  });
  const pace = meters > 10_000 ? seconds / meters : USUAL_SECONDS_PER_METER;
  const isWaiting = (place: number) => place >= units.length && place < units.length + waiting.length;
  return (from, to) =>
    from < units.length && isWaiting(to)
      ? exact[from * waiting.length + (to - units.length)]!
      : pace * greatCircleMeters(places[from]!, places[to]!);
}
