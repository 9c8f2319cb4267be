import { CONTROL_ROOM, type SectorView, type SetSectorHolderBody } from '#contracts';
import { decideSectorHolder } from '#domain';
import { checkAccess, holdsRole, type Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts, CommandStore } from '../ports.ts';

export async function getSectorView(store: CommandStore, sectorId: string): Promise<SectorView> {
  const [view] = await store.listSectorViews({ ids: [sectorId] });
  if (!view) throw new Error(`no sector ${sectorId}`);
  return view;
}

/** Takes a sector over, hands it over or gives it up. Of two who take it at once, one is told who was faster. */
export function setSectorHolder(
  ports: CommandPorts,
  actor: Actor,
  sectorId: string,
  body: SetSectorHolderBody,
): Promise<Outcome<SectorView>> {
  const command = { commandId: body.commandId, body: { sectorId, body } };
  return runCommand(ports, actor, command, async ({ store, now, newId, journal }) => {
    const sector = await store.findSectorForUpdate(sectorId);
    if (!sector) return refuse('notFound');
    const { regionId } = sector;
    const denied = checkAccess(actor, regionId, CONTROL_ROOM);
    if (denied) return denied;
    const decision = decideSectorHolder({
      actorId: actor.id,
      mayDecideForOthers: holdsRole(actor, regionId, ['supervisor', 'admin']),
      holderId: sector.holderId,
      nextHolderId: body.holderId,
      expectedHolderId: body.expectedHolderId,
      isStaff: body.holderId !== null && (await store.isSectorStaff(body.holderId, regionId)),
    });
    if (!decision.ok) {
      const { holder } = await getSectorView(store, sectorId);
      return refuse(decision.reason, holder ? { holderName: holder.displayName } : {});
    }
    const { holderId } = decision.next;
    await store.replaceSectorHolder(sectorId, { id: newId(), holderId, at: now });
    journal({
      regionId,
      kind: 'sectorHolderChanged',
      subjectType: 'sector',
      subjectId: sectorId,
      payload: { holderId, holderIdBefore: sector.holderId },
    });
    return accept(await getSectorView(store, sectorId));
  });
}
