import { CONTROL_ROOM, type AddRemarkBody, type RemarkReceipt } from '#contracts';
import type { Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import { loadOpenIncident } from './load-incident.ts';

/** Adds a short signed note, from the control room or a crew sent there. The journal holds that it was written and by whom, never the words. */
export function addRemark(
  ports: CommandPorts,
  actor: Actor,
  incidentId: string,
  body: AddRemarkBody,
): Promise<Outcome<RemarkReceipt>> {
  return runCommand(
    ports,
    actor,
    { commandId: body.commandId, body: { incidentId, body } },
    async (context) => {
      const { store, now, newId, journal } = context;
      // Of whatever region: the crew's unit may help a neighbour.
      const isCrewThere = () => store.worksOnIncident(actor.id, incidentId, now);
      const loaded = await loadOpenIncident(context, incidentId, CONTROL_ROOM, isCrewThere);
      if (!loaded.ok) return loaded;
      const remark = { id: newId(), incidentId, at: now, authorId: actor.id, text: body.text };
      await store.insertRemark(remark);
      journal({
        regionId: loaded.value.regionId,
        kind: 'remarkAdded',
        subjectType: 'remark',
        subjectId: remark.id,
        payload: { incidentId },
      });
      return accept({ id: remark.id, incidentId, at: now.toISOString() });
    },
  );
}
