import type { ClosureView } from '#contracts';
import type { Signal } from '@preact/signals';
import type * as L from 'leaflet';
import type { MarkLayer } from '#ui/map/mark-layer.ts';
import type { UnitLayer } from '#ui/map/unit-layer.ts';
import { openClosure } from '../desk/closure-edit.ts';
import type { Desk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';
import { findClosureAt, type Pixel } from './closure-at.ts';
import { markText } from './map-marks.ts';

/** What the pointer stands on, in pixels of the map. */
export interface HoveredMark {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

interface Targets {
  readonly map: L.Map;
  readonly marks: MarkLayer;
  readonly units: UnitLayer;
}

function closureAt(desk: Desk, map: L.Map, at: Pixel): ClosureView | undefined {
  if (!desk.mapTools.layers.shown.peek().has('closures')) return undefined;
  const closures = desk.store.lists.peek().closures.values();
  return findClosureAt(closures, at, ([lon, lat]) => map.latLngToContainerPoint([lat, lon]));
}

const closureText = ({ roadNames, reason }: ClosureView): string =>
  [roadNames.join(', ') || t('closure.unnamedRoad'), reason].filter((text) => text !== '').join(' · ');

/** Takes what was clicked: a form's pin first, then a unit, a mark, a closed road. */
function click(
  desk: Desk,
  { map, marks, units }: Targets,
  { containerPoint, latlng }: L.LeafletMouseEvent,
): void {
  const { mapTools } = desk;
  const wasMenuOpen = mapTools.menuAt.peek() !== undefined;
  mapTools.closePopup();
  if (wasMenuOpen) return;
  if (desk.pin(latlng.lng, latlng.lat)) return;
  const { x, y } = containerPoint;
  const unit = units.findAt(x, y);
  const mark = unit ? undefined : marks.findAt(x, y);
  const closure = (unit ?? mark) ? undefined : closureAt(desk, map, containerPoint);
  if (mark?.kind === 'incident') desk.selectIncident(mark.id);
  else if (mark?.kind === 'hospital') mapTools.shownFacilityId.value = mark.id;
  else if (closure) openClosure(desk, closure);
  else desk.selectedUnitId.value = unit?.id;
}

function hover(
  desk: Desk,
  { map, marks, units }: Targets,
  hovered: Signal<HoveredMark | undefined>,
  { x, y }: Pixel,
): void {
  const unit = units.findAt(x, y);
  const mark = unit ? undefined : marks.findAt(x, y);
  const closure = (unit ?? mark) ? undefined : closureAt(desk, map, { x, y });
  const text = mark ? markText(desk, mark) : closure ? closureText(closure) : '';
  desk.hoveredUnitId.value = unit?.id;
  hovered.value = text === '' ? undefined : { x, y, text };
  const isTarget = unit ?? closure ?? (mark && mark.kind !== 'pin');
  map.getContainer().classList.toggle('is-over', isTarget !== undefined && isTarget !== false);
}

/** Selecting, pinning and the menu by mouse or pen. */
export function listenToPointer(
  desk: Desk,
  targets: Targets,
  hovered: Signal<HoveredMark | undefined>,
): void {
  const { map } = targets;
  map.on('click', (event: L.LeafletMouseEvent) => click(desk, targets, event));
  map.on('contextmenu', ({ latlng, containerPoint: { x, y } }: L.LeafletMouseEvent) => {
    desk.mapTools.menuAt.value = { lon: latlng.lng, lat: latlng.lat, x, y };
  });
  map.on('mousemove', ({ containerPoint }: L.LeafletMouseEvent) => {
    hover(desk, targets, hovered, containerPoint);
  });
  map.on('mouseout movestart', () => {
    desk.hoveredUnitId.value = undefined;
    hovered.value = undefined;
  });
  map.on('movestart', () => (desk.mapTools.menuAt.value = undefined));
  map.on('dragstart', () => (desk.mapTools.followedUnitId.value = undefined));
}
