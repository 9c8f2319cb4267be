import { HAZARD_KINDS } from '#domain';
import { z } from 'zod';
import { FAULTS } from './fault-texts.ts';
import { incidentLocation } from './incidents.ts';
import { commandBase, coordinates, freeText, id, instant, regionId } from './primitives.ts';
import { defineRoute } from './route.ts';
import { CONTROL_ROOM } from './units.ts';

/** A warning tied to an address. It tells of people: for the control room and the crews that are sent there. */
export const hazardView = z.object({
  id,
  regionId,
  kind: z.enum(HAZARD_KINDS),
  text: z.string(),
  addressText: z.string(),
  coordinates: coordinates.nullable(),
  version: z.number().int(),
  /** Not shown from then on; null: until it is removed. */
  validUntil: instant.nullable(),
  /** Somebody should look whether it still holds. */
  reviewAt: instant,
  writtenAt: instant,
  writtenByName: z.string(),
  removedAt: instant.nullable(),
});
export type HazardView = z.infer<typeof hazardView>;

/** Why a warning is shown for a place. */
export const hazardHere = hazardView.extend({
  /** Null when only the address is the same. */
  distanceMeters: z.number().nullable(),
});
export type HazardHere = z.infer<typeof hazardHere>;

/** Answer to a command: without its words, since it is kept for repeats. */
export const hazardReceipt = z.object({
  id,
  regionId,
  version: z.number().int(),
  removedAt: instant.nullable(),
});
export type HazardReceipt = z.infer<typeof hazardReceipt>;

const text = freeText(1000).min(1);

export const createHazardBody = z.object({
  ...commandBase,
  regionId: regionId.optional(),
  kind: z.enum(HAZARD_KINDS),
  text,
  location: incidentLocation,
  validUntil: instant.nullable().default(null),
  /** Absent: in a year. */
  reviewAt: instant.optional(),
});
export type CreateHazardBody = z.infer<typeof createHazardBody>;

const HAZARD_FIELDS = ['kind', 'text', 'location', 'validUntil', 'reviewAt'] as const;

export const patchHazardBody = z
  .object({
    ...commandBase,
    kind: z.enum(HAZARD_KINDS).optional(),
    text: text.optional(),
    location: incidentLocation.optional(),
    validUntil: instant.nullable().optional(),
    reviewAt: instant.optional(),
    /** The version the change was made on; an older one is refused with 409. */
    expectedVersion: z.number().int().optional(),
  })
  .refine((body) => HAZARD_FIELDS.some((field) => body[field] !== undefined), {
    message: FAULTS.nothingToChange,
  });
export type PatchHazardBody = z.infer<typeof patchHazardBody>;

export const removeHazardBody = z.object({ ...commandBase });
export type RemoveHazardBody = z.infer<typeof removeHazardBody>;

const hazardParams = z.object({ hazardId: id });

export const hazardRoutes = {
  listHazards: defineRoute({
    name: 'listHazards',
    method: 'GET',
    path: '/api/v1/hazards',
    summary: 'Warnings of a region, those to be looked at again first',
    access: CONTROL_ROOM,
    query: z.object({
      regionId: regionId.optional(),
      state: z.enum(['current', 'all']).default('current'),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    response: z.object({ hazards: z.array(hazardView) }),
  }),
  findHazards: defineRoute({
    name: 'findHazards',
    method: 'POST',
    path: '/api/v1/hazards/find',
    summary: 'Warnings for a place that is being typed; saves nothing',
    access: CONTROL_ROOM,
    body: z.object({ regionId: regionId.optional(), location: incidentLocation }),
    response: z.object({ hazards: z.array(hazardHere) }),
  }),
  listIncidentHazards: defineRoute({
    name: 'listIncidentHazards',
    method: 'GET',
    path: '/api/v1/incidents/:incidentId/hazards',
    summary: 'Warnings for the place of an incident; also for the crews that are sent there',
    access: [...CONTROL_ROOM, 'crew'],
    params: z.object({ incidentId: id }),
    response: z.object({ hazards: z.array(hazardHere) }),
  }),
  createHazard: defineRoute({
    name: 'createHazard',
    method: 'POST',
    path: '/api/v1/hazards',
    summary: 'Warn of something at an address',
    access: CONTROL_ROOM,
    body: createHazardBody,
    response: hazardReceipt,
    status: 201,
    isCommand: true,
  }),
  patchHazard: defineRoute({
    name: 'patchHazard',
    method: 'PATCH',
    path: '/api/v1/hazards/:hazardId',
    summary: 'Change a warning, its end or its review',
    access: CONTROL_ROOM,
    params: hazardParams,
    body: patchHazardBody,
    response: hazardReceipt,
    isCommand: true,
  }),
  removeHazard: defineRoute({
    name: 'removeHazard',
    method: 'POST',
    path: '/api/v1/hazards/:hazardId/remove',
    summary: 'Remove a warning that no longer holds',
    access: CONTROL_ROOM,
    params: hazardParams,
    body: removeHazardBody,
    response: hazardReceipt,
    isCommand: true,
  }),
} as const;
