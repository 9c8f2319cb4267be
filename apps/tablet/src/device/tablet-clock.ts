import { computed, signal } from '@preact/signals';
import type { TabletDatabase } from '../store/database.ts';

const TICK_MS = 250;
const KEPT = 'clockOffsetMs';
/** The crew is told of a clock that is further off than this. */
const OFF_MS = 30_000;
/** No tablet was built before; a clock that says so has been reset. */
const OLDEST_YEAR_MS = Date.UTC(2024, 0, 1);

/**
 * The server's time, learnt from its answers and carried on by the monotonic clock, so that setting the device's clock changes
 * nothing that is shown. Before the first answer of a run the offset of the last run stands in.
 */
export class TabletClock {
  /** Server time in ms, at whole seconds. */
  readonly second = signal(Math.floor(Date.now() / 1000) * 1000);
  /** How far the device's clock is ahead of the server's; undefined when never learnt. */
  readonly deviceAheadMs = signal<number | undefined>(undefined);
  readonly isOff = computed(() => {
    const ahead = this.deviceAheadMs.value;
    if (ahead === undefined) return this.second.value < OLDEST_YEAR_MS;
    return Math.abs(ahead) > OFF_MS;
  });
  private learnt: { readonly serverMs: number; readonly monotonicMs: number } | undefined;
  private keptOffset = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly database: TabletDatabase) {}

  async load(): Promise<void> {
    const kept = (await this.database.get('meta', KEPT)) as number | undefined;
    if (kept === undefined) return;
    this.keptOffset = kept;
    this.deviceAheadMs.value = -kept;
  }

  start(): void {
    this.timer ??= setInterval(() => this.tick(), TICK_MS);
    this.tick();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Server time in ms now. */
  now(): number {
    if (!this.learnt) return Date.now() + this.keptOffset;
    return this.learnt.serverMs + performance.now() - this.learnt.monotonicMs;
  }

  /** The server's time of something that the device stamped with its own clock. */
  ofDevice(at: string): number {
    return Date.parse(at) + this.now() - Date.now();
  }

  /** Takes the server's time of an answer that has just come. */
  learn(serverAt: string): void {
    const serverMs = Date.parse(serverAt);
    if (Number.isNaN(serverMs)) return;
    // Answers are late, never early: the latest server time seen is the nearest.
    const isBetter = !this.learnt || Math.abs(serverMs - this.now()) > 2000 || serverMs > this.now();
    if (!isBetter) return;
    this.learnt = { serverMs, monotonicMs: performance.now() };
    const offset = Math.round(this.now() - Date.now());
    if (Math.abs(offset - this.keptOffset) > 1000) void this.database.put('meta', offset, KEPT);
    this.keptOffset = offset;
    this.tick();
  }

  private tick(): void {
    const second = Math.floor(this.now() / 1000) * 1000;
    if (second !== this.second.peek()) this.second.value = second;
    if (!this.learnt) return;
    const ahead = Math.round((Date.now() - this.now()) / 1000) * 1000;
    if (ahead !== this.deviceAheadMs.peek()) this.deviceAheadMs.value = ahead;
  }
}
