import { CONTROL_ROOM, type CallerInput, type CallView, type CreateCallBody } from '#contracts';
import type { LonLat } from '#domain';
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
    const region = await regionOfCall(context, body);
    if (!region.ok) return region;
    const call = await keepCall(context, body.caller, {
      regionId: region.value,
      incidentId: body.incidentId ?? null,
      coordinates: body.location ? toCoordinates(body.location) : null,
      addressText: body.location?.addressText ?? null,
    });
    if (call.incidentId === null) await proposeForCall(context, call);
    return accept(await context.store.getCallView(call.id));
  });
}

type NewCall = Parameters<CommandStore['insertCall']>[0];

/** Keeps who called and what they said, and journals that there was a call. */
export async function keepCall(
  { store, actor, now, newId, journal }: CommandContext,
  caller: CallerInput,
  about: {
    readonly regionId: string;
    readonly incidentId: string | null;
    readonly coordinates: LonLat | null;
    readonly addressText: string | null;
  },
): Promise<NewCall> {
  const call = {
    id: newId(),
    ...about,
    receivedAt: now,
    takenBy: actor.id,
    callerName: caller.name ?? null,
    callerPhone: caller.phone ?? null,
    words: caller.words ?? null,
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
  return call;
}

/** A call that was taken for an incident has been compared by whoever took it. */
function proposeForCall(context: CommandContext, call: NewCall): Promise<void> {
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
