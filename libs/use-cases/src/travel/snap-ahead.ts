import type { LonLat } from '#domain';
import { MAX_OFF_ROAD_METERS } from './snap-place.ts';
import type { TravelEngine } from './travel-engine.ts';

/**
 * Takes a vehicle to its road as soon as it reports where it is (some microseconds), so that the next recommendation does
 * not do it for a whole fleet that has moved. Does nothing for a map that nobody has asked about.
 */
export function snapVehicleAhead(engine: TravelEngine, mapId: number, place: LonLat): void {
  const map = engine.findLoadedMap(mapId);
  map?.snapCache.snapFix(place, engine.settingOf(map, 'emergency'), MAX_OFF_ROAD_METERS);
}
