import {
  LEAST_RETENTION_DAYS,
  LONGEST_RETENTION_DAYS,
  POLICY_COUNTRIES,
  type RetentionClass,
  ROLES,
} from '#domain';
import { z } from 'zod';
import { newPassword } from '../account.ts';
import { commandBase, freeText, id, instant, phoneNumber, regionId } from '../primitives.ts';
import { LANGUAGES } from '../reason-texts.ts';
import { defineRoute } from '../route.ts';
import { ADMINS, recordReceipt } from './records.ts';

const version = z.number().int().min(0).max(2_000_000_000);
const ofRegion = z.object({ regionId: regionId.optional() });
const userParams = z.object({ userId: id });

const role = z.enum(ROLES);
export const userFields = z.object({
  email: freeText(254).trim().toLowerCase().pipe(z.email()),
  displayName: freeText(80).trim().min(1),
  language: z.enum(LANGUAGES).default('en'),
  /** In the region concerned; those held elsewhere stay as they are. None: the user leaves the region. */
  roles: z.array(role).max(ROLES.length),
  /** Facilities of the region that the login speaks for, with the role `facility`. */
  facilityIds: z.array(id).max(20).default([]),
  isDisabled: z.boolean().default(false),
});
export type UserFields = z.output<typeof userFields>;

export const userRecord = userFields.extend({
  id,
  regionId,
  version,
  email: z.string(),
  /** Holds roles in regions that the asking administrator does not keep: only the roles here may be changed. */
  isKeptElsewhere: z.boolean(),
  hasTotp: z.boolean(),
  /** Until when the initial password works; null once the user has a password of their own. */
  initialPasswordUntil: instant.nullable(),
  openSessions: z.number().int(),
  lastUsedAt: instant.nullable(),
});
export type UserRecordView = z.infer<typeof userRecord>;

const daysOf = (kind: RetentionClass) =>
  z.number().int().min(LEAST_RETENTION_DAYS[kind]).max(LONGEST_RETENTION_DAYS);

export const regionSettings = z.object({
  name: freeText(80).trim().min(1),
  languages: z.array(z.enum(LANGUAGES)).min(1).max(LANGUAGES.length),
  /** Whose presets act until the region saves its own response plan and standards. */
  policyCountry: z.enum(POLICY_COUNTRIES).nullable(),
  /** Who holds one of these roles here signs in with a second step. */
  totpRoles: z.array(role).max(ROLES.length),
  /** What crews' tablets call; null where the control room has none for them. */
  controlRoomPhone: phoneNumber.nullable().default(null),
  /** How many days each class of words is kept, where the region differs from its country; left as it is when absent. */
  retentionDays: z
    .object({
      deviceEvents: daysOf('deviceEvents'),
      messages: daysOf('messages'),
      enrolmentCodes: daysOf('enrolmentCodes'),
      clinical: daysOf('clinical'),
    })
    .partial()
    .optional(),
});
export type RegionSettings = z.output<typeof regionSettings>;
export const regionRecord = regionSettings.extend({
  id: regionId,
  version,
  languages: z.array(z.string()),
  timeZone: z.string(),
  currency: z.string(),
  mapName: z.string(),
  isTraining: z.boolean(),
});
export type RegionRecordView = z.infer<typeof regionRecord>;

const change = { ...commandBase, regionId: regionId.optional(), expectedVersion: version };
/** Made by the administrator's own screen, so that no answer of ours holds it; handed over once and soon changed. */
const initialPassword = newPassword;

export const userAdminRoutes = {
  listUsers: defineRoute({
    name: 'listUsers',
    method: 'GET',
    path: '/api/v1/admin/users',
    summary: 'Users who hold a role in a region',
    access: ADMINS,
    query: ofRegion,
    response: z.object({ records: z.array(userRecord) }),
  }),
  createUser: defineRoute({
    name: 'createUser',
    method: 'POST',
    path: '/api/v1/admin/users',
    summary: 'Add a user with an initial password that works for three days and must be changed',
    access: ADMINS,
    body: userFields.extend({ ...commandBase, regionId: regionId.optional(), initialPassword }),
    response: recordReceipt,
    status: 201,
    isCommand: true,
  }),
  changeUser: defineRoute({
    name: 'changeUser',
    method: 'PUT',
    path: '/api/v1/admin/users/:userId',
    summary: 'Change name, e-mail, roles in the region, or disable; who loses a role is signed out',
    access: ADMINS,
    params: userParams,
    body: userFields.extend(change),
    response: recordReceipt,
    isCommand: true,
  }),
  setInitialPassword: defineRoute({
    name: 'setInitialPassword',
    method: 'POST',
    path: '/api/v1/admin/users/:userId/initial-password',
    summary: 'Give a user who cannot sign in a new initial password; all their sessions end',
    access: ADMINS,
    params: userParams,
    body: z.object({ ...change, initialPassword }),
    response: recordReceipt,
    isCommand: true,
  }),
  resetTotp: defineRoute({
    name: 'resetTotp',
    method: 'POST',
    path: '/api/v1/admin/users/:userId/reset-totp',
    summary: 'Take the second step from a user who lost it; all their sessions end',
    access: ADMINS,
    params: userParams,
    body: z.object(change),
    response: recordReceipt,
    isCommand: true,
  }),
  endSessionsOfUser: defineRoute({
    name: 'endSessionsOfUser',
    method: 'POST',
    path: '/api/v1/admin/users/:userId/end-sessions',
    summary: 'End all sessions of a user',
    access: ADMINS,
    params: userParams,
    body: z.object(change),
    response: recordReceipt,
    isCommand: true,
  }),
  getRegionSettings: defineRoute({
    name: 'getRegionSettings',
    method: 'GET',
    path: '/api/v1/admin/region',
    summary: 'Name and settings of a region',
    access: ['supervisor', 'admin'],
    query: ofRegion,
    response: regionRecord,
  }),
  changeRegionSettings: defineRoute({
    name: 'changeRegionSettings',
    method: 'PUT',
    path: '/api/v1/admin/region',
    summary: 'Change name and settings of a region',
    access: ADMINS,
    body: regionSettings.extend(change),
    response: z.object({ id: regionId, version }),
    isCommand: true,
  }),
} as const;
