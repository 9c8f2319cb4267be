import { INCIDENT_CATEGORIES } from '#domain';
import { z } from 'zod';
import { callView, incidentLocation, incidentReceipt } from './incidents.ts';
import { commandBase, coordinates, freeText, id, instant, regionId } from './primitives.ts';
import { defineRoute } from './route.ts';
import { CONTROL_ROOM } from './units.ts';

/** Why two reports look like one event. The words themselves are personal and never leave the server. */
export const duplicateReason = z.discriminatedUnion('key', [
  z.object({ key: z.literal('near'), distanceMeters: z.number().int() }),
  z.object({ key: z.literal('soonAfter'), secondsApart: z.number().int() }),
  z.object({ key: z.literal('similarWords'), sharedWords: z.number().int() }),
  z.object({ key: z.literal('sameCategory'), category: z.enum(INCIDENT_CATEGORIES) }),
  z.object({ key: z.literal('relatedCategory'), category: z.enum(INCIDENT_CATEGORIES) }),
]);
export type DuplicateReason = z.infer<typeof duplicateReason>;

const likeness = {
  /** 0..1. */
  score: z.number(),
  reasons: z.array(duplicateReason),
};

/** An open incident that is likely the same event. */
export const likelyDuplicate = z.object({
  incidentId: id,
  number: z.number().int(),
  category: z.enum(INCIDENT_CATEGORIES),
  priority: z.number().int(),
  createdAt: instant,
  coordinates: coordinates.nullable(),
  ...likeness,
});
export type LikelyDuplicate = z.infer<typeof likelyDuplicate>;

/**
 * Kept, so that every desk sees it: a new report (an incident, or a call without one) that is likely the same event as an
 * earlier one. Never joined by itself.
 */
export const duplicateProposal = z.object({
  id,
  regionId,
  /** The later report: one of the two is set. */
  incidentId: id.nullable(),
  callId: id.nullable(),
  /** The earlier report: one of the two is set. */
  likelyIncidentId: id.nullable(),
  likelyCallId: id.nullable(),
  ...likeness,
  proposedAt: instant,
  dismissedAt: instant.nullable(),
  dismissedByName: z.string().nullable(),
});
export type DuplicateProposal = z.infer<typeof duplicateProposal>;

export const findDuplicatesBody = z.object({
  regionId: regionId.optional(),
  location: incidentLocation,
  /** What the caller says, as far as it is typed. */
  words: freeText(10_000).default(''),
  category: z.enum(INCIDENT_CATEGORIES).optional(),
});
export type FindDuplicatesBody = z.infer<typeof findDuplicatesBody>;

export const dismissDuplicateBody = z.object({ ...commandBase });
export type DismissDuplicateBody = z.infer<typeof dismissDuplicateBody>;
export const joinIncidentBody = z.object({ ...commandBase, intoIncidentId: id });
export type JoinIncidentBody = z.infer<typeof joinIncidentBody>;
export const unjoinIncidentBody = z.object({ ...commandBase });
export type UnjoinIncidentBody = z.infer<typeof unjoinIncidentBody>;
export const linkCallBody = z.object({
  ...commandBase,
  /** Null takes the call out of its incident again. */
  incidentId: id.nullable(),
});
export type LinkCallBody = z.infer<typeof linkCallBody>;

const incidentParams = z.object({ incidentId: id });

export const duplicateRoutes = {
  listDuplicates: defineRoute({
    name: 'listDuplicates',
    method: 'GET',
    path: '/api/v1/incidents/:incidentId/duplicates',
    summary: 'Open incidents that are likely the same event as this one, with the reasons',
    access: CONTROL_ROOM,
    params: incidentParams,
    response: z.object({ duplicates: z.array(likelyDuplicate) }),
  }),
  findDuplicates: defineRoute({
    name: 'findDuplicates',
    method: 'POST',
    path: '/api/v1/duplicates',
    summary: 'Open incidents that are likely the event being typed; saves nothing',
    access: CONTROL_ROOM,
    body: findDuplicatesBody,
    response: z.object({ duplicates: z.array(likelyDuplicate) }),
  }),
  listDuplicateProposals: defineRoute({
    name: 'listDuplicateProposals',
    method: 'GET',
    path: '/api/v1/duplicate-proposals',
    summary: 'Proposals of a region that nobody has decided yet',
    access: CONTROL_ROOM,
    query: z.object({ regionId: regionId.optional() }),
    response: z.object({ proposals: z.array(duplicateProposal), seq: z.number().int() }),
  }),
  dismissDuplicate: defineRoute({
    name: 'dismissDuplicate',
    method: 'POST',
    path: '/api/v1/duplicate-proposals/:proposalId/dismiss',
    summary: 'Say that two reports are not the same event; the proposal is kept as dismissed',
    access: CONTROL_ROOM,
    params: z.object({ proposalId: id }),
    body: dismissDuplicateBody,
    response: duplicateProposal,
    isCommand: true,
  }),
  joinIncident: defineRoute({
    name: 'joinIncident',
    method: 'POST',
    path: '/api/v1/incidents/:incidentId/join',
    summary:
      'Close an incident as the same event as another one; refused while a unit works on it; can be undone',
    access: CONTROL_ROOM,
    params: incidentParams,
    body: joinIncidentBody,
    response: incidentReceipt,
    isCommand: true,
  }),
  unjoinIncident: defineRoute({
    name: 'unjoinIncident',
    method: 'POST',
    path: '/api/v1/incidents/:incidentId/unjoin',
    summary: 'Undo a join while the main incident is open: state, calls, timers and number are as before',
    access: CONTROL_ROOM,
    params: incidentParams,
    body: unjoinIncidentBody,
    response: incidentReceipt,
    isCommand: true,
  }),
  linkCall: defineRoute({
    name: 'linkCall',
    method: 'POST',
    path: '/api/v1/calls/:callId/link',
    summary: 'Say to which open incident a call belongs, or to none',
    access: CONTROL_ROOM,
    params: z.object({ callId: id }),
    body: linkCallBody,
    response: callView,
    isCommand: true,
  }),
} as const;
