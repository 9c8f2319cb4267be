import { ASSIGNMENT_STATUSES, CAPABILITIES, PRIORITIES } from '#domain';
import { z } from 'zod';
import { coordinates, id, instant } from './primitives.ts';
import { jointProposal } from './proposals.ts';
import { defineRoute } from './route.ts';
import { CONTROL_ROOM } from './units.ts';

/** A sentence as a message key with its values: see `ranking-texts.ts`. Seconds are numbers under names ending in `Seconds`. */
export const sentence = z.object({
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type SentenceView = z.infer<typeof sentence>;

export const candidateView = z.object({
  unitId: id,
  /** The unit's own region: another one's than the incident's when a neighbour helps. */
  regionId: z.string(),
  callSign: z.string(),
  capabilities: z.array(z.enum(CAPABILITIES)).readonly(),
  rank: z.number().int(),
  travelSeconds: z.number(),
  distanceMeters: z.number(),
  turnoutSeconds: z.number(),
  /** Until a unit that is soon free can turn out; 0 for all others. */
  waitSeconds: z.number(),
  /** Wait, turnout and travel: seconds from now until it is there. */
  arrivalSeconds: z.number(),
  /** Arrival and what else the rules cost: what the rank is by. */
  scoreSeconds: z.number(),
  positionTrust: z.string(),
  /** Named parts of the score in seconds; rules that cost nothing are left out, turnout and travel never. */
  parts: z.array(z.object({ rule: z.string(), seconds: z.number() })).readonly(),
  /** Slots of the plan it is able to fill. */
  slots: z.array(z.string()).readonly(),
  /** Among those proposed to be sent together. */
  isProposed: z.boolean(),
  /** The less urgent run it would be called off from; only a command of its own does that. */
  diversion: z
    .object({
      assignmentId: id,
      incidentId: id,
      incidentNumber: z.number().int(),
      priority: z.number().int(),
      status: z.enum(ASSIGNMENT_STATUSES),
    })
    .nullable(),
  /** It still has a patient to hand over: it can only be reserved. */
  soonFree: z
    .object({
      assignmentId: id,
      incidentId: id,
      incidentNumber: z.number().int(),
      status: z.enum(ASSIGNMENT_STATUSES),
      freeInSeconds: z.number(),
    })
    .nullable(),
  /** What it is already reserved for. */
  reserved: z.object({ assignmentId: id, incidentId: id, incidentNumber: z.number().int() }).nullable(),
  /** Expected coverage that sending it takes away, as a share of all demand of its region; null while it is not known. */
  coverage: z.object({ lossShare: z.number(), seconds: z.number() }).nullable(),
});
export type CandidateView = z.infer<typeof candidateView>;

export const rejectionView = z.object({
  unitId: id,
  regionId: z.string(),
  callSign: z.string(),
  reason: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type RejectionView = z.infer<typeof rejectionView>;

/** What the response plan asks for this incident, and who fills it. Slots stand in order of importance. */
export const recommendedPlanView = z.object({
  version: z.number().int(),
  travelLimitSeconds: z.number(),
  travelLimitMeters: z.number().nullable(),
  /** Proposed together, first to arrive first. */
  unitIds: z.array(id),
  slots: z.array(
    z.object({
      slot: z.string(),
      capabilities: z.array(z.enum(CAPABILITIES)),
      wanted: z.number().int(),
      found: z.number().int(),
      unitIds: z.array(id),
      /** Their arrivals, units sent before included; null for one of those that can't be located. */
      arrivalSeconds: z.array(z.number().nullable()),
    }),
  ),
  isShort: z.boolean(),
});

export const recommendationVersions = z.object({
  /** Import of the map. */
  map: z.number().int(),
  /** Closures and slow stretches in force, counted by the process that answered. */
  conditions: z.number().int(),
  plan: z.number().int(),
  /** Version of the ranking's rules. */
  code: z.number().int(),
});

export const recommendationView = z.object({
  id,
  incidentId: id,
  at: instant,
  candidates: z.array(candidateView),
  rejected: z.array(rejectionView),
  plan: recommendedPlanView,
  /** Why the first is first: the first of `sentences`. */
  because: sentence,
  /** Why the first is first, who goes together, and what is short; screens render them in the user's language. */
  sentences: z.array(sentence),
  /** False while the coverage is still being computed: its part is 0 then, and a sentence says so. */
  isCoverageKnown: z.boolean(),
  versions: recommendationVersions,
  computeMilliseconds: z.number(),
  /** What deciding all waiting incidents together proposes for this one; null when it does not wait, or was not decided yet. */
  joint: jointProposal.nullable().optional(),
});
export type RecommendationView = z.infer<typeof recommendationView>;

/** A recommendation as it was kept, what was chosen from it, and what the present code makes of the same inputs. */
export const recommendationRecordView = z.object({
  id,
  incidentId: id,
  regionId: z.string(),
  at: instant,
  askedBy: id,
  incident: z.object({
    priority: z.number().int().min(PRIORITIES[0]).max(PRIORITIES.length),
    category: z.string(),
    coordinates,
  }),
  /** Null for records of before there were versions. */
  versions: recommendationVersions.nullable(),
  closureIds: z.array(id),
  /** What was shown. */
  shown: z.object({
    unitIds: z.array(id),
    rejectedUnitIds: z.record(z.string(), z.array(id)),
    proposedUnitIds: z.array(id),
    sentences: z.array(sentence),
  }),
  /** Assignments made from it; rank is null for a unit it had rejected or did not know. */
  chosen: z.array(
    z.object({
      assignmentId: id,
      unitId: id,
      callSign: z.string(),
      rank: z.number().int().nullable(),
      /** A reason was written for taking another unit than the first; the words are with the assignment. */
      isOverride: z.boolean(),
      createdAt: instant,
    }),
  ),
  replay: z.object({
    /** False for records of an older form, which the present code can't read. */
    isPossible: z.boolean(),
    isEqual: z.boolean(),
    candidates: z.array(candidateView),
    rejected: z.array(rejectionView),
    sentences: z.array(sentence),
  }),
});
export type RecommendationRecordView = z.infer<typeof recommendationRecordView>;

export const recommendationRoutes = {
  getRecommendation: defineRoute({
    name: 'getRecommendation',
    method: 'GET',
    path: '/api/v1/incidents/:incidentId/recommendation',
    summary: 'Units ranked by exact road time, with reasons, and the rejected ones with theirs',
    access: CONTROL_ROOM,
    params: z.object({ incidentId: id }),
    response: recommendationView,
  }),
  getRecommendationRecord: defineRoute({
    name: 'getRecommendationRecord',
    method: 'GET',
    path: '/api/v1/recommendations/:recommendationId',
    summary: 'A recommendation as kept, what was chosen from it, and its replay',
    access: ['supervisor', 'analyst', 'admin'],
    params: z.object({ recommendationId: id }),
    response: recommendationRecordView,
  }),
} as const;
