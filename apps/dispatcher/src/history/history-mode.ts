import type { HistoryTrack, HistoryView, RemarkView } from '#contracts';
import { computed, effect, signal } from '@preact/signals';
import { failureText } from '../api/refusal-text.ts';
import type { Desk } from '../desk/desk.ts';
import { PastDesk } from './past-desk.ts';
import { placesAt } from './past-places.ts';

export const SPEEDS = [1, 10, 60] as const;
export type Speed = (typeof SPEEDS)[number];
/** Hours that the slider spans. */
export const SPANS = [1, 8, 24] as const;
export type Span = (typeof SPANS)[number];

export const SMALL_STEP_SECONDS = 10;
export const LARGE_STEP_SECONDS = 300;
const TICK_MS = 200;
/** How often the board is asked for while it plays; places between come from the track. */
const BOARD_EVERY_MS = 800;
/** A track is read for so long ahead at a time. */
const TRACK_SECONDS: Readonly<Record<Speed, number>> = { 1: 300, 10: 900, 60: 3600 };
const TRACK_EVERY_SECONDS: Readonly<Record<Speed, number>> = { 1: 1, 10: 5, 60: 10 };
const HOUR_MS = 3_600_000;

/** The past on the desk: where in time it stands, and how it plays. */
export class HistoryMode {
  readonly desk: PastDesk;
  /** The instant shown, in milliseconds. */
  readonly at = signal(0);
  readonly span = signal<Span>(8);
  /** Where the slider ends. */
  readonly until = signal(0);
  readonly from = computed(() => this.until.value - this.span.value * HOUR_MS);
  readonly speed = signal<Speed | undefined>(undefined);
  readonly state = signal<'loading' | 'ready' | 'failed'>('loading');
  readonly failure = signal('');
  readonly firstAt = signal<number | undefined>(undefined);
  private readonly remarks = signal<readonly RemarkView[]>([]);
  private loading = false;
  private wanted: number | undefined;
  private shownAt: number | undefined;
  private track: HistoryTrack | undefined;
  private isTrackLoading = false;
  private timer: ReturnType<typeof setInterval> | undefined;
  private lastTick = 0;
  private lastBoard = 0;
  private readonly stops: (() => void)[] = [];

  constructor(readonly live: Desk) {
    this.desk = new PastDesk(live);
    this.stops.push(
      effect(() => void this.loadRemarks(this.desk.selectedIncidentId.value)),
      effect(() => {
        const at = this.at.value;
        this.desk.detail.remarks.value = this.remarks.value.filter((remark) => Date.parse(remark.at) <= at);
      }),
    );
    const now = live.clock.now();
    this.until.value = now;
    this.go(now - SMALL_STEP_SECONDS * 1000);
  }

  /** Shows an instant; the slider moves along when it lies outside. */
  go(milliseconds: number): void {
    const now = this.live.clock.now();
    const first = this.firstAt.peek() ?? 0;
    const at = Math.floor(Math.min(now, Math.max(first, milliseconds)));
    this.at.value = at;
    if (at > this.until.peek() || at < this.from.peek())
      this.until.value = Math.min(now, at + (this.span.peek() * HOUR_MS) / 2);
    this.desk.clock.standAt(at);
    this.wanted = at;
    void this.load();
  }

  step(seconds: number): void {
    this.go(this.at.peek() + seconds * 1000);
  }

  setSpan(span: Span): void {
    this.span.value = span;
    const now = this.live.clock.now();
    const half = (span * HOUR_MS) / 2;
    this.until.value = Math.min(now, Math.max(this.at.peek() + half, now - span * HOUR_MS));
    if (this.at.peek() < this.from.peek()) this.until.value = Math.min(now, this.at.peek() + half);
  }

