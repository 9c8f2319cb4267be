import type { ClosureShape, ClosureView } from '#contracts';
import { batch, computed, effect, signal } from '@preact/signals';
import { failureText, fieldErrors } from '../api/refusal-text.ts';
import type { ResponseOf } from '../api/http.ts';
import { t } from '../i18n/text.ts';
import type { Desk } from './desk.ts';
import type { FieldErrors } from './draft.ts';

export const SHAPE_TYPES = ['line', 'polygon', 'point'] as const;
export type ShapeType = (typeof SHAPE_TYPES)[number];
/** Corners needed before there is anything to ask the server. */
const FEWEST_POINTS: Readonly<Record<ShapeType, number>> = { line: 2, polygon: 3, point: 1 };
/** Hours until it ends by itself; 0 for until somebody lifts it. */
export const CLOSURE_HOURS = [1, 2, 4, 12, 24, 0] as const;
const PREVIEW_DELAY_MS = 200;
const HOUR_MS = 3_600_000;
const USUAL_TIME_FACTOR = 2;

type Place = readonly [lon: number, lat: number];

/** A closure or slow stretch being drawn on the map. The server says which roads the drawing means before it is saved. */
export class ClosureDraft {
  /** The list of closures, from which a new one is begun. */
  readonly isShown = signal(false);
  readonly isDrawing = signal(false);
  readonly type = signal<ShapeType>('line');
  readonly points = signal<readonly Place[]>([]);
  readonly isOneWay = signal(false);
  readonly kind = signal<'closed' | 'slow'>('closed');
  readonly timeFactor = signal(USUAL_TIME_FACTOR);
  readonly emergencyMayPass = signal(false);
  readonly hours = signal<number>(CLOSURE_HOURS[2]);
  readonly reason = signal('');
  readonly preview = signal<ResponseOf<'previewClosure'> | undefined>(undefined);
  readonly errors = signal<FieldErrors>({});
  readonly failure = signal('');
  readonly isSending = signal(false);
  readonly shape = computed((): ClosureShape | undefined => {
    const type = this.type.value;
    const coordinates = this.points.value.map(([lon, lat]): [number, number] => [lon, lat]);
    if (coordinates.length < FEWEST_POINTS[type]) return undefined;
    if (type === 'line') return { type, coordinates, directions: this.isOneWay.value ? 'drawn' : 'both' };
    if (type === 'polygon') return { type, coordinates };
    return { type, coordinates: coordinates[0]!, towardsDegrees: null };
  });

  /** Asks what the drawing means whenever it changes. Returns how to stop. */
  follow(desk: Desk): () => void {
    let asking: AbortController | undefined;
    const stop = effect(() => {
      const shape = this.shape.value;
      asking?.abort();
      this.preview.value = undefined;
      this.failure.value = '';
      if (!shape) return undefined;
      asking = new AbortController();
      const { signal: abort } = asking;
      const timer = setTimeout(() => void this.ask(desk, shape, abort), PREVIEW_DELAY_MS);
      return () => clearTimeout(timer);
    });
    return () => {
      asking?.abort();
      stop();
    };
  }

  begin(type: ShapeType): void {
    batch(() => {
      this.type.value = type;
      this.points.value = [];
      this.isDrawing.value = true;
    });
  }

  /** Takes a click on the map. */
  addPoint(lon: number, lat: number): void {
    this.points.value = this.type.value === 'point' ? [[lon, lat]] : [...this.points.value, [lon, lat]];
  }

  removeLastPoint(): void {
    this.points.value = this.points.value.slice(0, -1);
  }

  cancel(): void {
    batch(() => {
      this.isDrawing.value = false;
      this.points.value = [];
      this.kind.value = 'closed';
      this.timeFactor.value = USUAL_TIME_FACTOR;
      this.emergencyMayPass.value = false;
      this.isOneWay.value = false;
      this.reason.value = '';
      this.errors.value = {};
      this.failure.value = '';
    });
  }

  async save(desk: Desk): Promise<void> {
    const shape = this.shape.peek();
    if (!shape || this.isSending.peek()) return;
    this.isSending.value = true;
    const isSlow = this.kind.peek() === 'slow';
    const hours = this.hours.peek();
    const answer = await desk.outbox.send('createClosure', {
      body: {
        regionId: desk.region.id,
        shape,
        kind: this.kind.peek(),
        timeFactor: isSlow ? this.timeFactor.peek() : null,
        emergencyMayPass: !isSlow && this.emergencyMayPass.peek(),
        endsAt: hours === 0 ? null : new Date(desk.clock.now() + hours * HOUR_MS).toISOString(),
        reason: this.reason.peek(),
      },
      label: t('command.close-road'),
    });
    this.isSending.value = false;
    if (answer.kind !== 'ok') {
      this.errors.value = fieldErrors(answer);
      this.failure.value = failureText(answer, desk.region.timeZone);
      return;
    }
    this.cancel();
    desk.say({ tone: 'done', text: t('done.roadClosed') });
    void desk.recommendations.refresh();
  }

  private async ask(desk: Desk, shape: ClosureShape, abort: AbortSignal): Promise<void> {
    const body = { regionId: desk.region.id, shape };
    const answer = await desk.session.call('previewClosure', { body, signal: abort });
    if (abort.aborted) return;
    if (answer.kind === 'ok') this.preview.value = answer.value;
    else this.failure.value = failureText(answer, desk.region.timeZone);
  }
}

/** Ends a closure now. */
export async function liftClosure(desk: Desk, closure: ClosureView): Promise<void> {
  const answer = await desk.outbox.send('liftClosure', {
    params: { closureId: closure.id },
    body: {},
    label: t('command.open-road'),
  });
  if (answer.kind === 'ok') desk.say({ tone: 'done', text: t('done.roadOpened') });
  else {
    const text = failureText(answer, desk.region.timeZone);
    if (text !== '') desk.say({ tone: 'warning', text });
  }
  void desk.recommendations.refresh();
}
