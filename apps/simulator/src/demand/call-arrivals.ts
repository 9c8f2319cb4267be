import { drawExponential, type Random } from '../random/random.ts';

const STEP_SECONDS = 300;

/**
 * Calls as a Poisson process whose rate follows the hour of the week. The draws are spent in units of expected calls,
 * so that one seed gives the same sequence of calls whenever it is started.
 */
export class CallArrivals {
  private due: number;
  private expected = 0;

  /** `callsPerSecond` is asked with seconds since the start. */
  constructor(
    private readonly random: Random,
    private readonly callsPerSecond: (seconds: number) => number,
    private reachedSeconds = 0,
  ) {
    this.due = drawExponential(random);
  }

  /** How many calls come until `seconds`; time only goes on. */
  advanceTo(seconds: number): number {
    let calls = 0;
    while (this.reachedSeconds < seconds) {
      const step = Math.min(STEP_SECONDS, seconds - this.reachedSeconds);
      this.expected += this.callsPerSecond(this.reachedSeconds) * step;
      this.reachedSeconds += step;
      while (this.expected >= this.due) {
        calls += 1;
        this.due += drawExponential(this.random);
      }
    }
    return calls;
  }
}
