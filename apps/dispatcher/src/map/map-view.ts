import type { RegionView } from '#contracts';
import * as L from 'leaflet';

const KEY = 'akut.view.';
const FIRST_ZOOM = 13;

interface View {
  readonly center: L.LatLng;
  readonly zoom: number;
}

function findKept(region: RegionView): View | undefined {
  const [lat, lon, zoom] = (localStorage.getItem(KEY + region.id) ?? '').split(',').map(Number);
  const [west, south, east, north] = region.bounds;
  if (lat === undefined || lon === undefined || zoom === undefined || Number.isNaN(zoom)) return undefined;
  if (lat < south || lat > north || lon < west || lon > east) return undefined;
  return { center: L.latLng(lat, lon), zoom };
}

/** The view that was left on this machine, else the middle of the region near enough to read call signs. */
export function firstView(map: L.Map, region: RegionView): View {
  const kept = findKept(region);
  if (kept) return kept;
  const [west, south, east, north] = region.bounds;
  const whole = map.getBoundsZoom([
    [south, west],
    [north, east],
  ]);
  return { center: L.latLng(region.center[1], region.center[0]), zoom: Math.max(whole, FIRST_ZOOM) };
}

/** Remembers the view, so that a reload shows the same streets. */
export function keepView(map: L.Map, region: RegionView): void {
  const { lat, lng } = map.getCenter();
  localStorage.setItem(KEY + region.id, `${lat.toFixed(5)},${lng.toFixed(5)},${map.getZoom()}`);
}
