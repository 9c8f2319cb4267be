import {
  CONTROL_ROOM,
  type CreateHazardBody,
  type HazardReceipt,
  type PatchHazardBody,
  type RemoveHazardBody,
  type JournalKind,
} from '#contracts';
import { addressKey, HAZARD_REVIEW_DAYS } from '#domain';
import { checkAccess, chooseRegion, type Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { toCoordinates } from '../incident/location.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import type { HazardRecord } from './hazard-store.ts';

const DAY_MILLISECONDS = 86_400_000;

/** Warns of something at an address. The journal holds neither where nor of what: both tell of people. */
export function createHazard(
  ports: CommandPorts,
  actor: Actor,
  body: CreateHazardBody,
): Promise<Outcome<HazardReceipt>> {
  return runCommand(ports, actor, { commandId: body.commandId, body }, async (context) => {
    const { store, now, newId } = context;
    const regionId = chooseRegion(actor, body.regionId, CONTROL_ROOM);
    if (regionId === undefined) return refuse('forbidden');
    const denied = checkAccess(actor, regionId, CONTROL_ROOM);
    if (denied) return denied;
    if (!(await store.findRegion(regionId))) return refuse('notFound');
    const review = new Date(now.getTime() + HAZARD_REVIEW_DAYS * DAY_MILLISECONDS);
    const hazard: HazardRecord = {
      id: newId(),
      regionId,
      version: 1,
      kind: body.kind,
      text: body.text,
      ...placeOf(body.location),
      validUntil: body.validUntil === null ? null : new Date(body.validUntil),
      reviewAt: body.reviewAt === undefined ? review : new Date(body.reviewAt),
      removedAt: null,
    };
    if (hazard.validUntil && hazard.validUntil <= now) return refuse('untilPast');
    await store.insertHazard(hazard, addressKey(hazard.addressText), now, actor.id);
    note(context, hazard, 'hazardAdded');
    return accept(receiptOf(hazard));
  });
}

export function patchHazard(
  ports: CommandPorts,
  actor: Actor,
  hazardId: string,
  body: PatchHazardBody,
): Promise<Outcome<HazardReceipt>> {
  const command = { commandId: body.commandId, body: { hazardId, body } };
  return runCommand(ports, actor, command, async (context) => {
    const loaded = await loadHazard(context, hazardId);
    if (!loaded.ok) return loaded;
    const before = loaded.value;
    if (before.removedAt !== null) return refuse('hazardRemoved');
    if (body.expectedVersion !== undefined && body.expectedVersion !== before.version)
      return refuse('versionOutdated', { expectedVersion: body.expectedVersion, version: before.version });
    const { validUntil } = body;
    const after: HazardRecord = {
      ...before,
      version: before.version + 1,
      kind: body.kind ?? before.kind,
      text: body.text ?? before.text,
      ...(body.location && placeOf(body.location)),
      ...(validUntil !== undefined && { validUntil: validUntil === null ? null : new Date(validUntil) }),
      ...(body.reviewAt !== undefined && { reviewAt: new Date(body.reviewAt) }),
    };
    if (validUntil && after.validUntil && after.validUntil <= context.now) return refuse('untilPast');
    await context.store.updateHazard(after, addressKey(after.addressText), context.now, actor.id);
    note(context, after, 'hazardChanged');
    return accept(receiptOf(after));
  });
}

/** Removes a warning that no longer holds; the record is kept. Doing it twice is done once. */
export function removeHazard(
  ports: CommandPorts,
  actor: Actor,
  hazardId: string,
  body: RemoveHazardBody,
): Promise<Outcome<HazardReceipt>> {
  const command = { commandId: body.commandId, body: { hazardId, body } };
  return runCommand(ports, actor, command, async (context) => {
    const loaded = await loadHazard(context, hazardId);
    if (!loaded.ok) return loaded;
    const hazard = loaded.value;
    if (hazard.removedAt !== null) return accept(receiptOf(hazard));
    await context.store.removeHazard(hazardId, context.now, actor.id);
    note(context, hazard, 'hazardRemoved');
    return accept(receiptOf({ ...hazard, removedAt: context.now }));
  });
}

const placeOf = (location: CreateHazardBody['location']) => ({
  addressText: location.addressText,
  locationSource: location.source,
  coordinates: toCoordinates(location),
});

async function loadHazard(
  { store, actor }: CommandContext,
  hazardId: string,
): Promise<Outcome<HazardRecord>> {
  const hazard = await store.findHazardForUpdate(hazardId);
  if (!hazard) return refuse('notFound');
  return checkAccess(actor, hazard.regionId, CONTROL_ROOM) ?? accept(hazard);
}

function note({ journal }: CommandContext, { id, regionId, version }: HazardRecord, kind: JournalKind): void {
  journal({
    regionId,
    kind,
    subjectType: 'premiseHazard',
    subjectId: id,
    payload: { detailVersion: version },
  });
}

const receiptOf = ({ id, regionId, version, removedAt }: HazardRecord): HazardReceipt => ({
  id,
  regionId,
  version,
  removedAt: removedAt?.toISOString() ?? null,
});
