import {
  CAPABILITIES,
  CARE_LEVELS,
  CLOCK_STARTS,
  CLOCK_STOPS,
  FACILITY_SERVICES,
  INCIDENT_CATEGORIES,
  PATIENT_FINDINGS,
  PATIENT_NEEDS,
  POLICY_COUNTRIES,
  PRIORITIES,
  STANDARD_EXCLUSIONS,
  STANDARD_STATISTICS,
  type Priority,
} from '#domain';
import { z } from 'zod';
import { commandBase, freeText, instant, page, regionId } from './primitives.ts';
import { LANGUAGES } from './reason-texts.ts';
import { defineRoute } from './route.ts';
import { CONTROL_ROOM } from './units.ts';

const POLICY_READERS = [...CONTROL_ROOM, 'analyst', 'fleetManager'] as const;
const POLICY_WRITERS = ['supervisor', 'admin'] as const;

/**
 * A value of a closed list, taken as text: the domain's check, which follows before anything is used, names every unknown
 * one with words that say what to do, and checks the whole content at once.
 */
const oneOf = <const Value extends string>(values: readonly Value[]) =>
  freeText(60).meta({ examples: [...values] }) as unknown as z.ZodType<Value, string>;
const oneOfPriorities = z.number().meta({ examples: [...PRIORITIES] }) as unknown as z.ZodType<
  Priority,
  number
>;
const listOf = <Value extends z.ZodType>(value: Value, most: number) => z.array(value).max(most).readonly();

const category = oneOf(INCIDENT_CATEGORIES);
const capabilities = listOf(oneOf(CAPABILITIES), 40);
const categories = listOf(category, 60);
const priorities = listOf(oneOfPriorities, 10);

const responseSlot = z.object({ slot: freeText(60), capabilities, count: z.number() });

/** A response plan as it is edited: see `ResponsePlan` of the domain for what each field means. */
export const responsePlanContent = z.object({
  entries: listOf(
    z.object({
      categories,
      priorities,
      slots: listOf(responseSlot, 20),
      travelLimitSeconds: z.number(),
      travelLimitMeters: z.number().optional(),
      joinWithinSeconds: z.number(),
    }),
    200,
  ),
  needSlots: listOf(responseSlot.extend({ need: oneOf(PATIENT_NEEDS) }), 20),
  neighbours: listOf(z.object({ regionId: freeText(60), priorities }), 50),
});

const ofAnyStandard = {
  standardId: freeText(60),
  categories,
  priorities,
  limitSeconds: z.number(),
};
const temporalStandard = z.object({
  kind: z.literal('temporal'),
  ...ofAnyStandard,
  statistic: oneOf(STANDARD_STATISTICS),
  requiredShare: z.number().optional(),
  clock: z.object({
    startsAtFirstOf: listOf(oneOf(CLOCK_STARTS), 10),
    startsWithinSecondsOfCall: z.number().optional(),
    stopsAt: oneOf(CLOCK_STOPS),
  }),
  stoppingCapabilities: capabilities,
  stoppingCapabilitiesWithoutTransport: capabilities.optional(),
  exclusions: listOf(oneOf(STANDARD_EXCLUSIONS), 20),
});
const spatialStandard = z.object({
  kind: z.literal('spatial'),
  ...ofAnyStandard,
  requiredShare: z.number(),
  neighboursCount: z.boolean(),
});
/** All response standards of a region; they are edited as one set. */
export const standardsContent = listOf(
  z.discriminatedUnion('kind', [temporalStandard, spatialStandard]),
  100,
);

/** Names of questions and answers are keys of texts, so they are plain words without dots. */
const triageWord = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,59}$/);
const triageStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ask'), question: triageWord }),
  z.object({ kind: z.literal('end'), priority: oneOfPriorities, category: category.optional() }),
]);
const MOST_TEXTS = 1000;
const textsOfLanguage = z
  .record(z.string().max(130), freeText(300))
  .refine((texts) => Object.keys(texts).length <= MOST_TEXTS);
