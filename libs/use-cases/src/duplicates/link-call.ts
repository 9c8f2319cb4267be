import { CONTROL_ROOM, type CallView, type LinkCallBody } from '#contracts';
import { checkAccess, type Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { loadOpenIncident } from '../incident/load-incident.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';

/** Says to which open incident a call belongs, or to none; the journal holds what it was before. */
export function linkCall(
  ports: CommandPorts,
  actor: Actor,
  callId: string,
  body: LinkCallBody,
): Promise<Outcome<CallView>> {
  const command = { commandId: body.commandId, body: { callId, body } };
  return runCommand(ports, actor, command, async (context) => {
    const { store, journal } = context;
    const call = await store.findCallForUpdate(callId);
    if (!call) return refuse('notFound');
    const denied = checkAccess(actor, call.regionId, CONTROL_ROOM);
    if (denied) return denied;
    const { incidentId } = body;
    if (incidentId !== null && incidentId !== call.incidentId) {
      const incident = await loadOpenIncident(context, incidentId, CONTROL_ROOM);
      if (!incident.ok) return incident;
      if (incident.value.regionId !== call.regionId) return refuse('otherRegion');
    }
    if (incidentId !== call.incidentId) {
      await store.linkCall(callId, incidentId);
      journal({
        regionId: call.regionId,
        kind: 'callLinked',
        subjectType: 'call',
        subjectId: callId,
        payload: { incidentId, incidentIdBefore: call.incidentId },
      });
    }
    return accept(await store.getCallView(callId));
  });
}
