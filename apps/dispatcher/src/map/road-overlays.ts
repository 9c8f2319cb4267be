import type { ClosureView, CoverageView, RunView } from '#contracts';
import { effect, type ReadonlySignal } from '@preact/signals';
import * as L from 'leaflet';
import { theme, tokenColor } from '#ui';
import type { Desk } from '../desk/desk.ts';

const AREA_PANE = 'akut-areas';
const ROAD_PANE = 'akut-roads';

type Line = readonly (readonly [number, number])[];
const toLatLngs = (line: Line): L.LatLng[] => line.map(([lon, lat]) => L.latLng(lat, lon));

function addPane(map: L.Map, name: string, level: number): void {
  const pane = map.createPane(name);
  pane.style.zIndex = String(level);
  pane.style.pointerEvents = 'none';
}

/** Closed: barred line; slow: dotted; for emergency vehicles passable: thinner. Shape tells, colour only adds. */
function closureLines({ coordinates, kind, state, emergencyMayPass }: ClosureView): L.Layer[] {
  const color = tokenColor('--attention');
  const isPlanned = state === 'planned';
  const dashArray = kind === 'slow' ? '1 9' : emergencyMayPass ? '12 6' : '8 4';
  return coordinates.flatMap((line) => {
    const points = toLatLngs(line);
    const common = { pane: ROAD_PANE, interactive: false, lineCap: 'butt' } as const;
    return [
      L.polyline(points, { ...common, color: tokenColor('--map-halo'), weight: 9, opacity: 0.9 }),
      L.polyline(points, {
        ...common,
        color,
        weight: emergencyMayPass ? 4 : 6,
        dashArray,
        opacity: isPlanned ? 0.5 : 1,
        lineCap: kind === 'slow' ? 'round' : 'butt',
      }),
    ];
  });
}

function runLine({ coordinates, leg }: RunView, isSelected: boolean): L.Layer[] {
  if (coordinates.length < 2) return [];
  return [
    L.polyline(toLatLngs(coordinates), {
      pane: ROAD_PANE,
      interactive: false,
      color: tokenColor(leg === 'toIncident' ? '--status-enroute' : '--status-transport'),
      weight: isSelected ? 4.5 : 2.5,
      opacity: isSelected ? 0.95 : 0.55,
      dashArray: isSelected ? undefined : '2 6',
    }),
  ];
}

/** Below this chance that somebody free is near enough, a cell stands out. */
const WELL_COVERED = 0.9;
const SHADE = 0.34;

/** Where help would come late is shaded, and framed where sending the chosen units makes it worse; the rest stays quiet. */
function coverageCells(view: CoverageView): L.Layer[] {
  return (view.figures?.cells ?? []).map(({ bounds, coveredProbability, coveredProbabilityAfter }) => {
    const [west, south, east, north] = bounds;
    const after = coveredProbabilityAfter ?? coveredProbability;
    const isWell = after >= WELL_COVERED;
    return L.rectangle(
      [
        [south, west],
        [north, east],
      ],
      {
        pane: AREA_PANE,
        interactive: false,
        stroke: after < coveredProbability - 0.005,
        weight: 1.5,
        color: tokenColor('--attention'),
        fillColor: tokenColor(isWell ? '--status-available' : '--attention'),
        fillOpacity: isWell ? 0.09 : SHADE * (1 - after),
      },
    );
  });
}

/** Gaps between streets that are smaller than this are no place of their own. */
const SMALLEST_HOLE_SQUARE_METERS = 300_000;
const METERS_PER_DEGREE = 111_195;

function squareMeters(ring: Line): number {
  const scale = METERS_PER_DEGREE ** 2 * Math.cos(((ring[0]?.[1] ?? 0) * Math.PI) / 180);
  let twice = 0;
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length]!;
    twice += x * nextY - nextX * y;
  });
  return Math.abs(twice / 2) * scale;
}

/** Outermost first, each a thin shade, so that they add up towards the middle. */
function isochroneRings(desk: Desk): L.Layer[] {
  const { rings } = desk.mapTools.isochrone;
  const farthestFirst = [...rings.value].sort(
    (a, b) => b.properties.limitSeconds - a.properties.limitSeconds,
  );
  return farthestFirst.map(({ geometry }) =>
    L.polygon(
      geometry.coordinates.map((polygon) =>
        polygon
          .filter((ring, index) => index === 0 || squareMeters(ring) > SMALLEST_HOLE_SQUARE_METERS)
          .map(toLatLngs),
      ),
      {
        pane: AREA_PANE,
        interactive: false,
        color: tokenColor('--accent'),
        weight: 1.25,
        opacity: 0.55,
        fillColor: tokenColor('--accent'),
        fillOpacity: 0.06,
      },
    ),
  );
}

