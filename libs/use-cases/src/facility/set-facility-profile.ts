import type { FacilityProfileBody, FacilityReceipt } from '#contracts';
import { type OpeningHours, parseOpeningHours, type Role } from '#domain';
import { checkAccess, type Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import { journalFacility } from './journal-facility.ts';
import { checkVersion } from './set-facility-status.ts';

/** Who may change what a facility is taken to offer. */
const EDITORS: readonly Role[] = ['supervisor', 'admin'];

/** Sets level of care, services, hours and capacity of a facility, in place of what the map says. */
export function setFacilityProfile(
  ports: CommandPorts,
  actor: Actor,
  facilityId: string,
  body: FacilityProfileBody,
): Promise<Outcome<FacilityReceipt>> {
  const command = { commandId: body.commandId, body: { facilityId, body } };
  return runCommand(ports, actor, command, async (context) => {
    const { store, now } = context;
    const facility = await store.findFacilityForUpdate(facilityId);
    if (!facility) return refuse('notFound');
    const denied = checkAccess(actor, facility.regionId, EDITORS);
    if (denied) return denied;
    const outdated = checkVersion(body.expectedVersion, facility.profileVersion);
    if (outdated) return outdated;
    const hours = readHours(body.hours, 'hours');
    if (!hours.ok) return hours;
    const offers = [];
    for (const [index, offer] of body.services.entries()) {
      const own = readHours(offer.hours, `services[${index}].hours`);
      if (!own.ok) return own;
      offers.push({ service: offer.service, hours: own.value });
    }
    const version = facility.profileVersion + 1;
    const { level, capacity } = body;
    await store.insertFacilityProfile({
      facilityId,
      version,
      level,
      services: offers,
      hours: hours.value,
      capacity,
      at: now,
      by: actor.id,
    });
    const services = offers.map(({ service }) => service);
    journalFacility(context, facility, 'facilityProfileChanged', {
      version,
      level,
      services,
      capacity,
      hasHours: hours.value !== null,
    });
    return accept({ facilityId, version, at: now.toISOString() });
  });
}

/** Hours as intervals; a text that cannot be read whole is refused, with the part at fault. */
function readHours(given: FacilityProfileBody['hours'], field: string): Outcome<OpeningHours | null> {
  if (given === null || !('text' in given)) return accept(given);
  const parsed = parseOpeningHours(given.text);
  return parsed.ok ? accept(parsed.hours) : refuse('openingHoursUnclear', { field, part: parsed.part });
}
