import type { AssignmentView, IncidentView, LiveRow, LiveSnapshot, RemarkView, UnitView } from '#contracts';
import { boardStatus, isActive, ladderRank } from '#domain';

/** What the desk knows of its region, after the journal row `seq`. */
export interface LiveState {
  readonly seq: number;
  readonly units: ReadonlyMap<string, UnitView>;
  /** Open incidents, and the few that were closed last. */
  readonly incidents: ReadonlyMap<string, IncidentView>;
}

export interface LiveChanges {
  readonly unitIds: ReadonlySet<string>;
  readonly incidentIds: ReadonlySet<string>;
  readonly remarks: readonly RemarkNews[];
}

/** A new remark; without its text when the row told only that there is one, and the incident must be asked. */
export interface RemarkNews {
  readonly incidentId: string;
  readonly remark: RemarkView | undefined;
}

export type RowsResult =
  | { readonly kind: 'applied'; readonly state: LiveState; readonly changes: LiveChanges }
  /** A row is missing: ask again from `state.seq`. Nothing of the batch after the gap was taken. */
  | {
      readonly kind: 'gap';
      readonly state: LiveState;
      readonly changes: LiveChanges;
      readonly gotSeq: number;
    };

export const EMPTY_STATE: LiveState = { seq: -1, units: new Map(), incidents: new Map() };
/** Closed incidents kept for a last look. */
export const KEPT_CLOSED = 20;

/** The state that a snapshot describes; whatever was known before is replaced. */
export function stateOf(snapshot: LiveSnapshot): LiveState {
  return {
    seq: snapshot.seq,
    units: new Map(snapshot.units.map((unit) => [unit.id, unit])),
    incidents: new Map(snapshot.incidents.map((incident) => [incident.id, incident])),
  };
}

interface Draft {
  units: Map<string, UnitView>;
  incidents: Map<string, IncidentView>;
  unitIds: Set<string>;
  incidentIds: Set<string>;
  remarks: RemarkNews[];
}

function putAssignment(draft: Draft, assignment: AssignmentView): void {
  const incident = draft.incidents.get(assignment.incidentId);
  if (!incident) return;
  const others = incident.assignments.filter((other) => other.id !== assignment.id);
  const position = incident.assignments.findIndex((other) => other.id === assignment.id);
  const assignments =
    position === -1
      ? [...others, assignment]
      : incident.assignments.map((other) => (other.id === assignment.id ? assignment : other));
  draft.incidents.set(incident.id, { ...incident, assignments });
  draft.incidentIds.add(incident.id);
}

/** Follows an assignment on its unit, for a row that carries no view of the unit. */
function followOnUnit(draft: Draft, assignment: AssignmentView, at: string): void {
  const unit = draft.units.get(assignment.unitId);
  // What is reserved for later comes with the unit's own view.
  if (!unit || assignment.status === 'reserved') return;
  const isOther = unit.assignment !== null && unit.assignment.id !== assignment.id;
  const isHeld = isActive(assignment.status);
  if (isOther && !isHeld) return;
  const isReserved = unit.reservedAssignments.length > 0;
  const status = boardStatus(unit.duty.state, isHeld ? assignment.status : undefined, { isReserved });
  draft.units.set(unit.id, {
    ...unit,
    boardStatus: status,
    statusSinceAt: status === unit.boardStatus ? unit.statusSinceAt : at,
    assignment: isHeld
      ? {
          id: assignment.id,
          incidentId: assignment.incidentId,
          incidentNumber: assignment.incidentNumber,
          status: assignment.status,
          destinationFacilityId: assignment.destinationFacilityId,
          destinationName:
            unit.assignment?.destinationFacilityId === assignment.destinationFacilityId
              ? unit.assignment.destinationName
              : null,
        }
      : null,
  });
  draft.unitIds.add(unit.id);
}

