import type { PublicHolidaysBody, PublicHolidaysView } from '#contracts';
import { checkAccess, chooseRegion, type Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';

const EDITORS = ['supervisor', 'admin'] as const;

/** Sets the public holidays of a region for one year; those of other years stay. */
export function setPublicHolidays(
  ports: CommandPorts,
  actor: Actor,
  body: PublicHolidaysBody,
): Promise<Outcome<PublicHolidaysView>> {
  return runCommand(ports, actor, { commandId: body.commandId, body }, async ({ store, journal }) => {
    const regionId = chooseRegion(actor, body.regionId, EDITORS);
    if (regionId === undefined) return refuse('forbidden');
    const denied = checkAccess(actor, regionId, EDITORS);
    if (denied) return denied;
    const foreign = body.dates.find((date) => !date.startsWith(`${body.year}-`));
    if (foreign !== undefined) return refuse('holidayOfOtherYear', { date: foreign, year: body.year });
    const dates = await store.replacePublicHolidays(regionId, body.year, body.dates);
    journal({
      regionId,
      kind: 'publicHolidaysChanged',
      subjectType: 'region',
      subjectId: regionId,
      payload: { year: body.year, dates: dates.filter((date) => date.startsWith(`${body.year}-`)) },
    });
    return accept({ regionId, dates });
  });
}
