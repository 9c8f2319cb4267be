/** How much a place can do for a patient, the most first. Advice looks for the lowest level that suffices. */
export const CARE_LEVELS = ['hospital', 'urgentCare', 'diagnosticCentre', 'clinic'] as const;
export type CareLevel = (typeof CARE_LEVELS)[number];

/** What kind of place the map or a list of facilities calls it. */
export const FACILITY_KINDS = ['hospital', 'clinic', 'doctors', 'urgentCare', 'diagnosticCentre'] as const;
export type FacilityKind = (typeof FACILITY_KINDS)[number];

/**
 * What a facility can do for a patient brought by ambulance. A closed list, so that rules, screens and statuses mean the
 * same by each.
 */
export const FACILITY_SERVICES = [
  /** Emergency department for adults, day and night. A children's or maternity hospital alone does not have it. */
  'emergency24h',
  /** Emergency department for children, day and night. */
  'paediatric24h',
  'maternity',
  /** Intensive care of newborns. */
  'neonatal',
  /** Thrombolysis and imaging of the brain at once. */
  'stroke',
  /** Opens a closed coronary artery. */
  'cathLab',
  'trauma',
  'burns',
  'intensiveCare',
  'psychiatric',
  'toxicology',
  'infectious',
  'dialysis',
  'imaging',
  /** Small wounds, sprains, simple fractures. */
  'minorInjuries',
  'generalPractice',
  'dental',
] as const;
export type FacilityService = (typeof FACILITY_SERVICES)[number];

/** At work day and night unless hours are given for the service itself; the others follow the facility's hours. */
export const ROUND_THE_CLOCK_SERVICES: readonly FacilityService[] = [
  'emergency24h',
  'paediatric24h',
  'maternity',
  'neonatal',
  'stroke',
  'cathLab',
  'trauma',
  'burns',
  'intensiveCare',
];

/** What a service can take now. Crews bring nobody to one that diverts ambulances or is closed. */
export const DIVERSION_STATES = ['open', 'busy', 'divertAmbulances', 'closed'] as const;
export type DiversionState = (typeof DIVERSION_STATES)[number];
