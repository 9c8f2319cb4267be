import { CONTROL_ROOM, type IncidentReceipt, type JoinIncidentBody } from '#contracts';
import { checkAccess, type Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.ts';
import type { CommandPorts, IncidentRecord } from '../ports.ts';

/**
 * Closes an incident as the same event as another, its main one. Nothing is moved: its calls belong to the main one as long
 * as the join stands. A unit that works on it is never re-pointed by this: the join is refused, and the dispatcher joins the
 * other way round, or hands the unit over or calls it off first.
 */
export function joinIncident(
  ports: CommandPorts,
  actor: Actor,
  incidentId: string,
  body: JoinIncidentBody,
): Promise<Outcome<IncidentReceipt>> {
  const command = { commandId: body.commandId, body: { incidentId, body } };
  return runCommand(ports, actor, command, async (context) => {
    const { store, now, newId, journal } = context;
    const { intoIncidentId: intoId } = body;
    if (intoId === incidentId) return refuse('cannotJoinItself');
    const { incident, main } = await lockPair(context, incidentId, intoId);
    const denied = checkPair(actor, incident, main);
    if (denied) return denied;
    if (incident!.state === 'closed') return answerClosed(context, incident!, intoId);
    if (main!.state === 'closed') return refuse('incidentClosed', { number: main!.number });
    const units = await store.countOpenAssignments(incidentId);
    if (units > 0) return refuse('incidentStillWorked', { units, number: incident!.number });
    await store.closeIncident(incidentId, 'duplicate', now);
    await store.insertJoin({ id: newId(), incidentId, intoId, at: now, by: actor.id });
    journal({
      regionId: incident!.regionId,
      kind: 'incidentJoined',
      subjectType: 'incident',
      subjectId: incidentId,
      payload: { intoIncidentId: intoId, outcome: 'duplicate' },
    });
    return accept(await store.getIncidentReceipt(incidentId));
  });
}

/** Locks both in the order of their ids, so that two desks that join the same two never wait for each other. */
export async function lockPair(
  { store }: CommandContext,
  incidentId: string,
  mainId: string,
): Promise<{ incident: IncidentRecord | undefined; main: IncidentRecord | undefined }> {
  const records = new Map<string, IncidentRecord | undefined>();
  for (const id of [incidentId, mainId].sort()) records.set(id, await store.findIncidentForUpdate(id));
  return { incident: records.get(incidentId), main: records.get(mainId) };
}

function checkPair(
  actor: Actor,
  incident: IncidentRecord | undefined,
  main: IncidentRecord | undefined,
): Refusal | undefined {
  if (!incident || !main) return refuse('notFound');
  const denied =
    checkAccess(actor, incident.regionId, CONTROL_ROOM) ?? checkAccess(actor, main.regionId, CONTROL_ROOM);
  return denied ?? (incident.regionId === main.regionId ? undefined : refuse('otherRegion'));
}

/** Two desks that join the same two at once both get what they wanted. */
async function answerClosed(
  { store }: CommandContext,
  incident: IncidentRecord,
  intoId: string,
): Promise<Outcome<IncidentReceipt>> {
  const join = await store.findLastJoin(incident.id);
  if (!join || join.undoneAt !== null) return refuse('incidentClosed', { number: incident.number });
  if (join.intoId !== intoId) return refuse('alreadyJoined', { intoIncidentId: join.intoId });
  return accept(await store.getIncidentReceipt(incident.id));
}
