import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  admitSeq,
  ASSIGNMENT_LADDER,
  type AssignmentStatus,
  type BatchSentAt,
  CLOCK_OFF_MS,
  correctTimes,
  decideStatus,
  settlePressedAt,
  type TappedAt,
  vehicleCheckKeys,
} from '#domain';

const MINUTE = 60_000;
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 9);

interface Tap {
  readonly deviceSeq: number;
  readonly status: AssignmentStatus;
}
interface Server {
  readonly storedSeq: number;
  readonly status: AssignmentStatus;
  readonly recorded: readonly AssignmentStatus[];
  readonly receipts: readonly string[];
}

/** What the intake does with one delivered request. */
function take(server: Server, taps: readonly Tap[]): Server {
  let after = server;
  for (const { deviceSeq, status } of taps) {
    const admission = admitSeq(after.storedSeq, deviceSeq);
    if (admission === 'gap') break;
    if (admission === 'repeat') continue;
    const decision = decideStatus({ status: after.status, recordedSteps: new Set(after.recorded) }, status);
    after = {
      storedSeq: deviceSeq,
      status: decision.ok ? decision.next : after.status,
      recorded: decision.ok ? [...after.recorded, status] : after.recorded,
      receipts: [...after.receipts, decision.ok ? 'applied' : decision.reason],
    };
  }
  return after;
}
const FRESH: Server = { storedSeq: 0, status: 'notified', recorded: ['notified'], receipts: [] };

describe('the intake of an outbox', () => {
  it('ends in the same state however deliveries are shuffled, cut and repeated (T8)', () => {
    const steps = fc.array(fc.constantFrom(...ASSIGNMENT_LADDER.slice(2)), { minLength: 1, maxLength: 12 });
    const deliveries = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 20 });
    fc.assert(
      fc.property(steps, deliveries, (statuses, cuts) => {
        const taps = statuses.map((status, index) => ({ deviceSeq: index + 1, status }));
        let server = FRESH;
        for (const [from, length] of cuts) server = take(server, taps.slice(from, from + length));
        // The tablet sends what is not confirmed until it is.
        server = take(server, taps.slice(server.storedSeq));
        expect(server).toEqual(take(FRESH, taps));
      }),
      { numRuns: 1000 },
    );
  });

  it('takes the next number only', () => {
    expect([0, 3, 4, 5, 9].map((seq) => admitSeq(4, seq))).toEqual([
      'repeat',
      'repeat',
      'repeat',
      'next',
      'gap',
    ]);
  });
});

const sentAt = (more: Partial<BatchSentAt> = {}): BatchSentAt => ({
  sentAtMs: NOW,
  monotonicMs: null,
  runId: null,
  receivedAtMs: NOW,
  ...more,
});
const tap = (deviceAtMs: number, more: Partial<TappedAt> = {}): TappedAt => ({
  deviceAtMs,
  monotonicMs: null,
  runId: null,
  ...more,
});

