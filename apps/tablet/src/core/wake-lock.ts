import { signal } from '@preact/signals';

/** Keeps the screen on while the app is seen; `false` when the device does not allow it. */
export class WakeLock {
  readonly isHeld = signal<boolean | undefined>(undefined);
  private sentinel: WakeLockSentinel | undefined;
  private readonly take = (): void => void this.request();

  start(): void {
    document.addEventListener('visibilitychange', this.take);
    this.take();
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.take);
    void this.sentinel?.release();
    this.sentinel = undefined;
    this.isHeld.value = undefined;
  }

  private async request(): Promise<void> {
    if (document.visibilityState !== 'visible' || (this.sentinel && !this.sentinel.released)) return;
    try {
      this.sentinel = await navigator.wakeLock.request('screen');
      this.isHeld.value = true;
    } catch {
      this.isHeld.value = false;
    }
  }
}
