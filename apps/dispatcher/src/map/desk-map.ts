import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import * as L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { theme, tokenColor } from '#ui';
import { createBasemap, type Basemap } from '#ui/map/basemap-layer.ts';
import { MarkLayer } from '#ui/map/mark-layer.ts';
import { UnitLayer } from '#ui/map/unit-layer.ts';
import type { Desk } from '../desk/desk.ts';
import { followUnit } from './follow.ts';
import { listInView, type ItemInView } from './in-view.ts';
import { listMapUnits } from './map-units.ts';
import { listMarks, listNotes } from './map-marks.ts';
import { keepView, firstView } from './map-view.ts';
import { listenToPointer, type HoveredMark } from './pointer.ts';
import { addRoadOverlays } from './road-overlays.ts';
import { scaleFor, type MapScale } from './scale.ts';

export interface DeskMap {
  readonly scale: ReadonlySignal<MapScale>;
  readonly hovered: ReadonlySignal<HoveredMark | undefined>;
  /** What is in the view, in words. */
  readonly inView: ReadonlySignal<readonly ItemInView[]>;
  zoomBy(step: number): void;
  showRegion(): void;
  /** Moves the view by pixels. */
  panBy(x: number, y: number): void;
  /** The place in the middle, and where that is on the map in pixels. */
  middle(): { readonly lon: number; readonly lat: number; readonly x: number; readonly y: number };
  /** Where a unit or a mark is drawn, in pixels of the map. */
  pointOf(id: string): { readonly x: number; readonly y: number } | undefined;
  /** Draws everything in the colours of the moment, and fits itself to its holder. */
  refresh(): void;
  destroy(): void;
}

const MARK_PANE = 'akut-marks';
const UNIT_PANE = 'akut-units';
/** Ages grow when no frames come, and are then drawn anew this often. */
const AGE_MS = 5000;
/** What is in the view is listed anew this often, and after each move. */
const LIST_SECONDS = 5;

interface Layers {
  readonly map: L.Map;
  readonly basemap: Basemap;
  readonly marks: MarkLayer;
  readonly units: UnitLayer;
  readonly route: L.Polyline;
}

function createMap(holder: HTMLElement, desk: Desk): L.Map {
  const map = L.map(holder, {
    zoomControl: false,
    attributionControl: false,
    minZoom: 7,
    maxZoom: 19,
    zoomAnimation: true,
    wheelPxPerZoomLevel: 90,
    doubleClickZoom: false,
    boxZoom: false,
    // Letters typed while the map has the focus belong to the command line; the zone handles arrows itself.
    keyboard: false,
  });
  const { center, zoom } = firstView(map, desk.region);
  map.setView(center, zoom, { animate: false });
  // Panes between the tiles (200) and Leaflet's popups; they let the pointer through to the map.
  for (const [name, level] of [
    [MARK_PANE, 440],
    [UNIT_PANE, 450],
  ] as const) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(level);
    pane.style.pointerEvents = 'none';
  }
  return map;
}

function createLayers(holder: HTMLElement, desk: Desk): Layers {
  const map = createMap(holder, desk);
  const basemap = createBasemap(desk.region);
  basemap.layer.addTo(map);
  const route = L.polyline([], {
    color: tokenColor('--accent'),
    weight: 4.5,
    opacity: 0.95,
    interactive: false,
  }).addTo(map);
  const layers = { map, basemap, marks: new MarkLayer(MARK_PANE), units: new UnitLayer(UNIT_PANE), route };
  layers.marks.addTo(map);
  layers.units.addTo(map);
  return layers;
}

