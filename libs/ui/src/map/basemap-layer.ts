import * as L from 'leaflet';
import { leafletLayer } from 'protomaps-leaflet';
import { labelRules, paintRules } from './basemap-rules.ts';

// protomaps-leaflet 5 takes Leaflet from the global scope only.
(globalThis as { L?: typeof L }).L = L;

export interface BasemapSource {
  readonly mapName: string;
  /** Raised by each import, so that a browser never mixes old and new tiles. */
  readonly mapVersion: number;
  readonly attribution: string;
}

/** Deepest zoom of which we ask tiles; deeper views are drawn larger from these. */
const MAX_DATA_ZOOM = 15;

/** What of the library's layer we use; it publishes no type of its own. */
interface VectorLayer extends L.GridLayer {
  paintRules: ReturnType<typeof paintRules>;
  labelRules: ReturnType<typeof labelRules>;
  clearLayout(): void;
  rerenderTiles(): void;
}

/** The vector basemap from our own tiles. This is the only file that knows which library draws it. */
export interface Basemap {
  readonly layer: L.Layer;
  /** Draws everything again in the present theme's colours. */
  refreshColors(): void;
}

/** Tiles that are on this machine already; as the library asks for them. */
export interface TileArchive {
  getZxy(z: number, x: number, y: number): Promise<{ readonly data: ArrayBuffer } | undefined>;
}

export interface BasemapOptions {
  /** Drawn from, instead of the server's tiles. */
  readonly archive?: TileArchive | undefined;
  /** Names this much larger than a desk's. */
  readonly textScale?: number;
}

export function createBasemap(
  source: BasemapSource,
  { archive, textScale = 1 }: BasemapOptions = {},
): Basemap {
  const query = new URLSearchParams({ map: source.mapName, v: String(source.mapVersion) });
  const layer = leafletLayer({
    url: (archive ?? `${location.origin}/tiles/{z}/{x}/{y}.mvt?${query}`) as string,
    maxDataZoom: MAX_DATA_ZOOM,
    maxZoom: 19,
    attribution: source.attribution,
    paintRules: paintRules(),
    labelRules: labelRules(textScale),
  }) as unknown as VectorLayer;
  return {
    layer,
    refreshColors() {
      layer.paintRules = paintRules();
      layer.labelRules = labelRules(textScale);
      layer.clearLayout();
      layer.rerenderTiles();
    },
  };
}
