/** What one round of sending came to: there is more, there is nothing, or it was not confirmed. */
export type RoundResult = 'more' | 'idle' | 'failed';

export interface PumpOptions {
  /** Name of the lock that makes one tab the sender of all. */
  readonly lockName: string;
  readonly locks?: Pick<LockManager, 'request'> | undefined;
  readonly firstDelayMs?: number;
  readonly mostDelayMs?: number;
  /** How often it looks when nothing is there and nobody woke it. */
  readonly idleDelayMs?: number;
}

const FIRST_DELAY_MS = 500;
const MOST_DELAY_MS = 15_000;
const IDLE_DELAY_MS = 15_000;

/**
 * Sends again and again: one round at a time, in one tab at a time, with growing pauses after failures and no end. Waking it
 * cuts the pause short.
 */
export class Pump {
  private isRunning = false;
  private failures = 0;
  private endPause: (() => void) | undefined;
  private wasWoken = false;
  private readonly stopping = new AbortController();

  constructor(
    private readonly round: () => Promise<RoundResult>,
    private readonly options: PumpOptions,
  ) {}

  start(): void {
    if (this.isRunning) return;
    this.isRunning = true;
    const { locks, lockName } = this.options;
    // Without locks (an insecure page) two tabs may send the same; the server stores it once.
    if (!locks) void this.run();
    else locks.request(lockName, { signal: this.stopping.signal }, () => this.run()).catch(() => undefined);
  }

  stop(): void {
    this.isRunning = false;
    this.stopping.abort();
    this.endPause?.();
  }

  /** Something is to be sent, or the network may be back. */
  wake(): void {
    this.failures = 0;
    this.wasWoken = true;
    this.endPause?.();
  }

  private async run(): Promise<void> {
    while (this.isRunning) {
      this.wasWoken = false;
      const result = await this.round().catch((): RoundResult => 'failed');
      this.failures = result === 'failed' ? this.failures + 1 : 0;
      if (result !== 'more' && this.isRunning && !(result === 'idle' && this.wasWoken)) {
        await this.pause(result === 'idle' ? this.idleDelay() : this.failureDelay());
      }
    }
  }

  private idleDelay(): number {
    return this.options.idleDelayMs ?? IDLE_DELAY_MS;
  }

  private failureDelay(): number {
    const first = this.options.firstDelayMs ?? FIRST_DELAY_MS;
    const most = this.options.mostDelayMs ?? MOST_DELAY_MS;
    const delay = Math.min(most, first * 2 ** Math.min(this.failures - 1, 10));
    // Tablets of one garage come back at the same moment.
    return delay * (0.8 + Math.random() * 0.2);
  }

  private pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.endPause?.(), delayMs);
      this.endPause = () => {
        clearTimeout(timer);
        this.endPause = undefined;
        resolve();
      };
    });
  }
}
