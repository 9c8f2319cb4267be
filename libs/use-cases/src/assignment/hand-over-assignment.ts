import { CONTROL_ROOM, type AssignmentChange, type HandOverAssignmentBody } from '#contracts';
import { isActive } from '#domain';
import type { Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { loadOpenIncident } from '../incident/load-incident.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts, IncidentRecord, UnitRecord } from '../ports.ts';
import type { AssignmentRecord } from './assignment-store.ts';
import { findRanks } from './assign-unit.ts';
import { endAssignment, noteReservedDue } from './end-assignment.ts';
import { journalAssignment } from './journal-assignment.ts';
import { getAssignmentForUpdate, peekAssignment } from './load-assignment.ts';
import { loadUnitOnDuty } from './load-unit.ts';
import { startAssignment } from './start-assignment.ts';

/**
 * Lets another unit take an incident over from a unit that cannot go on, or meets it on the way: the first assignment
 * ends as cancelled with the cause `takenOver`, the other unit begins one on the same incident, with its destination.
 */
export function handOverAssignment(
  ports: CommandPorts,
  actor: Actor,
  assignmentId: string,
  body: HandOverAssignmentBody,
): Promise<Outcome<AssignmentChange>> {
  return runCommand(
    ports,
    actor,
    { commandId: body.commandId, body: { assignmentId, body } },
    async (context) => {
      const { store } = context;
      const seen = await peekAssignment(context, assignmentId);
      if (!seen.ok) return seen;
      const { incidentId, unitId } = seen.value;
      if (unitId === body.toUnitId) return refuse('sameUnit');
      const incident = await loadOpenIncident(context, incidentId, CONTROL_ROOM);
      if (!incident.ok) return incident;
      const toUnit = await loadTaker(context, incident.value, unitId, body.toUnitId);
      if (!toUnit.ok) return toUnit;
      const assignment = await getAssignmentForUpdate(context, assignmentId);
      const startedId = await handOver(context, assignment, incident.value, toUnit.value, body);
      if (!startedId.ok) return startedId;
      if (isActive(assignment.status)) await noteReservedDue(context, assignment);
      const ended = await store.getAssignmentView(assignmentId);
      return accept({ ended, started: await store.getAssignmentView(startedId.value) });
    },
  );
}

/** The unit that takes over, both being locked in the order of their ids. */
async function loadTaker(
  context: CommandContext,
  incident: IncidentRecord,
  fromUnitId: string,
  toUnitId: string,
): Promise<Outcome<UnitRecord>> {
  if (fromUnitId < toUnitId) await context.store.findUnitForUpdate(fromUnitId);
  const toUnit = await loadUnitOnDuty(context, toUnitId, incident);
  if (toUnit.ok && fromUnitId > toUnitId) await context.store.findUnitForUpdate(fromUnitId);
  return toUnit;
}

/** Incident, units and assignment are locked. Answers the new assignment's id. */
export async function handOver(
  context: CommandContext,
  assignment: AssignmentRecord,
  incident: IncidentRecord,
  toUnit: UnitRecord,
  body: Pick<HandOverAssignmentBody, 'recommendationId' | 'reason'>,
): Promise<Outcome<string>> {
  const recommendationId = body.recommendationId ?? null;
  const ranks = await findRanks(context, incident.id, recommendationId, [toUnit.id]);
  if (!ranks.ok) return ranks;
  const { id, incidentId, unitId, destinationFacilityId } = assignment;
  const ended = await endAssignment(context, assignment, 'takenOver', body.reason);
  if (!ended.ok) return ended;
  const statusBefore = assignment.status;
  const payload = { incidentId, unitId, statusBefore, toUnitId: toUnit.id, destinationFacilityId };
  journalAssignment(context, assignment, 'assignmentHandedOver', payload);
  return startAssignment(context, {
    incident,
    unit: toUnit,
    kind: statusBefore === 'reserved' ? 'reserve' : 'now',
    recommendationId,
    recommendedRank: ranks.value.get(toUnit.id) ?? null,
    overrideReason: null,
    follows: { id, destinationFacilityId },
  });
}
