/** Categories of incident that every region knows; response plans refine them. */
export const INCIDENT_CATEGORIES = [
  'cardiacArrest',
  'chestPain',
  'breathing',
  'stroke',
  'unconscious',
  'trauma',
  'roadAccident',
  'fall',
  'burn',
  'birth',
  'child',
  'psychiatric',
  'poisoning',
  'abdominal',
  'allergy',
  'fever',
  'transfer',
  'other',
] as const;
export type IncidentCategory = (typeof INCIDENT_CATEGORIES)[number];

/** 1 is the most urgent. */
export const PRIORITIES = [1, 2, 3, 4] as const;
export type Priority = (typeof PRIORITIES)[number];

export const INCIDENT_OUTCOMES = [
  'transported',
  'treatedOnScene',
  'refused',
  'noPatientFound',
  'deceased',
  'cancelledByCaller',
  'duplicate',
  'other',
] as const;
export type IncidentOutcome = (typeof INCIDENT_OUTCOMES)[number];

/** What a unit can do or carry. */
export const CAPABILITIES = [
  'bls',
  'als',
  'physician',
  'aed',
  'transport',
  'bariatric',
  'incubator',
  'wheelchair',
  'psychiatric',
  'obstetric',
  'paediatric',
  'intensiveCare',
] as const;
export type Capability = (typeof CAPABILITIES)[number];
