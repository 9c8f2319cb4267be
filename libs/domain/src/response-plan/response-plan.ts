import {
  CAPABILITIES,
  INCIDENT_CATEGORIES,
  PRIORITIES,
  type Capability,
  type IncidentCategory,
  type Priority,
} from '../incident/incident.ts';
import {
  type Checked,
  checkedOf,
  checkLimit,
  checkList,
  checkSome,
  type FieldFault,
} from '../standards/field-fault.ts';

/** What a patient needs beside the category; triage answers name them. */
export const PATIENT_NEEDS = [
  'bariatric',
  'wheelchair',
  'child',
  'newborn',
  'birth',
  'psychiatric',
  'intensiveCare',
] as const;
export type PatientNeed = (typeof PATIENT_NEEDS)[number];

/** One part of a response: so many units, each with all the capabilities. No capability means any unit. */
export interface ResponseSlot {
  /** Unique in its entry; screens and the decision log name the slot by it. */
  readonly slot: string;
  readonly capabilities: readonly Capability[];
  readonly count: number;
}

/** What the plan asks for some incidents. Slots stand in order of importance. */
export interface ResponsePlanEntry {
  /** Empty for every category. An entry that names the category goes before one that does not. */
  readonly categories: readonly IncidentCategory[];
  readonly priorities: readonly Priority[];
  readonly slots: readonly ResponseSlot[];
  readonly travelLimitSeconds: number;
  readonly travelLimitMeters?: number;
  /**
   * Fewer units are sent when that delays no slot by more than this. With 0 each slot has its earliest unit, even where
   * a second unit saves one second.
   */
  readonly joinWithinSeconds: number;
}

/** A slot that a patient's need adds to whatever the entry asks, as its last. */
export interface NeedSlot extends ResponseSlot {
  readonly need: PatientNeed;
}

/** A neighbouring region whose units may be proposed. */
export interface HelpingNeighbour {
  readonly regionId: string;
  readonly priorities: readonly Priority[];
}

/** One version of a region's response plan. A version is never changed: an edit makes the next one. */
export interface ResponsePlan {
  readonly regionId: string;
  readonly version: number;
  readonly entries: readonly ResponsePlanEntry[];
  readonly needSlots: readonly NeedSlot[];
  readonly neighbours: readonly HelpingNeighbour[];
}

/** A plan's content before it is a version of a region. */
export type ResponsePlanContent = Omit<ResponsePlan, 'regionId' | 'version'>;

/** What one incident needs, looked up in a plan; all that filling it asks for. */
export interface ResponseRequirement {
  readonly regionId: string;
  readonly planVersion: number;
  readonly slots: readonly ResponseSlot[];
  readonly travelLimitSeconds: number;
  readonly travelLimitMeters?: number;
  readonly joinWithinSeconds: number;
  /** Other regions whose units may help. */
  readonly neighbourRegionIds: readonly string[];
}

export const LARGEST_TRAVEL_LIMIT_SECONDS = 14_400;
export const LARGEST_TRAVEL_LIMIT_METERS = 500_000;
export const LARGEST_JOIN_SECONDS = 600;
/** Filling a plan searches combinations of units: with 1,000 units a plan at these bounds took 130 ms, a usual one under 1 ms. */
export const MOST_SLOTS = 6;
export const MOST_UNITS_PER_SLOT = 4;

/** The version that an edit makes, or what is wrong with it; `previous` stays as it was. */
export function nextPlanVersion(
  regionId: string,
  previous: Pick<ResponsePlan, 'version'> | undefined,
  content: ResponsePlanContent,
): Checked<ResponsePlan> {
  const version = (previous?.version ?? 0) + 1;
  return checkPlan({
    regionId,
    version,
    entries: content.entries,
    needSlots: content.needSlots,
    neighbours: content.neighbours,
  });
}

/** Checks a whole plan. Every incident must find an entry, so that no category and priority is left without a plan. */
export function checkPlan(plan: ResponsePlan): Checked<ResponsePlan> {
  const faults = plan.entries.length === 0 ? [{ path: 'entries', fault: 'empty' as const }] : [];
  return checkedOf(plan, [
    ...faults,
    ...plan.entries.flatMap((entry, index) => checkEntry(`entries[${index}]`, entry)),
    ...(plan.entries.length === 0 ? [] : checkEveryIncidentHasEntry(plan.entries)),
    ...checkNeeds(plan.needSlots),
    ...checkNeighbours(plan),
  ]);
}

function checkEntry(path: string, entry: ResponsePlanEntry): FieldFault[] {
  const { travelLimitMeters: meters, joinWithinSeconds: join } = entry;
  return [
    ...checkList(`${path}.categories`, entry.categories, INCIDENT_CATEGORIES),
    ...checkSome(`${path}.priorities`, entry.priorities, PRIORITIES),
    ...checkSlots(`${path}.slots`, entry.slots),
    ...checkLimit(`${path}.travelLimitSeconds`, entry.travelLimitSeconds, LARGEST_TRAVEL_LIMIT_SECONDS),
    ...(meters === undefined
      ? []
      : checkLimit(`${path}.travelLimitMeters`, meters, LARGEST_TRAVEL_LIMIT_METERS)),
    ...(join === 0 ? [] : checkLimit(`${path}.joinWithinSeconds`, join, LARGEST_JOIN_SECONDS)),
  ];
}

