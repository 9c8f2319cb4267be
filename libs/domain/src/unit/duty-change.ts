import type { Decision } from '../decision.ts';
import type { DutyState } from './board-status.ts';

/** What a unit is asked to do now, and whether somebody said until when. */
export interface DutyChange {
  readonly state: DutyState;
  readonly expectedEndAt: Date | null;
}

/** An assignment of the unit that has not ended. */
export interface OpenJob {
  readonly incidentNumber: number;
  readonly isActive: boolean;
}

/**
 * A unit on an assignment cannot go off duty or out of service. With jobs reserved it can while the end is planned: they wait
 * until then, and `next.waiting` tells for which incidents. Without an end nobody would begin them, so that they have to be
 * taken off it first.
 */
export function decideDutyChange(
  { state, expectedEndAt }: DutyChange,
  jobs: readonly OpenJob[],
  now: Date,
): Decision<{ readonly waiting: readonly number[] }, 'unitHasAssignment' | 'unitHasReserved'> {
  const isLeaving = state === 'offDuty' || state === 'outOfService';
  if (!isLeaving || jobs.length === 0) return { ok: true, next: { waiting: [] }, events: [] };
  const active = jobs.find(({ isActive }) => isActive);
  if (active)
    return { ok: false, reason: 'unitHasAssignment', details: { incidentNumber: active.incidentNumber } };
  const waiting = jobs.map(({ incidentNumber }) => incidentNumber);
  const isPlanned = expectedEndAt !== null && expectedEndAt > now;
  if (isPlanned) return { ok: true, next: { waiting }, events: [] };
  return { ok: false, reason: 'unitHasReserved', details: { incidentNumbers: waiting.join(', ') } };
}
