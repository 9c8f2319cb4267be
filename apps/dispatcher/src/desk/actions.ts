import type { IncidentView } from '#contracts';
import type { AssignmentStatus, IncidentOutcome } from '#domain';
import { REPORTABLE, type ReportableStatus } from './reportable.ts';
import { failureText, fieldErrors } from '../api/refusal-text.ts';
import type { Answer } from '../api/http.ts';
import { t } from '../i18n/text.ts';
import { batch } from '@preact/signals';
import type { Desk, PlaceEdit } from './desk.ts';
import { reportOf } from './incident/actions.ts';
import type { BegunSaving, FieldErrors } from './draft.ts';
import { v7 as uuidv7 } from 'uuid';

function warn(desk: Desk, answer: Answer<unknown>): void {
  const text = failureText(answer, desk.region.timeZone);
  if (text !== '') desk.say({ tone: 'warning', text });
}

/** Sends a unit. A lost race is said at the list, with who won, and the list is asked for again. */
export async function dispatchUnit(desk: Desk, unitId: string, incident: IncidentView): Promise<void> {
  const callSign = desk.store.findUnit(unitId)?.callSign ?? '';
  const recommendation = desk.recommendations.state.peek();
  const isFromList =
    recommendation.kind === 'ready' &&
    recommendation.view.incidentId === incident.id &&
    recommendation.view.candidates.some((candidate) => candidate.unitId === unitId);
  desk.raceLost.value = '';
  const answer = await desk.outbox.send('assignUnit', {
    params: { incidentId: incident.id },
    body: isFromList ? { unitId, recommendationId: recommendation.view.id } : { unitId },
    label: t('command.dispatch', { callSign, number: String(incident.number) }),
  });
  if (answer.kind === 'ok') {
    desk.store.takeAssignment(answer.value);
    desk.say({ tone: 'done', text: t('done.dispatched', { callSign, number: String(incident.number) }) });
  } else if (answer.kind === 'refused') {
    desk.raceLost.value = `${callSign}: ${failureText(answer, desk.region.timeZone)}`;
  }
  void desk.recommendations.refresh();
}

/** What the form itself can tell to be missing; the server checks again. */
function missingFields(desk: Desk): FieldErrors {
  const { addressText, position, category, priority } = desk.draft;
  const errors: Record<string, string> = {};
  if (addressText.value.trim() === '' && !position.value)
    errors['location.addressText'] = t('form.addressMissing');
  if (category.value === '') errors['category'] = t('form.categoryMissing');
  if (priority.value === undefined) errors['priority'] = t('form.priorityMissing');
  const { triage } = desk.draft;
  if (triage.isOverridden(category.value, priority.value) && triage.overrideReason.value.trim() === '')
    errors['triage.override.reason'] = t('triage.reasonMissing');
  return errors;
}

function locationOf(desk: Desk) {
  const { addressText, position } = desk.draft;
  const at = position.value;
  const text = addressText.value;
  return at
    ? { lon: at.lon, lat: at.lat, addressText: text, source: at.source }
    : { lon: null, lat: null, addressText: text, source: 'text' as const };
}

/** The same saving once more when nothing was changed since, else a new one. */
function savingOf(begun: BegunSaving | undefined, body: BegunSaving['body']): BegunSaving {
  const isSame = begun !== undefined && JSON.stringify(begun.body) === JSON.stringify(body);
  return isSame ? begun : { commandId: uuidv7(), body };
}

