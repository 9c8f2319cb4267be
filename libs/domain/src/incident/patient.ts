/** How soon a patient among many needs care; colours of triage tags in brackets: red, yellow, green, black. */
export const PATIENT_TRIAGE = ['immediate', 'urgent', 'delayed', 'dead'] as const;
export type PatientTriage = (typeof PATIENT_TRIAGE)[number];

export const PATIENT_SEXES = ['female', 'male', 'other'] as const;
export type PatientSex = (typeof PATIENT_SEXES)[number];

/** Nobody was ever older. */
export const OLDEST_AGE_MONTHS = 130 * 12;
