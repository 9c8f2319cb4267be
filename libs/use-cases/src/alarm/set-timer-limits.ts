import { routes, type SetTimerLimitsBody, type TimerSettingsView } from '#contracts';
import { checkAccess, chooseRegion, type Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';

/** Changes how long each step may take in a region; the former limits stay as an older version. */
export function setTimerLimits(
  ports: CommandPorts,
  actor: Actor,
  body: SetTimerLimitsBody,
): Promise<Outcome<TimerSettingsView>> {
  return runCommand(ports, actor, { commandId: body.commandId, body }, async ({ store, now, journal }) => {
    const roles = routes.setTimerLimits.access;
    const regionId = chooseRegion(actor, body.regionId, roles);
    if (regionId === undefined) return refuse('forbidden');
    const denied = checkAccess(actor, regionId, roles);
    if (denied) return denied;
    if (!(await store.findRegion(regionId))) return refuse('notFound');
    const { limits, expectedVersion } = body;
    const { version } = await store.getTimerSettings(regionId);
    if (version !== expectedVersion) return refuse('versionOutdated', { expectedVersion, version });
    const settings = { regionId, version: version + 1, limits, at: now, by: actor.id };
    const isFirst = await store.insertTimerSettings(settings);
    if (!isFirst) return refuse('versionOutdated', { expectedVersion, version: version + 1 });
    journal({
      regionId,
      kind: 'timerLimitsChanged',
      subjectType: 'region',
      subjectId: regionId,
      payload: { version: version + 1, limits },
    });
    return accept(await store.getTimerSettings(regionId));
  });
}
