import { signal, type ReadonlySignal } from '@preact/signals';
import { pauseAfter, type PinLock } from './pin-lock.ts';

const LOCK_AFTER_MS = 5 * 60_000;
const LOOK_MS = 5000;
const TOUCHED_KEY = 'akut.tablet.touchedAt';
const TOUCHES = ['pointerdown', 'keydown'] as const;

/** Locks the screen when nobody has touched it for five minutes; never while driving, where navigation must be seen. */
export class ScreenLock {
  readonly isLocked = signal(false);
  /** Monotonic time before which no PIN is taken. */
  readonly pausedUntil = signal(0);
  private touchedAt = Date.now();
  private writtenAt = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly onTouch = (): void => this.touch();

  constructor(
    private readonly pins: PinLock,
    private readonly isDriving: ReadonlySignal<boolean>,
  ) {}

  /** A tablet that was left alone before a restart comes up locked. */
  async start(): Promise<void> {
    const kept = Number(localStorage.getItem(TOUCHED_KEY) ?? Number.NaN);
    if (Number.isFinite(kept)) this.touchedAt = kept;
    const failures = await this.pins.failures();
    if (failures > 0) this.pausedUntil.value = performance.now() + pauseAfter(failures);
    await this.look();
    this.timer ??= setInterval(() => void this.look(), LOOK_MS);
    for (const name of TOUCHES) addEventListener(name, this.onTouch, { capture: true });
  }

  stop(): void {
    clearInterval(this.timer);
    for (const name of TOUCHES) removeEventListener(name, this.onTouch, { capture: true });
  }

  async lockNow(): Promise<void> {
    this.isLocked.value = await this.pins.isArmed();
  }

  /** Whether this PIN opens the screen. */
  async unlock(pin: string): Promise<boolean> {
    if (performance.now() < this.pausedUntil.peek()) return false;
    const userId = await this.pins.open(pin);
    if (userId === undefined) {
      this.pausedUntil.value = performance.now() + pauseAfter(await this.pins.failures());
      return false;
    }
    this.isLocked.value = false;
    this.touch();
    return true;
  }

  private touch(): void {
    if (this.isLocked.peek()) return;
    this.touchedAt = Date.now();
    if (Math.abs(this.touchedAt - this.writtenAt) < LOOK_MS) return;
    this.writtenAt = this.touchedAt;
    localStorage.setItem(TOUCHED_KEY, String(this.touchedAt));
  }

  private async look(): Promise<void> {
    if (this.isDriving.peek()) this.touch();
    // A clock that was set back must not keep the screen open for ever.
    else if (Math.abs(Date.now() - this.touchedAt) >= LOCK_AFTER_MS && !this.isLocked.peek())
      await this.lockNow();
  }
}
