import { z } from 'zod';
import { coordinates, id, instant, regionId } from './primitives.ts';
import { defineRoute } from './route.ts';
import { CONTROL_ROOM } from './units.ts';

/**
 * Why a run has the route it has: `assigned` the first one, `target` where it leads changed, `offRoute` the unit drives
 * elsewhere, `closure` the way was closed or became slower, `faster` a better way opened, `map` a new map was imported.
 */
export const runReason = z.enum(['assigned', 'target', 'offRoute', 'closure', 'faster', 'map']);
export type RunReason = z.infer<typeof runReason>;

/** The way a unit drives now, to its incident or on to its destination. */
export const runView = z.object({
  assignmentId: id,
  regionId,
  unitId: id,
  incidentId: id,
  leg: z.enum(['toIncident', 'toDestination']),
  to: coordinates,
  /** `noPosition`: the unit never reported; `noRoad`: no way leads there now. Both without route and arrival. */
  state: z.enum(['onTheWay', 'noPosition', 'noRoad']),
  reason: runReason,
  /** From where the unit was at `asOf` to the end. */
  travelSeconds: z.number().nullable(),
  distanceMeters: z.number().nullable(),
  arrivesAt: instant.nullable(),
  asOf: instant,
  /** Raised with each new route, so that a screen knows which of two is newer. */
  routeNumber: z.number().int(),
  /** `[lon, lat]` along the road from where the route was made, simplified to a few metres. */
  coordinates: z.array(coordinates),
});
export type RunView = z.infer<typeof runView>;

/** Pushed to screens as event `runs`: only what changed. */
export interface RunsUpdate {
  /** `coordinates` are null where only times changed and the route of that number is still driven. */
  readonly changed: readonly (Omit<RunView, 'coordinates'> & {
    readonly coordinates: RunView['coordinates'] | null;
  })[];
  /** Runs that are over: arrived, called off or handed on. */
  readonly endedAssignmentIds: readonly string[];
}

export const runRoutes = {
  listRuns: defineRoute({
    name: 'listRuns',
    method: 'GET',
    path: '/api/v1/runs',
    summary: 'Routes and arrivals of the units that drive now; crews get their own',
    access: [...CONTROL_ROOM, 'crew'],
    query: z.object({ regionId: regionId.optional() }),
    response: z.object({ runs: z.array(runView) }),
  }),
} as const;
