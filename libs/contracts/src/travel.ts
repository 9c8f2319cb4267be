import { z } from 'zod';
import { FAULTS } from './fault-texts.ts';
import { coordinates, freeText, placeInput, regionId } from './primitives.ts';
import { defineRoute } from './route.ts';
import { CONTROL_ROOM } from './units.ts';

export const travelProfile = z.enum(['emergency', 'normal']);
const profile = travelProfile.default('emergency');
const USERS = [...CONTROL_ROOM, 'crew', 'analyst', 'fleetManager'] as const;

export const travelLeg = z.object({
  /** Null when no road leads there within the limit. */
  travelSeconds: z.number().nullable(),
  distanceMeters: z.number().nullable(),
});

export const routeAnswer = z.object({
  travelSeconds: z.number(),
  distanceMeters: z.number(),
  /** `[lon, lat]` along the road. */
  coordinates: z.array(coordinates),
  /** Seconds from the start at each coordinate, same length. */
  elapsedSeconds: z.array(z.number()),
});
export type RouteAnswer = z.infer<typeof routeAnswer>;

export const travelRoutes = {
  travelTimes: defineRoute({
    name: 'travelTimes',
    method: 'POST',
    path: '/api/v1/travel-times',
    summary: 'Exact road times from many sources to one target',
    access: USERS,
    body: z.object({
      regionId: regionId.optional(),
      sources: z.array(placeInput).min(1).max(10_000),
      target: placeInput,
      profile,
      limitSeconds: z.number().positive().max(86_400).default(7200),
    }),
    response: z.object({ legs: z.array(travelLeg) }),
  }),
  routes: defineRoute({
    name: 'routes',
    method: 'POST',
    path: '/api/v1/routes',
    summary: 'The fastest route between two places',
    access: USERS,
    body: z.object({ regionId: regionId.optional(), from: placeInput, to: placeInput, profile }),
    response: routeAnswer,
  }),
  isochrones: defineRoute({
    name: 'isochrones',
    method: 'POST',
    path: '/api/v1/isochrones',
    summary: 'The area from which a place is reached, or that is reached from it, within given times',
    access: USERS,
    body: z.object({
      regionId: regionId.optional(),
      center: placeInput,
      direction: z.enum(['from', 'to']).default('from'),
      limitsSeconds: z.array(z.number().int().min(30).max(7200)).min(1).max(6),
      profile,
    }),
    response: z.object({
      type: z.literal('FeatureCollection'),
      features: z.array(
        z.object({
          type: z.literal('Feature'),
          properties: z.object({ limitSeconds: z.number() }),
          geometry: z.object({
            type: z.literal('MultiPolygon'),
            coordinates: z.array(z.array(z.array(coordinates))),
          }),
        }),
      ),
    }),
  }),
} as const;

export const placeView = z.object({
  id: z.string(),
  kind: z.enum(['address', 'street', 'place', 'facility']),
  /** What to show and to keep as the address text. */
  label: z.string(),
  /** Neighbourhood, suburb or town; may be empty. */
  context: z.string(),
  coordinates,
});
export type PlaceView = z.infer<typeof placeView>;

export const placeRoutes = {
  searchPlaces: defineRoute({
    name: 'searchPlaces',
    method: 'GET',
    path: '/api/v1/places',
    summary: 'Type-ahead search of addresses, streets and named places, Latin or Cyrillic',
    access: [...USERS, 'facility'],
    query: z.object({
      q: freeText(200).min(1),
      regionId: regionId.optional(),
      /** Prefer places near this point: `lon,lat`. */
      near: z
        .string()
        .regex(/^-?\d{1,3}(\.\d+)?,-?\d{1,2}(\.\d+)?$/)
        .refine((text) => coordinates.safeParse(text.split(',').map(Number)).success, {
          message: FAULTS.noSuchPlace,
        })
        .optional(),
      limit: z.coerce.number().int().min(1).max(20).default(8),
    }),
    response: z.object({ places: z.array(placeView) }),
  }),
} as const;
