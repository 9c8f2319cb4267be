import { computed, signal } from '@preact/signals';

const TICK_MS = 250;
const SLOW_MS = 10_000;

/**
 * The server's time of day, learnt from its frames. Desks' own clocks are not trusted: an age computed from two clocks
 * is wrong by their difference.
 */
export class ServerClock {
  /** Server time in ms, at whole seconds; what reads it is refreshed once a second. */
  readonly second = signal(Math.floor(Date.now() / 1000) * 1000);
  /** The same at each tenth second, for what nobody looks at. */
  readonly slow = computed(() => Math.floor(this.second.value / SLOW_MS) * SLOW_MS);
  /** Monotonic ms of this machine, four times a second, for ages and the state of the connection. */
  readonly pulse = signal(performance.now());
  private offset: number | undefined;
  private standsAt: number | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  /** Server time in ms now. */
  now(): number {
    return this.standsAt ?? Date.now() + (this.offset ?? 0);
  }

  /** How far this machine's clock is ahead of the server's. */
  skewSeconds(): number {
    return -(this.offset ?? 0) / 1000;
  }

  /**
   * Takes the time of an incoming message. The largest offset seen belongs to the quickest message; it is let sink
   * slowly, because clocks drift.
   */
  learn(serverMilliseconds: number): void {
    const seen = serverMilliseconds - Date.now();
    this.offset =
      this.offset === undefined || Math.abs(seen - this.offset) > 5000
        ? seen
        : Math.max(seen, this.offset - 1);
  }

  /** Stops at an instant, as where the past is shown. */
  standAt(milliseconds: number): void {
    this.standsAt = milliseconds;
    this.tick();
  }

  start(): void {
    this.timer ??= setInterval(() => this.tick(), TICK_MS);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private tick(): void {
    this.pulse.value = performance.now();
    this.second.value = Math.floor(this.now() / 1000) * 1000;
  }
}
