import type { UnitView } from '#contracts';
import type { BoardStatus } from '#domain';
import { effect, signal, type ReadonlySignal } from '@preact/signals';
import * as L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { categoryWord, formatAge, theme, tokenColor } from '#ui';
import { createBasemap } from '#ui/map/basemap-layer.ts';
import { MarkLayer, type MapMark } from '#ui/map/mark-layer.ts';
import { UnitLayer, type MapUnit } from '#ui/map/unit-layer.ts';
import type { Desk } from '../desk/desk.ts';
import { isAlarm } from '../desk/incident-order.ts';
import type { Whereabouts } from '../live/fixes.ts';
import { placeText } from '../zones/incident-words.ts';
import { unitMatches } from '../zones/unit-match.ts';
import { keepView, firstView } from './map-view.ts';
import { addRoadOverlays } from './road-overlays.ts';
import { scaleFor, type MapScale } from './scale.ts';

/** What the pointer stands on, in pixels of the map. */
export interface HoveredMark {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface DeskMap {
  readonly scale: ReadonlySignal<MapScale>;
  readonly hovered: ReadonlySignal<HoveredMark | undefined>;
  zoomBy(step: number): void;
  showRegion(): void;
  destroy(): void;
}

const MARK_PANE = 'akut-marks';
const UNIT_PANE = 'akut-units';

interface Layers {
  readonly map: L.Map;
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
    // Letters typed while the map has the focus belong to the command line; arrows step through the incidents.
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

const MOVING: ReadonlySet<BoardStatus> = new Set(['enRoute', 'transporting']);

/** Units that stand at one place together, so that the map can show each of them. */
function groupOf(unit: UnitView, at: Whereabouts): string {
  const { assignment, boardStatus } = unit;
  if (assignment && boardStatus === 'onScene') return `incident ${assignment.incidentId}`;
  const stands = boardStatus === 'atDestination' || (at.isAtStation && !MOVING.has(boardStatus));
  // Hospitals and stations share buildings: whatever stands within some 100 m is one group.
  return stands && at.place ? at.place.map((degrees) => degrees.toFixed(3)).join() : '';
}

function listMapUnits(desk: Desk, now: number): MapUnit[] {
  const { store, statusFilter, textFilter } = desk;
  return store.listUnits().flatMap((unit): MapUnit[] => {
    const at = store.whereabouts(unit, now);
    if (!at.place || unit.boardStatus === 'offDuty') return [];
    const heading = store.findFix(unit)?.headingDegrees ?? null;
    return [
      {
        id: unit.id,
        callSign: unit.callSign,
        status: unit.boardStatus,
        trust: at.trust,
        ageText: at.trust === 'live' || at.trust === 'assumed' ? '' : formatAge(at.ageSeconds ?? 0),
        lon: at.place[0],
        lat: at.place[1],
        headingDegrees: at.isAtStation && unit.assignment === null ? null : heading,
        group: groupOf(unit, at),
        isBesideMark: unit.boardStatus === 'onScene',
        isFaded: !unitMatches(unit, statusFilter.value, textFilter.value),
      },
    ];
  });
}

function listMarks(desk: Desk): MapMark[] {
  const hospitals = desk.facilities.value
    .filter((facility) => facility.kind === 'hospital')
    .map(({ id, name, hasEmergency, coordinates: [lon, lat] }): MapMark => ({
      kind: 'hospital',
      id,
      name,
      lon,
      lat,
      isMinor: !hasEmergency,
    }));
  const stations = desk.stations.value.map(({ id, name, coordinates: [lon, lat] }): MapMark => ({
    kind: 'station',
    id,
    name,
    lon,
    lat,
    isMinor: false,
  }));
  // The most urgent incident comes first in the stack and must lie on top here.
  const incidents = [...desk.openIncidents.value].reverse().flatMap((incident): MapMark[] => {
    if (!incident.coordinates) return [];
    const [lon, lat] = incident.coordinates;
    const { id, number, priority } = incident;
    return [{ kind: 'incident', id, number, priority, lon, lat, isAlarm: isAlarm(incident) }];
  });
  const pinned = desk.draft.isOpen.value ? desk.draft.position.value : desk.placeEdit.value;
  const pin: MapMark[] =
    pinned && pinned.lon !== null && pinned.lat !== null
      ? [{ kind: 'pin', id: 'pin', lon: pinned.lon, lat: pinned.lat }]
      : [];
  return [...hospitals, ...stations, ...incidents, ...pin];
}

function markText(desk: Desk, mark: MapMark): string {
  if (mark.kind === 'pin') return '';
  if (mark.kind !== 'incident') return mark.name;
  const incident = desk.store.findIncident(mark.id);
  return incident ? `${incident.number} ${categoryWord(incident.category)} · ${placeText(incident)}` : '';
}

function listenToPointer(desk: Desk, layers: Layers, hovered: { value: HoveredMark | undefined }): void {
  const { map, marks, units } = layers;
  map.on('click', (event: L.LeafletMouseEvent) => {
    const { x, y } = event.containerPoint;
    if (desk.pin(event.latlng.lng, event.latlng.lat)) return;
    const unit = units.findAt(x, y);
    const mark = unit ? undefined : marks.findAt(x, y);
    if (mark?.kind === 'incident') desk.selectIncident(mark.id);
    else desk.selectedUnitId.value = unit?.id;
  });
  // The right button opens a new incident where it was pressed.
  map.on('contextmenu', (event: L.LeafletMouseEvent) => {
    if (desk.isReadOnly.peek()) return;
    if (!desk.draft.isOpen.peek()) desk.draft.open();
    desk.draft.pin(event.latlng.lng, event.latlng.lat);
  });
  map.on('mousemove', (event: L.LeafletMouseEvent) => {
    const { x, y } = event.containerPoint;
    const unit = units.findAt(x, y);
    const mark = unit ? undefined : marks.findAt(x, y);
    const text = mark ? markText(desk, mark) : '';
    desk.hoveredUnitId.value = unit?.id;
    hovered.value = text === '' ? undefined : { x, y, text };
    map.getContainer().classList.toggle('is-over', unit !== undefined || mark?.kind === 'incident');
  });
  map.on('mouseout movestart', () => {
    desk.hoveredUnitId.value = undefined;
    hovered.value = undefined;
  });
}

/** Redraws from the desk's signals; returns how to stop each. */
function followDesk(desk: Desk, { map, marks, units, route }: Layers): (() => void)[] {
  return [
    effect(() => {
      void desk.store.frames.value;
      void desk.store.revision.value;
      void desk.clock.second.value;
      const now = performance.now();
      units.update(listMapUnits(desk, now), now);
    }),
    effect(() => units.mark(desk.selectedUnitId.value, desk.hoveredUnitId.value)),
    effect(() => marks.update(listMarks(desk), desk.selectedIncidentId.value)),
    effect(() => {
      const found = desk.draft.isOpen.value ? undefined : desk.recommendations.route.value;
      route.setLatLngs((found?.coordinates ?? []).map(([lon, lat]) => L.latLng(lat, lon)));
    }),
    effect(() => {
      const wish = desk.mapWish.value;
      if (!wish) return;
      const place = L.latLng(wish.lat, wish.lon);
      if (!map.getBounds().pad(-0.12).contains(place)) map.panTo(place, { animate: true, duration: 0.3 });
    }),
  ];
}

/** Builds the map of a desk in `holder`; throws when its parts cannot be loaded. */
export async function createDeskMap(holder: HTMLElement, desk: Desk): Promise<DeskMap> {
  const map = createMap(holder, desk);
  const basemap = await createBasemap(desk.region);
  basemap.layer.addTo(map);
  const route = L.polyline([], {
    color: tokenColor('--accent'),
    weight: 4.5,
    opacity: 0.95,
    interactive: false,
  }).addTo(map);
  const layers: Layers = { map, marks: new MarkLayer(MARK_PANE), units: new UnitLayer(UNIT_PANE), route };
  layers.marks.addTo(map);
  layers.units.addTo(map);
  const scale = signal(scaleFor(map.getCenter().lat, map.getZoom()));
  const hovered = signal<HoveredMark | undefined>(undefined);
  listenToPointer(desk, layers, hovered);
  map.on('moveend', () => {
    const { lat, lng } = map.getCenter();
    desk.mapCenter.value = [lng, lat];
    scale.value = scaleFor(lat, map.getZoom());
    keepView(map, desk.region);
  });
  const resizing = new ResizeObserver(() => map.invalidateSize({ pan: false }));
  resizing.observe(holder);
  const stops = [...addRoadOverlays(map, desk), ...followDesk(desk, layers)];
  let drawnTheme = theme.peek();
  stops.push(
    effect(() => {
      if (theme.value === drawnTheme) return;
      drawnTheme = theme.value;
      basemap.refreshColors();
      layers.units.refreshColors();
      layers.marks.refreshColors();
      route.setStyle({ color: tokenColor('--accent') });
    }),
  );
  void document.fonts.ready.then(() => layers.units.refreshColors());
  return {
    scale,
    hovered,
    zoomBy: (step) => map.setZoom(map.getZoom() + step),
    showRegion: () => {
      const [west, south, east, north] = desk.region.bounds;
      map.fitBounds([
        [south, west],
        [north, east],
      ]);
    },
    destroy: () => {
      for (const stop of stops) stop();
      resizing.disconnect();
      map.remove();
    },
  };
}
