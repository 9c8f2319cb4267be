import type { LonLat } from '../../geo/lon-lat.ts';
import type { Capability, Priority } from '../../incident/incident.ts';
import type { Ranking } from '../rankable-unit.ts';

/** How a unit could serve one incident, its road time exact and every hard rule passed. */
export interface UnitOption {
  readonly unitId: string;
  /** Until it is free; 0 when it is. */
  readonly freeInSeconds: number;
  /** From being sent until it is there: turnout and road. */
  readonly driveSeconds: number;
  readonly arrivalSeconds: number;
  /** Slots of the response plan that it is able to fill. */
  readonly slots: readonly string[];
  /** The less urgent run that it would be called off. */
  readonly diversion: {
    readonly assignmentId: string;
    readonly incidentId: string;
    readonly incidentNumber: number;
    readonly priority: number;
  } | null;
}

/** An incident that nobody is on the way to, or that lacks units which its plan asks for. */
export interface JointIncident {
  readonly incidentId: string;
  readonly number: number;
  readonly priority: Priority;
  readonly createdAtSeconds: number;
  readonly coordinates: LonLat;
  /** When the last unit was sent to it; absent while it waits for its first. */
  readonly servedSinceSeconds?: number;
  /** What the most important slot of its response plan asks for, of those that nobody fills yet. */
  readonly firstSlot: { readonly slot: string; readonly capabilities: readonly Capability[] };
  readonly options: readonly UnitOption[];
}

export interface JointUnit {
  readonly unitId: string;
  readonly callSign: string;
  readonly capabilities: readonly Capability[];
  readonly coordinates: LonLat;
  readonly stationCoordinates: LonLat | null;
}

export interface SeenIncident {
  readonly createdAtSeconds: number;
  readonly priority: Priority;
  readonly coordinates: LonLat;
}

export type Urgency = Pick<JointIncident, 'priority' | 'servedSinceSeconds'>;

/** The rest of a plan is as urgent as the first unit of the next priority: somebody is coming already. */
export const urgencyOf = ({ priority, servedSinceSeconds }: Urgency): Priority =>
  servedSinceSeconds === undefined ? priority : (Math.min(4, priority + 1) as Priority);

/** All that the joint decision of a region is made of; nothing personal. Instants in seconds since 1970. */
export interface JointProblem {
  readonly nowSeconds: number;
  readonly waiting: readonly JointIncident[];
  /** Those that are an option of some waiting incident. */
  readonly units: readonly JointUnit[];
  /** Incidents of the last hours, from which the next ones are expected. */
  readonly seen: readonly SeenIncident[];
  readonly watchStartedAtSeconds: number;
  /** On duty, whether free or not: how many the expected calls are shared by. */
  readonly fleet: number;
  readonly jobSeconds: number;
  readonly stations: readonly LonLat[];
  readonly hospitals: readonly LonLat[];
}

/**
 * The candidates of a ranking as options: what the dispatcher sees of one incident is what all are decided by. A unit
 * reserved for another incident is promised.
 */
export function optionsOf(ranking: Ranking, incidentId: string): UnitOption[] {
  const unpromised = ranking.candidates.filter(
    ({ reserved }) => reserved === null || reserved.incidentId === incidentId,
  );
  return unpromised.map(({ unitId, waitSeconds, arrivalSeconds, slots, diversion }): UnitOption => ({
    unitId,
    freeInSeconds: waitSeconds,
    driveSeconds: arrivalSeconds - waitSeconds,
    arrivalSeconds,
    slots,
    diversion: diversion && {
      assignmentId: diversion.assignmentId,
      incidentId: diversion.incidentId,
      incidentNumber: diversion.incidentNumber,
      priority: diversion.priority,
    },
  }));
}

/** More would take longer than a dispatcher waits for; the nearest of each incident are kept. */
export const MOST_JOINT_INCIDENTS = 20;
export const MOST_JOINT_UNITS = 200;

/** The most urgent and longest waiting, when there are too many to decide together. */
export function chooseWaiting<
  One extends Pick<JointIncident, 'priority' | 'servedSinceSeconds' | 'createdAtSeconds' | 'incidentId'>,
>(waiting: readonly One[]): One[] {
  return [...waiting]
    .sort(
      (a, b) =>
        urgencyOf(a) - urgencyOf(b) ||
        a.priority - b.priority ||
        a.createdAtSeconds - b.createdAtSeconds ||
        (a.incidentId < b.incidentId ? -1 : 1),
    )
    .slice(0, MOST_JOINT_INCIDENTS);
}

/** The first options of each incident in turn until there are `MOST_JOINT_UNITS` units. */
export function chooseUnits(waiting: readonly Pick<JointIncident, 'options'>[]): ReadonlySet<string> {
  const ranked = waiting.map(({ options }) =>
    [...options].sort((a, b) => a.arrivalSeconds - b.arrivalSeconds),
  );
  const chosen = new Set<string>();
  const longest = Math.max(0, ...ranked.map((options) => options.length));
  for (let place = 0; place < longest; place += 1) {
    for (const options of ranked) {
      if (chosen.size >= MOST_JOINT_UNITS) return chosen;
      const option = options[place];
      if (option) chosen.add(option.unitId);
    }
  }
  return chosen;
}
