import type { SignOnBody } from '#contracts';
import type { Actor } from '../actor.ts';
import { runJournalled, type CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.ts';
import type { CommandPorts, UnitRecord } from '../ports.ts';
import type { EnrolledDevice, SignOnRecord } from './tablet-store.ts';

const LONGEST_SHIFT_MS = 48 * 3_600_000;
/** A planned shift may be signed on to before it begins. */
const EARLY_MS = 2 * 3_600_000;

type Wanted = Omit<SignOnBody, 'members'> & { readonly memberIds: readonly string[] };

/** What a sign-on changed beside itself. */
export interface SignedOn {
  readonly signOnId: string;
  /** Devices whose sign-on to the unit ended by it. */
  readonly endedDeviceIds: readonly string[];
}

const actorOf = (device: EnrolledDevice, memberId: string | undefined): Actor => ({
  kind: 'device',
  id: memberId ?? device.id,
  displayName: '',
  roles: [],
});

/** The unit and the one that the vehicle runs as now, locked in the order of their ids. */
async function lockUnits(
  { store, now }: CommandContext,
  unitId: string,
  vehicleId: string,
): Promise<Outcome<UnitRecord>> {
  const former = await store.findUnitOfVehicle(vehicleId, now);
  const ids = [...new Set([unitId, former ?? unitId])].sort();
  let unit: UnitRecord | undefined;
  for (const id of ids) {
    const locked = await store.findUnitForUpdate(id);
    if (id === unitId) unit = locked;
  }
  if (!unit) return refuse('unitNotFound');
  const isMoved = former !== undefined && former !== unitId;
  const held = isMoved ? await store.findActiveAssignmentOfUnit(former) : undefined;
  return held ? refuse('vehicleTaken', { callSign: held.callSign }) : accept(unit);
}

/** The shift that the crew works, made where none is planned. */
async function openShift(
  { store, now, newId }: CommandContext,
  regionId: string,
  { shiftId, endsAt, memberIds }: Wanted,
): Promise<Outcome<{ readonly id: string; readonly endsAt: Date }>> {
  if (shiftId === null) {
    const until = endsAt === null ? undefined : new Date(endsAt);
    const lengthMs = (until?.getTime() ?? 0) - now.getTime();
    if (!until || lengthMs <= 0 || lengthMs > LONGEST_SHIFT_MS) return refuse('shiftTimesWrong');
    const id = newId();
    await store.insertCrewShift({ id, regionId, startsAt: now, endsAt: until });
    await store.addShiftMembers(id, memberIds);
    return accept({ id, endsAt: until });
  }
  const shift = await store.findCrewShift(shiftId);
  if (shift?.regionId !== regionId) return refuse('notFound');
  if (shift.endsAt <= now) return refuse('shiftEnded');
  if (shift.startsAt.getTime() - now.getTime() > EARLY_MS) return refuse('shiftTimesWrong');
  await store.addShiftMembers(shiftId, memberIds);
  return accept({ id: shiftId, endsAt: shift.endsAt });
}

async function checkSignOn(
  { store }: CommandContext,
  device: EnrolledDevice,
  unit: UnitRecord,
  memberIds: readonly string[],
): Promise<Refusal | undefined> {
  if (unit.regionId !== device.regionId) return refuse('unitNotFound');
  const crew = await store.listCrewAmong(device.regionId, memberIds);
  const stranger = memberIds.find((id) => !crew.includes(id));
  return stranger === undefined ? undefined : refuse('memberNotCrew', { memberId: stranger });
}

/** Ends the device's own former sign-on and another tablet's to the same unit. */
async function endFormer(
  context: CommandContext,
  device: EnrolledDevice,
  unitId: string,
): Promise<readonly string[]> {
  const { store, now } = context;
  const ended: string[] = [];
  for (const former of await store.listOpenSignOns({ deviceId: device.id, unitId })) {
    const isOwn = former.deviceId === device.id;
    await store.endSignOn(former.id, now, isOwn ? 'signedOnAnew' : 'signedOnElsewhere');
    noteEnd(context, former, isOwn ? 'signedOnAnew' : 'signedOnElsewhere');
    if (!isOwn) ended.push(former.deviceId);
  }
  return ended;
}

const noteEnd = ({ journal }: CommandContext, signOn: SignOnRecord, because: string): void =>
  journal({
    regionId: signOn.regionId,
    kind: 'tabletSignedOff',
    subjectType: 'unit',
    subjectId: signOn.unitId,
    payload: { signOnId: signOn.id, deviceId: signOn.deviceId, because },
  });

/**
 * Signs a crew, whose PINs have been checked, on to a unit; binds the tablet's vehicle and the crew's shift to it. The
 * same id from the same tablet again changes nothing.
 */
export function signOn(
  ports: CommandPorts,
  device: EnrolledDevice,
  wanted: Wanted,
): Promise<Outcome<SignedOn>> {
  const { signOnId, unitId, memberIds } = wanted;
  const actor = actorOf(device, memberIds[0]);
  return runJournalled(ports, actor, ports.clock.now(), (context) =>
    context.attempt(async (): Promise<Outcome<SignedOn>> => {
      const { store, now, journal } = context;
      const { vehicleId, regionId } = device;
      const known = await store.findSignOn(signOnId);
      if (known && known.deviceId !== device.id) return refuse('commandIdReused');
      if (known) return accept({ signOnId, endedDeviceIds: [] });
      if (vehicleId === null) return refuse('vehicleMissing');
      const unit = await lockUnits(context, unitId, vehicleId);
      if (!unit.ok) return unit;
      const wrong = await checkSignOn(context, device, unit.value, memberIds);
      if (wrong) return wrong;
      const shift = await openShift(context, regionId, wanted);
      if (!shift.ok) return shift;
      const endedDeviceIds = await endFormer(context, device, unitId);
      await store.bindVehicle(unitId, vehicleId, now);
      const { id: crewShiftId, endsAt: shiftEndsAt } = shift.value;
      await store.bindCrew(unitId, crewShiftId, now, shiftEndsAt);
      const started = { id: signOnId, regionId, deviceId: device.id, unitId, startedAt: now, shiftEndsAt };
      await store.insertSignOn({ ...started, endedAt: null, memberIds, crewShiftId });
      const payload = { signOnId, deviceId: device.id, vehicleId, memberIds, shiftId: crewShiftId };
      journal({ regionId, kind: 'tabletSignedOn', subjectType: 'unit', subjectId: unitId, payload });
      return accept({ signOnId, endedDeviceIds });
    }),
  );
}

/** Ends a sign-on; while the unit is on an assignment it goes on. Again it changes nothing. */
export function signOff(
  ports: CommandPorts,
  device: EnrolledDevice,
  signOnId: string,
): Promise<Outcome<{ readonly endedAt: string }>> {
  const actor = actorOf(device, undefined);
  return runJournalled(ports, actor, ports.clock.now(), (context) =>
    context.attempt(async (): Promise<Outcome<{ readonly endedAt: string }>> => {
      const { store, now } = context;
      const known = await store.findSignOn(signOnId);
      if (known?.deviceId !== device.id) return refuse('notSignedOn');
      if (known.endedAt) return accept({ endedAt: known.endedAt.toISOString() });
      await store.findUnitForUpdate(known.unitId);
      const active = await store.findActiveAssignmentOfUnit(known.unitId);
      if (active) return refuse('unitHasAssignment', { incidentNumber: active.incidentNumber });
      await store.endSignOn(signOnId, now, 'signedOff');
      const shiftId = await store.findShiftOfSignOn(signOnId);
      if (shiftId !== undefined) await store.unbindCrew(known.unitId, shiftId, now);
      noteEnd(context, known, 'signedOff');
      return accept({ endedAt: now.toISOString() });
    }),
  );
}
