import type { CallView, CallWithDetail, IncidentView, PatientView } from '#contracts';
import type { CallOutcome, HazardKind } from '#domain';
import type { Answer, BodyOf } from '../../api/http.ts';
import { failureText } from '../../api/refusal-text.ts';
import { t } from '../../i18n/text.ts';
import type { Desk } from '../desk.ts';
import type { PlainField } from './edit.ts';

/** Says why something was not done, and tells whether it was. */
export function isDone<Value>(
  desk: Desk,
  answer: Answer<Value>,
): answer is Extract<Answer<Value>, { kind: 'ok' }> {
  if (answer.kind === 'ok') return true;
  const text = failureText(answer, desk.region.timeZone);
  if (text !== '') desk.say({ tone: 'warning', text });
  return false;
}

/** Saves the field being edited, on the version it was begun on. A refusal leaves the edit open, with both values to see. */
export async function saveField(desk: Desk, incident: IncidentView): Promise<void> {
  const edit = desk.edit.active.peek();
  if (!edit || edit.isSending || edit.incidentId !== incident.id) return;
  const field = edit.field as PlainField;
  if (JSON.stringify(edit.value) === JSON.stringify(edit.base)) return desk.edit.end();
  desk.edit.change({ isSending: true, isRefused: false });
  const reason = edit.overrideReason.trim();
  const answer = await desk.outbox.send('patchIncident', {
    params: { incidentId: incident.id },
    body: {
      [field]: edit.value,
      baseVersions: { [field]: edit.baseVersion },
      ...(reason !== '' && { overrideReason: reason }),
    } as Omit<BodyOf<'patchIncident'>, 'commandId'>,
    label: t('command.edit', { number: String(incident.number) }),
  });
  desk.edit.change({ isSending: false });
  if (answer.kind === 'ok') {
    // Notes may have been put together with somebody else's: those come with the row.
    const known = desk.store.findIncident(incident.id);
    if (known && field !== 'notes') desk.store.takeIncident({ ...answer.value, detail: known.detail });
    return desk.edit.end();
  }
  if (answer.kind === 'refused' && answer.problem.reason === 'fieldChanged')
    desk.edit.change({ isRefused: true });
  else if (answer.kind === 'refused' && answer.problem.reason === 'reasonMissing')
    desk.edit.change({ isReasonNeeded: true });
  else isDone(desk, answer);
}

/** A call about an incident that is there already: what is typed becomes its call, and no second incident is made. */
export async function joinCallTo(desk: Desk, incidentId: string, number: number): Promise<void> {
  const { draft } = desk;
  if (draft.isSending.peek()) return;
  draft.isSending.value = true;
  const answer = await sendCall(desk, incidentId, number);
  draft.isSending.value = false;
  if (!isDone(desk, answer)) return;
  draft.close();
  desk.selectIncident(incidentId);
  desk.say({ tone: 'done', text: t('done.callJoined', { number: String(number) }) });
}

/** What is typed becomes a call that waits: somebody calls who may need no unit. */
export async function keepAsCall(desk: Desk): Promise<void> {
  const { draft } = desk;
  if (draft.isSending.peek()) return;
  draft.isSending.value = true;
  const answer = await sendCall(desk, undefined, 0);
  draft.isSending.value = false;
  if (!isDone(desk, answer)) return;
  draft.close();
  desk.say({ tone: 'done', text: t('done.callKept') });
}

function sendCall(desk: Desk, incidentId: string | undefined, number: number): Promise<Answer<CallView>> {
  const { draft } = desk;
  const callId = draft.callId.peek();
  const label = incidentId ? t('command.joinCall', { number: String(number) }) : t('command.keepCall');
  if (callId !== undefined && incidentId !== undefined)
    return desk.outbox.send('linkCall', { params: { callId }, body: { incidentId }, label });
  const position = draft.position.peek();
  const addressText = draft.addressText.peek();
  const source = position?.source ?? ('text' as const);
  const location = { lon: position?.lon ?? null, lat: position?.lat ?? null, addressText, source };
  return desk.outbox.send('createCall', {
    body: {
      ...(incidentId === undefined ? { regionId: desk.region.id } : { incidentId }),
      caller: callerOf(desk, draft.notes.peek()),
      ...((addressText.trim() !== '' || position) && { location }),
    },
    label,
  });
}

