import { INCIDENT_CATEGORIES, PATIENT_NEEDS, type Priority } from '#domain';
import { z } from 'zod';
import { commandBase, freeText, id, instant } from './primitives.ts';
import { defineRoute } from './route.ts';
import { CONTROL_ROOM } from './units.ts';

const answerWord = freeText(60);
const priority = z.number().int().min(1).max(4) as unknown as z.ZodType<Priority, number>;

/** What the patient needs beside the category; it adds slots to the response plan. */
export const patientNeeds = z.array(z.enum(PATIENT_NEEDS)).max(PATIENT_NEEDS.length);

/**
 * The answers of one walk through a triage tree, in the order they were given. The api walks the same version of the
 * tree again and decides category, priority and needs by it.
 */
export const triageInput = z.object({
  treeCategory: z.enum(INCIDENT_CATEGORIES),
  treeVersion: z.number().int().min(0).max(1_000_000_000),
  answers: z.array(z.object({ question: answerWord, answer: answerWord })).max(50),
  /** Another category or priority than the answers give, with the dispatcher's reason. */
  override: z
    .object({
      category: z.enum(INCIDENT_CATEGORIES).optional(),
      priority: priority.optional(),
      reason: freeText(500),
    })
    .optional(),
});
export type TriageInput = z.infer<typeof triageInput>;

export const triageIncidentBody = z.object({
  ...commandBase,
  triage: triageInput,
  /** The incident's version that the dispatcher saw; an older one is refused with 409. */
  expectedVersion: z.number().int().min(1).max(2_147_483_647).optional(),
});
export type TriageIncidentBody = z.infer<typeof triageIncidentBody>;

/** How an incident got its category and priority; nothing personal. */
export const triageSummary = z.object({
  /** Counts the answers' versions from 1. */
  version: z.number().int(),
  treeCategory: z.enum(INCIDENT_CATEGORIES),
  treeVersion: z.number().int(),
  /** What the answers gave; the incident may hold another after an override. */
  category: z.enum(INCIDENT_CATEGORIES),
  priority: z.number().int(),
  isOverridden: z.boolean(),
  at: instant,
});
export type TriageSummary = z.infer<typeof triageSummary>;

/** One version of an incident's triage with all that was said; personal. */
export const triageRecordView = triageSummary.extend({
  incidentId: id,
  needs: patientNeeds,
  answers: z.array(z.object({ question: z.string(), answer: z.string() })),
  byName: z.string(),
  override: z
    .object({ category: z.enum(INCIDENT_CATEGORIES), priority: z.number().int(), reason: z.string() })
    .nullable(),
});
export type TriageRecordView = z.infer<typeof triageRecordView>;

/** Told to whoever triages an incident anew; nothing personal, since it is kept for repeats of the command. */
export const triageReceipt = z.object({
  incidentId: id,
  incidentVersion: z.number().int(),
  category: z.enum(INCIDENT_CATEGORIES),
  priority: z.number().int(),
  needs: patientNeeds,
  triage: triageSummary,
});
export type TriageReceipt = z.infer<typeof triageReceipt>;

const incidentParams = z.object({ incidentId: id });

export const triageRoutes = {
  triageIncident: defineRoute({
    name: 'triageIncident',
    method: 'POST',
    path: '/api/v1/incidents/:incidentId/triage',
    summary: 'Give the answers of a triage, or change them; sets category, priority and needs',
    access: CONTROL_ROOM,
    params: incidentParams,
    body: triageIncidentBody,
    response: triageReceipt,
    isCommand: true,
  }),
  listIncidentTriage: defineRoute({
    name: 'listIncidentTriage',
    method: 'GET',
    path: '/api/v1/incidents/:incidentId/triage',
    summary: 'All versions of the answers of an incident, latest first, with reasons of overrides',
    access: CONTROL_ROOM,
    params: incidentParams,
    response: z.object({ records: z.array(triageRecordView) }),
  }),
} as const;
