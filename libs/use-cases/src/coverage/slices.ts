import type { SlicePorts } from './coverage-ports.ts';

/**
 * Long work goes in slices of 1.5 ms with 3 ms between them, so that a recommendation in the same process waits for 2 ms at
 * most (a slice, and the step with which it ends), and the process has two thirds of its time for others.
 */
export const SLICE_MILLISECONDS = 1.5;
export const PAUSE_MILLISECONDS = 3;

/** Shared by all long work of a process: when two pieces of work wake up together, only one goes on. */
export class Slices {
  private readonly ports: SlicePorts;
  private startedAt = -Infinity;
  private nextAt = -Infinity;

  constructor(ports: SlicePorts) {
    this.ports = ports;
  }

  /** True when the one who works should `rest`. */
  isOver(): boolean {
    return this.ports.elapsedMilliseconds() - this.startedAt >= SLICE_MILLISECONDS;
  }

  /** Waits for the next slice. */
  async rest(): Promise<void> {
    for (let pause = PAUSE_MILLISECONDS; pause > 0;) {
      await this.ports.pause(pause);
      pause = Math.ceil(this.nextAt - this.ports.elapsedMilliseconds());
    }
    this.startedAt = this.ports.elapsedMilliseconds();
    this.nextAt = this.startedAt + SLICE_MILLISECONDS + PAUSE_MILLISECONDS;
  }

  /** Does `work` step by step; undefined when `isStopped` said so in between. */
  async run<T>(work: Iterator<number, T>, isStopped: () => boolean): Promise<T | undefined> {
    for (;;) {
      if (this.isOver()) await this.rest();
      if (isStopped()) return undefined;
      const { done, value } = work.next();
      if (done) return value;
    }
  }
}
