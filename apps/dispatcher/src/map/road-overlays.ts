import type { ClosureView, CoverageView, RunView } from '#contracts';
import { effect } from '@preact/signals';
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

/** Closures, routes of driving units, coverage and what is being drawn. Returns how to stop each. */
export function addRoadOverlays(map: L.Map, desk: Desk): (() => void)[] {
  addPane(map, AREA_PANE, 410);
  addPane(map, ROAD_PANE, 420);
  const [areas, runs, closures, draft] = [0, 1, 2, 3].map(() => L.layerGroup().addTo(map)) as [
    L.LayerGroup,
    L.LayerGroup,
    L.LayerGroup,
    L.LayerGroup,
  ];
  return [
    effect(() => {
      void theme.value;
      const view = desk.coverage.isShown.value ? desk.coverage.view.value : undefined;
      replace(areas, view ? coverageCells(view) : []);
    }),
    effect(() => {
      void theme.value;
      const selected = desk.selectedUnitId.value;
      const incident = desk.selectedIncidentId.value;
      const lines = [...desk.store.runs.value.values()].flatMap((run) =>
        runLine(run, run.unitId === selected || run.incidentId === incident),
      );
      replace(runs, lines);
    }),
    effect(() => {
      void theme.value;
      const all = [...desk.store.lists.value.closures.values()];
      replace(closures, all.flatMap(closureLines));
    }),
    effect(() => {
      void theme.value;
      replace(draft, draftLayers(desk));
    }),
  ];
}
