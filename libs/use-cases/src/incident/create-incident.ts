import { CONTROL_ROOM, type CreateIncidentBody, type IncidentReceipt } from '#contracts';
import { checkAccess, chooseRegion, type Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import { toCoordinates } from './location.ts';

/** Opens an incident. The typed address is kept as typed; a position is welcome but not needed. */
export function createIncident(
  ports: CommandPorts,
  actor: Actor,
  body: CreateIncidentBody,
): Promise<Outcome<IncidentReceipt>> {
  return runCommand(
    ports,
    actor,
    { commandId: body.commandId, body },
    async ({ store, now, newId, journal }) => {
      const regionId = chooseRegion(actor, body.regionId, CONTROL_ROOM);
      if (regionId === undefined) return refuse('forbidden');
      const denied = checkAccess(actor, regionId, CONTROL_ROOM);
      if (denied) return denied;
      const region = await store.findRegion(regionId);
      if (!region) return refuse('notFound');

      const incident = {
        id: newId(),
        regionId,
        number: await store.takeIncidentNumber(regionId),
        category: body.category,
        priority: body.priority,
        needs: body.needs ?? [],
        version: 1,
        coordinates: toCoordinates(body.location),
      };
      const detail = {
        addressText: body.location.addressText,
        notes: body.notes ?? '',
        locationSource: body.location.source,
      };
      await store.insertIncident(
        { ...incident, createdAt: now, createdBy: actor.id, isTraining: region.isTraining },
        detail,
      );
      journal({
        regionId,
        kind: 'incidentCreated',
        subjectType: 'incident',
        subjectId: incident.id,
        payload: {
          number: incident.number,
          category: incident.category,
          priority: incident.priority,
          coordinates: incident.coordinates,
          detailVersion: 1,
          isTraining: region.isTraining,
        },
      });
      return accept(await store.getIncidentReceipt(incident.id));
    },
  );
}
