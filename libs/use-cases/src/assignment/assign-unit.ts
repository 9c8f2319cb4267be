import { CONTROL_ROOM, type AssignmentView, type AssignUnitBody } from '#contracts';
import type { Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { loadOpenIncident } from '../incident/load-incident.ts';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';

/**
 * Sends a unit to an incident. Of several dispatchers who send the same unit at once exactly one succeeds; the
 * others are told who won and when.
 */
export function assignUnit(
  ports: CommandPorts,
  actor: Actor,
  incidentId: string,
  body: AssignUnitBody,
): Promise<Outcome<AssignmentView>> {
  return runCommand(
    ports,
    actor,
    { commandId: body.commandId, body: { incidentId, body } },
    async (context) => {
      const { store, now, newId, journal } = context;
      const loaded = await loadOpenIncident(context, incidentId, CONTROL_ROOM);
      if (!loaded.ok) return loaded;
      const incident = loaded.value;
      const refusal = await checkUnit(context, incident.regionId, incidentId, body);
      if (refusal) return refusal;

      const recommendationId = body.recommendationId ?? null;
      const assignment = {
        id: newId(),
        regionId: incident.regionId,
        incidentId,
        unitId: body.unitId,
        status: 'notified' as const,
        recommendationId,
        createdAt: now,
        createdBy: actor.id,
      };
      const isInserted = await store.insertAssignment(assignment);
      if (!isInserted) return refuseTaken(context, body.unitId);
      await store.insertStep({
        assignmentId: assignment.id,
        status: 'notified',
        pressedAt: now,
        recordedAt: now,
        recordedBy: actor.id,
        outboxEpoch: null,
        deviceSeq: null,
      });
      journal({
        regionId: incident.regionId,
        kind: 'unitAssigned',
        subjectType: 'assignment',
        subjectId: assignment.id,
        payload: { incidentId, unitId: body.unitId, status: 'notified', recommendationId },
      });
      return accept(await store.getAssignmentView(assignment.id));
    },
  );
}

async function checkUnit(
  { store }: CommandContext,
  regionId: string,
  incidentId: string,
  body: AssignUnitBody,
): Promise<Refusal | undefined> {
  const unit = await store.findUnitForUpdate(body.unitId);
  if (!unit || unit.regionId !== regionId) return refuse('unitNotFound');
  if (unit.dutyState === 'offDuty' || unit.dutyState === 'outOfService') {
    return refuse('unitNotOnDuty', { callSign: unit.callSign, dutyState: unit.dutyState });
  }
  const { recommendationId } = body;
  if (recommendationId !== undefined && !(await store.isRecommendationOf(recommendationId, incidentId))) {
    return refuse('recommendationNotFound');
  }
  return undefined;
}

async function refuseTaken({ store }: CommandContext, unitId: string): Promise<Refusal> {
  const winner = await store.findActiveAssignmentOfUnit(unitId);
  // The winner may have been cancelled between the two statements; the unit is then free again for a new command.
  if (!winner) return refuse('unitTaken');
  return refuse('unitTaken', {
    takenBy: winner.createdByName,
    takenAt: winner.createdAt.toISOString(),
    incidentNumber: winner.incidentNumber,
    incidentId: winner.incidentId,
    assignmentId: winner.id,
  });
}
