import { CONTROL_ROOM, type FacilityStatusBody, type FacilityStatusReceipt } from '#contracts';
import { decideFacilityStatus, type GivenStatus } from '#domain';
import { checkAccess, holdsRole, type Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import type { FacilityRecord } from './facility-store.ts';
import { journalFacility } from './journal-facility.ts';

const instantOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));

/**
 * Says how full a facility is and what it cannot take, in place of all that was said before. By its own login or by the
 * control room. The reasons of diversions are kept with the status and nowhere else.
 */
export function setFacilityStatus(
  ports: CommandPorts,
  actor: Actor,
  facilityId: string,
  body: FacilityStatusBody,
): Promise<Outcome<FacilityStatusReceipt>> {
  const command = { commandId: body.commandId, body: { facilityId, body } };
  return runCommand(ports, actor, command, async (context) => {
    const { store, now } = context;
    const facility = await store.findFacilityForUpdate(facilityId);
    if (!facility) return refuse('notFound');
    const denied = await checkSpeaksFor(context, facility);
    if (denied) return denied;
    const outdated = checkVersion(body.expectedVersion, facility.statusVersion);
    if (outdated) return outdated;
    const decision = decideFacilityStatus(readStatus(body), facility.services, now);
    if (!decision.ok) return refuse(decision.reason, decision.details);
    const { until, loadPercent, waitMinutes, freeBeds } = decision.next;
    const version = facility.statusVersion + 1;
    const diversions = decision.next.diversions.map((one, index) => ({
      ...one,
      reason: body.diversions[index]!.reason,
    }));
    const values = { version, loadPercent, waitMinutes, freeBeds };
    await store.insertFacilityStatus({ facilityId, ...values, diversions, at: now, until, by: actor.id });
    journalFacility(context, facility, 'facilityStatusChanged', {
      ...values,
      diversions: decision.next.diversions.map(({ service, state, until: end }) => ({
        service,
        state,
        until: end.toISOString(),
      })),
      until: until.toISOString(),
    });
    return accept({ facilityId, version, at: now.toISOString(), until: until.toISOString() });
  });
}

function readStatus(body: FacilityStatusBody): GivenStatus {
  return {
    loadPercent: body.loadPercent,
    waitMinutes: body.waitMinutes,
    freeBeds: body.freeBeds,
    until: instantOrNull(body.until),
    diversions: body.diversions.map(({ service, state, until }) => ({
      service,
      state,
      until: instantOrNull(until),
    })),
  };
}

/** A facility's login knows of no other facility, so that one does not exist for it. */
async function checkSpeaksFor(
  { store, actor }: CommandContext,
  { id, regionId }: FacilityRecord,
): Promise<Refusal | undefined> {
  if (holdsRole(actor, regionId, CONTROL_ROOM)) return undefined;
  if (!holdsRole(actor, regionId, ['facility'])) return checkAccess(actor, regionId, CONTROL_ROOM);
  return (await store.isFacilityMember(actor.id, id)) ? undefined : refuse('notFound');
}

/** Refuses what was based on another version than the one in force. */
export function checkVersion(expected: number | undefined, version: number): Refusal | undefined {
  return expected === undefined || expected === version
    ? undefined
    : refuse('versionOutdated', { expectedVersion: expected, version });
}
