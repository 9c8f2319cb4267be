import type { ClosureView } from '#contracts';
import { failureText, fieldErrors } from '../api/refusal-text.ts';
import { t } from '../i18n/text.ts';
import type { Desk } from './desk.ts';
import type { ClosureEdit } from './closure-edit-state.ts';

const HOUR_MS = 3_600_000;

interface Changes {
  endsAt?: string | null;
  reason?: string;
  emergencyMayPass?: boolean;
  timeFactor?: number;
}

/** The fields that differ from what is in force; what was not touched is not sent, so another's change of it stays. */
export function closureChanges(edit: ClosureEdit, closure: ClosureView, now: number): Changes {
  const changes: Changes = {};
  const end = edit.end.peek();
  if (end === 'untilLifted' && closure.endsAt !== null) changes.endsAt = null;
  // A planned closure lasts so long from its beginning, not from the moment somebody edits it.
  const from = Math.max(now, Date.parse(closure.startsAt));
  if (typeof end === 'number') changes.endsAt = new Date(from + end * HOUR_MS).toISOString();
  if (edit.reason.peek() !== closure.reason) changes.reason = edit.reason.peek();
  if (closure.kind === 'closed' && edit.emergencyMayPass.peek() !== closure.emergencyMayPass)
    changes.emergencyMayPass = edit.emergencyMayPass.peek();
  if (closure.kind === 'slow' && edit.timeFactor.peek() !== closure.timeFactor)
    changes.timeFactor = edit.timeFactor.peek();
  return changes;
}

/** Sends what was changed of a closure; with nothing changed it only ends the editing. */
export async function saveClosureEdit(desk: Desk, closure: ClosureView): Promise<void> {
  const edit = desk.closureEdit;
  if (edit.isSending.peek()) return;
  const body = closureChanges(edit, closure, desk.clock.now());
  if (Object.keys(body).length === 0) return edit.stop();
  edit.isSending.value = true;
  const answer = await desk.outbox.send('patchClosure', {
    params: { closureId: closure.id },
    body,
    label: t('command.changeClosure'),
  });
  edit.isSending.value = false;
  if (answer.kind !== 'ok') {
    edit.errors.value = fieldErrors(answer);
    edit.failure.value = failureText(answer, desk.region.timeZone);
    return;
  }
  edit.stop();
  desk.say({ tone: 'done', text: t('done.closureChanged') });
  void desk.recommendations.refresh();
}

/** Opens the list of closures at one of them. A neighbour's is shown and cannot be changed. */
export function openClosure(desk: Desk, closure: ClosureView): void {
  desk.closures.isShown.value = true;
  if (closure.regionId === desk.region.id) desk.closureEdit.begin(closure);
}
