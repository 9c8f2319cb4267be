import type { ClosureShape } from '#contracts';
import { batch, computed, signal } from '@preact/signals';
import type { ResponseOf } from '../api/http.ts';
import type { FieldErrors } from './draft.ts';

export const SHAPE_TYPES = ['line', 'polygon', 'point'] as const;
export type ShapeType = (typeof SHAPE_TYPES)[number];
/** Corners needed before there is anything to ask the server. */
const FEWEST_POINTS: Readonly<Record<ShapeType, number>> = { line: 2, polygon: 3, point: 1 };
/** Hours until it ends by itself; 0 for until somebody lifts it. */
export const CLOSURE_HOURS = [1, 2, 4, 12, 24, 0] as const;
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
}
