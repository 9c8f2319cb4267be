import type { Decision } from '../decision.ts';
import { ASSIGNMENT_TRANSITIONS, isEnded, ladderRank, type AssignmentStatus } from './ladder.ts';

/** An assignment as the transition rule sees it. */
export interface AssignmentState {
  readonly status: AssignmentStatus;
  /** Steps that already have a time. */
  readonly recordedSteps: ReadonlySet<AssignmentStatus>;
}

export type StatusRefusal = 'assignmentEnded' | 'transitionNotAllowed' | 'stepAlreadyRecorded';

/** `moved` changes the status; `filledIn` only adds the time of a lower step that arrived late. */
export type StatusEvent = { readonly kind: 'moved' | 'filledIn'; readonly status: AssignmentStatus };

/**
 * Decides what one reported step does. A step below the present one fills in its missing time and changes nothing
 * else (a tablet that was offline sends old taps late); the status itself never goes back. Nothing is filled in on an
 * assignment that was called off.
 */
export function decideStatus(
  state: AssignmentState,
  reported: AssignmentStatus,
): Decision<AssignmentStatus, StatusRefusal, StatusEvent> {
  if (state.recordedSteps.has(reported)) return { ok: false, reason: 'stepAlreadyRecorded' };
  if (ASSIGNMENT_TRANSITIONS[state.status].includes(reported)) {
    return { ok: true, next: reported, events: [{ kind: 'moved', status: reported }] };
  }
  const wasWalked =
    state.status !== 'reserved' && state.status !== 'cancelled' && state.status !== 'diverted';
  if (wasWalked && reported !== 'reserved' && ladderRank(reported) < ladderRank(state.status)) {
    return { ok: true, next: state.status, events: [{ kind: 'filledIn', status: reported }] };
  }
  return { ok: false, reason: isEnded(state.status) ? 'assignmentEnded' : 'transitionNotAllowed' };
}
