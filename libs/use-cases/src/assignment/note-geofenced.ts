import type { GeofencedStatus } from '#domain';
import { runCommand } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import { SYSTEM_ACTOR } from '../system-actor.ts';
import { journalAssignment } from './journal-assignment.ts';

/**
 * Keeps the time at which the vehicle's positions show a step, beside the pressed one and once for each. What was
 * pressed decides the status; this never does.
 */
export function noteGeofenced(
  ports: CommandPorts,
  assignmentId: string,
  { status, geofencedAt }: { readonly status: GeofencedStatus; readonly geofencedAt: Date },
): Promise<Outcome<{ readonly isNew: boolean }>> {
  const body = { assignmentId, status, geofencedAt };
  return runCommand<{ readonly isNew: boolean }>(
    ports,
    SYSTEM_ACTOR,
    { commandId: ports.ids.newId(), body },
    async (context) => {
      const { store, now } = context;
      const assignment = await store.findAssignmentForUpdate(assignmentId);
      if (!assignment) return refuse('notFound');
      const isNew = await store.noteGeofenced(assignmentId, status, geofencedAt, now);
      if (!isNew) return accept({ isNew });
      const { incidentId, unitId } = assignment;
      const payload = { incidentId, unitId, status, geofencedAt: geofencedAt.toISOString() };
      journalAssignment(context, assignment, 'stepGeofenced', payload);
      return accept({ isNew });
    },
  );
}