/** Redraws from the desk's signals; returns how to stop each. */
function followDesk(desk: Desk, { map, marks, units, route }: Layers): (() => void)[] {
  const age = computed(() => Math.floor(desk.clock.second.value / AGE_MS));
  return [
    effect(() => {
      void desk.store.frames.value;
      void desk.store.revision.value;
      void age.value;
      const now = performance.now();
      units.update(listMapUnits(desk, now), now);
    }),
    effect(() => units.mark(desk.selectedUnitId.value, desk.hoveredUnitId.value)),
    effect(() => {
      const { selectedIncidentId, mapTools } = desk;
      marks.update(listMarks(desk), selectedIncidentId.value, mapTools.shownFacilityId.value);
    }),
    effect(() => marks.updateNotes(listNotes(desk))),
    effect(() => {
      const hasLabels = desk.mapTools.layers.has('labels');
      units.showLabels(hasLabels);
      marks.showNames(hasLabels);
    }),
    effect(() => {
      const found = desk.draft.isOpen.value ? undefined : desk.recommendations.route.value;
      route.setLatLngs((found?.coordinates ?? []).map(([lon, lat]) => L.latLng(lat, lon)));
    }),
    effect(() => {
      const wish = desk.mapWish.value;
      if (!wish) return undefined;
      let isCurrent = true;
      // The way there is drawn many times: what a command did is shown before it.
      void desk.outbox.quiet().then(() => {
        const place = L.latLng(wish.lat, wish.lon);
        if (isCurrent && !map.getBounds().pad(-0.12).contains(place))
          map.panTo(place, { animate: true, duration: 0.3 });
      });
      return () => {
        isCurrent = false;
      };
    }),
    followUnit(desk, map, units),
  ];
}

/** Keeps up with where the map is looked at; returns what screens read of it. */
function followView(desk: Desk, map: L.Map) {
  const scale = signal(scaleFor(map.getCenter().lat, map.getZoom()));
  const inView = signal<readonly ItemInView[]>([]);
  const list = (): void => {
    inView.value = listInView(desk, map);
  };
  map.on('moveend', () => {
    const { lat, lng } = map.getCenter();
    desk.mapCenter.value = [lng, lat];
    scale.value = scaleFor(lat, map.getZoom());
    keepView(map, desk.region);
    list();
  });
  const stop = effect(() => {
    void desk.store.isLoaded.value;
    if (Math.floor(desk.clock.second.value / 1000) % LIST_SECONDS === 0) list();
  });
  return { scale, inView, stop };
}

function refreshColors({ basemap, units, marks, route }: Layers): void {
  basemap.refreshColors();
  units.refreshColors();
  marks.refreshColors();
  route.setStyle({ color: tokenColor('--accent') });
}

/** Builds the map of a desk in `holder`. */
export function createDeskMap(holder: HTMLElement, desk: Desk): DeskMap {
  const layers = createLayers(holder, desk);
  const { map, marks, units } = layers;
  const hovered = signal<HoveredMark | undefined>(undefined);
  listenToPointer(desk, layers, hovered);
  const view = followView(desk, map);
  const resizing = new ResizeObserver(() => map.invalidateSize({ pan: false }));
  resizing.observe(holder);
  let drawnTheme = theme.peek();
  const colors = signal(0);
  const stops = [
    ...addRoadOverlays(map, desk, colors),
    ...followDesk(desk, layers),
    view.stop,
    effect(() => {
      if (theme.value === drawnTheme) return;
      drawnTheme = theme.value;
      refreshColors(layers);
    }),
  ];
  void document.fonts.ready.then(() => {
    units.refreshColors();
    marks.refreshColors();
  });
  return {
    scale: view.scale,
    hovered,
    inView: view.inView,
    zoomBy: (step) => map.setZoom(map.getZoom() + step),
    showRegion: () => showRegion(desk, map),
    panBy: (x, y) => {
      desk.mapTools.followedUnitId.value = undefined;
      map.panBy([x, y], { animate: true, duration: 0.15 });
    },
    middle: () => {
      const { lat, lng } = map.getCenter();
      const { x, y } = map.getSize().divideBy(2);
      return { lon: lng, lat, x, y };
    },
    pointOf: (id) => units.findPoint(id) ?? marks.findPoint(id),
    refresh: () => {
      map.invalidateSize({ pan: false });
      refreshColors(layers);
      colors.value += 1;
    },
    destroy: () => {
      for (const stop of stops) stop();
      resizing.disconnect();
      map.remove();
    },
  };
}

function showRegion(desk: Desk, map: L.Map): void {
  desk.mapTools.followedUnitId.value = undefined;
  const [west, south, east, north] = desk.region.bounds;
  map.fitBounds([
    [south, west],
    [north, east],
  ]);
}
