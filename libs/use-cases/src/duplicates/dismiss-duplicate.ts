import { CONTROL_ROOM, type DismissDuplicateBody, type DuplicateProposal } from '#contracts';
import { checkAccess, type Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';

/** Says that two reports are not the same event. The first who says so is named. */
export function dismissDuplicate(
  ports: CommandPorts,
  actor: Actor,
  proposalId: string,
  body: DismissDuplicateBody,
): Promise<Outcome<DuplicateProposal>> {
  const command = { commandId: body.commandId, body: { proposalId, body } };
  return runCommand(ports, actor, command, async ({ store, now, journal }) => {
    const proposal = await store.findProposalForUpdate(proposalId);
    if (!proposal) return refuse('notFound');
    const { regionId, dismissedAt } = proposal;
    const denied = checkAccess(actor, regionId, CONTROL_ROOM);
    if (denied) return denied;
    if (dismissedAt === null) {
      await store.dismissProposal(proposalId, now, actor.id);
      journal({
        regionId,
        kind: 'duplicateDismissed',
        subjectType: 'duplicateProposal',
        subjectId: proposalId,
        payload: { proposalIds: [proposalId] },
      });
    }
    return accept(await store.getProposal(proposalId));
  });
}
