import { categoryWord, statusWord } from '#ui';
import type * as L from 'leaflet';
import type { Desk } from '../desk/desk.ts';
import { progressText, placeText } from '../zones/incident-words.ts';

/** One thing on the map in words, for those who do not point. */
export interface ItemInView {
  readonly kind: 'incident' | 'unit';
  readonly id: string;
  readonly text: string;
}

/** More than this nobody steps through; those nearest to the middle are listed. */
const MOST_LISTED = 60;

/** Incidents in the view, most urgent first, then units from the middle outwards. */
export function listInView(desk: Desk, map: L.Map): ItemInView[] {
  const bounds = map.getBounds();
  const center = map.getCenter();
  const isIn = ([lon, lat]: readonly [number, number]): boolean => bounds.contains([lat, lon]);
  const incidents = desk.openIncidents
    .peek()
    .filter(({ coordinates }) => coordinates !== null && isIn(coordinates))
    .map((incident): ItemInView => ({
      kind: 'incident',
      id: incident.id,
      text: `${incident.number} ${categoryWord(incident.category)} · ${placeText(incident)} · ${progressText(incident)}`,
    }));
  const now = performance.now();
  const units = desk.store.listUnits().flatMap((unit) => {
    const { place } = desk.store.whereabouts(unit, now);
    if (!place || unit.boardStatus === 'offDuty' || !isIn(place)) return [];
    const distance = Math.hypot(place[0] - center.lng, place[1] - center.lat);
    return [{ unit, distance }];
  });
  units.sort((a, b) => a.distance - b.distance);
  const near = units.slice(0, MOST_LISTED).map(({ unit }): ItemInView => ({
    kind: 'unit',
    id: unit.id,
    text: `${unit.callSign} · ${statusWord(unit.boardStatus)}`,
  }));
  return [...incidents.slice(0, MOST_LISTED), ...near];
}
