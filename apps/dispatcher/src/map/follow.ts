import { effect } from '@preact/signals';
import type * as L from 'leaflet';
import type { UnitLayer } from '#ui/map/unit-layer.ts';
import type { Desk } from '../desk/desk.ts';

/** The followed unit may move so far from the middle, as a share of the view, before the map moves after it. */
const FREE_SHARE = 0.15;

/** Keeps the map on the followed unit. Returns how to stop. */
export function followUnit(desk: Desk, map: L.Map, units: UnitLayer): () => void {
  const { followedUnitId } = desk.mapTools;
  let followed: string | undefined;
  return effect(() => {
    const id = followedUnitId.value;
    void desk.store.frames.value;
    const isNew = id !== followed;
    followed = id;
    const place = id === undefined ? undefined : units.findShownPlace(id);
    if (!place) return;
    const at = map.latLngToContainerPoint([place[1], place[0]]);
    const { x, y } = map.getSize();
    const isNear = Math.abs(at.x - x / 2) < x * FREE_SHARE && Math.abs(at.y - y / 2) < y * FREE_SHARE;
    if (isNew || !isNear)
      map.panTo([place[1], place[0]], { animate: true, duration: 0.6, easeLinearity: 0.6 });
  });
}
