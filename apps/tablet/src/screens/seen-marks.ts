import { signal } from '@preact/signals';

const NOT_APPLIED_KEY = 'akut.tablet.notAppliedSeen';
const ENDED_KEY = 'akut.tablet.endedSeen';
const MOST_ENDED = 50;

/** Server time up to which the crew has looked at what was not applied. */
export const notAppliedSeenUpTo = signal(Number(localStorage.getItem(NOT_APPLIED_KEY) ?? 0));

export function seeNotApplied(serverMs: number): void {
  notAppliedSeenUpTo.value = serverMs;
  localStorage.setItem(NOT_APPLIED_KEY, String(serverMs));
}

/** Assignments that were called off and that the crew has been told of. */
export const endedSeen = signal<readonly string[]>((localStorage.getItem(ENDED_KEY) ?? '').split(' '));

export function seeEnded(assignmentId: string): void {
  endedSeen.value = [...endedSeen.peek(), assignmentId].slice(-MOST_ENDED);
  localStorage.setItem(ENDED_KEY, endedSeen.peek().join(' '));
}
