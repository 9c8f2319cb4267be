import { CONTROL_ROOM, type IncidentReceipt, type ReopenIncidentBody } from '#contracts';
import { mayReopen } from '#domain';
import { checkAccess, type Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';

/**
 * Opens an incident again that was closed by mistake, with its number and waiting time as before. One that was joined to
 * another comes back by undoing the join; one that is open already is left as it is.
 */
export function reopenIncident(
  ports: CommandPorts,
  actor: Actor,
  incidentId: string,
  body: ReopenIncidentBody,
): Promise<Outcome<IncidentReceipt>> {
  const command = { commandId: body.commandId, body: { incidentId, body } };
  return runCommand(ports, actor, command, async ({ store, now, journal }) => {
    const incident = await store.findIncidentForUpdate(incidentId);
    if (!incident) return refuse('notFound');
    const denied = checkAccess(actor, incident.regionId, CONTROL_ROOM);
    if (denied) return denied;
    if (incident.state === 'closed') {
      const { closedAt, joinedIntoId } = await store.getIncidentReceipt(incidentId);
      if (joinedIntoId) return refuse('alreadyJoined', { number: incident.number });
      if (!mayReopen(Date.parse(closedAt ?? ''), now.getTime()))
        return refuse('reopenTooLate', { number: incident.number });
      await store.reopenIncident(incidentId);
      journal({
        regionId: incident.regionId,
        kind: 'incidentReopened',
        subjectType: 'incident',
        subjectId: incidentId,
        payload: {},
      });
    }
    return accept(await store.getIncidentReceipt(incidentId));
  });
}
