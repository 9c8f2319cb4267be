import { z } from 'zod';
import { commandBase, freeText, id, instant, regionId } from '../primitives.ts';
import { defineRoute } from '../route.ts';

/**
 * A tablet belongs to one vehicle. An administrator makes a code that is good once and for a short time; the tablet
 * makes its key pair itself (ECDSA P-256, the private key cannot be taken out of the browser) and hands in the public
 * half with the code. Afterwards it signs a nonce of the server whenever it needs a token.
 */
export const ENROLMENT_CODE_PATTERN = /^[A-HJ-NP-Z2-9]{4}-?[A-HJ-NP-Z2-9]{4}$/;

/** RFC 7517, of an EC key on P-256. */
export const devicePublicKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().regex(/^[\w-]{43}$/),
  y: z.string().regex(/^[\w-]{43}$/),
});

export const enrolBody = z.object({
  code: z
    .string()
    .trim()
    .transform((text) => text.toUpperCase())
    .pipe(z.string().regex(ENROLMENT_CODE_PATTERN)),
  publicKey: devicePublicKey,
});

export const tabletDevice = z.object({
  id,
  regionId,
  vehicle: z.object({ id, plate: z.string() }).nullable(),
});
export type TabletDevice = z.infer<typeof tabletDevice>;

/** Signed by the tablet (ECDSA with SHA-256, raw r and s, base64url): this prefix, its id and the nonce, parted by colons. */
export const TOKEN_SIGNATURE_PREFIX = 'akut-tablet';
export const tokenBody = z.object({
  deviceId: id,
  nonce: z.string().max(200),
  signature: z.string().regex(/^[\w-]{86}$/),
});
export const tokenAnswer = z.object({
  accessToken: z.string(),
  expiresInSeconds: z.number().int(),
  serverAt: instant,
  /** True for a device that was revoked: it may hand in what it still holds, and read nothing. */
  uploadOnly: z.boolean(),
});
export type TabletTokenAnswer = z.infer<typeof tokenAnswer>;

export const deviceView = z.object({
  id,
  regionId,
  name: z.string(),
  kind: z.enum(['tablet', 'tracker']),
  protocol: z.string(),
  vehicle: z.object({ id, plate: z.string() }).nullable(),
  enrolledAt: instant.nullable(),
  lastSeenAt: instant.nullable(),
  /** How far the device's clock is ahead of the server's, in milliseconds, when it last spoke. */
  clockOffsetMs: z.number().int().nullable(),
  revokedAt: instant.nullable(),
});
export type DeviceView = z.infer<typeof deviceView>;

export const createEnrolmentBody = z.object({
  ...commandBase,
  regionId: regionId.optional(),
  vehicleId: id,
  name: freeText(80).min(1),
});
export const enrolmentAnswer = z.object({ code: z.string(), expiresAt: instant });
export const revokeDeviceBody = z.object({ ...commandBase });

const ADMIN = ['admin'] as const;

export const tabletEnrolmentRoutes = {
  enrolTablet: defineRoute({
    name: 'enrolTablet',
    method: 'POST',
    path: '/tablet/v1/enrol',
    summary: "Enrol a tablet with an administrator's code and the public half of its own key",
    access: 'public',
    body: enrolBody,
    response: tabletDevice,
  }),
  challengeTablet: defineRoute({
    name: 'challengeTablet',
    method: 'POST',
    path: '/tablet/v1/challenge',
    summary: 'A nonce for the tablet to sign, good for a minute',
    access: 'public',
    body: z.object({ deviceId: id }),
    response: z.object({ nonce: z.string(), serverAt: instant }),
  }),
  getTabletToken: defineRoute({
    name: 'getTabletToken',
    method: 'POST',
    path: '/tablet/v1/token',
    summary: 'A short-lived token for a signed nonce',
    access: 'public',
    body: tokenBody,
    response: tokenAnswer,
  }),
  listDevices: defineRoute({
    name: 'listDevices',
    method: 'GET',
    path: '/api/v1/admin/devices',
    summary: 'Tablets and trackers of a region',
    access: ADMIN,
    query: z.object({ regionId: regionId.optional() }),
    response: z.object({
      devices: z.array(deviceView),
      /** Those that a tablet can be enrolled for, with the unit that each is now. */
      vehicles: z.array(z.object({ id, plate: z.string(), callSign: z.string().nullable() })),
    }),
  }),
  createEnrolment: defineRoute({
    name: 'createEnrolment',
    method: 'POST',
    path: '/api/v1/admin/devices/enrolments',
    summary: 'A code that enrols one tablet for a vehicle',
    access: ADMIN,
    body: createEnrolmentBody,
    response: enrolmentAnswer,
    isCommand: true,
  }),
  revokeDevice: defineRoute({
    name: 'revokeDevice',
    method: 'POST',
    path: '/api/v1/admin/devices/:deviceId/revoke',
    summary: 'Take a device out of use: it may hand in what it holds, and read nothing more',
    access: ADMIN,
    params: z.object({ deviceId: id }),
    body: revokeDeviceBody,
    response: deviceView,
    isCommand: true,
  }),
} as const;
