import type { TimeSpan } from '../coverage/busy-fraction.ts';

/** One unit's duty and the time it was assigned; both may overlap themselves and reach beyond the window. */
export interface UnitHours {
  readonly duty: readonly TimeSpan[];
  readonly assigned: readonly TimeSpan[];
}

export interface Utilisation {
  readonly dutySeconds: number;
  readonly assignedSeconds: number;
  /** Assigned divided by duty; null without duty. */
  readonly share: number | null;
}

/**
 * Unit-hour utilisation: time assigned divided by time on duty. A unit that works beyond the end of its shift is on duty
 * while it does, so the share never exceeds 1.
 */
export function measureUtilisation(units: readonly UnitHours[], window: TimeSpan): Utilisation {
  let duty = 0;
  let assigned = 0;
  for (const unit of units) {
    duty += lengthWithin([...unit.duty, ...unit.assigned], window);
    assigned += lengthWithin(unit.assigned, window);
  }
  return {
    dutySeconds: duty / 1000,
    assignedSeconds: assigned / 1000,
    share: duty > 0 ? assigned / duty : null,
  };
}

/** How much of the window is covered by any of these spans. */
function lengthWithin(spans: readonly TimeSpan[], window: TimeSpan): number {
  const clipped = spans
    .map(({ startAt, endAt }) => ({
      startAt: Math.max(startAt, window.startAt),
      endAt: Math.min(endAt, window.endAt),
    }))
    .filter(({ startAt, endAt }) => endAt > startAt)
    .sort((a, b) => a.startAt - b.startAt);
  let total = 0;
  let reached = -Infinity;
  for (const { startAt, endAt } of clipped) {
    total += Math.max(0, endAt - Math.max(startAt, reached));
    reached = Math.max(reached, endAt);
  }
  return total;
}
