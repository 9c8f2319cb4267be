import type { LonLat } from '#domain';
import { accept, refuse } from '../outcome.ts';
import { snapPlace } from './snap-place.ts';
import type { TravelEngine } from './travel-engine.ts';
import type { TravelProfileName } from './travel-ports.ts';

export interface IsochronesQuestion {
  readonly mapId: number;
  readonly center: LonLat;
  readonly direction: 'from' | 'to';
  readonly limitsSeconds: readonly number[];
  readonly profile: TravelProfileName;
}

/** Areas reached from a place, or from which it is reached: answer of the HTTP route `isochrones`. */
export async function isochrones(engine: TravelEngine, question: IsochronesQuestion) {
  const map = await engine.findMapRoads(question.mapId);
  if (!map) return refuse('offMap', { field: 'center' });
  const setting = engine.settingOf(map, question.profile);
  const center = snapPlace(map, question.center, setting, 'center');
  if (!center.ok) return center;
  const areas = map.network.findIsochrones(center.value, setting, question);
  return accept({
    type: 'FeatureCollection' as const,
    features: areas.map(({ limitSeconds, coordinates }) => ({
      type: 'Feature' as const,
      properties: { limitSeconds },
      geometry: { type: 'MultiPolygon' as const, coordinates },
    })),
  });
}