function checkSlots(path: string, slots: readonly ResponseSlot[]): FieldFault[] {
  if (slots.length === 0) return [{ path, fault: 'empty' }];
  const names = slots.map(({ slot }) => slot);
  return [
    ...(slots.length > MOST_SLOTS
      ? [{ path, fault: 'tooLarge' as const, details: { value: slots.length, largest: MOST_SLOTS } }]
      : []),
    ...checkList(path, names, names).map((fault) => ({ ...fault, path: `${fault.path}.slot` })),
    ...slots.flatMap((slot, index) => checkSlot(`${path}[${index}]`, slot)),
  ];
}

function checkSlot(path: string, { slot, capabilities, count }: ResponseSlot): FieldFault[] {
  return [
    ...(slot.trim() === '' ? [{ path: `${path}.slot`, fault: 'empty' as const }] : []),
    ...checkList(`${path}.capabilities`, capabilities, CAPABILITIES),
    ...(Number.isInteger(count) || !(count > 0)
      ? checkLimit(`${path}.count`, count, MOST_UNITS_PER_SLOT)
      : [{ path: `${path}.count`, fault: 'notWhole' as const, details: { value: count } }]),
  ];
}

function checkNeeds(needSlots: readonly NeedSlot[]): FieldFault[] {
  const needs = needSlots.map(({ need }) => need);
  return [
    ...checkList('needSlots', needs, PATIENT_NEEDS).map((fault) => ({
      ...fault,
      path: `${fault.path}.need`,
    })),
    ...needSlots.flatMap((slot, index) => checkSlot(`needSlots[${index}]`, slot)),
  ];
}

function checkNeighbours({ regionId, neighbours }: ResponsePlan): FieldFault[] {
  const ids = neighbours.map((one) => one.regionId);
  return [
    ...checkList('neighbours', ids, ids).map((fault) => ({ ...fault, path: `${fault.path}.regionId` })),
    ...neighbours.flatMap((one, index): FieldFault[] => [
      ...(one.regionId === regionId
        ? [
            {
              path: `neighbours[${index}].regionId`,
              fault: 'ownRegion' as const,
              details: { value: regionId },
            },
          ]
        : []),
      ...checkSome(`neighbours[${index}].priorities`, one.priorities, PRIORITIES),
    ]),
  ];
}

function checkEveryIncidentHasEntry(entries: readonly ResponsePlanEntry[]): FieldFault[] {
  return PRIORITIES.flatMap((priority): FieldFault[] => {
    const without = INCIDENT_CATEGORIES.filter((category) => !findEntry(entries, { category, priority }));
    return without.length === 0
      ? []
      : [{ path: 'entries', fault: 'withoutEntry', details: { priority, categories: without.join(', ') } }];
  });
}

/** The first entry that names the category, else the first for every category. */
function findEntry(
  entries: readonly ResponsePlanEntry[],
  { category, priority }: { readonly category: IncidentCategory; readonly priority: Priority },
): ResponsePlanEntry | undefined {
  const ofPriority = entries.filter((entry) => entry.priorities.includes(priority));
  return (
    ofPriority.find((entry) => entry.categories.includes(category)) ??
    ofPriority.find((entry) => entry.categories.length === 0)
  );
}

/** False for a plan that was never checked and says nothing of such an incident. */
export const hasEntry = (
  { entries }: ResponsePlanContent,
  incident: { readonly category: IncidentCategory; readonly priority: Priority },
): boolean => findEntry(entries, incident) !== undefined;

/** What an incident needs. Throws on a plan that was never checked and has no entry for it. */
export function getRequirement(
  plan: ResponsePlan,
  incident: {
    readonly category: IncidentCategory;
    readonly priority: Priority;
    readonly needs: readonly PatientNeed[];
  },
): ResponseRequirement {
  const entry = findEntry(plan.entries, incident);
  if (!entry)
    throw new Error(`The plan has no entry for ${incident.category}, priority ${incident.priority}.`);
  const added = plan.needSlots.filter(({ need }) => incident.needs.includes(need));
  return {
    regionId: plan.regionId,
    planVersion: plan.version,
    slots: [
      ...entry.slots,
      ...added.map(({ need, capabilities, count }) => ({ slot: `need:${need}`, capabilities, count })),
    ],
    travelLimitSeconds: entry.travelLimitSeconds,
    travelLimitMeters: entry.travelLimitMeters,
    joinWithinSeconds: entry.joinWithinSeconds,
    neighbourRegionIds: plan.neighbours
      .filter(({ priorities }) => priorities.includes(incident.priority))
      .map(({ regionId }) => regionId),
  };
}