/** A row of dots where the selected unit was: nothing between two of its silences. */
function trailLayers(desk: Desk): L.Layer[] {
  return desk.mapTools.trail.lines.value.flatMap((line) => {
    const points = toLatLngs(line);
    const common = { pane: ROAD_PANE, interactive: false } as const;
    return [
      L.polyline(points, { ...common, color: tokenColor('--map-halo'), weight: 6, opacity: 0.8 }),
      L.polyline(points, {
        ...common,
        color: tokenColor('--dim'),
        weight: 3,
        dashArray: '0.1 6',
        lineCap: 'round',
      }),
    ];
  });
}

function draftLayers(desk: Desk): L.Layer[] {
  const { closures } = desk;
  if (!closures.isDrawing.value) return [];
  const common = { pane: ROAD_PANE, interactive: false } as const;
  const points = toLatLngs(closures.points.value);
  const drawn =
    closures.type.value === 'polygon' && points.length > 2
      ? L.polygon(points, { ...common, color: tokenColor('--accent'), weight: 2, fillOpacity: 0.08 })
      : L.polyline(points, { ...common, color: tokenColor('--accent'), weight: 2, dashArray: '4 4' });
  const meant = (closures.preview.value?.coordinates ?? []).map((line) =>
    L.polyline(toLatLngs(line), { ...common, color: tokenColor('--attention'), weight: 6 }),
  );
  const corners = points.map((point) =>
    L.circleMarker(point, { ...common, radius: 4, color: tokenColor('--accent'), weight: 2 }),
  );
  return [...meant, drawn, ...corners];
}

function replace(group: L.LayerGroup, layers: readonly L.Layer[]): void {
  group.clearLayers();
  for (const layer of layers) group.addLayer(layer);
}

/** Closed roads as they are now by the desk's own clock; the one being changed stands out. */
function closureLayers(desk: Desk): L.Layer[] {
  if (!desk.mapTools.layers.has('closures')) return [];
  const edited = desk.closureEdit.closureId.value;
  const all = [...desk.store.lists.value.closures.values()];
  const marked = all.filter(({ id }) => id === edited);
  const rims = marked.flatMap(({ coordinates }) =>
    coordinates.map((line) =>
      L.polyline(toLatLngs(line), {
        pane: ROAD_PANE,
        interactive: false,
        color: tokenColor('--accent'),
        weight: 13,
        opacity: 0.55,
      }),
    ),
  );
  return [...rims, ...all.flatMap(closureLines)];
}

function runLayers(desk: Desk): L.Layer[] {
  if (!desk.mapTools.layers.has('runs')) return [];
  const selectedUnit = desk.selectedUnitId.value;
  const selectedIncident = desk.selectedIncidentId.value;
  const isSelected = (run: RunView): boolean =>
    run.unitId === selectedUnit || run.incidentId === selectedIncident;
  const runs = [...desk.store.runs.value.values()];
  runs.sort((a, b) => Number(isSelected(a)) - Number(isSelected(b)));
  return runs.flatMap((run) => runLine(run, isSelected(run)));
}

/** Closures, routes of driving units, coverage, trails, rings of equal time, and what is being drawn. Returns how to stop each. */
export function addRoadOverlays(
  map: L.Map,
  desk: Desk,
  /** Raised when the colours of the page have changed in another way than by its theme, as for paper. */
  colors: ReadonlySignal<number>,
): (() => void)[] {
  addPane(map, AREA_PANE, 410);
  addPane(map, ROAD_PANE, 420);
  const drawings: readonly ((desk: Desk) => L.Layer[])[] = [
    (shown) =>
      shown.coverage.isShown.value && shown.coverage.view.value
        ? coverageCells(shown.coverage.view.value)
        : [],
    isochroneRings,
    runLayers,
    trailLayers,
    closureLayers,
    draftLayers,
  ];
  return drawings.map((draw) => {
    const group = L.layerGroup().addTo(map);
    return effect(() => {
      void theme.value;
      void colors.value;
      replace(group, draw(desk));
    });
  });
}
