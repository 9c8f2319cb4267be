/** How a call ends that needs no incident. */
export const CALL_OUTCOMES = [
  'adviceGiven',
  'passedOn',
  'noHelpNeeded',
  'misdialled',
  'silent',
  'abusive',
  'other',
] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];
