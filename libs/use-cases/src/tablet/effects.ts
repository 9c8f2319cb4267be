import {
  type Reason,
  REPORTABLE_STATUSES,
  type TabletEvent,
  type TabletEventBodies,
  type TabletEventKind,
} from '#contracts';
import { settlePressedAt, type AssignmentStatus, type CorrectedTime } from '#domain';
import { saveAlarms } from '../alarm/run-alarm-round.ts';
import type { AssignmentRecord } from '../assignment/assignment-store.ts';
import { endAssignment, noteReservedDue } from '../assignment/end-assignment.ts';
import { journalAssignment } from '../assignment/journal-assignment.ts';
import { noteNotApplied, recordStep } from '../assignment/record-step.ts';
import type { CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import { storePatientRecord } from '../patient-record/store-patient-record.ts';
import { changeDuty } from '../unit/set-duty.ts';
import { callOfCrew } from './crew-signals.ts';
import type { EnrolledDevice, SignOnRecord } from './tablet-store.ts';

/** What an event of a device's outbox may do while it is stored. */
export interface EventContext extends CommandContext {
  readonly device: EnrolledDevice;
  readonly signOn: SignOnRecord | undefined;
  /** When it was tapped, on our clock. */
  readonly at: Date;
  readonly time: CorrectedTime;
  readonly source: { readonly deviceId: string; readonly outboxEpoch: string; readonly deviceSeq: number };
  readonly event: TabletEvent;
}

type Apply<Kind extends TabletEventKind> = (
  context: EventContext,
  body: TabletEventBodies[Kind],
) => Promise<Outcome<Applied>>;

/** `notApplied`: the reason why an event is only recorded, where its effect has left a row of its own in the journal. */
export interface Applied {
  readonly notApplied: Reason | null;
}

const done: Outcome<Applied> = accept({ notApplied: null });
const orDone = (outcome: Outcome<null>): Outcome<Applied> => (outcome.ok ? done : outcome);

function signOnOf({ signOn }: EventContext): SignOnRecord {
  if (!signOn) throw new Error('an effect that needs a sign-on was called without one');
  return signOn;
}

/** How the tap was timed, for the records. */
const timeDetails = ({ time, event, device }: EventContext): Record<string, unknown> => ({
  deviceId: device.id,
  ...(time.isClockOff && { isClockOff: true, deviceAt: event.at }),
});

async function findOwnAssignment(
  context: EventContext,
  assignmentId: string,
): Promise<Outcome<AssignmentRecord>> {
  const assignment = await context.store.findAssignmentForUpdate(assignmentId);
  if (!assignment) return refuse('notFound');
  return assignment.unitId === signOnOf(context).unitId ? accept(assignment) : refuse('forbidden');
}

const isReportable = (status: AssignmentStatus): boolean =>
  (REPORTABLE_STATUSES as readonly AssignmentStatus[]).includes(status);

const status: Apply<'status'> = async (context, body) => {
  if (!isReportable(body.status)) return refuse('transitionNotAllowed');
  const found = await findOwnAssignment(context, body.assignmentId);
  if (!found.ok) return found;
  const { store, at, source } = context;
  const { destinationFacilityId = null } = body;
  if (destinationFacilityId && !(await store.isFacilityOf(destinationFacilityId, found.value.regionId))) {
    return refuse('facilityNotFound');
  }
  const steps = await store.listPressedSteps(body.assignmentId);
  const pressedAt = new Date(settlePressedAt(body.status, at.getTime(), steps));
  const details = { pressedAt: pressedAt.toISOString(), ...timeDetails(context) };
  const step = {
    status: body.status,
    pressedAt,
    movedAt: pressedAt,
    destinationFacilityId,
    byCrew: true,
    source,
  };
  const recorded = await recordStep(context, found.value, step, details);
  if (recorded.ok) return done;
  noteNotApplied(context, found.value, body.status, recorded.reason, details);
  return accept({ notApplied: recorded.reason });
};

const refuseAssignment: Apply<'refuse'> = async (context, { assignmentId, reason, words }) => {
  const found = await findOwnAssignment(context, assignmentId);
  if (!found.ok) return found;
  const { incidentId, unitId, status: statusBefore } = found.value;
  const steps = await context.store.listPressedSteps(assignmentId);
  const at = new Date(settlePressedAt('cancelled', context.at.getTime(), steps));
  const ended = await endAssignment(context, found.value, 'cancelled', words === '' ? null : words, at);
  if (!ended.ok) return ended;
  await context.store.noteCrewRefusal(assignmentId, reason);
  journalAssignment(context, found.value, 'assignmentCancelled', {
    incidentId,
    unitId,
    statusBefore,
    refusedByCrew: reason,
    ...timeDetails(context),
  });
  if (statusBefore !== 'reserved') await noteReservedDue(context, found.value);
  await alarmOfRefusal(context, found.value);
  return done;
};

/** In the refusal's own transaction: the desk is told with it, not a round later. */
async function alarmOfRefusal(
  { store, now, newId, journal }: EventContext,
  { id, regionId }: AssignmentRecord,
): Promise<void> {
  const region = (await store.listTimedRegions({ assignmentIds: [id], incidentIds: [] })).get(regionId);
  if (!region) return;
  for (const entry of await saveAlarms(store, newId, regionId, region, now)) journal(entry);
}

const duty: Apply<'duty'> = async (context, { state, reason }) => {
  const unit = await context.store.findUnitForUpdate(signOnOf(context).unitId);
  if (!unit) return refuse('unitNotFound');
  const changed = await changeDuty(context, unit, { state, reason, expectedEndAt: null });
  return changed.ok ? done : changed;
};

const message: Apply<'message'> = async (context, { messageId, text, incidentId }) => {
  const { store, actor, at, journal, device } = context;
  const { unitId } = signOnOf(context);
  const { regionId } = device;
  const words = {
    id: messageId,
    regionId,
    unitId,
    isFromUnit: true,
    authorId: actor.id,
    incidentId,
    at,
    text,
  };
  if (!(await store.insertMessage(words))) return refuse('commandIdReused');
  const payload = { unitId, isFromUnit: true, incidentId };
  journal({ regionId, kind: 'messageSent', subjectType: 'message', subjectId: messageId, payload });
  return done;
};

const messageRead: Apply<'messageRead'> = async (context, { messageId }) => {
  const { store, actor, at, journal, device } = context;
  const { unitId } = signOnOf(context);
  const read = await store.readMessages({ unitId, messageId, isFromUnit: false, at, by: actor.id });
  if (read.length === 0) return done;
  const { regionId } = device;
  const payload = { unitId, isFromUnit: false };
  journal({ regionId, kind: 'messageRead', subjectType: 'message', subjectId: messageId, payload });
  return done;
};

const vehicleCheck: Apply<'vehicleCheck'> = async (context, { items }) => {
  const { store, newId, at, journal, device, signOn } = context;
  const { regionId, vehicleId } = device;
  if (vehicleId === null) return refuse('vehicleMissing');
  const check = { id: newId(), vehicleId, signOnId: signOn?.id ?? null, at };
  await store.insertVehicleCheck(check, items, newId);
  const defects = items.filter(({ isOk }) => !isOk).map(({ key }) => key);
  const payload = { checkId: check.id, unitId: signOn?.unitId ?? null, items: items.length, defects };
  journal({ regionId, kind: 'vehicleChecked', subjectType: 'vehicle', subjectId: vehicleId, payload });
  return done;
};

const odometer: Apply<'odometer'> = async (context, { km }) => {
  const { store, newId, at, journal, device, signOn } = context;
  const { regionId, vehicleId } = device;
  if (vehicleId === null) return refuse('vehicleMissing');
  await store.insertOdometerReading({ id: newId(), vehicleId, signOnId: signOn?.id ?? null, at }, km);
  const payload = { unitId: signOn?.unitId ?? null, km };
  journal({ regionId, kind: 'odometerRead', subjectType: 'vehicle', subjectId: vehicleId, payload });
  return done;
};

const patientRecord: Apply<'patientRecord'> = async (context, body) => {
  const { device, signOn } = context;
  const writtenBy = signOn?.memberIds[0] ?? null;
  const source = { deviceId: device.id, regionId: device.regionId, writtenBy };
  return orDone(await storePatientRecord(context, source, body));
};

interface Effect<Kind extends TabletEventKind> {
  /** A tap about the unit's work; what is only about the vehicle or a patient is never lost for want of a sign-on. */
  readonly needsSignOn: boolean;
  readonly apply: Apply<Kind>;
}

/** What each kind of event does. */
export const TABLET_EFFECTS: { readonly [Kind in TabletEventKind]: Effect<Kind> } = {
  status: { needsSignOn: true, apply: status },
  refuse: { needsSignOn: true, apply: refuseAssignment },
  duty: { needsSignOn: true, apply: duty },
  speakRequest: {
    needsSignOn: true,
    apply: async (context, { isUrgent, isWithdrawn }) =>
      orDone(
        await callOfCrew(context, signOnOf(context), {
          kind: 'speak',
          isUrgent,
          isWithdrawn,
          lon: null,
          lat: null,
        }),
      ),
  },
  emergency: {
    needsSignOn: true,
    apply: async (context, { isWithdrawn, lon, lat }) =>
      orDone(
        await callOfCrew(context, signOnOf(context), {
          kind: 'emergency',
          isUrgent: true,
          isWithdrawn,
          lon,
          lat,
        }),
      ),
  },
  message: { needsSignOn: true, apply: message },
  messageRead: { needsSignOn: true, apply: messageRead },
  vehicleCheck: { needsSignOn: false, apply: vehicleCheck },
  odometer: { needsSignOn: false, apply: odometer },
  patientRecord: { needsSignOn: false, apply: patientRecord },
};
