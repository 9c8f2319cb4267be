/** Parts of an incident that open below its head. */
export type Section = 'callers' | 'patients' | 'hazards';