/** Saves the new incident and selects it. What cannot be right is said by its field, and nothing typed is lost. */
export async function saveIncident(desk: Desk): Promise<void> {
  const { draft } = desk;
  if (draft.isSending.value) return;
  const missing = missingFields(desk);
  const { value: category } = draft.category;
  const { value: priority } = draft.priority;
  draft.errors.value = missing;
  draft.failure.value = '';
  if (Object.keys(missing).length > 0 || category === '' || priority === undefined) return;
  const location = locationOf(desk);
  const notes = draft.notes.value;
  const triage = draft.triage.input(category, priority);
  const what = { regionId: desk.region.id, location, category, priority, notes };
  const body = { ...what, ...(triage && { triage }), ...reportOf(desk) };
  draft.isSending.value = true;
  draft.saving.value = savingOf(draft.saving.peek(), body);
  const draftId = desk.drafts.beginSending();
  const answer = await desk.outbox.send('createIncident', {
    ...draft.saving.value,
    label: t('command.create', { address: location.addressText }),
  });
  desk.drafts.endSending(draftId);
  if (answer.kind !== 'ok') {
    const text = failureText(answer, desk.region.timeZone);
    if (desk.drafts.activeId.peek() !== draftId) return desk.say({ tone: 'warning', text });
    draft.isSending.value = false;
    // Refused: nothing was done, and the next saving is another one. Without an answer nobody knows.
    if (answer.kind === 'refused') draft.saving.value = undefined;
    draft.errors.value = fieldErrors(answer);
    draft.failure.value = text;
    return;
  }
  const detail = { addressText: location.addressText, notes, locationSource: location.source };
  batch(() => {
    desk.store.takeIncident({ ...answer.value, detail });
    if (desk.drafts.finish(draftId)) desk.selectIncident(answer.value.id);
  });
  desk.say({ tone: 'done', text: t('done.created', { number: String(answer.value.number) }) });
}

export async function closeIncident(
  desk: Desk,
  incident: IncidentView,
  outcome: IncidentOutcome,
): Promise<boolean> {
  const number = String(incident.number);
  const answer = await desk.outbox.send('closeIncident', {
    params: { incidentId: incident.id },
    body: { outcome },
    label: t('command.close', { number }),
  });
  if (answer.kind !== 'ok') {
    warn(desk, answer);
    return false;
  }
  desk.store.takeIncident({ ...answer.value, detail: incident.detail });
  desk.say({ tone: 'done', text: t('done.closed', { number }) });
  return true;
}

export async function cancelAssignment(
  desk: Desk,
  assignment: IncidentView['assignments'][number],
  reason: string,
): Promise<boolean> {
  const answer = await desk.outbox.send('cancelAssignment', {
    params: { assignmentId: assignment.id },
    body: { reason },
    label: t('command.cancel', { callSign: assignment.callSign }),
  });
  if (answer.kind !== 'ok') {
    warn(desk, answer);
    return false;
  }
  desk.store.takeAssignment(answer.value);
  void desk.recommendations.refresh();
  return true;
}

/** Reports a step that a crew gave by voice. */
export async function reportStep(
  desk: Desk,
  assignment: IncidentView['assignments'][number],
  status: AssignmentStatus,
): Promise<void> {
  if (!(REPORTABLE as readonly AssignmentStatus[]).includes(status)) return;
  const answer = await desk.outbox.send('reportStatus', {
    params: { assignmentId: assignment.id },
    body: { status: status as ReportableStatus, at: new Date(desk.clock.now()).toISOString() },
    label: t('command.report', { callSign: assignment.callSign }),
  });
  if (answer.kind === 'ok') desk.store.takeAssignment(answer.value);
  else warn(desk, answer);
}

export async function addRemark(desk: Desk, incident: IncidentView, text: string): Promise<boolean> {
  const answer = await desk.outbox.send('addRemark', {
    params: { incidentId: incident.id },
    body: { text },
    label: t('command.remark', { number: String(incident.number) }),
  });
  if (answer.kind !== 'ok') warn(desk, answer);
  return answer.kind === 'ok';
}

/** A changed place: new text, and a position when a place was chosen or pinned. */
export async function patchPlace(desk: Desk, incident: IncidentView, location: PlaceEdit): Promise<boolean> {
  const answer = await desk.outbox.send('patchIncident', {
    params: { incidentId: incident.id },
    body: {
      location,
      baseVersions: { location: desk.edit.active.peek()?.baseVersion ?? incident.version },
    },
    label: t('command.place', { number: String(incident.number) }),
  });
  if (answer.kind !== 'ok') {
    const isChanged = answer.kind === 'refused' && answer.problem.reason === 'fieldChanged';
    if (isChanged) desk.edit.change({ isRefused: true });
    else warn(desk, answer);
    return false;
  }
  const detail = { ...incident.detail, addressText: location.addressText, locationSource: location.source };
  desk.store.takeIncident({ ...answer.value, detail });
  return true;
}
