import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { LiveStore } from '../../live/live-store.ts';
import type { Session } from '../../session/session.ts';
import { extendTrail, TRAIL_MINUTES, trailLines, type TrailPoint } from './trail-lines.ts';

/** Where the selected unit was in the last minutes: what the server stored, and each fix since. */
export class Trail {
  private readonly points = signal<readonly TrailPoint[]>([]);
  readonly lines = computed(() => trailLines(this.points.value));
  private asking: AbortController | undefined;

  constructor(
    private readonly session: Session,
    private readonly store: LiveStore,
    private readonly unitId: ReadonlySignal<string | undefined>,
    private readonly isWanted: ReadonlySignal<boolean>,
  ) {}

  start(): () => void {
    const wantedId = computed(() => (this.isWanted.value ? this.unitId.value : undefined));
    const stops = [
      effect(() => void this.load(wantedId.value)),
      effect(() => {
        void this.store.frames.value;
        this.extend(wantedId.value);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      this.asking?.abort();
    };
  }

  private async load(unitId: string | undefined): Promise<void> {
    this.asking?.abort();
    this.points.value = [];
    if (unitId === undefined) return;
    const asking = new AbortController();
    this.asking = asking;
    const answer = await this.session.call('getUnitTrail', {
      params: { unitId },
      query: { minutes: TRAIL_MINUTES },
      signal: asking.signal,
    });
    if (asking.signal.aborted || answer.kind !== 'ok') return;
    const stored = answer.value.fixes.map(({ at, coordinates }) => ({ at: Date.parse(at), coordinates }));
    const newest = stored.at(-1)?.at ?? -Infinity;
    this.points.value = [...stored, ...this.points.peek().filter(({ at }) => at > newest)];
  }

  private extend(unitId: string | undefined): void {
    const unit = this.store.findUnit(unitId);
    const fix = unit && this.store.findFix(unit);
    if (!fix || !Number.isFinite(fix.ageSeconds)) return;
    const now = this.store.clock.now();
    // Ages come in whole seconds, so the same fix would seem to be a new one with each frame; its place tells.
    const at = now - fix.ageSeconds * 1000;
    this.points.value = extendTrail(this.points.peek(), { at, coordinates: [fix.lon, fix.lat] }, now);
  }
}
