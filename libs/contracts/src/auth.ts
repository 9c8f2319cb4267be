import { ROLES } from '#domain';
import { z } from 'zod';
import { ACCOUNT_STEPS, preferences, secondFactor } from './account.ts';
import { freeText, id, instant, regionId } from './primitives.ts';
import { defineRoute } from './route.ts';

export const loginBody = z.object({
  email: freeText(254).min(3),
  password: z.string().min(1).max(256),
  /** A browser gets its refresh token as an HttpOnly cookie, any other client in the answer. */
  client: z.enum(['browser', 'native']).default('browser'),
  /** Asked for with `secondStepNeeded` when the account has a second step. */
  code: secondFactor.optional(),
});

export const regionRole = z.object({ regionId, role: z.enum(ROLES) });

export const userView = z.object({
  id,
  email: z.string(),
  displayName: z.string(),
  language: z.string(),
  roles: z.array(regionRole),
  preferences,
  /** While one is left, the tokens allow nothing but the own account. */
  nextSteps: z.array(z.enum(ACCOUNT_STEPS)),
});
export type UserView = z.infer<typeof userView>;

export const loginAnswer = z.object({
  accessToken: z.string(),
  expiresAt: instant,
  /** Opaque, rotated at each use; browsers get it as a cookie instead and see null. */
  refreshToken: z.string().nullable(),
  user: userView,
});
export type LoginAnswer = z.infer<typeof loginAnswer>;

export const regionView = z.object({
  id: regionId,
  name: z.string(),
  mapName: z.string(),
  mapVersion: z.number().int(),
  timeZone: z.string(),
  currency: z.string(),
  languages: z.array(z.string()),
  isTraining: z.boolean(),
  /** West, south, east, north in degrees. */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  center: z.tuple([z.number(), z.number()]),
  attribution: z.string(),
  /** Regions on the same map that may help each other: where units on the board, and those they are lent to, belong. */
  neighbours: z.array(z.object({ id: regionId, name: z.string() })),
});
export type RegionView = z.infer<typeof regionView>;

export const authRoutes = {
  login: defineRoute({
    name: 'login',
    method: 'POST',
    path: '/api/v1/auth/login',
    summary: 'Sign in with e-mail, password and, where the account has one, the code of the second step',
    access: 'public',
    body: loginBody,
    response: loginAnswer,
  }),
  refresh: defineRoute({
    name: 'refresh',
    method: 'POST',
    path: '/api/v1/auth/refresh',
    summary: 'Exchange a refresh token for new tokens; using one twice ends the session',
    access: 'public',
    body: z.object({ refreshToken: freeText(256).optional() }),
    response: loginAnswer,
  }),
  logout: defineRoute({
    name: 'logout',
    method: 'POST',
    path: '/api/v1/auth/logout',
    summary: 'End this session and close its sockets',
    access: 'signedIn',
    response: z.object({ ended: z.boolean() }),
  }),
  getMe: defineRoute({
    name: 'getMe',
    method: 'GET',
    path: '/api/v1/me',
    summary: 'The signed-in user',
    access: 'signedIn',
    response: userView,
  }),
  listRegions: defineRoute({
    name: 'listRegions',
    method: 'GET',
    path: '/api/v1/regions',
    summary: 'The regions of the signed-in user',
    access: 'signedIn',
    response: z.object({ regions: z.array(regionView) }),
  }),
} as const;
