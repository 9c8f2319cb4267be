import { CONTROL_ROOM, type IncidentReceipt, type UnjoinIncidentBody } from '#contracts';
import { checkAccess, type Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import { lockPair } from './join-incident.ts';

/**
 * Undoes a join: the incident is open again with its number, calls, details and waiting time as before. Possible while the
 * main incident (the last one, where that was joined further) is open.
 */
export function unjoinIncident(
  ports: CommandPorts,
  actor: Actor,
  incidentId: string,
  body: UnjoinIncidentBody,
): Promise<Outcome<IncidentReceipt>> {
  const command = { commandId: body.commandId, body: { incidentId, body } };
  return runCommand(ports, actor, command, async (context) => {
    const { store, now, journal } = context;
    const { incident, main } = await lockPair(context, incidentId, await findMain(context, incidentId));
    if (!incident || !main) return refuse('notFound');
    const denied = checkAccess(actor, incident.regionId, CONTROL_ROOM);
    if (denied) return denied;
    // Read again under the lock: another desk may have undone it meanwhile.
    const join = await store.findLastJoin(incidentId);
    if (!join) return refuse('notJoined', { number: incident.number });
    if (join.undoneAt === null) {
      if (main.state === 'closed') return refuse('incidentClosed', { number: main.number });
      await store.undoJoin(join.id, now, actor.id);
      await store.reopenIncident(incidentId);
      journal({
        regionId: incident.regionId,
        kind: 'incidentUnjoined',
        subjectType: 'incident',
        subjectId: incidentId,
        payload: { fromIncidentId: join.intoId },
      });
    }
    return accept(await store.getIncidentReceipt(incidentId));
  });
}

/** The incident at the end of the joins that lead away from this one; itself when there is none. */
async function findMain({ store }: CommandContext, incidentId: string): Promise<string> {
  let mainId = incidentId;
  for (;;) {
    const join = await store.findLastJoin(mainId);
    if (!join || join.undoneAt !== null) return mainId;
    mainId = join.intoId;
  }
}
