import { ADMINS } from '#contracts';
import { checkAccess, chooseRegion, type Actor } from '../actor.ts';
import { runCommand, runJournalled } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';

/** Long enough to walk to the vehicle. */
const CODE_MILLISECONDS = 30 * 60_000;

/**
 * Keeps an enrolment code, which arrives as a hash only: the code itself is in one answer and stored nowhere, so that a
 * repeat of the command is given the expiry alone.
 */
export function createEnrolment(
  ports: CommandPorts,
  actor: Actor,
  body: {
    readonly commandId: string;
    readonly regionId?: string | undefined;
    readonly vehicleId: string;
    readonly name: string;
  },
  codeHash: Buffer,
): Promise<Outcome<{ readonly codeHash: string; readonly expiresAt: string }>> {
  const command = { commandId: body.commandId, body: { createEnrolment: body } };
  return runCommand(ports, actor, command, async (context) => {
    const { store, now, journal } = context;
    const { vehicleId, name } = body;
    const regionId = chooseRegion(actor, body.regionId, ADMINS);
    if (regionId === undefined) return refuse('forbidden');
    const denied = checkAccess(actor, regionId, ADMINS);
    if (denied) return denied;
    if ((await store.findVehicleRegion(vehicleId)) !== regionId) return refuse('notFound');
    const expiresAt = new Date(now.getTime() + CODE_MILLISECONDS);
    await store.insertEnrolment({ codeHash, regionId, vehicleId, name, at: now, by: actor.id, expiresAt });
    const payload = { vehicleId, expiresAt: expiresAt.toISOString() };
    journal({ regionId, kind: 'enrolmentCodeMade', subjectType: 'vehicle', subjectId: vehicleId, payload });
    return accept({ codeHash: codeHash.toString('hex'), expiresAt: expiresAt.toISOString() });
  });
}

/**
 * Enrols a tablet with a code, which is used up by it. A tablet that never got the answer asks again with the same code and
 * key, and is told the same.
 */
export function enrolTablet(
  ports: CommandPorts,
  { codeHash, publicKey }: { readonly codeHash: Buffer; readonly publicKey: unknown },
): Promise<Outcome<{ readonly deviceId: string }>> {
  const deviceId = ports.ids.newId();
  const actor: Actor = { kind: 'device', id: deviceId, displayName: '', roles: [] };
  return runJournalled(ports, actor, ports.clock.now(), async ({ store, now, journal }) => {
    const used = await store.useEnrolment(codeHash, deviceId, publicKey, now);
    if (!used) {
      const enrolledId = await store.findEnrolledWith(codeHash, publicKey);
      return enrolledId === undefined ? refuse('enrolmentCodeInvalid') : accept({ deviceId: enrolledId });
    }
    const { regionId, vehicleId } = used;
    journal({
      regionId,
      kind: 'tabletEnrolled',
      subjectType: 'device',
      subjectId: deviceId,
      payload: { vehicleId },
    });
    return accept({ deviceId });
  });
}

/** Takes a device out of use; once more changes nothing. */
export function revokeDevice(
  ports: CommandPorts,
  actor: Actor,
  deviceId: string,
  body: { readonly commandId: string },
): Promise<Outcome<{ readonly deviceId: string }>> {
  const command = { commandId: body.commandId, body: { revokeDevice: deviceId } };
  return runCommand(ports, actor, command, async ({ store, now, journal }) => {
    const regionId = await store.findDeviceRegion(deviceId);
    if (regionId === undefined) return refuse('notFound');
    const denied = checkAccess(actor, regionId, ADMINS);
    if (denied) return denied;
    if (await store.revokeDevice(deviceId, now, actor.id)) {
      journal({
        regionId,
        kind: 'deviceRevoked',
        subjectType: 'device',
        subjectId: deviceId,
        payload: {},
      });
    }
    return accept({ deviceId });
  });
}
