import { batch, signal } from '@preact/signals';
import { failureText } from '../../api/refusal-text.ts';
import type { ResponseOf } from '../../api/http.ts';
import type { Session } from '../../session/session.ts';

export const ISOCHRONE_MINUTES = [4, 8, 12] as const;
export type Direction = 'to' | 'from';
type Place = readonly [lon: number, lat: number];

/** How far one comes by road in some minutes, to a place or from it. */
export class Isochrone {
  readonly center = signal<Place | undefined>(undefined);
  readonly direction = signal<Direction>('to');
  readonly rings = signal<ResponseOf<'isochrones'>['features']>([]);
  readonly state = signal<'loading' | 'ready' | 'failed'>('ready');
  readonly failure = signal('');
  private asking: AbortController | undefined;

  constructor(
    private readonly session: Session,
    private readonly region: { readonly id: string; readonly timeZone: string },
  ) {}

  show(center: Place, direction: Direction = this.direction.peek()): void {
    batch(() => {
      this.center.value = center;
      this.direction.value = direction;
    });
    void this.ask(center, direction);
  }

  turn(): void {
    const center = this.center.peek();
    if (center) this.show(center, this.direction.peek() === 'to' ? 'from' : 'to');
  }

  clear(): void {
    this.asking?.abort();
    batch(() => {
      this.center.value = undefined;
      this.rings.value = [];
      this.state.value = 'ready';
    });
  }

  private async ask([lon, lat]: Place, direction: Direction): Promise<void> {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.state.value = 'loading';
    const answer = await this.session.call('isochrones', {
      body: {
        regionId: this.region.id,
        center: { lon, lat },
        direction,
        limitsSeconds: ISOCHRONE_MINUTES.map((minutes) => minutes * 60),
      },
      signal: asking.signal,
    });
    if (asking.signal.aborted) return;
    batch(() => {
      const isOk = answer.kind === 'ok';
      this.rings.value = isOk ? answer.value.features : [];
      this.state.value = isOk ? 'ready' : 'failed';
      this.failure.value = isOk ? '' : failureText(answer, this.region.timeZone);
    });
  }
}