/** The questions of one category. `texts` holds the region's own: language, then `question` or `question.answer`. */
export const triageTreeContent = z.object({
  questions: listOf(
    z.object({
      question: triageWord,
      answers: listOf(
        z.object({ answer: triageWord, needs: listOf(oneOf(PATIENT_NEEDS), 20), step: triageStep }),
        20,
      ),
    }),
    100,
  ),
  texts: z.partialRecord(z.enum(LANGUAGES), textsOfLanguage).optional(),
});

const preferredServices = listOf(
  z.object({ service: oneOf(FACILITY_SERVICES), bypassSeconds: z.number() }),
  FACILITY_SERVICES.length,
);
const services = listOf(oneOf(FACILITY_SERVICES), 40);
const ruleSource = z.object({ basis: z.enum(['read', 'secondary', 'assumed']), text: freeText(500) });
/** Which facilities are right for which patients: see `DestinationRules` of the domain for what each field means. */
export const destinationRulesContent = z.object({
  rules: listOf(
    z.object({
      rule: freeText(60),
      findings: listOf(oneOf(PATIENT_FINDINGS), 20),
      categories,
      priorities,
      acceptable: services,
      preferred: preferredServices,
      levelSeconds: z.partialRecord(z.enum(CARE_LEVELS), z.number()),
      travelLimitSeconds: z.number(),
      source: ruleSource,
    }),
    200,
  ),
  needs: listOf(
    z.object({
      need: oneOf(PATIENT_NEEDS),
      exceptCategories: categories,
      exceptPriorities: priorities,
      instead: services,
      preferred: preferredServices,
      source: ruleSource,
    }),
    20,
  ),
});

const version = z.number().int().min(0).max(1_000_000_000);
/** Version 0 is the preset of `country`, in force until the region saves its own. */
export const policyHead = z.object({
  regionId,
  version,
  /** The country whose preset it is; null for a version of the region's own. */
  presetCountry: z.enum(POLICY_COUNTRIES).nullable(),
  createdAt: instant.nullable(),
  createdByName: z.string().nullable(),
  note: z.string(),
});
export type PolicyHead = z.infer<typeof policyHead>;

export const responsePlanView = policyHead.extend({ plan: responsePlanContent });
export type ResponsePlanView = z.infer<typeof responsePlanView>;
export const standardsView = policyHead.extend({ standards: standardsContent });
export type StandardsView = z.infer<typeof standardsView>;
export const triageTreeView = policyHead.extend({
  category: z.enum(INCIDENT_CATEGORIES),
  tree: triageTreeContent,
});
export type TriageTreeView = z.infer<typeof triageTreeView>;

export const destinationRulesView = policyHead.extend({ rules: destinationRulesContent });
export type DestinationRulesView = z.infer<typeof destinationRulesView>;

const versionList = z.object({ versions: z.array(policyHead) });
export type PolicyVersionList = z.infer<typeof versionList>;

const ofRegion = z.object({ regionId: regionId.optional() });
const pageOfRegion = ofRegion.extend(page.shape);
const versionParams = z.object({ version: z.coerce.number().int().min(0).max(1_000_000_000) });
const categoryParams = z.object({ category: z.enum(INCIDENT_CATEGORIES) });

const check = { regionId: regionId.optional() };
const change = {
  ...commandBase,
  regionId: regionId.optional(),
  /** The version that was edited; refused with `versionOutdated` when another one is in force by now. */
  expectedVersion: version,
  note: freeText(500).default(''),
};
const changeAnswer = policyHead;
export const checkAnswer = z.object({ isValid: z.literal(true) });

