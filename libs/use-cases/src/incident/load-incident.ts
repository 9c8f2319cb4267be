import type { Role } from '#domain';
import { checkAccess } from '../actor.ts';
import type { CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { IncidentRecord } from '../ports.ts';

/** The incident, locked, when it exists, the actor holds a role there or `mayElse` lets them act on it, and it is open. */
export async function loadOpenIncident(
  { store, actor }: CommandContext,
  incidentId: string,
  roles: readonly Role[],
  mayElse?: () => Promise<boolean>,
): Promise<Outcome<IncidentRecord>> {
  const incident = await store.findIncidentForUpdate(incidentId);
  if (!incident) return refuse('notFound');
  const denied = checkAccess(actor, incident.regionId, roles);
  if (denied && !(await mayElse?.())) return denied;
  if (incident.state === 'closed') return refuse('incidentClosed', { number: incident.number });
  return accept(incident);
}
