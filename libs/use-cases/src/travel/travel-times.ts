import type { LonLat } from '#domain';
import { accept, refuse, type Outcome } from '../outcome.ts';
import { MAX_OFF_ROAD_METERS, snapPlace } from './snap-place.ts';
import type { TravelEngine } from './travel-engine.ts';
import type { RoadPoint, TravelProfileName } from './travel-ports.ts';

export interface TravelTimesQuestion {
  readonly mapId: number;
  readonly sources: readonly LonLat[];
  readonly target: LonLat;
  readonly profile: TravelProfileName;
  readonly limitSeconds: number;
}

export interface TravelLeg {
  readonly travelSeconds: number;
  readonly distanceMeters: number;
}

/**
 * Exact road seconds and metres from each source to the target, in the order of the sources; undefined for a source
 * that is off the road network or farther than the limit. Refuses when the target itself can't be driven to. `toLeg` may
 * round, so that a thousand legs are made once only.
 */
export async function findTravelLegs(
  engine: TravelEngine,
  question: TravelTimesQuestion,
  toLeg: (travelSeconds: number, distanceMeters: number) => TravelLeg = exactLeg,
): Promise<Outcome<readonly (TravelLeg | undefined)[]>> {
  const map = await engine.findMapRoads(question.mapId);
  if (!map) return refuse('offMap', { field: 'target' });
  const setting = engine.settingOf(map, question.profile);
  const target = snapPlace(map, question.target, setting, 'target');
  if (!target.ok) return target;
  const points: RoadPoint[] = [];
  const isOnRoad = question.sources.map((source) => {
    const point = map.snapCache.snapVehicle(source, setting, MAX_OFF_ROAD_METERS);
    if (point) points.push(point);
    return point !== undefined;
  });
  const times = map.network.travelTimesTo(points, target.value, setting, question.limitSeconds);
  let next = 0;
  return accept(
    isOnRoad.map((isOn) => {
      if (!isOn) return undefined;
      const travelSeconds = times.travelSeconds[next]!;
      const distanceMeters = times.distanceMeters[next++]!;
      return travelSeconds === Infinity ? undefined : toLeg(travelSeconds, distanceMeters);
    }),
  );
}

const exactLeg = (travelSeconds: number, distanceMeters: number): TravelLeg => ({
  travelSeconds,
  distanceMeters,
});

/** Answer of the HTTP route `travelTimes`. */
export async function travelTimes(engine: TravelEngine, question: TravelTimesQuestion) {
  const legs = await findTravelLegs(engine, question);
  if (!legs.ok) return legs;
  return accept({ legs: legs.value.map((leg) => leg ?? { travelSeconds: null, distanceMeters: null }) });
}

/** Travel times of units on an emergency run, without the closures' part in it. */
export function unitTravelTimes(
  engine: TravelEngine,
  mapId: number,
  sources: readonly LonLat[],
  target: LonLat,
  limitSeconds: number,
): Promise<Outcome<readonly (TravelLeg | undefined)[]>> {
  return findTravelLegs(engine, { mapId, sources, target, profile: 'emergency', limitSeconds });
}