  play(speed: Speed | undefined): void {
    clearInterval(this.timer);
    const isSame = speed === this.speed.peek();
    this.speed.value = isSame ? undefined : speed;
    this.track = undefined;
    if (this.speed.peek() === undefined) {
      // Standing still, the places that came with the board are shown, and do not grow older.
      this.desk.store.takeFixes(new Map());
      this.go(this.at.peek());
      return;
    }
    this.lastTick = performance.now();
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  close(): void {
    clearInterval(this.timer);
    for (const stop of this.stops) stop();
    this.desk.stop();
    this.live.past.value = undefined;
  }

  onKey(event: KeyboardEvent): boolean {
    const seconds = event.shiftKey ? LARGE_STEP_SECONDS : SMALL_STEP_SECONDS;
    if (event.key === 'ArrowLeft') this.step(-seconds);
    else if (event.key === 'ArrowRight') this.step(seconds);
    else if (event.key === ' ') this.play(this.speed.peek() ?? 1);
    else if (event.key === '1' || event.key === '2' || event.key === '3')
      this.play(SPEEDS[Number(event.key) - 1]);
    else if (event.key === 'Escape' || event.key === 'F8') this.close();
    else return false;
    return true;
  }

  private tick(): void {
    const now = performance.now();
    const speed = this.speed.peek();
    if (speed === undefined) return;
    const at = this.at.peek() + (now - this.lastTick) * speed;
    this.lastTick = now;
    if (at >= this.live.clock.now()) {
      this.play(undefined);
      return;
    }
    this.at.value = at;
    this.desk.clock.standAt(at);
    this.showPlaces(at, speed);
    if (now - this.lastBoard >= BOARD_EVERY_MS) {
      this.lastBoard = now;
      this.wanted = Math.floor(at);
      void this.load();
    }
  }

  private showPlaces(at: number, speed: Speed): void {
    const { track } = this;
    const ends = track ? Date.parse(track.to) : 0;
    if (track && at <= ends && at >= Date.parse(track.from))
      this.desk.store.takeFixes(placesAt(track, at, performance.now()));
    // The next stretch is read before this one ends.
    const ahead = (TRACK_SECONDS[speed] * 1000) / 4;
    if (!track || at > ends - ahead || at < Date.parse(track.from)) void this.loadTrack(at, speed);
  }

  private async loadTrack(at: number, speed: Speed): Promise<void> {
    if (this.isTrackLoading) return;
    this.isTrackLoading = true;
    const query = {
      regionId: this.live.region.id,
      from: new Date(at).toISOString(),
      to: new Date(at + TRACK_SECONDS[speed] * 1000).toISOString(),
      everySeconds: TRACK_EVERY_SECONDS[speed],
    };
    const answer = await this.live.session.call('getHistoryTrack', { query });
    this.isTrackLoading = false;
    if (answer.kind === 'ok' && this.speed.peek() !== undefined) this.track = answer.value;
  }

  /** One request at a time, always for the newest instant: dragging asks for no more than can be shown. */
  private async load(): Promise<void> {
    if (this.loading) return;
    this.loading = true;
    while (this.wanted !== undefined) {
      const at = this.wanted;
      this.wanted = undefined;
      if (at === this.shownAt && this.state.peek() === 'ready') continue;
      const query = { regionId: this.live.region.id, at: new Date(at).toISOString() };
      const answer = await this.live.session.call('getHistory', { query });
      if (answer.kind === 'ok') this.show(at, answer.value);
      else {
        this.failure.value = failureText(answer, this.live.region.timeZone);
        this.state.value = 'failed';
      }
    }
    this.loading = false;
  }

  private show(at: number, { seq, units, incidents, alarms, closures, firstAt }: HistoryView): void {
    this.shownAt = at;
    this.firstAt.value = firstAt === null ? undefined : Date.parse(firstAt);
    this.desk.store.takeSnapshot({ seq, units, incidents, alarms, closures });
    this.state.value = 'ready';
  }

  private async loadRemarks(incidentId: string | undefined): Promise<void> {
    this.remarks.value = [];
    if (incidentId === undefined) return;
    const answer = await this.live.session.call('getIncident', { params: { incidentId } });
    if (answer.kind === 'ok' && this.desk.selectedIncidentId.peek() === incidentId)
      this.remarks.value = answer.value.remarks;
  }
}
