import { MANEUVER_KINDS } from '#domain';
import { z } from 'zod';
import { closureKind } from '../closures.ts';
import { LANGUAGES } from '../languages.ts';
import { coordinates, id, instant } from '../primitives.ts';
import { defineRoute } from '../route.ts';
import { runReason } from '../runs.ts';

export const tabletManeuver = z.object({
  kind: z.enum(MANEUVER_KINDS),
  /** Shown: "Turn right onto Ejido." */
  instruction: z.string(),
  /** Said some way ahead, after the distance; null where there is nothing to tell ahead. */
  alert: z.string().nullable(),
  /** Said right before it, perhaps with what follows at once. */
  verbal: z.string(),
  /** True when `verbal` already tells the next one too, because they follow closely. */
  tellsNext: z.boolean(),
  streetNames: z.array(z.string()),
  /** Into the route's coordinates: where it is done, and where the next one is. */
  beginIndex: z.number().int().min(0),
  endIndex: z.number().int().min(0),
  distanceMeters: z.number(),
  seconds: z.number(),
  roundaboutExit: z.number().int().nullable(),
});
export type TabletManeuver = z.infer<typeof tabletManeuver>;

/** A route with everything a tablet needs to guide along it without a network. */
export const tabletRoute = z.object({
  travelSeconds: z.number(),
  distanceMeters: z.number(),
  /** `[lon, lat]` along the road, unsimplified; `elapsedSeconds` has the seconds from the start at each of them. */
  coordinates: z.array(coordinates),
  elapsedSeconds: z.array(z.number()),
  language: z.enum(LANGUAGES),
  /** `spoken`: the narrator's words; `plain`: turns and names only, made from the road graph because the narrator has none for this way. */
  wording: z.enum(['spoken', 'plain']),
  maneuvers: z.array(tabletManeuver),
});
export type TabletRoute = z.infer<typeof tabletRoute>;

export const tabletClosure = z.object({
  id,
  kind: closureKind,
  emergencyMayPass: z.boolean(),
  reason: z.string(),
  endsAt: instant.nullable(),
  /** One line per stretch. */
  coordinates: z.array(z.array(coordinates)),
});
export type TabletClosure = z.infer<typeof tabletClosure>;

export const tabletRun = z.object({
  assignmentId: id,
  incidentId: id,
  unitId: id,
  leg: z.enum(['toIncident', 'toDestination']),
  to: coordinates,
  /** `noPosition`: the unit never reported; `noRoad`: no way leads there now. Both without route and arrival. */
  state: z.enum(['onTheWay', 'noPosition', 'noRoad']),
  reason: runReason,
  /** From where the unit was at `asOf` to the end, by what the control room sees. */
  travelSeconds: z.number().nullable(),
  distanceMeters: z.number().nullable(),
  arrivesAt: instant.nullable(),
  asOf: instant,
  routeNumber: z.number().int(),
  route: tabletRoute.nullable(),
  /** In force and within half a kilometre of the route. */
  closures: z.array(tabletClosure),
});
export type TabletRun = z.infer<typeof tabletRun>;

export const tabletRunAnswer = z.object({
  serverAt: instant,
  /** Null: the unit is not on its way. */
  run: tabletRun.nullable(),
});
export type TabletRunAnswer = z.infer<typeof tabletRunAnswer>;

const language = z.enum(LANGUAGES).default('en');
/** `lon,lat` */
const placeText = z
  .string()
  .max(60)
  .regex(/^-?\d{1,3}(\.\d{1,15})?,-?\d{1,2}(\.\d{1,15})?$/)
  .transform((text) => text.split(',').map(Number) as [number, number])
  .pipe(coordinates);

export const tabletRunQuery = z.object({ language });
export const tabletRouteQuery = z.object({
  to: placeText,
  /** Where the unit was last seen when absent. */
  from: placeText.optional(),
  profile: z.enum(['emergency', 'normal']).default('normal'),
  language,
});
export const tabletRouteAnswer = z.object({
  serverAt: instant,
  route: tabletRoute,
  closures: z.array(tabletClosure),
});
export type TabletRouteAnswer = z.infer<typeof tabletRouteAnswer>;

export const tabletNavigationRoutes = {
  getTabletRun: defineRoute({
    name: 'getTabletRun',
    method: 'GET',
    path: '/tablet/v1/run',
    summary:
      'The way the unit signed on drives now, with arrival and instructions; 304 while its ETag still holds',
    access: 'tablet',
    query: tabletRunQuery,
    response: tabletRunAnswer,
  }),
  getTabletRoute: defineRoute({
    name: 'getTabletRoute',
    method: 'GET',
    path: '/tablet/v1/route',
    summary: 'A way to any place, with instructions',
    access: 'tablet',
    query: tabletRouteQuery,
    response: tabletRouteAnswer,
  }),
} as const;
