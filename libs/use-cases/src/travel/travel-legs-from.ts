import type { LonLat } from '#domain';
import { accept, refuse, type Outcome } from '../outcome.ts';
import { MAX_OFF_ROAD_METERS, snapPlace } from './snap-place.ts';
import type { TravelEngine } from './travel-engine.ts';
import type { RoadPoint, TravelProfileName } from './travel-ports.ts';
import type { TravelLeg } from './travel-times.ts';

export interface TravelFromQuestion {
  readonly mapId: number;
  readonly source: LonLat;
  readonly targets: readonly LonLat[];
  readonly profile: TravelProfileName;
  readonly limitSeconds: number;
}

/**
 * Exact road seconds and metres from one place to each target, in the order of the targets; undefined for a target that
 * is off the road network or farther than the limit. The source may be a vehicle on a closed road. Refuses when the source itself is not near a road.
 */
export async function findTravelLegsFrom(
  engine: TravelEngine,
  question: TravelFromQuestion,
): Promise<Outcome<readonly (TravelLeg | undefined)[]>> {
  const map = await engine.findMapRoads(question.mapId);
  if (!map) return refuse('offMap', { field: 'source' });
  const setting = engine.settingOf(map, question.profile);
  const source = snapPlace(map, question.source, setting, 'source', 'vehicle');
  if (!source.ok) return source;
  const snapped = question.targets.map((target) => map.snapCache.snap(target, setting, MAX_OFF_ROAD_METERS));
  const points = snapped.filter((point): point is RoadPoint => point !== undefined);
  const times = map.network.travelTimesFrom(source.value, points, setting, question.limitSeconds);
  let next = 0;
  return accept(
    snapped.map((point) => {
      if (!point) return undefined;
      const travelSeconds = times.travelSeconds[next]!;
      const distanceMeters = times.distanceMeters[next++]!;
      return travelSeconds === Infinity ? undefined : { travelSeconds, distanceMeters };
    }),
  );
}
