import { CONTROL_ROOM, type StatusAnswer, type StatusBody } from '#contracts';
import { decideStatus, isEnded } from '#domain';
import { holdsRole, type Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import type { AssignmentRecord } from './assignment-store.ts';
import { noteReservedDue } from './end-assignment.ts';
import { journalAssignment } from './journal-assignment.ts';
import { loadAssignment, refuseStep } from './load-assignment.ts';

/**
 * Reports one step of the ladder. An event from a device's outbox is confirmed even when it cannot be applied, so
 * that it never blocks those behind it; a step entered at the desk that cannot follow is refused.
 */
export function reportStatus(
  ports: CommandPorts,
  actor: Actor,
  assignmentId: string,
  body: StatusBody,
): Promise<Outcome<StatusAnswer>> {
  return runCommand(
    ports,
    actor,
    { commandId: body.commandId, body: { assignmentId, body } },
    async (context) => {
      const loaded = await loadAssignment(context, assignmentId, { crewMayAct: true });
      if (!loaded.ok) return loaded;
      const refusal = await checkDestination(context, loaded.value, body);
      if (refusal) return refusal;
      const decision = decideStatus(
        { status: loaded.value.status, recordedSteps: new Set(loaded.value.recordedSteps) },
        body.status,
      );
      if (decision.ok) {
        await applyStep(context, loaded.value, body, decision.next, decision.events[0]!.kind);
        if (isEnded(decision.next) && !isEnded(loaded.value.status)) {
          await noteReservedDue(context, loaded.value);
        }
        return answer(context, assignmentId, 'applied', null);
      }
      const isFromOutbox = body.outboxEpoch !== undefined && body.deviceSeq !== undefined;
      if (!isFromOutbox) {
        return refuseStep(context, loaded.value, decision.reason, { reported: body.status });
      }
      noteNotApplied(context, loaded.value, body, decision.reason);
      return answer(context, assignmentId, 'recordedNotApplied', decision.reason);
    },
  );
}

async function checkDestination(
  { store }: CommandContext,
  assignment: AssignmentRecord,
  body: StatusBody,
): Promise<Refusal | undefined> {
  if (body.destinationFacilityId === undefined) return undefined;
  const isKnown = await store.isFacilityOf(body.destinationFacilityId, assignment.regionId);
  return isKnown ? undefined : refuse('facilityNotFound');
}

async function applyStep(
  context: CommandContext,
  assignment: AssignmentRecord,
  body: StatusBody,
  next: AssignmentRecord['status'],
  eventKind: 'moved' | 'filledIn',
): Promise<void> {
  const { store, actor, now } = context;
  const { id, regionId, incidentId, unitId } = assignment;
  await store.insertStep({
    assignmentId: id,
    status: body.status,
    pressedAt: new Date(body.at),
    recordedAt: now,
    recordedBy: actor.id,
    outboxEpoch: body.outboxEpoch ?? null,
    deviceSeq: body.deviceSeq ?? null,
  });
  if (eventKind === 'moved') await store.moveAssignment(id, next, now, isEnded(next));
  const destinationFacilityId = body.destinationFacilityId ?? null;
  if (destinationFacilityId) await store.setDestination(id, destinationFacilityId);
  journalAssignment(context, assignment, eventKind === 'moved' ? 'statusReported' : 'statusFilledIn', {
    incidentId,
    unitId,
    status: body.status,
    pressedAt: body.at,
    byCrew: !holdsRole(actor, regionId, CONTROL_ROOM),
    destinationFacilityId,
  });
}

function noteNotApplied(
  context: CommandContext,
  assignment: AssignmentRecord,
  body: StatusBody,
  reason: string,
): void {
  const { incidentId, unitId } = assignment;
  const payload = { incidentId, unitId, status: body.status, pressedAt: body.at, reason };
  journalAssignment(context, assignment, 'statusNotApplied', payload);
}

async function answer(
  { store }: CommandContext,
  assignmentId: string,
  result: StatusAnswer['result'],
  reason: string | null,
): Promise<Outcome<StatusAnswer>> {
  return accept({ ...(await store.getAssignmentView(assignmentId)), result, reason });
}
