import { decideStatus, isEnded, type AssignmentStatus, type StatusRefusal } from '#domain';
import type { CommandContext } from '../command/run-command.ts';
import type { AssignmentRecord } from './assignment-store.ts';
import { noteReservedDue } from './end-assignment.ts';
import { journalAssignment } from './journal-assignment.ts';

/** A step of the ladder, from the desk or from a tablet's outbox. */
export interface ReportedStep {
  readonly status: AssignmentStatus;
  readonly pressedAt: Date;
  /** From when the assignment counts as being there. */
  readonly movedAt: Date;
  readonly destinationFacilityId: string | null;
  readonly byCrew: boolean;
  readonly source: {
    readonly deviceId: string | null;
    readonly outboxEpoch: string | null;
    readonly deviceSeq: number | null;
  };
}

/** Records a step of a locked assignment where the ladder allows it; nothing is written otherwise. `details` go into the journal. */
export async function recordStep(
  context: CommandContext,
  assignment: AssignmentRecord,
  step: ReportedStep,
  details: Readonly<Record<string, unknown>>,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: StatusRefusal }> {
  const recordedSteps = new Set(assignment.recordedSteps);
  const decision = decideStatus({ status: assignment.status, recordedSteps }, step.status);
  if (!decision.ok) return { ok: false, reason: decision.reason };
  const { store, actor, now } = context;
  const { id, incidentId, unitId } = assignment;
  const { status, pressedAt, movedAt, destinationFacilityId, byCrew } = step;
  await store.insertStep({
    assignmentId: id,
    status,
    pressedAt,
    recordedAt: now,
    recordedBy: actor.id,
    ...step.source,
  });
  const hasMoved = decision.events[0]!.kind === 'moved';
  const ends = isEnded(decision.next);
  if (hasMoved) await store.moveAssignment(id, decision.next, movedAt, ends);
  if (destinationFacilityId) await store.setDestination(id, destinationFacilityId);
  journalAssignment(context, assignment, hasMoved ? 'statusReported' : 'statusFilledIn', {
    incidentId,
    unitId,
    status,
    byCrew,
    destinationFacilityId,
    ...details,
  });
  if (ends && !isEnded(assignment.status)) await noteReservedDue(context, assignment);
  return { ok: true };
}

/** Leaves in the journal that a step from an outbox could not follow. */
export function noteNotApplied(
  context: CommandContext,
  assignment: AssignmentRecord,
  status: AssignmentStatus,
  reason: string,
  details: Readonly<Record<string, unknown>>,
): void {
  const { incidentId, unitId } = assignment;
  const payload = { incidentId, unitId, status, reason, ...details };
  journalAssignment(context, assignment, 'statusNotApplied', payload);
}
