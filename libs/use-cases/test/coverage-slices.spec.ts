import { describe, expect, it } from '@jest/globals';
import { PAUSE_MILLISECONDS, SLICE_MILLISECONDS, Slices } from '../src/coverage/slices.ts';

/** A clock that stands still but for what steps take, and timers that ring together as real ones do. */
function fakeTime() {
  let now = 0;
  const waiting: { readonly at: number; readonly ring: () => void }[] = [];
  return {
    ports: {
      elapsedMilliseconds: () => now,
      pause: (milliseconds: number) =>
        new Promise<void>((resolve) => waiting.push({ at: now + milliseconds, ring: resolve })),
    },
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    /** Until nobody waits. */
    async runOut(): Promise<void> {
      for (let round = 0; round < 10_000; round++) {
        for (let turn = 0; turn < 20; turn++) await Promise.resolve();
        if (waiting.length === 0) return;
        now = Math.max(now, Math.min(...waiting.map(({ at }) => at)));
        const due = waiting.filter(({ at }) => at <= now);
        for (const one of due) {
          waiting.splice(waiting.indexOf(one), 1);
          one.ring();
          for (let turn = 0; turn < 20; turn++) await Promise.resolve();
        }
      }
      throw new Error('still waiting');
    },
  };
}

describe('slices of long work', () => {
  const STEP = 0.2;

  it('are short, and leave most of the time to others, however many pieces of work there are', async () => {
    const time = fakeTime();
    const slices = new Slices(time.ports);
    const busy: { startAt: number; endAt: number }[] = [];
    function* work(steps: number): Generator<number, string> {
      for (let step = 0; step < steps; step++) {
        const startAt = time.ports.elapsedMilliseconds();
        time.pass(STEP);
        busy.push({ startAt, endAt: time.ports.elapsedMilliseconds() });
        yield 1;
      }
      return 'done';
    }
    const pieces = [work(120), work(77), work(5)].map((one) => slices.run(one, () => false));
    await time.runOut();
    expect(await Promise.all(pieces)).toEqual(['done', 'done', 'done']);
    expect(busy).toHaveLength(202);
    let [sliceAt, endAt] = [busy[0]!.startAt, busy[0]!.endAt];
    for (const step of busy.slice(1)) {
      if (step.startAt > endAt) {
        expect(step.startAt - endAt).toBeGreaterThanOrEqual(PAUSE_MILLISECONDS - STEP - 1e-9);
        sliceAt = step.startAt;
      }
      endAt = step.endAt;
      expect(endAt - sliceAt).toBeLessThanOrEqual(SLICE_MILLISECONDS + STEP + 1e-9);
    }
    expect(202 * STEP).toBeLessThan(0.4 * endAt);
  });

  it('end when nobody wants the result any more', async () => {
    const time = fakeTime();
    let steps = 0;
    function* endless(): Generator<number, never> {
      for (;;) {
        time.pass(STEP);
        steps++;
        yield 1;
      }
    }
    const run = new Slices(time.ports).run(endless(), () => steps >= 50);
    await time.runOut();
    expect(await run).toBeUndefined();
    expect(steps).toBe(50);
  });
});
