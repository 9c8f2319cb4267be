import { CONTROL_ROOM, type MessageNote } from '#contracts';
import { checkAccess, type Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';

/** The control room writes to a unit's tablet. The words are kept beside, not in the journal. */
export function postUnitMessage(
  ports: CommandPorts,
  actor: Actor,
  body: {
    readonly commandId: string;
    readonly unitId: string;
    readonly text: string;
    readonly incidentId: string | null;
  },
): Promise<Outcome<MessageNote>> {
  return runCommand(ports, actor, { commandId: body.commandId, body }, async (context) => {
    const { store, now, newId, journal } = context;
    const { unitId, text, incidentId } = body;
    const unit = await store.findUnitForUpdate(unitId);
    if (!unit) return refuse('unitNotFound');
    const { regionId } = unit;
    const denied = checkAccess(actor, regionId, CONTROL_ROOM);
    if (denied) return denied;
    const id = newId();
    const words = { id, regionId, unitId, isFromUnit: false, authorId: actor.id, incidentId, at: now, text };
    await store.insertMessage(words);
    const payload = { unitId, isFromUnit: false, incidentId };
    journal({ regionId, kind: 'messageSent', subjectType: 'message', subjectId: id, payload });
    return accept(await store.getMessageNote(id));
  });
}

/** Marks all that a unit wrote as read, for every desk. */
export function readUnitMessages(
  ports: CommandPorts,
  actor: Actor,
  body: { readonly commandId: string; readonly unitId: string },
): Promise<Outcome<{ read: number }>> {
  return runCommand(ports, actor, { commandId: body.commandId, body }, async (context) => {
    const { store, now, journal } = context;
    const { unitId } = body;
    const unit = await store.findUnitForUpdate(unitId);
    if (!unit) return refuse('unitNotFound');
    const { regionId } = unit;
    const denied = checkAccess(actor, regionId, CONTROL_ROOM);
    if (denied) return denied;
    const read = await store.readMessages({
      unitId,
      messageId: null,
      isFromUnit: true,
      at: now,
      by: actor.id,
    });
    for (const subjectId of read) {
      const payload = { unitId, isFromUnit: true };
      journal({ regionId, kind: 'messageRead', subjectType: 'message', subjectId, payload });
    }
    return accept({ read: read.length });
  });
}
