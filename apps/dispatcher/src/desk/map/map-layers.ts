import { effect, signal, type Signal } from '@preact/signals';

export const MAP_LAYERS = [
  'coverage',
  'runs',
  'closures',
  'stations',
  'posts',
  'facilities',
  'trails',
  'labels',
] as const;
export type MapLayer = (typeof MAP_LAYERS)[number];

const KEY = 'akut.layers.';

/** Those that a map shows until somebody says otherwise: all but the shading. */
const USUAL: readonly MapLayer[] = MAP_LAYERS.filter((layer) => layer !== 'coverage');

/** Reads what was kept; layers that came with a newer page are shown as usual. */
export function parseLayers(kept: string | null): ReadonlySet<MapLayer> {
  if (kept === null) return new Set(USUAL);
  const words = kept.split(',');
  const isShown = (layer: MapLayer): boolean =>
    words.includes(layer) || (!words.includes(`-${layer}`) && USUAL.includes(layer));
  return new Set(MAP_LAYERS.filter(isShown));
}

/** The other way round: each layer by name, with a minus where it is hidden. */
export const formatLayers = (shown: ReadonlySet<MapLayer>): string =>
  MAP_LAYERS.map((layer) => (shown.has(layer) ? layer : `-${layer}`)).join();

/** Which layers the map shows, remembered for each user of this machine. */
export class MapLayers {
  readonly shown: Signal<ReadonlySet<MapLayer>>;
  private readonly key: string;

  constructor(
    userId: string,
    private readonly coverage: { readonly isShown: Signal<boolean> },
  ) {
    this.key = KEY + userId;
    this.shown = signal(parseLayers(localStorage.getItem(this.key)));
    coverage.isShown.value = this.shown.peek().has('coverage');
  }

  /** Follows the coverage switch, which other screens have too. Returns how to stop. */
  start(): () => void {
    return effect(() => this.set('coverage', this.coverage.isShown.value));
  }

  has(layer: MapLayer): boolean {
    return this.shown.value.has(layer);
  }

  toggle(layer: MapLayer): void {
    if (layer === 'coverage') this.coverage.isShown.value = !this.coverage.isShown.peek();
    else this.set(layer, !this.shown.peek().has(layer));
  }

  private set(layer: MapLayer, isShown: boolean): void {
    const before = this.shown.peek();
    if (before.has(layer) === isShown) return;
    const next = new Set(before);
    if (isShown) next.add(layer);
    else next.delete(layer);
    this.shown.value = next;
    localStorage.setItem(this.key, formatLayers(next));
  }
}
