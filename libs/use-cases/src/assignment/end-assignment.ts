import { decideStatus, type AssignmentEndCause } from '#domain';
import type { CommandContext } from '../command/run-command.ts';
import { accept, type Outcome } from '../outcome.ts';
import type { AssignmentRecord } from './assignment-store.ts';
import { journalAssignment } from './journal-assignment.ts';
import { refuseStep } from './load-assignment.ts';

/**
 * Ends a locked assignment before its work is done, when the transition table allows. The reason is kept beside the
 * assignment, not in the journal, since people write names into it.
 */
export async function endAssignment(
  context: CommandContext,
  assignment: AssignmentRecord,
  cause: AssignmentEndCause,
  reason: string | null,
  at = context.now,
): Promise<Outcome<null>> {
  const { store, actor, now } = context;
  const status = cause === 'diverted' ? 'diverted' : 'cancelled';
  const decision = decideStatus(
    { status: assignment.status, recordedSteps: new Set(assignment.recordedSteps) },
    status,
  );
  if (!decision.ok) {
    const isRepeat = decision.reason === 'stepAlreadyRecorded';
    return refuseStep(context, assignment, isRepeat ? 'assignmentEnded' : decision.reason);
  }
  await store.insertStep({
    assignmentId: assignment.id,
    status,
    pressedAt: at,
    recordedAt: now,
    recordedBy: actor.id,
    outboxEpoch: null,
    deviceSeq: null,
  });
  await store.endAssignment(assignment.id, { status, at, cause, reason });
  return accept(null);
}

/** Tells the desk, when a unit is done with one job, that another is reserved for it. */
export async function noteReservedDue(
  context: CommandContext,
  { unitId, unitRegionId }: Pick<AssignmentRecord, 'unitId' | 'unitRegionId'>,
): Promise<void> {
  const reserved = (await context.store.listOpenAssignmentsOfUnit(unitId)).filter((one) => !one.isActive);
  const [next] = reserved;
  if (!next) return;
  const { id, regionId, incidentId } = next;
  const payload = { incidentId, unitId, reserved: reserved.length };
  journalAssignment(context, { id, regionId, unitRegionId }, 'reservedAssignmentDue', payload);
}
