import type { RouteAnswer } from '#contracts';
import type { LonLat } from '#domain';
import { accept, refuse, type Outcome } from '../outcome.ts';
import { snapPlace } from './snap-place.ts';
import type { TravelEngine } from './travel-engine.ts';
import type { RouteFound, TravelProfileName } from './travel-ports.ts';

export interface RouteQuestion {
  readonly mapId: number;
  readonly from: LonLat;
  readonly to: LonLat;
  readonly profile: TravelProfileName;
}

/** A tenth of a metre, and of a second: more only makes the answer longer. */
const roundCoordinate = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
const roundSeconds = (seconds: number): number => Math.round(seconds * 10) / 10;

/** The fastest route between two places. Refuses `unreachable` when there is none. */
export async function findRouteBetween(
  engine: TravelEngine,
  question: RouteQuestion,
): Promise<Outcome<RouteFound>> {
  const map = await engine.findMapRoads(question.mapId);
  if (!map) return refuse('offMap', { field: 'from' });
  const setting = engine.settingOf(map, question.profile);
  const from = snapPlace(map, question.from, setting, 'from', 'vehicle');
  if (!from.ok) return from;
  const to = snapPlace(map, question.to, setting, 'to');
  if (!to.ok) return to;
  const found = map.network.findRoute(from.value, to.value, setting);
  return found ? accept(found) : refuse('unreachable');
}

/** The same as the answer of the HTTP route `routes`. */
export async function route(engine: TravelEngine, question: RouteQuestion): Promise<Outcome<RouteAnswer>> {
  const outcome = await findRouteBetween(engine, question);
  if (!outcome.ok) return outcome;
  const found = outcome.value;
  return accept({
    travelSeconds: found.travelSeconds,
    distanceMeters: found.distanceMeters,
    coordinates: found.coordinates.map(([lon, lat]) => [roundCoordinate(lon), roundCoordinate(lat)]),
    elapsedSeconds: found.elapsedSeconds.map(roundSeconds),
  });
}
