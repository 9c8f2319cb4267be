import { ADMINS } from '#contracts';
import { checkAccess, chooseRegion, type Actor } from '../actor.ts';
import { runCommand, runJournalled, type CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';

async function setPin(
  { store, now, actor, journal }: CommandContext,
  regionId: string,
  userId: string,
  pinHash: string,
): Promise<Outcome<null>> {
  const [member] = await store.listCrewAmong(regionId, [userId]);
  if (member === undefined) return refuse('memberNotCrew', { memberId: userId });
  await store.setPin(userId, pinHash, now, actor.id);
  journal({ regionId, kind: 'pinChanged', subjectType: 'user', subjectId: userId, payload: {} });
  return accept(null);
}

/** A crew member sets the own PIN; the password has been checked. */
export function setOwnPin(ports: CommandPorts, actor: Actor, pinHash: string): Promise<Outcome<null>> {
  const regionId = chooseRegion(actor, undefined, ['crew']);
  if (regionId === undefined) return Promise.resolve(refuse('memberNotCrew', { memberId: actor.id }));
  return runJournalled(ports, actor, ports.clock.now(), (context) =>
    context.attempt(() => setPin(context, regionId, actor.id, pinHash)),
  );
}

/** An administrator sets a crew member's PIN. The PIN itself is no part of the command. */
export function setCrewPin(
  ports: CommandPorts,
  actor: Actor,
  userId: string,
  body: { readonly commandId: string; readonly regionId?: string | undefined },
  pinHash: string,
): Promise<Outcome<null>> {
  const command = { commandId: body.commandId, body: { setCrewPin: userId } };
  return runCommand(ports, actor, command, async (context): Promise<Outcome<null>> => {
    const regionId = chooseRegion(actor, body.regionId, ADMINS);
    if (regionId === undefined) return refuse('forbidden');
    return checkAccess(actor, regionId, ADMINS) ?? setPin(context, regionId, userId, pinHash);
  });
}
