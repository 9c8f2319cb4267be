import type { PlaceView } from '#contracts';
import { signal } from '@preact/signals';
import type { Desk } from '../desk/desk.ts';

export type SearchState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'searching' }
  | { readonly kind: 'found'; readonly places: readonly PlaceView[] }
  | { readonly kind: 'failed' };

const DEBOUNCE_MS = 120;
const MIN_LETTERS = 2;

/** Type-ahead of addresses: waits for a pause in typing, and forgets answers to older texts. */
export class PlaceSearch {
  readonly state = signal<SearchState>({ kind: 'idle' });
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | undefined;

  constructor(private readonly desk: Desk) {}

  ask(text: string): void {
    this.stop();
    if (text.trim().length < MIN_LETTERS) {
      this.state.value = { kind: 'idle' };
      return;
    }
    if (this.state.value.kind !== 'found') this.state.value = { kind: 'searching' };
    this.timer = setTimeout(() => void this.search(text.trim()), DEBOUNCE_MS);
  }

  close(): void {
    this.stop();
    this.state.value = { kind: 'idle' };
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.running?.abort();
  }

  private async search(text: string): Promise<void> {
    const running = new AbortController();
    this.running = running;
    const [lon, lat] = this.desk.mapCenter.peek();
    const query = {
      q: text.slice(0, 200),
      regionId: this.desk.region.id,
      near: `${lon.toFixed(5)},${lat.toFixed(5)}`,
      limit: 8,
    };
    const answer = await this.desk.session.call('searchPlaces', { query, signal: running.signal });
    if (running.signal.aborted) return;
    this.state.value =
      answer.kind === 'ok' ? { kind: 'found', places: answer.value.places } : { kind: 'failed' };
  }
}
