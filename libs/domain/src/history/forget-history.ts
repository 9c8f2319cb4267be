import { REOPEN_WITHIN_SECONDS } from '../incident/reopening.ts';
import type { HistoryDraft } from './history-draft.ts';
import { findMainIncident } from './history-state.ts';

/** A closed incident may come back; commands that began earlier may be written later. */
const KEPT_SECONDS = 2 * REOPEN_WITHIN_SECONDS;

/**
 * Forgets what can no longer come back: incidents closed long enough, with those joined to them, their assignments and
 * alarms, and what units did for neighbours. So the state stays as small as what is under way.
 */
export function forgetOver(draft: HistoryDraft, at: string): void {
  const isOver = (instant: string | null): boolean =>
    instant !== null && Date.parse(instant) < Date.parse(at) - KEPT_SECONDS * 1000;
  const gone = [...draft.incidents.values()].filter((one) => isOver(findMainIncident(draft, one).closedAt));
  const goneIds = new Set(gone.map(({ id }) => id));
  for (const id of goneIds) draft.incidents.delete(id);
  for (const { id, incidentId, endedAt } of [...draft.assignments.values()]) {
    const isAway = !draft.incidents.has(incidentId);
    if (goneIds.has(incidentId) || (isAway && isOver(endedAt))) draft.assignments.delete(id);
  }
  for (const { id, incidentId, clearedAt } of [...draft.alarms.values()]) {
    if (clearedAt !== null && !draft.incidents.has(incidentId)) draft.alarms.delete(id);
  }
}
