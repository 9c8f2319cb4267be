import {
  CONTROL_ROOM,
  type CallDetail,
  type CallField,
  CALL_FIELDS,
  type CallView,
  type PatchCallBody,
} from '#contracts';
import { type EditedRecord, type LonLat, mergeEdit } from '#domain';
import { checkAccess, type Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import type { CallRecord } from '../duplicates/duplicate-store.ts';
import { conflictOf, isSameJson } from '../incident/edit-fields.ts';
import { toCoordinates } from '../incident/location.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';

interface CallValues {
  readonly callerName: string;
  readonly callerPhone: string;
  readonly words: string;
  readonly location: { readonly addressText: string; readonly coordinates: LonLat | null };
}

/** Changes what is known of a caller; the former details stay as an older version. */
export function patchCall(
  ports: CommandPorts,
  actor: Actor,
  callId: string,
  body: PatchCallBody,
): Promise<Outcome<CallView>> {
  const command = { commandId: body.commandId, body: { callId, body } };
  return runCommand(ports, actor, command, async (context) => {
    const { store } = context;
    const call = await store.findCallForUpdate(callId);
    if (!call) return refuse('notFound');
    const denied = checkAccess(actor, call.regionId, CONTROL_ROOM);
    if (denied) return denied;
    const base = body.baseVersions?.words;
    const baseWords = base === undefined ? undefined : (await store.findCallDetail(callId, base))?.words;
    const record = recordOf(call, (await store.findCallDetail(callId, call.version))!);
    const edit = { changes: changesOf(body), baseVersions: body.baseVersions ?? {} };
    const merged = mergeEdit<CallValues>(record, edit, {
      isSame: isSameJson,
      findBaseText: (field) => (field === 'words' ? baseWords : undefined),
    });
    if (merged.kind === 'conflict') return conflictOf(merged.fields, call.version);
    if (merged.changed.length > 0) await save(context, call, merged.record, merged.changed);
    return accept(await store.getCallView(callId));
  });
}

const recordOf = (
  { version, fieldVersions, coordinates }: CallRecord,
  { addressText, ...detail }: CallDetail,
): EditedRecord<CallValues> => ({
  values: { ...detail, location: { addressText, coordinates } },
  version,
  fieldVersions,
});

function changesOf({ callerName, callerPhone, words, location }: PatchCallBody): Partial<CallValues> {
  return {
    callerName,
    callerPhone,
    words,
    location: location && { addressText: location.addressText, coordinates: toCoordinates(location) },
  };
}

async function save(
  { store, actor, now, journal }: CommandContext,
  call: CallRecord,
  { values, version, fieldVersions }: EditedRecord<CallValues>,
  changed: readonly CallField[],
): Promise<void> {
  const { location, ...detail } = values;
  const { coordinates, addressText } = location;
  await store.updateCall(
    { ...call, version, fieldVersions, coordinates },
    { ...detail, addressText },
    now,
    actor.id,
  );
  journal({
    regionId: call.regionId,
    kind: 'callChanged',
    subjectType: 'call',
    subjectId: call.id,
    payload: {
      incidentId: call.incidentId,
      changed: CALL_FIELDS.filter((field) => changed.includes(field)),
      coordinates,
      detailVersion: version,
    },
  });
}
