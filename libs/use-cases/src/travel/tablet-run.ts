import type { ClosureView, Language, TabletClosure, TabletRouteAnswer, TabletRun } from '#contracts';
import { isNearLine, type LonLat } from '#domain';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { GuidedRoutes } from './guided-routes.ts';
import { findRouteBetween, type RouteQuestion } from './route.ts';
import type { GuidedRun } from './run-routes.ts';
import type { TravelEngine } from './travel-engine.ts';

const NEAR_METERS = 500;

export interface TabletRunPorts {
  readonly engine: TravelEngine;
  readonly guidedRoutes: GuidedRoutes;
  findMapName(mapId: number): Promise<string | undefined>;
  /** In force and planned. */
  listClosures(mapId: number): Promise<readonly ClosureView[]>;
  now(): Date;
}

async function listNearClosures(
  ports: TabletRunPorts,
  mapId: number,
  line: readonly LonLat[],
): Promise<TabletClosure[]> {
  const closures = await ports.listClosures(mapId);
  return closures
    .filter(
      ({ state, coordinates }) => state === 'inForce' && isNearLine(line, coordinates.flat(), NEAR_METERS),
    )
    .map(({ id, kind, emergencyMayPass, reason, endsAt, coordinates }) => {
      return { id, kind, emergencyMayPass, reason, endsAt, coordinates };
    });
}

/** The run of a unit as its tablet needs it to guide, now and without a network. */
export async function describeTabletRun(
  ports: TabletRunPorts,
  { view, mapId, route }: GuidedRun,
  language: Language,
): Promise<TabletRun> {
  const { assignmentId, incidentId, unitId, leg, to, state, reason } = view;
  const { travelSeconds, distanceMeters, arrivesAt, asOf, routeNumber } = view;
  const subject = { assignmentId, incidentId, unitId, leg, to, state, reason };
  const times = { travelSeconds, distanceMeters, arrivesAt, asOf, routeNumber };
  const mapName = route && (await ports.findMapName(mapId));
  if (!route || mapName === undefined) return { ...subject, ...times, route: null, closures: [] };
  const [guided, closures] = await Promise.all([
    ports.guidedRoutes.guide(route, mapName, language),
    listNearClosures(ports, mapId, route.coordinates),
  ]);
  return { ...subject, ...times, route: guided, closures };
}

/** A way to any place, with instructions. */
export async function describeTabletRoute(
  ports: TabletRunPorts,
  question: RouteQuestion,
  language: Language,
): Promise<Outcome<TabletRouteAnswer>> {
  const found = await findRouteBetween(ports.engine, question);
  if (!found.ok) return found;
  const mapName = await ports.findMapName(question.mapId);
  if (mapName === undefined) return refuse('notFound');
  const [route, closures] = await Promise.all([
    ports.guidedRoutes.guide(found.value, mapName, language),
    listNearClosures(ports, question.mapId, found.value.coordinates),
  ]);
  return accept({ serverAt: ports.now().toISOString(), route, closures });
}
