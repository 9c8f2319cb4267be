import type { LonLat } from '#domain';
import type { UnitLegs } from '../dispatch/recommend-ports.ts';
import { roundedLeg } from '../dispatch/rounded-leg.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import { MAX_OFF_ROAD_METERS, snapPlace } from './snap-place.ts';
import type { MapRoads, TravelEngine } from './travel-engine.ts';
import type { RoadPoint, TravelSetting } from './travel-ports.ts';
import { findTravelLegs } from './travel-times.ts';

/**
 * Road legs of units on an emergency run, as `recommendUnits` asks for them. Who has no leg is searched for once more as if
 * no road were closed, only when something is closed and somebody has none.
 */
export async function findUnitLegs(
  engine: TravelEngine,
  mapId: number,
  sources: readonly LonLat[],
  target: LonLat,
  limitSeconds: number,
): Promise<Outcome<UnitLegs>> {
  const map = await engine.findMapRoads(mapId);
  if (!map) return refuse('offMap', { field: 'target' });
  const question = { mapId, sources, target, profile: 'emergency', limitSeconds } as const;
  const found = await findTravelLegs(engine, question, roundedLeg);
  if (!found.ok) return found;
  const without: number[] = [];
  found.value.forEach((leg, index) => {
    if (!leg) without.push(index);
  });
  const setting = engine.settingOf(map, 'emergency');
  return accept({
    legs: found.value,
    cutOff: findCutOff(map, setting, sources, without, target, limitSeconds),
    mapVersion: map.version,
    conditionsVersion: map.network.conditionsVersion,
    closureIds: map.conditions.inForce.map(({ id }) => id),
  });
}

function findCutOff(
  map: MapRoads,
  setting: TravelSetting,
  sources: readonly LonLat[],
  without: readonly number[],
  target: LonLat,
  limitSeconds: number,
): ReadonlySet<number> {
  if (without.length === 0 || map.conditions.inForce.length === 0) return new Set();
  const to = snapPlace(map, target, setting, 'target');
  if (!to.ok) return new Set();
  const points = without.flatMap((index): { index: number; point: RoadPoint }[] => {
    const point = map.snapCache.snapVehicle(sources[index]!, setting, MAX_OFF_ROAD_METERS);
    return point ? [{ index, point }] : [];
  });
  const times = map.network.travelTimesWithoutClosures(
    points.map(({ point }) => point),
    to.value,
    setting,
    limitSeconds,
  );
  if (!times) return new Set();
  return new Set(points.flatMap(({ index }, at) => (times.travelSeconds[at]! < Infinity ? [index] : [])));
}
