/** A tap by the device's own clocks. */
export interface TappedAt {
  readonly deviceAtMs: number;
  /** Milliseconds that never step back, counted within one run of the app. */
  readonly monotonicMs: number | null;
  readonly runId: string | null;
}

/** When the device sent a batch, by its clocks and by ours. */
export interface BatchSentAt {
  readonly sentAtMs: number;
  readonly monotonicMs: number | null;
  readonly runId: string | null;
  readonly receivedAtMs: number;
}

export interface CorrectedTime {
  readonly correctedMs: number;
  /** How far the device's clock was ahead when it sent. */
  readonly offsetMs: number;
  /** The tap's own time is off by more than can be taken for delay and drift. */
  readonly isClockOff: boolean;
}

/** Taps of a device whose clock is further off than this are marked in the records. */
export const CLOCK_OFF_MS = 120_000;

/** The time that the monotonic clock gives a tap of the run that also sent it; nobody can set that clock. */
function anchoredTime(tap: TappedAt, sent: BatchSentAt): number | undefined {
  if (tap.runId === null || tap.runId !== sent.runId) return undefined;
  if (tap.monotonicMs === null || sent.monotonicMs === null) return undefined;
  const ageMs = sent.monotonicMs - tap.monotonicMs;
  return ageMs >= 0 ? sent.receivedAtMs - ageMs : undefined;
}

/**
 * Puts the taps of a batch, in the device's order, on our clock. Where the monotonic clock can tell, it does; else the
 * offset measured when sending is taken off. No tap is later than its receipt or than a surer one behind it, and none
 * is earlier than the one before it or than `notBeforeMs`, so that a clock that was wrong or set meanwhile never makes
 * an interval negative or turns the order round.
 */
export function correctTimes(
  taps: readonly TappedAt[],
  sent: BatchSentAt,
  notBeforeMs: number | null,
): CorrectedTime[] {
  const offsetMs = sent.sentAtMs - sent.receivedAtMs;
  const anchored = taps.map((tap) => anchoredTime(tap, sent));
  const latest: number[] = [];
  let ceiling = sent.receivedAtMs;
  for (let index = taps.length - 1; index >= 0; index -= 1) {
    ceiling = Math.min(ceiling, anchored[index] ?? ceiling);
    latest[index] = ceiling;
  }
  let floor = Math.min(notBeforeMs ?? -Infinity, sent.receivedAtMs);
  return taps.map(({ deviceAtMs }, index) => {
    const guess = anchored[index] ?? deviceAtMs - offsetMs;
    floor = Math.max(floor, Math.min(guess, latest[index]!));
    const wrongByMs = Math.max(Math.abs(offsetMs), Math.abs(deviceAtMs - floor));
    return { correctedMs: floor, offsetMs, isClockOff: wrongByMs > CLOCK_OFF_MS };
  });
}
