import { signal } from '@preact/signals';

const LOOK_MS = 60 * 60_000;
const WORKER = '/tablet/sw.js';

/** A newer version of the app waits on the tablet, and is taken when no run is under way and nobody is typing. */
export class AppUpdate {
  readonly isWaiting = signal(false);
  private registration: ServiceWorkerRegistration | undefined;
  private isApplying = false;

  async start(): Promise<void> {
    if (!('serviceWorker' in navigator)) return;
    try {
      this.registration = await navigator.serviceWorker.register(WORKER, { scope: '/tablet/' });
    } catch {
      // Without it the app works, but does not start without a network; the settings say so.
      return;
    }
    const { registration } = this;
    const hadController = navigator.serviceWorker.controller !== null;
    const look = (): void => {
      this.isWaiting.value = registration.waiting !== null && navigator.serviceWorker.controller !== null;
    };
    registration.addEventListener('updatefound', () =>
      registration.installing?.addEventListener('statechange', look),
    );
    look();
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      // Also when another tab applied it: the files of the old version are gone.
      if (this.isApplying || hadController) location.reload();
    });
    setInterval(() => void registration.update().catch(() => undefined), LOOK_MS);
  }

  /** Switches to the waiting version; the queue is in IndexedDB and does not notice. */
  apply(): void {
    if (!this.registration?.waiting) return;
    this.isApplying = true;
    this.registration.waiting.postMessage('activate');
  }

  /** True when the whole app lies on the tablet. */
  get isInstalled(): boolean {
    return 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;
  }
}
