import { CONTROL_ROOM, type CreateIncidentBody } from '#contracts';
import { checkAccess } from '../actor.ts';
import type { CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import { keepCall } from './create-call.ts';
import { toCoordinates } from './location.ts';

/** Keeps who reported a new incident, in the same step: a call that waited for one is put to it, or a new call is kept. */
export async function keepReport(
  context: CommandContext,
  incident: { readonly id: string; readonly regionId: string },
  { caller, callId, location }: CreateIncidentBody,
): Promise<Outcome<undefined>> {
  if (callId !== undefined) return linkWaiting(context, incident, callId);
  const isSaid = [caller?.name, caller?.phone, caller?.words].some((text) => (text ?? '').trim() !== '');
  if (caller && isSaid)
    await keepCall(context, caller, {
      regionId: incident.regionId,
      incidentId: incident.id,
      coordinates: toCoordinates(location),
      addressText: location.addressText,
    });
  return accept(undefined);
}

async function linkWaiting(
  { store, actor, journal }: CommandContext,
  { id: incidentId, regionId }: { readonly id: string; readonly regionId: string },
  callId: string,
): Promise<Outcome<undefined>> {
  const call = await store.findCallForUpdate(callId);
  if (!call) return refuse('notFound');
  const denied = checkAccess(actor, call.regionId, CONTROL_ROOM);
  if (denied) return denied;
  if (call.regionId !== regionId) return refuse('otherRegion');
  // Two desks make an incident of one call: the second learns of the first.
  if (call.incidentId !== null) return refuse('callHasIncident');
  await store.linkCall(callId, incidentId);
  journal({
    regionId,
    kind: 'callLinked',
    subjectType: 'call',
    subjectId: callId,
    payload: { incidentId, incidentIdBefore: null },
  });
  return accept(undefined);
}
