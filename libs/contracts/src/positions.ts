import { z } from 'zod';
import { id, instant, latitude, longitude } from './primitives.ts';
import { defineRoute } from './route.ts';

/** One fix of a vehicle. `at` is the device's time. */
export const positionFix = z.object({
  /** The unit, or the device through which it is known; a device signed in as itself may leave both out. */
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

export const positionRoutes = {
  postPositions: defineRoute({
    name: 'postPositions',
    method: 'POST',
    path: '/api/v1/positions',
    summary:
      'A batch of fixes; repeats and late ones are harmless. Signed in as crew, or with a device secret',
    access: ['crew', 'dispatcher', 'supervisor', 'admin'],
    body: z.object({ fixes: z.array(positionFix).min(1).max(1000) }),
    response: z.object({
      accepted: z.number().int(),
      rejected: z.array(z.object({ index: z.number().int(), reason: z.string() })),
    }),
    status: 202,
  }),
} as const;