export const putResponsePlanBody = z.object({ ...change, plan: responsePlanContent });
export type PutResponsePlanBody = z.infer<typeof putResponsePlanBody>;
export const putStandardsBody = z.object({ ...change, standards: standardsContent });
export type PutStandardsBody = z.infer<typeof putStandardsBody>;
export const putTriageTreeBody = z.object({ ...change, tree: triageTreeContent });
export type PutTriageTreeBody = z.infer<typeof putTriageTreeBody>;
export const putDestinationRulesBody = z.object({ ...change, rules: destinationRulesContent });
export type PutDestinationRulesBody = z.infer<typeof putDestinationRulesBody>;

const planRoutes = {
  getResponsePlan: defineRoute({
    name: 'getResponsePlan',
    method: 'GET',
    path: '/api/v1/response-plan',
    summary: 'The response plan in force',
    access: POLICY_READERS,
    query: ofRegion,
    response: responsePlanView,
  }),
  listResponsePlanVersions: defineRoute({
    name: 'listResponsePlanVersions',
    method: 'GET',
    path: '/api/v1/response-plan/versions',
    summary: 'All versions of the response plan, newest first, down to the preset',
    access: POLICY_READERS,
    query: pageOfRegion,
    response: versionList,
  }),
  getResponsePlanVersion: defineRoute({
    name: 'getResponsePlanVersion',
    method: 'GET',
    path: '/api/v1/response-plan/versions/:version',
    summary: 'One version of the response plan',
    access: POLICY_READERS,
    params: versionParams,
    query: ofRegion,
    response: responsePlanView,
  }),
  putResponsePlan: defineRoute({
    name: 'putResponsePlan',
    method: 'PUT',
    path: '/api/v1/response-plan',
    summary: 'Save the next version of the response plan; it acts on the very next recommendation',
    access: POLICY_WRITERS,
    body: putResponsePlanBody,
    response: changeAnswer,
    isCommand: true,
  }),
  checkResponsePlan: defineRoute({
    name: 'checkResponsePlan',
    method: 'POST',
    path: '/api/v1/response-plan/check',
    summary: 'Say what is wrong with a response plan without saving it',
    access: POLICY_WRITERS,
    body: z.object({ ...check, plan: responsePlanContent }),
    response: checkAnswer,
  }),
} as const;

const standardRoutes = {
  getStandards: defineRoute({
    name: 'getStandards',
    method: 'GET',
    path: '/api/v1/standards',
    summary: 'The response standards in force',
    access: POLICY_READERS,
    query: ofRegion,
    response: standardsView,
  }),
  listStandardsVersions: defineRoute({
    name: 'listStandardsVersions',
    method: 'GET',
    path: '/api/v1/standards/versions',
    summary: 'All versions of the response standards, newest first, down to the preset',
    access: POLICY_READERS,
    query: pageOfRegion,
    response: versionList,
  }),
  getStandardsVersion: defineRoute({
    name: 'getStandardsVersion',
    method: 'GET',
    path: '/api/v1/standards/versions/:version',
    summary: 'One version of the response standards',
    access: POLICY_READERS,
    params: versionParams,
    query: ofRegion,
    response: standardsView,
  }),
  putStandards: defineRoute({
    name: 'putStandards',
    method: 'PUT',
    path: '/api/v1/standards',
    summary: 'Save the next version of the response standards',
    access: POLICY_WRITERS,
    body: putStandardsBody,
    response: changeAnswer,
    isCommand: true,
  }),
  checkStandards: defineRoute({
    name: 'checkStandards',
    method: 'POST',
    path: '/api/v1/standards/check',
    summary: 'Say what is wrong with response standards without saving them',
    access: POLICY_WRITERS,
    body: z.object({ ...check, standards: standardsContent }),
    response: checkAnswer,
  }),
} as const;

