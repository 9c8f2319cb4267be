import { CONTROL_ROOM, type AssignmentChange, type DivertAssignmentBody } from '#contracts';
import type { Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { loadOpenIncident } from '../incident/load-incident.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts, IncidentRecord } from '../ports.ts';
import { findRanks } from './assign-unit.ts';
import { endAssignment } from './end-assignment.ts';
import { journalAssignment } from './journal-assignment.ts';
import { getAssignmentForUpdate, peekAssignment } from './load-assignment.ts';
import { loadUnitOnDuty } from './load-unit.ts';
import { startAssignment } from './start-assignment.ts';

/**
 * Sends a unit that has not arrived to another incident, in one step: its assignment ends as diverted, and the
 * interrupted incident waits again at once, with its age. Without a reason only to a strictly more urgent incident.
 */
export function divertAssignment(
  ports: CommandPorts,
  actor: Actor,
  assignmentId: string,
  body: DivertAssignmentBody,
): Promise<Outcome<AssignmentChange>> {
  return runCommand(
    ports,
    actor,
    { commandId: body.commandId, body: { assignmentId, body } },
    async (context) => {
      const { store } = context;
      const seen = await peekAssignment(context, assignmentId);
      if (!seen.ok) return seen;
      const { incidentId: fromIncidentId, unitId } = seen.value;
      if (fromIncidentId === body.toIncidentId) return refuse('sameIncident');
      const incidents = await loadBoth(context, fromIncidentId, body.toIncidentId);
      if (!incidents.ok) return incidents;
      const { from, to } = incidents.value;
      if (to.priority >= from.priority && body.reason === undefined) {
        const priorities = { priority: from.priority, toPriority: to.priority };
        return refuse('divertNotMoreUrgent', { ...priorities, number: from.number, toNumber: to.number });
      }
      const startedId = await divert(context, assignmentId, unitId, to, body);
      if (!startedId.ok) return startedId;
      const ended = await store.getAssignmentView(assignmentId);
      return accept({ ended, started: await store.getAssignmentView(startedId.value) });
    },
  );
}

/** Both incidents, locked in the order of their ids. */
async function loadBoth(
  context: CommandContext,
  fromId: string,
  toId: string,
): Promise<Outcome<{ readonly from: IncidentRecord; readonly to: IncidentRecord }>> {
  const isFromFirst = fromId < toId;
  const before = isFromFirst ? await context.store.findIncidentForUpdate(fromId) : undefined;
  const to = await loadOpenIncident(context, toId, CONTROL_ROOM);
  if (!to.ok) return to;
  const from = before ?? (await context.store.findIncidentForUpdate(fromId));
  if (!from || from.regionId !== to.value.regionId) return refuse('notFound');
  return accept({ from, to: to.value });
}

/** Incidents are locked, and whether the diversion is allowed has been decided. Answers the new assignment's id. */
export async function divert(
  context: CommandContext,
  assignmentId: string,
  unitId: string,
  to: IncidentRecord,
  body: Pick<DivertAssignmentBody, 'recommendationId' | 'reason'>,
): Promise<Outcome<string>> {
  const recommendationId = body.recommendationId ?? null;
  const ranks = await findRanks(context, to.id, recommendationId, [unitId]);
  if (!ranks.ok) return ranks;
  const unit = await loadUnitOnDuty(context, unitId, to);
  if (!unit.ok) return unit;
  const assignment = await getAssignmentForUpdate(context, assignmentId);
  const ended = await endAssignment(context, assignment, 'diverted', body.reason ?? null);
  if (!ended.ok) return ended;
  journalAssignment(context, assignment, 'assignmentDiverted', {
    incidentId: assignment.incidentId,
    unitId,
    statusBefore: assignment.status,
    toIncidentId: to.id,
    hasReason: body.reason !== undefined,
  });
  return startAssignment(context, {
    incident: to,
    unit: unit.value,
    kind: 'now',
    recommendationId,
    recommendedRank: ranks.value.get(unitId) ?? null,
    overrideReason: null,
    follows: { id: assignmentId, destinationFacilityId: null },
  });
}
