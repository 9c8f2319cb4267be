import type {
  CreateDefaultSectorsBody,
  CreateSectorBody,
  PatchSectorBody,
  RemoveSectorBody,
  SectorView,
} from '#contracts';
import { groupStations, isSimpleOutline, nameApart, type Role } from '#domain';
import { checkAccess, chooseRegion, type Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import type { SectorRecord } from './sector-store.ts';
import { getSectorView } from './set-sector-holder.ts';

const SECTOR_EDITORS: readonly Role[] = ['supervisor', 'admin'];

/** Locks a region's sectors for an editor. */
async function openRegion(
  { store, actor }: CommandContext,
  named: string | undefined,
): Promise<Outcome<string>> {
  const regionId = chooseRegion(actor, named, SECTOR_EDITORS);
  if (regionId === undefined) return refuse('forbidden');
  const denied = checkAccess(actor, regionId, SECTOR_EDITORS);
  if (denied) return denied;
  await store.lockSectors(regionId);
  return accept(regionId);
}

/** Adds a sector by its outline. */
export function createSector(
  ports: CommandPorts,
  actor: Actor,
  body: CreateSectorBody,
): Promise<Outcome<SectorView>> {
  return runCommand(ports, actor, { commandId: body.commandId, body }, async (context) => {
    const { store, now, newId, journal } = context;
    const region = await openRegion(context, body.regionId);
    if (!region.ok) return region;
    const regionId = region.value;
    const name = body.name.trim();
    if (!isSimpleOutline(body.outline)) return refuse('sectorShapeInvalid');
    if (await store.isSectorNameTaken(regionId, name, null)) return refuse('sectorNameTaken');
    const id = newId();
    await store.insertSector({ id, regionId, name, outline: body.outline, at: now });
    journal({ regionId, kind: 'sectorCreated', subjectType: 'sector', subjectId: id, payload: { name } });
    return accept(await getSectorView(store, id));
  });
}

/** Divides a region that has no sectors among groups of neighbouring stations. */
export function createDefaultSectors(
  ports: CommandPorts,
  actor: Actor,
  body: CreateDefaultSectorsBody,
): Promise<Outcome<{ sectors: SectorView[] }>> {
  return runCommand(ports, actor, { commandId: body.commandId, body }, async (context) => {
    const { store, now, newId, journal } = context;
    const region = await openRegion(context, body.regionId);
    if (!region.ok) return region;
    const regionId = region.value;
    if ((await store.countSectors(regionId)) > 0) return refuse('sectorsExist');
    const groups = groupStations(await store.listPlacedStations(regionId)).map((group) =>
      group.map(({ stationId }) => stationId),
    );
    if (groups.length === 0) return refuse('noStations');
    const names = nameApart(await store.listGroupNames(regionId, groups));
    const ids = groups.map(() => newId());
    await store.insertDefaultSectors(regionId, groups, { ids, names, at: now });
    ids.forEach((id, index) => {
      const payload = { name: names[index], stationIds: groups[index] };
      journal({ regionId, kind: 'sectorCreated', subjectType: 'sector', subjectId: id, payload });
    });
    return accept({ sectors: await store.listSectorViews({ regionId }) });
  });
}

/** Finds and locks a sector that an editor may change and has seen as it is. */
async function openSector(
  { store, actor }: CommandContext,
  sectorId: string,
  expectedVersion: number,
): Promise<Outcome<SectorRecord>> {
  const sector = await store.findSectorForUpdate(sectorId);
  if (!sector) return refuse('notFound');
  const denied = checkAccess(actor, sector.regionId, SECTOR_EDITORS);
  if (denied) return denied;
  return sector.version === expectedVersion
    ? accept(sector)
    : refuse('versionOutdated', { version: sector.version });
}

/** Renames a sector or draws it anew. */
export function patchSector(
  ports: CommandPorts,
  actor: Actor,
  sectorId: string,
  body: PatchSectorBody,
): Promise<Outcome<SectorView>> {
  const command = { commandId: body.commandId, body: { sectorId, body } };
  return runCommand(ports, actor, command, async (context) => {
    const { store, journal } = context;
    const opened = await openSector(context, sectorId, body.expectedVersion);
    if (!opened.ok) return opened;
    const { regionId } = opened.value;
    const name = body.name?.trim() ?? null;
    const outline = body.outline ?? null;
    if (name === null && outline === null) return refuse('nothingChanged');
    if (outline && !isSimpleOutline(outline)) return refuse('sectorShapeInvalid');
    await store.lockSectors(regionId);
    if (name !== null && (await store.isSectorNameTaken(regionId, name, sectorId)))
      return refuse('sectorNameTaken');
    await store.updateSector(sectorId, { name, outline });
    const payload = { name: name ?? opened.value.name, isRedrawn: outline !== null };
    journal({ regionId, kind: 'sectorChanged', subjectType: 'sector', subjectId: sectorId, payload });
    return accept(await getSectorView(store, sectorId));
  });
}

/** Takes a sector out of use; what it was remains for the past. */
export function removeSector(
  ports: CommandPorts,
  actor: Actor,
  sectorId: string,
  body: RemoveSectorBody,
): Promise<Outcome<SectorView>> {
  const command = { commandId: body.commandId, body: { sectorId, body } };
  return runCommand(ports, actor, command, async (context) => {
    const { store, now, journal } = context;
    const opened = await openSector(context, sectorId, body.expectedVersion);
    if (!opened.ok) return opened;
    const { regionId, holderId } = opened.value;
    await store.removeSector(sectorId, now);
    const payload = { holderIdBefore: holderId };
    journal({ regionId, kind: 'sectorRemoved', subjectType: 'sector', subjectId: sectorId, payload });
    return accept(await getSectorView(store, sectorId));
  });
}
