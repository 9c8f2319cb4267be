import { CONTROL_ROOM, type CallView, type EndCallBody } from '#contracts';
import { checkAccess, type Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';

/** Ends a call that needs no incident. Putting it to an incident later takes the end back. */
export function endCall(
  ports: CommandPorts,
  actor: Actor,
  callId: string,
  body: EndCallBody,
): Promise<Outcome<CallView>> {
  const command = { commandId: body.commandId, body: { callId, body } };
  return runCommand(ports, actor, command, async ({ store, now, journal }) => {
    const call = await store.findCallForUpdate(callId);
    if (!call) return refuse('notFound');
    const denied = checkAccess(actor, call.regionId, CONTROL_ROOM);
    if (denied) return denied;
    if (call.incidentId !== null) return refuse('callHasIncident');
    if (call.endedAt !== null) return refuse('callEnded');
    await store.endCall(callId, body.outcome, now, actor.id);
    journal({
      regionId: call.regionId,
      kind: 'callEnded',
      subjectType: 'call',
      subjectId: callId,
      payload: { outcome: body.outcome },
    });
    return accept(await store.getCallView(callId));
  });
}
