import { ADMINS, type RegionSettings } from '#contracts';
import type { Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import { editableRegionId } from './record-commands.ts';

type Body = RegionSettings & {
  readonly commandId: string;
  readonly regionId?: string | undefined;
  readonly expectedVersion: number;
};

/** Changes name and settings of a region; its map, time zone and currency come from its import. */
export function changeRegionSettings(
  ports: CommandPorts,
  actor: Actor,
  body: Body,
): Promise<Outcome<{ id: string; version: number }>> {
  return runCommand(
    ports,
    actor,
    { commandId: body.commandId, body: { region: body } },
    async ({ store, journal }) => {
      const region = await editableRegionId(store, actor, body.regionId, ADMINS);
      if (!region.ok) return region;
      const id = region.value;
      const version = await store.updateRegion(id, body.expectedVersion, body);
      if (version === undefined) {
        const present = (await store.findRegionSettings(id))?.version ?? 0;
        return refuse('versionOutdated', { expectedVersion: body.expectedVersion, version: present });
      }
      const { languages, policyCountry, totpRoles, controlRoomPhone, retentionDays } = body;
      journal({
        regionId: id,
        kind: 'regionChanged',
        subjectType: 'region',
        subjectId: id,
        payload: {
          version,
          languages,
          policyCountry,
          totpRoles,
          controlRoomPhone,
          ...(retentionDays && { retentionDays }),
        },
      });
      return accept({ id, version });
    },
  );
}
