import type { LonLat } from '#domain';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { MapRoads } from './travel-engine.ts';
import type { RoadPoint, TravelSetting } from './travel-ports.ts';

/** Places farther than this from any road can't be driven to. Wide: help may have to walk the rest. */
export const MAX_OFF_ROAD_METERS = 2000;
/** How far outside the map's roads a place still counts as on the map, in degrees (about 2 km). */
const BOUNDS_MARGIN_DEGREES = 0.02;

/**
 * The nearest place of a road. Refuses `offMap` outside the map and `noRoadNearby` beyond 2 km, with the metres to the
 * nearest road; `field` names the place at fault in a request with several. What starts there as a `vehicle` may stand
 * on a closed road.
 */
export function snapPlace(
  map: MapRoads,
  place: LonLat,
  setting: TravelSetting,
  field: string,
  what: 'place' | 'vehicle' = 'place',
): Outcome<RoadPoint> {
  const [west, south, east, north] = map.network.graph.bounds;
  const [lon, lat] = place;
  const margin = BOUNDS_MARGIN_DEGREES;
  if (lon < west - margin || lon > east + margin || lat < south - margin || lat > north + margin) {
    return refuse('offMap', { field });
  }
  const point =
    what === 'vehicle'
      ? map.snapCache.snapVehicle(place, setting, MAX_OFF_ROAD_METERS)
      : map.snapCache.snap(place, setting, MAX_OFF_ROAD_METERS);
  if (point) return accept(point);
  const nearest = map.network.snap(place, setting, Infinity);
  const distanceMeters = nearest ? Math.round(nearest.offRoadMeters) : null;
  return refuse('noRoadNearby', { field, distanceMeters });
}
