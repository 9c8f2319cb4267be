import { signal } from '@preact/signals';
import type { TabletDatabase } from './database.ts';

/** Kept free for what must still be stored when the rest is full: some 500 taps. */
const RESERVE_BYTES = 512 * 1024;
const RESERVE = 'reserve';
const LOW_BYTES = 20 * 1024 * 1024;
/** Chromium names the same free room however full it is, so that pages cannot recognise a device: whether there is some, only writing tells. */
const PROBE = 'probe';
const PROBE_BYTES = 2 * 1024 * 1024;
const PROBE_EACH_LOOKS = 10;
const LOOK_MS = 60_000;

export type StorageState = 'enough' | 'low' | 'reserveInUse' | 'full';

export const isQuotaError = (error: unknown): boolean =>
  error instanceof Error && error.name === 'QuotaExceededError';

const MOST_RANDOM_BYTES = 65_536;

/** Bytes that take the room that they seem to: browsers compress what they store. */
function incompressible(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let from = 0; from < length; from += MOST_RANDOM_BYTES)
    crypto.getRandomValues(bytes.subarray(from, from + MOST_RANDOM_BYTES));
  return bytes;
}

/**
 * Knows before a tap could be lost that the device is full. A reserve lies in the database from the beginning; when a tap
 * finds no room the reserve is given up for it, and the crew is told while there is still room for more.
 */
export class StorageGuard {
  readonly state = signal<StorageState>('enough');
  /** The browser promised not to clear the data by itself. */
  readonly isPersistent = signal<boolean | undefined>(undefined);
  private timer: ReturnType<typeof setInterval> | undefined;
  private looks = 0;

  constructor(
    private readonly database: TabletDatabase,
    private readonly storage: StorageManager | undefined = globalThis.navigator?.storage,
  ) {}

  async start(): Promise<void> {
    this.timer ??= setInterval(() => void this.look(), LOOK_MS);
    await this.restoreReserve();
    await this.look();
    this.isPersistent.value = await this.storage?.persist?.().catch(() => false);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Looks how much room is left; to be called now and then. */
  async look(): Promise<void> {
    const estimate = await this.storage?.estimate?.().catch(() => undefined);
    if (this.state.peek() === 'reserveInUse' || this.state.peek() === 'full') {
      await this.restoreReserve();
      return;
    }
    const free = (estimate?.quota ?? Number.NaN) - (estimate?.usage ?? Number.NaN);
    const isProbed = this.state.peek() === 'low' || this.looks % PROBE_EACH_LOOKS === 0;
    this.looks += 1;
    if (free < LOW_BYTES || (isProbed && !(await this.hasRoom()))) this.state.value = 'low';
    else if (isProbed) this.state.value = 'enough';
  }

  /** Whether something can be written that is far more than any tap. */
  private async hasRoom(): Promise<boolean> {
    try {
      await this.database.put('meta', incompressible(PROBE_BYTES), PROBE);
      await this.database.delete('meta', PROBE);
      return true;
    } catch (error) {
      return !isQuotaError(error);
    }
  }

  /** Gives up the reserve; false when there is none left, and a tap cannot be stored. */
  async freeReserve(): Promise<boolean> {
    const held = await this.database.getKey('meta', RESERVE);
    if (held === undefined) {
      this.state.value = 'full';
      return false;
    }
    await this.database.delete('meta', RESERVE);
    this.state.value = 'reserveInUse';
    return true;
  }

  /** Lays the reserve down again once there is room, as after the queue was sent. */
  async restoreReserve(): Promise<void> {
    try {
      if ((await this.database.getKey('meta', RESERVE)) === undefined) {
        await this.database.put('meta', incompressible(RESERVE_BYTES), RESERVE);
      }
      if (this.state.peek() !== 'enough') this.state.value = 'enough';
    } catch (error) {
      if (!isQuotaError(error)) throw error;
      if (this.state.peek() !== 'full') this.state.value = 'reserveInUse';
    }
  }
}
