import { type Actor, holdsRole } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';

export interface HandOverBody {
  readonly commandId: string;
  /** SHA-256 of the code, in base64url. */
  readonly codeHash: string;
}

/**
 * Opens a record to the facility of whoever holds the tablet's code in hands: good once. The code itself is kept nowhere, not
 * even in what repeats of the command are compared by.
 */
export function openHandOver(
  ports: CommandPorts,
  actor: Actor,
  { commandId, codeHash }: HandOverBody,
): Promise<Outcome<{ recordId: string }>> {
  const command = { commandId, body: { codeHash } };
  return runCommand(ports, actor, command, async ({ store, now, journal }) => {
    const own = await store.listFacilitiesOfUser(actor.id);
    const facility = own.find(({ regionId }) => holdsRole(actor, regionId, ['facility']));
    if (!facility) return refuse('forbidden');
    const record = await store.findRecordByCode(codeHash, now);
    if (!record) return refuse('handOverCodeInvalid');
    const { recordId, regionId } = record;
    await store.useRecordCode(recordId, facility.id, now, actor.id);
    const payload = { facilityId: facility.id };
    journal({ regionId, kind: 'handOverOpened', subjectType: 'patientRecord', subjectId: recordId, payload });
    return accept({ recordId });
  });
}
