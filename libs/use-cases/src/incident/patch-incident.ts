import { CONTROL_ROOM, type IncidentReceipt, type PatchIncidentBody } from '#contracts';
import type { Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import { loadOpenIncident } from './load-incident.ts';
import { toCoordinates } from './location.ts';

/** Changes place, category, priority or notes; the former details stay as an older version. */
export function patchIncident(
  ports: CommandPorts,
  actor: Actor,
  incidentId: string,
  body: PatchIncidentBody,
): Promise<Outcome<IncidentReceipt>> {
  return runCommand(
    ports,
    actor,
    { commandId: body.commandId, body: { incidentId, body } },
    async (context) => {
      const { store, now, journal } = context;
      const loaded = await loadOpenIncident(context, incidentId, CONTROL_ROOM);
      if (!loaded.ok) return loaded;
      const before = loaded.value;
      if (body.expectedVersion !== undefined && body.expectedVersion !== before.version) {
        return refuse('versionOutdated', { expectedVersion: body.expectedVersion, version: before.version });
      }
      const { location, category, priority, notes, needs } = body;
      const after = {
        ...before,
        category: category ?? before.category,
        priority: priority ?? before.priority,
        needs: needs ?? before.needs,
        version: before.version + 1,
        coordinates: location ? toCoordinates(location) : before.coordinates,
      };
      const detail = await store.getIncidentDetail(incidentId);
      const nextDetail = {
        addressText: location?.addressText ?? detail.addressText,
        notes: notes ?? detail.notes,
        locationSource: location?.source ?? detail.locationSource,
      };
      await store.updateIncident(after, nextDetail, now, actor.id);
      const changed = Object.keys({ location, category, priority, notes, needs }).filter(
        (field) => body[field as keyof PatchIncidentBody] !== undefined,
      );
      journal({
        regionId: after.regionId,
        kind: 'incidentChanged',
        subjectType: 'incident',
        subjectId: incidentId,
        payload: {
          changed,
          category: after.category,
          priority: after.priority,
          coordinates: after.coordinates,
          detailVersion: after.version,
        },
      });
      return accept(await store.getIncidentReceipt(incidentId));
    },
  );
}
