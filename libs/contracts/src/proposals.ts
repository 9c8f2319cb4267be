import { z } from 'zod';
import { commandBase, id, instant, regionId } from './primitives.ts';
import { defineRoute } from './route.ts';
import { CONTROL_ROOM } from './units.ts';

/**
 * `sendJointly`: several incidents wait and are better served together than one by one. `exchange`: a unit that has become
 * free is nearer than the one on its way. `diversion`: a unit on a less urgent run would be there much sooner.
 * `fillPlan`: units were sent, and a free one could fill what the plan asks beside them.
 */
export const PROPOSAL_KINDS = ['sendJointly', 'exchange', 'diversion', 'fillPlan'] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** `withdrawn`: the situation changed and nothing was decided by anybody. */
export const PROPOSAL_STATES = ['open', 'accepted', 'dismissed', 'withdrawn'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** A sentence as a key of `proposal-texts.ts` and its values; screens say it in the user's language. */
export const proposalSentence = z.object({
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ProposalSentence = z.infer<typeof proposalSentence>;

export const proposedSend = z.object({
  incidentId: id,
  incidentNumber: z.number().int(),
  priority: z.number().int(),
  unitId: id,
  callSign: z.string(),
  /** False: this unit is not free yet, and the incident is better off waiting for it. Accepting sends only the others. */
  isNow: z.boolean(),
  freeInSeconds: z.number(),
  /** Seconds from the decision until the unit is there. */
  arrivalSeconds: z.number(),
  /** Without the proposal: first come, first served, or what is under way now. Null: nobody. */
  otherwise: z.object({ unitId: id, callSign: z.string(), arrivalSeconds: z.number() }).nullable(),
  because: proposalSentence,
});
export type ProposedSend = z.infer<typeof proposedSend>;

/** An assignment that accepting ends; the unit of a diverted one goes elsewhere, and its incident waits again. */
export const proposedRelease = z.object({
  assignmentId: id,
  incidentId: id,
  incidentNumber: z.number().int(),
  priority: z.number().int(),
  unitId: id,
  callSign: z.string(),
  endsAs: z.enum(['cancelled', 'diverted']),
});
export type ProposedRelease = z.infer<typeof proposedRelease>;

export const proposalView = z.object({
  id,
  regionId,
  kind: z.enum(PROPOSAL_KINDS),
  state: z.enum(PROPOSAL_STATES),
  /** Raised when the same proposal is reckoned anew; accepting names the one that was on the screen. */
  version: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
  settledAt: instant.nullable(),
  settledByName: z.string().nullable(),
  sends: z.array(proposedSend),
  releases: z.array(proposedRelease),
  /** Seconds of waiting saved, each weighted by the priority of its incident. */
  savedWeightedSeconds: z.number(),
  because: proposalSentence,
});
export type ProposalView = z.infer<typeof proposalView>;

/** What the joint decision says of one incident, beside its recommendation. */
export const jointProposal = z.object({
  /** Waiting incidents decided together, this one among them. */
  waitingIncidents: z.number().int(),
  unitId: id.nullable(),
  callSign: z.string().nullable(),
  isNow: z.boolean(),
  freeInSeconds: z.number(),
  arrivalSeconds: z.number().nullable(),
  isNearest: z.boolean(),
  nearestCallSign: z.string().nullable(),
  /** Why it is this unit and, where it is another one, why not the nearest. */
  because: proposalSentence,
});
export type JointProposal = z.infer<typeof jointProposal>;

/** How the last joint decision of the region went. */
export const jointDecisionView = z.object({
  at: instant,
  waitingIncidents: z.number().int(),
  /** Fewer than wait when there were too many: the most urgent and longest waiting. */
  consideredIncidents: z.number().int(),
  units: z.number().int(),
  computeMilliseconds: z.number(),
});

export const acceptProposalBody = z.object({ ...commandBase, version: z.number().int().min(1) });
export type AcceptProposalBody = z.infer<typeof acceptProposalBody>;
export const dismissProposalBody = z.object({ ...commandBase });
export type DismissProposalBody = z.infer<typeof dismissProposalBody>;

const proposalParams = z.object({ proposalId: id });

export const proposalRoutes = {
  listProposals: defineRoute({
    name: 'listProposals',
    method: 'GET',
    path: '/api/v1/proposals',
    summary: 'Better uses of units that wait for a decision, or also settled ones, newest first',
    access: [...CONTROL_ROOM, 'analyst'],
    query: z.object({
      regionId: regionId.optional(),
      state: z.enum(['open', 'all']).default('open'),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: z.object({ proposals: z.array(proposalView), lastDecision: jointDecisionView.nullable() }),
  }),
  getJointProposal: defineRoute({
    name: 'getJointProposal',
    method: 'GET',
    path: '/api/v1/incidents/:incidentId/joint-proposal',
    summary: 'What deciding all waiting incidents together proposes for this one; null when it does not wait',
    access: CONTROL_ROOM,
    params: z.object({ incidentId: id }),
    response: z.object({ joint: jointProposal.nullable() }),
  }),
  acceptProposal: defineRoute({
    name: 'acceptProposal',
    method: 'POST',
    path: '/api/v1/proposals/:proposalId/accept',
    summary:
      'Carry out a proposal as a whole; refused, with nothing changed, when the situation is another one',
    access: CONTROL_ROOM,
    params: proposalParams,
    body: acceptProposalBody,
    response: proposalView,
    isCommand: true,
  }),
  dismissProposal: defineRoute({
    name: 'dismissProposal',
    method: 'POST',
    path: '/api/v1/proposals/:proposalId/dismiss',
    summary: 'Put a proposal away until the situation changes materially',
    access: CONTROL_ROOM,
    params: proposalParams,
    body: dismissProposalBody,
    response: proposalView,
    isCommand: true,
  }),
} as const;