const destinationRuleRoutes = {
  getDestinationRules: defineRoute({
    name: 'getDestinationRules',
    method: 'GET',
    path: '/api/v1/destination-rules',
    summary: 'The rules in force by which destinations are advised',
    access: POLICY_READERS,
    query: ofRegion,
    response: destinationRulesView,
  }),
  listDestinationRulesVersions: defineRoute({
    name: 'listDestinationRulesVersions',
    method: 'GET',
    path: '/api/v1/destination-rules/versions',
    summary: 'All versions of the destination rules, newest first, down to the preset',
    access: POLICY_READERS,
    query: pageOfRegion,
    response: versionList,
  }),
  getDestinationRulesVersion: defineRoute({
    name: 'getDestinationRulesVersion',
    method: 'GET',
    path: '/api/v1/destination-rules/versions/:version',
    summary: 'One version of the destination rules',
    access: POLICY_READERS,
    params: versionParams,
    query: ofRegion,
    response: destinationRulesView,
  }),
  putDestinationRules: defineRoute({
    name: 'putDestinationRules',
    method: 'PUT',
    path: '/api/v1/destination-rules',
    summary: 'Save the next version of the destination rules; it acts on the very next advice',
    access: POLICY_WRITERS,
    body: putDestinationRulesBody,
    response: changeAnswer,
    isCommand: true,
  }),
  checkDestinationRules: defineRoute({
    name: 'checkDestinationRules',
    method: 'POST',
    path: '/api/v1/destination-rules/check',
    summary: 'Say what is wrong with destination rules without saving them',
    access: POLICY_WRITERS,
    body: z.object({ ...check, rules: destinationRulesContent }),
    response: checkAnswer,
  }),
} as const;

const triageTreeRoutes = {
  listTriageTrees: defineRoute({
    name: 'listTriageTrees',
    method: 'GET',
    path: '/api/v1/triage-trees',
    summary: 'The triage questions in force, one tree per category; the desk walks them by itself',
    access: POLICY_READERS,
    query: ofRegion,
    response: z.object({ trees: z.array(triageTreeView) }),
  }),
  listTriageTreeVersions: defineRoute({
    name: 'listTriageTreeVersions',
    method: 'GET',
    path: '/api/v1/triage-trees/:category/versions',
    summary: "All versions of a category's triage questions, newest first, down to the preset",
    access: POLICY_READERS,
    params: categoryParams,
    query: pageOfRegion,
    response: versionList,
  }),
  getTriageTreeVersion: defineRoute({
    name: 'getTriageTreeVersion',
    method: 'GET',
    path: '/api/v1/triage-trees/:category/versions/:version',
    summary: "One version of a category's triage questions",
    access: POLICY_READERS,
    params: categoryParams.extend(versionParams.shape),
    query: ofRegion,
    response: triageTreeView,
  }),
  putTriageTree: defineRoute({
    name: 'putTriageTree',
    method: 'PUT',
    path: '/api/v1/triage-trees/:category',
    summary: "Save the next version of a category's triage questions",
    access: POLICY_WRITERS,
    params: categoryParams,
    body: putTriageTreeBody,
    response: changeAnswer,
    isCommand: true,
  }),
  checkTriageTree: defineRoute({
    name: 'checkTriageTree',
    method: 'POST',
    path: '/api/v1/triage-trees/:category/check',
    summary: 'Say what is wrong with triage questions without saving them',
    access: POLICY_WRITERS,
    params: categoryParams,
    body: z.object({ ...check, tree: triageTreeContent }),
    response: checkAnswer,
  }),
  listPolicyPresets: defineRoute({
    name: 'listPolicyPresets',
    method: 'GET',
    path: '/api/v1/policy-presets',
    summary: 'What a region may start from: plan and standards per country, and the triage questions',
    access: POLICY_READERS,
    response: z.object({
      countries: z.array(
        z.object({
          country: z.enum(POLICY_COUNTRIES),
          plan: responsePlanContent,
          standards: standardsContent,
        }),
      ),
      trees: z.array(z.object({ category: z.enum(INCIDENT_CATEGORIES), tree: triageTreeContent })),
    }),
  }),
} as const;

export const policyRoutes = {
  ...planRoutes,
  ...standardRoutes,
  ...destinationRuleRoutes,
  ...triageTreeRoutes,
} as const;
