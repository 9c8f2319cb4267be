import {
  CONTROL_ROOM,
  PATIENT_FIELDS,
  type PatchPatientBody,
  type PatientDetail,
  type PatientReceipt,
  type RemovePatientBody,
  type JournalKind,
} from '#contracts';
import { mergeEdit } from '#domain';
import { checkAccess, type Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { conflictOf, isSameJson } from '../incident/edit-fields.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import type { PatientRecord } from './patient-store.ts';

/** Changes what is known of a patient, also after the incident was closed; the former details stay as an older version. */
export function patchPatient(
  ports: CommandPorts,
  actor: Actor,
  patientId: string,
  body: PatchPatientBody,
): Promise<Outcome<PatientReceipt>> {
  const command = { commandId: body.commandId, body: { patientId, body } };
  return runCommand(ports, actor, command, async (context) => {
    const loaded = await loadPatient(context, patientId);
    if (!loaded.ok) return loaded;
    const patient = loaded.value;
    const { commandId: _id, baseVersions = {}, ...changes } = body;
    const { version, fieldVersions } = patient;
    const record = { values: patient.detail, version, fieldVersions };
    const merged = mergeEdit<PatientDetail>(record, { changes, baseVersions }, { isSame: isSameJson });
    if (merged.kind === 'conflict') return conflictOf(merged.fields, version);
    const after = { ...patient, ...merged.record, detail: merged.record.values };
    if (merged.changed.length > 0) {
      await context.store.updatePatient(after, context.now, actor.id);
      const changed = PATIENT_FIELDS.filter((field) => merged.changed.includes(field));
      note(context, patient, 'patientChanged', { changed, detailVersion: after.version });
    }
    return accept(receiptOf(after));
  });
}

/** Takes a patient off who was entered by mistake. Doing it twice is done once. */
export function removePatient(
  ports: CommandPorts,
  actor: Actor,
  patientId: string,
  body: RemovePatientBody,
): Promise<Outcome<PatientReceipt>> {
  const command = { commandId: body.commandId, body: { patientId, body } };
  return runCommand(ports, actor, command, async (context) => {
    const loaded = await loadPatient(context, patientId, { evenRemoved: true });
    if (!loaded.ok) return loaded;
    const patient = loaded.value;
    if (patient.removedAt !== null) return accept(receiptOf(patient));
    await context.store.removePatient(patientId, context.now, actor.id);
    note(context, patient, 'patientRemoved', {});
    return accept(receiptOf({ ...patient, removedAt: context.now }));
  });
}

async function loadPatient(
  { store, actor }: CommandContext,
  patientId: string,
  { evenRemoved = false } = {},
): Promise<Outcome<PatientRecord>> {
  const patient = await store.findPatientForUpdate(patientId);
  if (!patient) return refuse('notFound');
  const denied = checkAccess(actor, patient.regionId, CONTROL_ROOM);
  if (denied) return denied;
  return patient.removedAt !== null && !evenRemoved ? refuse('patientRemoved') : accept(patient);
}

function note(
  { journal }: CommandContext,
  { id, regionId, incidentId, number }: PatientRecord,
  kind: JournalKind,
  payload: Readonly<Record<string, unknown>>,
): void {
  journal({
    regionId,
    kind,
    subjectType: 'patient',
    subjectId: id,
    payload: { incidentId, number, ...payload },
  });
}

const receiptOf = ({ id, incidentId, number, version, removedAt }: PatientRecord): PatientReceipt => ({
  id,
  incidentId,
  number,
  version,
  removedAt: removedAt?.toISOString() ?? null,
});