/** Who calls, as typed in the form. */
export function callerOf({ draft }: Desk, words: string) {
  return { name: draft.callerName.peek().trim(), phone: draft.callerPhone.peek().trim(), words };
}

/** What the form says of the caller, for a new incident: a call that waited is put to it. */
export function reportOf(desk: Desk): Pick<BodyOf<'createIncident'>, 'caller' | 'callId'> {
  const callId = desk.draft.callId.peek();
  if (callId !== undefined) return { callId };
  const caller = callerOf(desk, '');
  return caller.name === '' && caller.phone === '' ? {} : { caller };
}

export async function addCaller(
  desk: Desk,
  incident: IncidentView,
  caller: { name: string; phone: string; words: string },
) {
  const answer = await desk.outbox.send('createCall', {
    body: { incidentId: incident.id, caller },
    label: t('command.caller', { number: String(incident.number) }),
  });
  return isDone(desk, answer);
}

export async function patchCaller(
  desk: Desk,
  call: CallWithDetail,
  changes: { callerName?: string; callerPhone?: string; words?: string },
) {
  const baseVersions = Object.fromEntries(Object.keys(changes).map((field) => [field, call.version]));
  const answer = await desk.outbox.send('patchCall', {
    params: { callId: call.id },
    body: { ...changes, baseVersions },
    label: t('command.callerChange'),
  });
  return isDone(desk, answer);
}

export async function endCall(desk: Desk, callId: string, outcome: CallOutcome): Promise<boolean> {
  const answer = await desk.outbox.send('endCall', {
    params: { callId },
    body: { outcome },
    label: t('command.endCall'),
  });
  return isDone(desk, answer);
}

export async function linkCall(desk: Desk, callId: string, incident: IncidentView | null): Promise<boolean> {
  const answer = await desk.outbox.send('linkCall', {
    params: { callId },
    body: { incidentId: incident?.id ?? null },
    label: incident ? t('command.joinCall', { number: String(incident.number) }) : t('command.unlinkCall'),
  });
  return isDone(desk, answer);
}

export async function addPatients(
  desk: Desk,
  incident: IncidentView,
  detail: Partial<PatientView['detail']>,
  count: number,
): Promise<boolean> {
  const answer = await desk.outbox.send('addPatients', {
    params: { incidentId: incident.id },
    body: { detail, count },
    label: t('command.patient', { number: String(incident.number) }),
  });
  return isDone(desk, answer);
}

export async function patchPatient(
  desk: Desk,
  patient: PatientView,
  detail: Partial<PatientView['detail']>,
): Promise<boolean> {
  const before: Readonly<Record<string, unknown>> = patient.detail;
  const changed = Object.entries(detail).filter(([field, value]) => before[field] !== value);
  if (changed.length === 0) return true;
  const answer = await desk.outbox.send('patchPatient', {
    params: { patientId: patient.id },
    body: {
      ...Object.fromEntries(changed),
      baseVersions: Object.fromEntries(changed.map(([field]) => [field, patient.version])),
    },
    label: t('command.patientChange'),
  });
  return isDone(desk, answer);
}

export async function removePatient(desk: Desk, patient: PatientView): Promise<boolean> {
  const answer = await desk.outbox.send('removePatient', {
    params: { patientId: patient.id },
    body: {},
    label: t('command.patientChange'),
  });
  return isDone(desk, answer);
}

export async function addHazard(
  desk: Desk,
  incident: IncidentView,
  hazard: { kind: HazardKind; text: string; validUntil: string | null },
): Promise<boolean> {
  const [lon, lat] = incident.coordinates ?? [null, null];
  const location = { lon, lat, addressText: incident.detail.addressText, source: 'text' as const };
  const answer = await desk.outbox.send('createHazard', {
    body: { regionId: incident.regionId, ...hazard, location },
    label: t('command.hazard'),
  });
  return isDone(desk, answer);
}

export async function removeHazard(desk: Desk, hazardId: string): Promise<boolean> {
  const answer = await desk.outbox.send('removeHazard', {
    params: { hazardId },
    body: {},
    label: t('command.hazard'),
  });
  return isDone(desk, answer);
}