function forgetOldClosed(draft: Draft): void {
  const closed = [...draft.incidents.values()].filter((incident) => incident.state === 'closed');
  closed.sort((a, b) => (a.closedAt ?? '').localeCompare(b.closedAt ?? ''));
  for (const incident of closed.slice(0, Math.max(0, closed.length - KEPT_CLOSED))) {
    draft.incidents.delete(incident.id);
    draft.incidentIds.add(incident.id);
  }
}

function applyRow(draft: Draft, row: LiveRow): void {
  if (row.incident) {
    draft.incidents.set(row.incident.id, row.incident);
    draft.incidentIds.add(row.incident.id);
  } else if (row.assignment) {
    putAssignment(draft, row.assignment);
  }
  if (row.unit) {
    draft.units.set(row.unit.id, row.unit);
    draft.unitIds.add(row.unit.id);
  } else if (row.releasedUnitId !== undefined) {
    draft.units.delete(row.releasedUnitId);
    draft.unitIds.add(row.releasedUnitId);
  } else if (row.assignment) {
    followOnUnit(draft, row.assignment, row.at);
  }
  const incidentId = row.incident?.id ?? (row.subjectType === 'incident' ? row.subjectId : undefined);
  const remarkOf = row.payload['incidentId'];
  const target = incidentId ?? (typeof remarkOf === 'string' ? remarkOf : undefined);
  const isRemark = row.remark !== undefined || row.subjectType === 'remark';
  if (isRemark && target !== undefined) draft.remarks.push({ incidentId: target, remark: row.remark });
}

function draftOf(state: LiveState): Draft {
  return {
    units: new Map(state.units),
    incidents: new Map(state.incidents),
    unitIds: new Set(),
    incidentIds: new Set(),
    remarks: [],
  };
}

const changesOf = ({ unitIds, incidentIds, remarks }: Draft): LiveChanges => ({
  unitIds,
  incidentIds,
  remarks,
});

/** Applies journal rows in order of `seq`. Rows already known are skipped; a missing one stops the batch. */
export function applyRows(state: LiveState, rows: readonly LiveRow[]): RowsResult {
  const draft = draftOf(state);
  let seq = state.seq;
  const finish = (): LiveState => {
    forgetOldClosed(draft);
    return { seq, units: draft.units, incidents: draft.incidents };
  };
  for (const row of rows) {
    if (row.seq <= seq) continue;
    if (row.seq !== seq + 1)
      return { kind: 'gap', state: finish(), changes: changesOf(draft), gotSeq: row.seq };
    applyRow(draft, row);
    seq = row.seq;
  }
  return { kind: 'applied', state: finish(), changes: changesOf(draft) };
}

/** Takes the answer to an own command before its row comes; a row that was faster is never set back. */
export function applyAssignment(
  state: LiveState,
  assignment: AssignmentView,
): { readonly state: LiveState; readonly changes: LiveChanges } {
  const known = state.incidents
    .get(assignment.incidentId)
    ?.assignments.find((other) => other.id === assignment.id);
  const draft = draftOf(state);
  if (!known || ladderRank(known.status) <= ladderRank(assignment.status)) {
    putAssignment(draft, assignment);
    followOnUnit(draft, assignment, assignment.steps.at(-1)?.recordedAt ?? assignment.createdAt);
  }
  return { state: { ...state, units: draft.units, incidents: draft.incidents }, changes: changesOf(draft) };
}

/** Takes an incident from an own command's answer, unless its row was faster. */
export function applyIncident(
  state: LiveState,
  incident: IncidentView,
): { readonly state: LiveState; readonly changes: LiveChanges } {
  const draft = draftOf(state);
  const known = state.incidents.get(incident.id);
  if (!known || known.version < incident.version) {
    draft.incidents.set(incident.id, incident);
    draft.incidentIds.add(incident.id);
  }
  return { state: { ...state, incidents: draft.incidents }, changes: changesOf(draft) };
}
