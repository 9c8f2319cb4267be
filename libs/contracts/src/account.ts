import { z } from 'zod';
import { freeText, id, instant } from './primitives.ts';
import { LANGUAGES } from './reason-texts.ts';
import { defineRoute } from './route.ts';

/** Long enough that guessing is hopeless; nothing is asked of the kinds of characters. */
export const SHORTEST_PASSWORD = 12;
export const newPassword = z.string().min(SHORTEST_PASSWORD).max(256);
/** Six digits of an authenticator, or a recovery code; spaces and dashes are the reader's. */
export const secondFactor = freeText(40).min(6);

/** What an account still has to do before it may do anything else; its tokens carry no role until then. */
export const ACCOUNT_STEPS = ['changePassword', 'enrolTotp'] as const;
export type AccountStep = (typeof ACCOUNT_STEPS)[number];

/** How the account's screens look and sound; what is absent is decided by the machine. */
export const preferences = z.object({
  /** Absent until chosen on a screen; the account's own language is suggested then. */
  language: z.enum(LANGUAGES).optional(),
  theme: z.enum(['dark', 'light']).optional(),
  /** Loudness of alarms; never silent. */
  loudnessPercent: z.number().int().min(20).max(100).optional(),
  /** False: only gravest alarms and system trouble sound. */
  warningsSound: z.boolean().optional(),
});
export type Preferences = z.infer<typeof preferences>;

export const sessionView = z.object({
  id,
  isCurrent: z.boolean(),
  startedAt: instant,
  lastUsedAt: instant,
  expiresAt: instant,
  /** As the browser or program named itself. */
  userAgent: z.string(),
});
export type SessionView = z.infer<typeof sessionView>;

export const totpState = z.object({
  isEnrolled: z.boolean(),
  /** By a role the account holds, in a region that asks for it. */
  isRequired: z.boolean(),
  enrolledAt: instant.nullable(),
  recoveryCodesLeft: z.number().int(),
});
export type TotpState = z.infer<typeof totpState>;

const recoveryCodes = z.object({
  /** Each works once. Shown now and never again. */
  recoveryCodes: z.array(z.string()),
});

const sessionRoutes = {
  listSessions: defineRoute({
    name: 'listSessions',
    method: 'GET',
    path: '/api/v1/me/sessions',
    summary: 'Sessions of the signed-in user that are still open, the last used first',
    access: 'signedIn',
    response: z.object({ sessions: z.array(sessionView) }),
  }),
  endSession: defineRoute({
    name: 'endSession',
    method: 'POST',
    path: '/api/v1/me/sessions/:sessionId/end',
    summary: 'End one of the own sessions and close its sockets',
    access: 'signedIn',
    params: z.object({ sessionId: id }),
    response: z.object({ ended: z.number().int() }),
  }),
  endOtherSessions: defineRoute({
    name: 'endOtherSessions',
    method: 'POST',
    path: '/api/v1/me/sessions/end-others',
    summary: 'End all own sessions but this one',
    access: 'signedIn',
    response: z.object({ ended: z.number().int() }),
  }),
} as const;

const totpRoutes = {
  getTotp: defineRoute({
    name: 'getTotp',
    method: 'GET',
    path: '/api/v1/me/totp',
    summary: 'Whether the signed-in user has a second step, and whether one is required',
    access: 'signedIn',
    response: totpState,
  }),
  beginTotp: defineRoute({
    name: 'beginTotp',
    method: 'POST',
    path: '/api/v1/me/totp/begin',
    summary: 'Make a secret for an authenticator; it acts once a code of it has been given',
    access: 'signedIn',
    body: z.object({ password: z.string().min(1).max(256) }),
    response: z.object({ secret: z.string(), uri: z.string() }),
  }),
  confirmTotp: defineRoute({
    name: 'confirmTotp',
    method: 'POST',
    path: '/api/v1/me/totp/confirm',
    summary: 'Give the first code of the new secret; answers the recovery codes once',
    access: 'signedIn',
    body: z.object({ code: secondFactor }),
    response: recoveryCodes,
  }),
  renewRecoveryCodes: defineRoute({
    name: 'renewRecoveryCodes',
    method: 'POST',
    path: '/api/v1/me/totp/recovery-codes',
    summary: 'New recovery codes in place of all old ones',
    access: 'signedIn',
    body: z.object({ code: secondFactor }),
    response: recoveryCodes,
  }),
  removeTotp: defineRoute({
    name: 'removeTotp',
    method: 'POST',
    path: '/api/v1/me/totp/remove',
    summary: 'Sign in without a second step from now on',
    access: 'signedIn',
    body: z.object({ password: z.string().min(1).max(256), code: secondFactor }),
    response: totpState,
  }),
} as const;

export const accountRoutes = {
  ...sessionRoutes,
  ...totpRoutes,
  changePassword: defineRoute({
    name: 'changePassword',
    method: 'POST',
    path: '/api/v1/me/password',
    summary: 'Change the own password; all other sessions end',
    access: 'signedIn',
    body: z.object({ currentPassword: z.string().min(1).max(256), newPassword }),
    response: z.object({ ended: z.number().int() }),
  }),
  setPreferences: defineRoute({
    name: 'setPreferences',
    method: 'PATCH',
    path: '/api/v1/me/preferences',
    summary: 'Keep language, theme and sounds with the account',
    access: 'signedIn',
    body: preferences,
    response: preferences.extend({ language: z.enum(LANGUAGES) }),
  }),
} as const;
