import { CALL_OUTCOMES } from '#domain';
import { z } from 'zod';
import { FAULTS } from './fault-texts.ts';
import { callView, incidentLocation } from './incidents.ts';
import { commandBase, freeText, id, regionId } from './primitives.ts';
import { defineRoute } from './route.ts';
import { CONTROL_ROOM } from './units.ts';

/** What a caller said and is called: personal, for the control room only. Empty where nothing is known. */
export const callDetail = z.object({
  callerName: z.string(),
  callerPhone: z.string(),
  words: z.string(),
  addressText: z.string(),
});
export type CallDetail = z.infer<typeof callDetail>;

export const callWithDetail = callView.extend({
  detail: callDetail,
  takenByName: z.string(),
  /** Of the incident it belongs to now. */
  incidentNumber: z.number().int().nullable(),
});
export type CallWithDetail = z.infer<typeof callWithDetail>;

export const CALL_FIELDS = ['callerName', 'callerPhone', 'words', 'location'] as const;
export type CallField = (typeof CALL_FIELDS)[number];

const version = z.number().int().min(1);

export const patchCallBody = z
  .object({
    ...commandBase,
    callerName: freeText(200).optional(),
    callerPhone: freeText(60).optional(),
    words: freeText(10_000).optional(),
    location: incidentLocation.optional(),
    /** The version of the call on which each edit began. A field that was changed since is refused with 409. */
    baseVersions: z.partialRecord(z.enum(CALL_FIELDS), version).optional(),
  })
  .refine((body) => CALL_FIELDS.some((field) => body[field] !== undefined), {
    message: FAULTS.nothingToChange,
  });
export type PatchCallBody = z.infer<typeof patchCallBody>;

export const endCallBody = z.object({ ...commandBase, outcome: z.enum(CALL_OUTCOMES) });
export type EndCallBody = z.infer<typeof endCallBody>;

const callParams = z.object({ callId: id });
const listed = z.object({ calls: z.array(callWithDetail) });

export const callRoutes = {
  listCalls: defineRoute({
    name: 'listCalls',
    method: 'GET',
    path: '/api/v1/calls',
    summary: 'Calls that belong to no incident: those that wait, oldest first, or all, latest first',
    access: CONTROL_ROOM,
    query: z.object({
      regionId: regionId.optional(),
      state: z.enum(['waiting', 'all']).default('waiting'),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    response: listed.extend({ seq: z.number().int() }),
  }),
  listIncidentCalls: defineRoute({
    name: 'listIncidentCalls',
    method: 'GET',
    path: '/api/v1/incidents/:incidentId/calls',
    summary: 'Calls of an incident and of those joined to it, with what callers said',
    access: CONTROL_ROOM,
    params: z.object({ incidentId: id }),
    response: listed,
  }),
  patchCall: defineRoute({
    name: 'patchCall',
    method: 'PATCH',
    path: '/api/v1/calls/:callId',
    summary: 'Change what is known of a caller; the former details stay as an older version',
    access: CONTROL_ROOM,
    params: callParams,
    body: patchCallBody,
    response: callView,
    isCommand: true,
  }),
  endCall: defineRoute({
    name: 'endCall',
    method: 'POST',
    path: '/api/v1/calls/:callId/end',
    summary: 'End a call that belongs to no incident, with its outcome',
    access: CONTROL_ROOM,
    params: callParams,
    body: endCallBody,
    response: callView,
    isCommand: true,
  }),
} as const;
