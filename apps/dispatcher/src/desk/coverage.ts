import type { CoverageView } from '#contracts';
import { effect, signal } from '@preact/signals';
import type { LiveStore } from '../live/live-store.ts';
import type { Session } from '../session/session.ts';

/** Units come and go every minute; while the layer is shown, what it shows is at most this old. */
const REFRESH_MS = 10_000;
const SHARE_REFRESH_MS = 30_000;
const PREPARING_MS = 3000;

/** Expected coverage of the region: the share for the top bar, and the cells while the map shows them. */
export class Coverage {
  readonly isShown = signal(false);
  readonly view = signal<CoverageView | undefined>(undefined);
  /** The units without which the map shows what is left. */
  readonly withoutUnitIds = signal<readonly string[]>([]);
  private asking: AbortController | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopEffect: (() => void) | undefined;

  constructor(
    private readonly session: Session,
    private readonly store: LiveStore,
    private readonly regionId: string,
  ) {}

  start(): void {
    this.stopEffect = effect(() => {
      void this.isShown.value;
      void this.withoutUnitIds.value;
      if (this.store.isLoaded.value) void this.ask();
    });
  }

  stop(): void {
    this.stopEffect?.();
    this.asking?.abort();
    clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    this.asking?.abort();
    clearTimeout(this.timer);
    const asking = new AbortController();
    this.asking = asking;
    const without = this.withoutUnitIds.peek();
    const query = {
      regionId: this.regionId,
      ...(without.length > 0 && { withoutUnitIds: without.join(',') }),
    };
    const answer = await this.session.call('getCoverage', { query, signal: asking.signal });
    if (asking.signal.aborted) return;
    if (answer.kind === 'ok') this.view.value = answer.value;
    const isPreparing = answer.kind === 'ok' && answer.value.state === 'preparing';
    const delay = isPreparing ? PREPARING_MS : this.isShown.peek() ? REFRESH_MS : SHARE_REFRESH_MS;
    this.timer = setTimeout(() => void this.ask(), delay);
  }
}
