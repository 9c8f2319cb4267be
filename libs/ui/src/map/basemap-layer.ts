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

export function createBasemap(source: BasemapSource): Basemap {
  const query = new URLSearchParams({ map: source.mapName, v: String(source.mapVersion) });
  const layer = leafletLayer({
    url: `${location.origin}/tiles/{z}/{x}/{y}.mvt?${query}`,
    maxDataZoom: MAX_DATA_ZOOM,
    maxZoom: 19,
    attribution: source.attribution,
    paintRules: paintRules(),
    labelRules: labelRules(),
  }) as unknown as VectorLayer;
  return {
    layer,
    refreshColors() {
      layer.paintRules = paintRules();
      layer.labelRules = labelRules();
      layer.clearLayout();
      layer.rerenderTiles();
    },
  };
}