describe('times of taps', () => {
  it.each([10 * MINUTE, -10 * MINUTE, DAY, -DAY, -NOW + 1000])(
    'are right and marked when the clock is off by %d ms (T9)',
    (off) => {
      const pressed = [NOW - 8 * MINUTE, NOW - 5 * MINUTE, NOW - MINUTE];
      const times = correctTimes(
        pressed.map((at) => tap(at + off)),
        sentAt({ sentAtMs: NOW + off }),
        NOW - DAY,
      );
      expect(times.map(({ correctedMs }) => correctedMs)).toEqual(pressed);
      expect(times.every(({ isClockOff, offsetMs }) => isClockOff && offsetMs === off)).toBe(true);
    },
  );

  it('follow the monotonic clock where the other one was set between two taps', () => {
    const taps = [
      tap(NOW - 3 * MINUTE + DAY, { monotonicMs: 100_000, runId: 'a' }),
      tap(NOW - 2 * MINUTE, { monotonicMs: 160_000, runId: 'a' }),
      tap(1000, { monotonicMs: 220_000, runId: 'a' }),
    ];
    const times = correctTimes(taps, sentAt({ monotonicMs: 280_000, runId: 'a' }), null);
    expect(times.map(({ correctedMs }) => correctedMs)).toEqual([
      NOW - 3 * MINUTE,
      NOW - 2 * MINUTE,
      NOW - MINUTE,
    ]);
    expect(times.map(({ isClockOff }) => isClockOff)).toEqual([true, false, true]);
  });

  it('of an earlier run with a wrong clock lie before those that are sure', () => {
    const taps = [
      tap(NOW + DAY, { monotonicMs: 5, runId: 'old' }),
      tap(NOW - MINUTE, { monotonicMs: 1000, runId: 'a' }),
    ];
    const times = correctTimes(taps, sentAt({ monotonicMs: 61_000, runId: 'a' }), NOW - 10 * MINUTE);
    expect(times.map(({ correctedMs }) => correctedMs)).toEqual([NOW - MINUTE, NOW - MINUTE]);
  });

  it('stay as they are with a clock that is right, and unmarked', () => {
    const [time] = correctTimes([tap(NOW - 3 * DAY)], sentAt({ sentAtMs: NOW - 300 }), NOW - 4 * DAY);
    expect(time).toEqual({ correctedMs: NOW - 3 * DAY + 300, offsetMs: -300, isClockOff: false });
  });

  it('never turn the order round, pass the receipt or go before what is known, whatever clocks say (T9)', () => {
    const clock = fc.integer({ min: 0, max: NOW + 2 * DAY });
    const taps = fc.array(
      fc.record({
        deviceAtMs: clock,
        monotonicMs: fc.option(fc.integer({ min: 0, max: DAY })),
        runId: fc.option(fc.constantFrom('a', 'b')),
      }),
      { minLength: 1, maxLength: 8 },
    );
    const sent = fc.record({
      sentAtMs: clock,
      monotonicMs: fc.option(fc.integer({ min: 0, max: DAY })),
      runId: fc.option(fc.constantFrom('a', 'b')),
    });
    fc.assert(
      fc.property(taps, sent, fc.option(clock), (tapped, by, notBefore) => {
        const times = correctTimes(tapped, { ...by, receivedAtMs: NOW }, notBefore);
        let before = Math.min(notBefore ?? -Infinity, NOW);
        for (const { correctedMs } of times) {
          expect(correctedMs).toBeGreaterThanOrEqual(before);
          expect(correctedMs).toBeLessThanOrEqual(NOW);
          before = correctedMs;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('are marked from two minutes on', () => {
    const off = (ms: number): boolean =>
      correctTimes([tap(NOW + ms)], sentAt({ sentAtMs: NOW + ms }), null)[0]!.isClockOff;
    expect([CLOCK_OFF_MS, CLOCK_OFF_MS + 1, -CLOCK_OFF_MS - 1].map(off)).toEqual([false, true, true]);
  });
});

describe('the time of a step', () => {
  const steps = [
    { status: 'notified', pressedAtMs: 100 },
    { status: 'acknowledged', pressedAtMs: 200 },
    { status: 'onScene', pressedAtMs: 400 },
  ] as const;

  it('never lies before a lower step or, filled in late, after a higher one', () => {
    expect(settlePressedAt('enRoute', 300, steps)).toBe(300);
    expect(settlePressedAt('enRoute', 50, steps)).toBe(200);
    expect(settlePressedAt('enRoute', 900, steps)).toBe(400);
    expect(settlePressedAt('atPatient', 1, steps)).toBe(400);
    expect(settlePressedAt('cancelled', 1, steps)).toBe(400);
  });
});

it('asks of intensive care vehicles, and of those of no known class, all that there is', () => {
  expect(vehicleCheckKeys('B')).not.toContain('ventilator');
  expect(vehicleCheckKeys('C')).toContain('ventilator');
  expect(vehicleCheckKeys(null)).toEqual(vehicleCheckKeys('C'));
});
