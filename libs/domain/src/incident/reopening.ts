/** For this long a closing counts as a slip of the hand that may be taken back; later, what was closed is history. */
export const REOPEN_WITHIN_SECONDS = 600;

/** True when an incident that was closed then may still be opened again. Both instants are milliseconds. */
export function mayReopen(closedAt: number, now: number): boolean {
  return now - closedAt <= REOPEN_WITHIN_SECONDS * 1000;
}
