import { CONTROL_ROOM, type CallView, type CreateCallBody } from '#contracts';
import { checkAccess, chooseRegion, type Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { proposeDuplicates } from '../duplicates/propose-duplicates.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts, CommandStore } from '../ports.ts';
import { loadOpenIncident } from './load-incident.ts';
import { toCoordinates } from './location.ts';

/** Records a call, alone or as belonging to an open incident. */
export function createCall(
  ports: CommandPorts,
  actor: Actor,
  body: CreateCallBody,
): Promise<Outcome<CallView>> {
  return runCommand(ports, actor, { commandId: body.commandId, body }, async (context) => {
    const { store, now, newId, journal } = context;
    const region = await regionOfCall(context, body);
    if (!region.ok) return region;
    const call = {
      id: newId(),
      regionId: region.value,
      incidentId: body.incidentId ?? null,
      receivedAt: now,
      coordinates: body.location ? toCoordinates(body.location) : null,
      takenBy: actor.id,
      callerName: body.caller.name ?? null,
      callerPhone: body.caller.phone ?? null,
      words: body.caller.words ?? null,
      addressText: body.location?.addressText ?? null,
    };
    await store.insertCall(call);
    const { id, regionId, incidentId, coordinates } = call;
    journal({
      regionId,
      kind: 'callReceived',
      subjectType: 'call',
      subjectId: id,
      payload: { incidentId, coordinates, detailVersion: 1 },
    });
    if (incidentId === null) await proposeForCall(context, call);
    const place: [number, number] | null = coordinates && [coordinates[0], coordinates[1]];
    return accept({ id, regionId, incidentId, receivedAt: now.toISOString(), coordinates: place });
  });
}

/** A call that was taken for an incident has been compared by whoever took it. */
function proposeForCall(
  context: CommandContext,
  call: Parameters<CommandStore['insertCall']>[0],
): Promise<void> {
  const { id, regionId, coordinates, receivedAt, addressText, words } = call;
  const report = {
    coordinates,
    reportedAt: receivedAt,
    addressText: addressText ?? '',
    words: words ?? '',
    category: null,
  };
  return proposeDuplicates(context, regionId, { incidentId: null, callId: id }, report);
}

async function regionOfCall(context: CommandContext, body: CreateCallBody): Promise<Outcome<string>> {
  if (body.incidentId !== undefined) {
    const incident = await loadOpenIncident(context, body.incidentId, CONTROL_ROOM);
    return incident.ok ? accept(incident.value.regionId) : incident;
  }
  const regionId = chooseRegion(context.actor, body.regionId, CONTROL_ROOM);
  if (regionId === undefined) return refuse('forbidden');
  return checkAccess(context.actor, regionId, CONTROL_ROOM) ?? accept(regionId);
}
