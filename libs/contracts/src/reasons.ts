/**
 * Every reason for which the api refuses, with its HTTP status. The texts are in `reason-texts.ts`, in each language.
 */
export const REASONS = {
  invalidInput: 400,
  malformedBody: 400,
  signInNeeded: 401,
  wrongCredentials: 401,
  sessionEnded: 401,
  deviceNotKnown: 401,
  forbidden: 403,
  otherOrigin: 403,
  notFound: 404,
  routeNotFound: 404,
  unitNotFound: 404,
  facilityNotFound: 404,
  recommendationNotFound: 404,
  commandIdReused: 409,
  commandTooOld: 409,
  versionOutdated: 409,
  unitTaken: 409,
  unitNotOnDuty: 409,
  incidentClosed: 409,
  incidentStillWorked: 409,
  assignmentEnded: 409,
  transitionNotAllowed: 409,
  stepAlreadyRecorded: 409,
  unitHasAssignment: 409,
  proposalSettled: 409,
  proposalOutdated: 409,
  bodyTooLarge: 413,
  unsupportedMediaType: 415,
  locationMissing: 422,
  offMap: 422,
  noRoadNearby: 422,
  unreachable: 422,
  tooManyRequests: 429,
  tooManyFailures: 429,
  internalError: 500,
  databaseUnavailable: 503,
} as const satisfies Readonly<Record<string, number>>;

export type Reason = keyof typeof REASONS;
export const isReason = (text: string): text is Reason => Object.hasOwn(REASONS, text);
