import { CONTROL_ROOM, type CloseIncidentBody, type IncidentReceipt } from '#contracts';
import type { Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import { loadOpenIncident } from './load-incident.ts';

/** Closes an incident on which no unit works any more. */
export function closeIncident(
  ports: CommandPorts,
  actor: Actor,
  incidentId: string,
  body: CloseIncidentBody,
): Promise<Outcome<IncidentReceipt>> {
  return runCommand(
    ports,
    actor,
    { commandId: body.commandId, body: { incidentId, body } },
    async (context) => {
      const { store, now, journal } = context;
      const loaded = await loadOpenIncident(context, incidentId, CONTROL_ROOM);
      if (!loaded.ok) return loaded;
      const stillWorking = await store.countOpenAssignments(incidentId);
      if (stillWorking > 0) return refuse('incidentStillWorked', { units: stillWorking });
      await store.closeIncident(incidentId, body.outcome, now);
      journal({
        regionId: loaded.value.regionId,
        kind: 'incidentClosed',
        subjectType: 'incident',
        subjectId: incidentId,
        payload: { outcome: body.outcome },
      });
      return accept(await store.getIncidentReceipt(incidentId));
    },
  );
}
