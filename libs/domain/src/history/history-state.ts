import type { AssignmentEndCause, AssignmentStatus } from '../assignment/ladder.ts';
import type { LonLat } from '../geo/lon-lat.ts';
import type { IncidentCategory, IncidentOutcome } from '../incident/incident.ts';
import type { PatientNeed } from '../response-plan/response-plan.ts';
import type { DutyState } from '../unit/board-status.ts';

/** A journal row as far as the past is made of it. `at` is an ISO instant in UTC. */
export interface HistoryRow {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface PastStep {
  readonly status: AssignmentStatus;
  readonly pressedAt: string | null;
  readonly geofencedAt: string | null;
  readonly recordedAt: string;
}

export interface PastAssignment {
  readonly id: string;
  readonly incidentId: string;
  readonly unitId: string;
  readonly status: AssignmentStatus;
  readonly statusSinceAt: string;
  readonly createdAt: string;
  readonly endedAt: string | null;
  readonly endCause: AssignmentEndCause | null;
  readonly destinationFacilityId: string | null;
  readonly recommendationId: string | null;
  readonly recommendedRank: number | null;
  readonly followsAssignmentId: string | null;
  readonly followedById: string | null;
  readonly steps: readonly PastStep[];
}

export interface PastIncident {
  readonly id: string;
  readonly number: number;
  readonly category: IncidentCategory;
  readonly priority: number;
  readonly needs: readonly PatientNeed[];
  readonly coordinates: LonLat | null;
  /** Which version of what was written about it held. */
  readonly version: number;
  /** 0 before the first answers. */
  readonly triageVersion: number;
  readonly triageNeeds: readonly PatientNeed[];
  readonly isTraining: boolean;
  readonly createdAt: string;
  readonly state: 'open' | 'closed';
  readonly closedAt: string | null;
  readonly outcome: IncidentOutcome | null;
  readonly joinedIntoId: string | null;
}

export interface PastUnit {
  readonly id: string;
  /** Null while nobody has set it: the unit was as it had been entered. */
  readonly duty: {
    readonly state: DutyState;
    readonly expectedEndAt: string | null;
    readonly sinceAt: string;
  } | null;
  /** When its last assignment ended. */
  readonly lastEndedAt: string | null;
}

export interface PastAlarm {
  readonly id: string;
  readonly incidentId: string;
  readonly acknowledgedAt: string | null;
  readonly clearedAt: string | null;
}

/**
 * A region after journal row `seq`: what was open or may open again, by ids and values. What cannot change (numbers, names,
 * the words of a version) is read where it is kept.
 */
export interface HistoryState {
  readonly seq: number;
  readonly units: ReadonlyMap<string, PastUnit>;
  readonly incidents: ReadonlyMap<string, PastIncident>;
  readonly assignments: ReadonlyMap<string, PastAssignment>;
  readonly alarms: ReadonlyMap<string, PastAlarm>;
}

/** Where the joins from an incident lead; itself when it is not joined. */
export function findMainIncident(
  { incidents }: Pick<HistoryState, 'incidents'>,
  incident: PastIncident,
): PastIncident {
  let main = incident;
  const seen = new Set([main.id]);
  for (;;) {
    const next = main.joinedIntoId === null ? undefined : incidents.get(main.joinedIntoId);
    if (!next || seen.has(next.id)) return main;
    seen.add(next.id);
    main = next;
  }
}

export const NO_HISTORY: HistoryState = {
  seq: 0,
  units: new Map(),
  incidents: new Map(),
  assignments: new Map(),
  alarms: new Map(),
};

/** Raised when states kept earlier no longer mean the same; those are then left aside and made again. */
export const HISTORY_STATE_VERSION = 1;

/** A state as it is kept between readings: plain values. */
export interface KeptHistoryState {
  readonly version: number;
  readonly seq: number;
  readonly units: readonly PastUnit[];
  readonly incidents: readonly PastIncident[];
  readonly assignments: readonly PastAssignment[];
  readonly alarms: readonly PastAlarm[];
}

/** The state as plain values. */
export function keepHistoryState(state: HistoryState): KeptHistoryState {
  return {
    version: HISTORY_STATE_VERSION,
    seq: state.seq,
    units: [...state.units.values()],
    incidents: [...state.incidents.values()],
    assignments: [...state.assignments.values()],
    alarms: [...state.alarms.values()],
  };
}

const byId = <One extends { readonly id: string }>(all: readonly One[]): ReadonlyMap<string, One> =>
  new Map(all.map((one) => [one.id, one]));

/** The state that was kept; undefined when it was kept by a version that meant something else. */
export function restoreHistoryState(kept: KeptHistoryState): HistoryState | undefined {
  if (kept.version !== HISTORY_STATE_VERSION) return undefined;
  return {
    seq: kept.seq,
    units: byId(kept.units),
    incidents: byId(kept.incidents),
    assignments: byId(kept.assignments),
    alarms: byId(kept.alarms),
  };
}
