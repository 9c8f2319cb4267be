import type { Capability, IncidentCategory, Priority } from '../incident/incident.ts';
import type { PolicyCountry } from '../standards/presets.ts';
import type { NeedSlot, ResponsePlanContent, ResponsePlanEntry, ResponseSlot } from './response-plan.ts';

/*
 * Starting plans. The sources say who must come to what; travel limits and join times are ours, chosen to be wide (a far
 * unit is better than none), and each region edits its own copy. Neighbours are a region's own choice.
 *
 * cz: Act 374/2011 (sections 13 to 15 are about crews) and Decree 240/2012 (section 2 is about the degrees of urgency):
 *     only the headings of both were read. Crews with a physician (RLP, RV: `physician`) and without (RZP: `als`), which
 *     may meet at the patient ("rendez-vous"); section not verified.
 * bg: medical standard "Emergency medicine" as its draft was reported in 2015: red asks for a resuscitation team, green may
 *     be served by a team without a physician. That yellow asks for one is our reading; section not verified.
 * se: priority 1 and 2 by an ambulance, where a registered nurse rides (`als`; SOSFS 2009:10, section not verified), the
 *     nearest for priority 1; other resources for arrest while waiting for the ambulance ("IVPA", usual by local
 *     agreement); 3 and 4 by transport ambulance.
 * gb-eng: NHS England, Ambulance Response Programme (2017): category 1 the nearest of any kind and an ambulance; from
 *     category 2 the right unit, which can transport. Section not verified.
 */

const slot = (name: string, capabilities: readonly Capability[], count = 1): ResponseSlot => ({
  slot: name,
  capabilities,
  count,
});
const FIRST = slot('first', []);
const ALS = slot('als', ['als']);
const PHYSICIAN = slot('physician', ['physician']);
const AMBULANCE = slot('ambulance', ['transport']);
const ALS_AMBULANCE = slot('alsAmbulance', ['als', 'transport']);
const OBSTETRIC = slot('obstetric', ['obstetric']);
const PSYCHIATRIC = slot('psychiatric', ['psychiatric']);
const PAEDIATRIC = slot('paediatric', ['paediatric']);

const MINUTE = 60;
const TRAVEL_LIMIT_MINUTES: Readonly<Record<Priority, number>> = { 1: 60, 2: 60, 3: 120, 4: 180 };
/** From where on a second crew is worth it: seconds decide in priority 1, minutes elsewhere. */
const JOIN_SECONDS: Readonly<Record<Priority, number>> = { 1: 15, 2: 60, 3: 300, 4: 300 };

function entry(
  priority: Priority,
  slots: readonly ResponseSlot[],
  categories: readonly IncidentCategory[] = [],
): ResponsePlanEntry {
  return {
    categories,
    priorities: [priority],
    slots,
    travelLimitSeconds: TRAVEL_LIMIT_MINUTES[priority] * MINUTE,
    travelLimitMeters: 150_000,
    joinWithinSeconds: JOIN_SECONDS[priority],
  };
}

/** The crews that some categories want in every country, beside whatever the priority asks. */
function specialEntries(priority: Priority, slots: readonly ResponseSlot[]): ResponsePlanEntry[] {
  return [
    entry(priority, [...slots, OBSTETRIC], ['birth']),
    entry(priority, [...slots, PSYCHIATRIC], ['psychiatric']),
    entry(priority, [...slots, PAEDIATRIC], ['child']),
  ];
}

/** One country's entries: what each priority asks, and what replaces it for some categories of priority 1. */
function plan(
  usual: Readonly<Record<Priority, readonly ResponseSlot[]>>,
  arrest: readonly ResponseSlot[],
  accident: readonly ResponseSlot[],
): ResponsePlanContent {
  return {
    entries: [
      entry(1, arrest, ['cardiacArrest']),
      entry(1, accident, ['roadAccident']),
      ...specialEntries(1, usual[1]),
      ...specialEntries(2, usual[2]),
      entry(1, usual[1]),
      entry(2, usual[2]),
      entry(3, usual[3]),
      entry(4, usual[4]),
    ],
    needSlots: NEED_SLOTS,
    neighbours: [],
  };
}

const NEED_SLOTS: readonly NeedSlot[] = [
  { need: 'bariatric', ...slot('bariatric', ['bariatric', 'transport']) },
  { need: 'wheelchair', ...slot('wheelchair', ['wheelchair', 'transport']) },
  { need: 'child', ...slot('paediatric', ['paediatric']) },
  { need: 'newborn', ...slot('incubator', ['incubator', 'transport']) },
  { need: 'birth', ...slot('obstetric', ['obstetric']) },
  { need: 'psychiatric', ...slot('psychiatric', ['psychiatric']) },
  { need: 'intensiveCare', ...slot('intensiveCare', ['intensiveCare', 'transport']) },
];

export const PLAN_PRESETS: Readonly<Record<PolicyCountry, ResponsePlanContent>> = {
  cz: plan(
    { 1: [FIRST, PHYSICIAN, ALS_AMBULANCE], 2: [ALS_AMBULANCE], 3: [ALS_AMBULANCE], 4: [AMBULANCE] },
    [FIRST, ALS, PHYSICIAN, AMBULANCE],
    [FIRST, PHYSICIAN, slot('alsAmbulances', ['als', 'transport'], 2)],
  ),
  bg: plan(
    {
      1: [FIRST, PHYSICIAN, ALS_AMBULANCE],
      2: [PHYSICIAN, AMBULANCE],
      3: [AMBULANCE],
      4: [AMBULANCE],
    },
    [FIRST, PHYSICIAN, ALS_AMBULANCE],
    [FIRST, PHYSICIAN, slot('ambulances', ['transport'], 2)],
  ),
  se: plan(
    { 1: [FIRST, ALS_AMBULANCE], 2: [ALS_AMBULANCE], 3: [AMBULANCE], 4: [AMBULANCE] },
    [FIRST, slot('alsUnits', ['als'], 2), AMBULANCE],
    [FIRST, slot('alsAmbulances', ['als', 'transport'], 2)],
  ),
  'gb-eng': plan(
    { 1: [FIRST, ALS_AMBULANCE], 2: [AMBULANCE], 3: [AMBULANCE], 4: [AMBULANCE] },
    [FIRST, ALS, slot('units', [], 2), AMBULANCE],
    [FIRST, ALS, slot('ambulances', ['transport'], 2)],
  ),
};
