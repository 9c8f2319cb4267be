import { CONTROL_ROOM, type AddPatientsBody, type PatientReceipt } from '#contracts';
import type { Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { loadOpenIncident } from '../incident/load-incident.ts';
import { accept, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';

/** Adds one patient to an open incident, or several alike. The journal holds their ids and nothing of them. */
export function addPatients(
  ports: CommandPorts,
  actor: Actor,
  incidentId: string,
  body: AddPatientsBody,
): Promise<Outcome<{ patients: PatientReceipt[] }>> {
  const command = { commandId: body.commandId, body: { incidentId, body } };
  return runCommand(ports, actor, command, async (context) => {
    const { store, now, newId, journal } = context;
    const loaded = await loadOpenIncident(context, incidentId, CONTROL_ROOM);
    if (!loaded.ok) return loaded;
    const last = await store.getLastPatientNumber(incidentId);
    const patients = Array.from({ length: body.count }, (_, index) => ({
      id: newId(),
      number: last + 1 + index,
    }));
    await store.insertPatients(incidentId, patients, body.detail, now, actor.id);
    for (const { id, number } of patients)
      journal({
        regionId: loaded.value.regionId,
        kind: 'patientAdded',
        subjectType: 'patient',
        subjectId: id,
        payload: { incidentId, number, detailVersion: 1 },
      });
    return accept({
      patients: patients.map((patient) => ({ ...patient, incidentId, version: 1, removedAt: null })),
    });
  });
}
