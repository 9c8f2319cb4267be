import { isEnded, type AssignmentStatus } from '../assignment/ladder.ts';
import type { HistoryDraft } from './history-draft.ts';
import type { HistoryRow, PastAssignment, PastStep } from './history-state.ts';

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const instantOf = (value: unknown): string => new Date(value as string).toISOString();

/** The steps with one that somebody pressed; positions may have told of it before. */
function withPressed(
  steps: readonly PastStep[],
  status: AssignmentStatus,
  pressedAt: string,
  recordedAt: string,
): readonly PastStep[] {
  const known = steps.find((step) => step.status === status);
  if (known && known.pressedAt !== null) return steps;
  const step = { status, pressedAt, geofencedAt: known?.geofencedAt ?? null, recordedAt };
  return [...steps.filter((one) => one !== known), step];
}

function start(draft: HistoryDraft, { subjectId, at, payload }: HistoryRow): void {
  const follows = draft.assignments.get(textOrNull(payload['followsAssignmentId']) ?? '');
  if (follows) draft.assignments.set(follows.id, { ...follows, followedById: subjectId });
  const status = payload['status'] as AssignmentStatus;
  const known = draft.assignments.get(subjectId);
  const inherited = follows?.endCause === 'takenOver' ? follows.destinationFacilityId : null;
  const recommendationId = textOrNull(payload['recommendationId']);
  draft.assignments.set(subjectId, {
    id: subjectId,
    incidentId: payload['incidentId'] as string,
    unitId: payload['unitId'] as string,
    status,
    statusSinceAt: at,
    createdAt: known?.createdAt ?? at,
    endedAt: null,
    endCause: null,
    destinationFacilityId: inherited ?? known?.destinationFacilityId ?? null,
    recommendationId: recommendationId ?? known?.recommendationId ?? null,
    recommendedRank:
      recommendationId === null
        ? (known?.recommendedRank ?? null)
        : ((payload['rank'] as number | null) ?? null),
    followsAssignmentId: follows?.id ?? known?.followsAssignmentId ?? null,
    followedById: null,
    steps: withPressed(known?.steps ?? [], status, at, at),
  });
}

function end(draft: HistoryDraft, assignment: PastAssignment, at: string): void {
  draft.assignments.set(assignment.id, assignment);
  const unit = draft.units.get(assignment.unitId) ?? { id: assignment.unitId, duty: null, lastEndedAt: null };
  const isLater = unit.lastEndedAt === null || unit.lastEndedAt < at;
  draft.units.set(unit.id, { ...unit, lastEndedAt: isLater ? at : unit.lastEndedAt });
}

function endEarly(draft: HistoryDraft, assignment: PastAssignment, { kind, at }: HistoryRow): void {
  const status = kind === 'assignmentDiverted' ? 'diverted' : 'cancelled';
  const endCause = kind === 'assignmentHandedOver' ? 'takenOver' : status;
  const steps = withPressed(assignment.steps, status, at, at);
  end(draft, { ...assignment, status, statusSinceAt: at, endedAt: at, endCause, steps }, at);
}

function report(draft: HistoryDraft, assignment: PastAssignment, { kind, at, payload }: HistoryRow): void {
  const status = payload['status'] as AssignmentStatus;
  const next = {
    ...assignment,
    destinationFacilityId: textOrNull(payload['destinationFacilityId']) ?? assignment.destinationFacilityId,
    steps: withPressed(assignment.steps, status, instantOf(payload['pressedAt']), at),
  };
  if (kind === 'statusFilledIn') draft.assignments.set(next.id, next);
  else if (isEnded(status)) end(draft, { ...next, status, statusSinceAt: at, endedAt: at }, at);
  else draft.assignments.set(next.id, { ...next, status, statusSinceAt: at });
}

/** A geofenced time is kept once for each step, beside the pressed one or alone. */
function fence(draft: HistoryDraft, assignment: PastAssignment, { at, payload }: HistoryRow): void {
  const status = payload['status'] as AssignmentStatus;
  const geofencedAt = instantOf(payload['geofencedAt']);
  const known = assignment.steps.find((step) => step.status === status);
  if (known && known.geofencedAt !== null) return;
  const steps = known
    ? assignment.steps.map((step) => (step === known ? { ...step, geofencedAt } : step))
    : [...assignment.steps, { status, pressedAt: null, geofencedAt, recordedAt: at }];
  draft.assignments.set(assignment.id, { ...assignment, steps });
}

const STARTS: ReadonlySet<string> = new Set(['unitAssigned', 'unitReserved', 'assignmentActivated']);

/** Folds a row about an assignment; any other changes nothing. */
export function foldAssignmentRow(draft: HistoryDraft, row: HistoryRow): void {
  if (STARTS.has(row.kind)) return start(draft, row);
  const assignment = draft.assignments.get(row.subjectId);
  if (!assignment) return;
  switch (row.kind) {
    case 'statusReported':
    case 'statusFilledIn':
      return report(draft, assignment, row);
    case 'stepGeofenced':
      return fence(draft, assignment, row);
    case 'assignmentCancelled':
    case 'assignmentDiverted':
    case 'assignmentHandedOver':
      return endEarly(draft, assignment, row);
    case 'destinationSet':
      draft.assignments.set(assignment.id, {
        ...assignment,
        destinationFacilityId: textOrNull(row.payload['destinationFacilityId']),
      });
  }
}
