/** Simulated time: seconds since the start, `speed` times faster than the real ones. */
export class SimClock {
  private readonly startedAt = performance.now();
  private readonly startedAtDate = Date.now();

  constructor(readonly speed: number) {}

  now(): number {
    return ((performance.now() - this.startedAt) / 1000) * this.speed;
  }

  /** The simulated instant, for the hour of the week. */
  dateAt(seconds: number): Date {
    return new Date(this.startedAtDate + seconds * 1000);
  }
}
