import { z } from 'zod';
import { coordinates, id, instant, latitude, longitude, regionId } from './primitives.ts';
import { defineRoute } from './route.ts';
import { CONTROL_ROOM } from './units.ts';

/** One fix of a vehicle. `at` is the device's time. */
export const positionFix = z.object({
  /** The unit, or the device whose vehicle it has. */
  unitId: id.optional(),
  deviceId: id.optional(),
  at: instant,
  lon: longitude,
  lat: latitude,
  speedKmh: z.number().min(0).max(400).nullable().default(null),
  headingDegrees: z.number().min(0).max(360).nullable().default(null),
  accuracyMeters: z.number().min(0).max(100_000).nullable().default(null),
  outboxEpoch: z.uuid().optional(),
  deviceSeq: z.number().int().min(1).optional(),
});
export type PositionFix = z.infer<typeof positionFix>;

/** Why one fix of a batch was not taken; the others are. */
export const FIX_REJECTIONS = [
  'invalidInput',
  'unitNotFound',
  'notYourUnit',
  'vehicleWithoutUnit',
  'tooOften',
  'tooOld',
] as const;
export type FixRejection = (typeof FIX_REJECTIONS)[number];

/** What became of a batch of fixes; a rejected one is not worth sending again. */
export const positionsReceipt = z.object({
  accepted: z.number().int(),
  rejected: z.array(z.object({ index: z.number().int(), reason: z.enum(FIX_REJECTIONS) })),
});
export type PositionsReceipt = z.infer<typeof positionsReceipt>;

const osmandParameters = z.looseObject({
  id: z.string().optional().describe('What the device calls itself; also `deviceid`'),
  key: z
    .string()
    .optional()
    .describe('Its secret; or as header `x-device-key`, or as the password of basic authentication'),
  lat: z.string().optional().describe('Degrees'),
  lon: z.string().optional().describe('Degrees'),
  timestamp: z.string().optional().describe('Seconds or milliseconds since 1970, or ISO 8601'),
  speed: z.string().optional().describe('Knots'),
  bearing: z.string().optional().describe('Degrees'),
  altitude: z.string().optional().describe('Metres'),
  accuracy: z.string().optional().describe('Metres'),
  batt: z.string().optional().describe('Per cent'),
});

/** Longest trail that is asked for at once, and the most fixes one answer holds: one a second. */
export const LONGEST_TRAIL_MINUTES = 60;
export const MOST_TRAIL_FIXES = 3600;

/** A fix of a unit's trail as it was received; nothing lies between two of them. */
export const trailFix = z.object({
  /** When the device took it, by its own clock. */
  at: instant,
  coordinates,
});
export type TrailFix = z.infer<typeof trailFix>;

export const unitTrail = z.object({
  unitId: id,
  regionId,
  from: instant,
  to: instant,
  /** Oldest first; the newest ones where there are more than the answer holds. */
  fixes: z.array(trailFix),
});
export type UnitTrail = z.infer<typeof unitTrail>;

export const positionRoutes = {
  getUnitTrail: defineRoute({
    name: 'getUnitTrail',
    method: 'GET',
    path: '/api/v1/units/:unitId/trail',
    summary: 'Where a unit was in the last minutes: its received fixes',
    access: CONTROL_ROOM,
    params: z.object({ unitId: id }),
    query: z.object({
      minutes: z.coerce.number().int().min(1).max(LONGEST_TRAIL_MINUTES).default(10),
    }),
    response: unitTrail,
  }),
  postPositions: defineRoute({
    name: 'postPositions',
    method: 'POST',
    path: '/api/v1/positions',
    summary:
      'A batch of fixes; repeats and late ones are harmless. A crew reports for the units it is on now',
    access: ['crew', 'dispatcher', 'supervisor', 'admin'],
    body: z.object({ fixes: z.array(positionFix).min(1).max(1000) }),
    response: positionsReceipt,
    status: 202,
  }),
  getOsmand: defineRoute({
    name: 'getOsmand',
    method: 'GET',
    path: '/avl/osmand',
    summary: 'One fix of a tracker in the OsmAnd protocol, as query parameters',
    access: 'device',
    query: osmandParameters,
    response: positionsReceipt,
  }),
  postOsmand: defineRoute({
    name: 'postOsmand',
    method: 'POST',
    path: '/avl/osmand',
    summary: 'The OsmAnd protocol with form fields, or with the JSON body of Traccar Client 9 and later',
    access: 'device',
    query: osmandParameters,
    body: z.looseObject({ device_id: z.string().optional(), location: z.unknown().optional() }),
    response: positionsReceipt,
  }),
  postTraccar: defineRoute({
    name: 'postTraccar',
    method: 'POST',
    path: '/avl/traccar',
    summary:
      "A position as a Traccar server forwards it (`forward.type` `json`), with the tracker's own secret",
    access: 'device',
    query: z.looseObject({
      key: z
        .string()
        .optional()
        .describe(
          "The tracker's secret; or as its attribute `akutKey` in Traccar, as header `x-device-key`, or as the password of basic authentication",
        ),
    }),
    body: z.looseObject({ position: z.unknown().optional(), device: z.unknown().optional() }),
    response: positionsReceipt,
  }),
} as const;
