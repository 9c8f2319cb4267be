import {
  ASSIGNMENT_END_CAUSES,
  ASSIGNMENT_STATUSES,
  CALL_OUTCOMES,
  INCIDENT_CATEGORIES,
  INCIDENT_OUTCOMES,
  type AssignmentStatus,
} from '#domain';
import { z } from 'zod';
import { FAULTS } from './fault-texts.ts';
import {
  commandBase,
  coordinates,
  freeText,
  id,
  instant,
  latitude,
  longitude,
  regionId,
} from './primitives.ts';
import { defineRoute } from './route.ts';
import { patientNeeds, triageInput, triageSummary } from './triage.ts';
import { CONTROL_ROOM } from './units.ts';

/**
 * The typed text is kept as typed; coordinates only add a position. Without coordinates the incident is taken all the
 * same, and a recommendation asks for the place.
 */
export const incidentLocation = z
  .object({
    lon: longitude.nullable().default(null),
    lat: latitude.nullable().default(null),
    addressText: freeText(500).default(''),
    /** How the position came about. */
    source: z.enum(['place', 'pin', 'coordinates', 'caller', 'text']).default('place'),
  })
  .refine((location) => (location.lon === null) === (location.lat === null), {
    message: FAULTS.lonLatTogether,
    path: ['lon'],
  })
  .refine((location) => location.lon !== null || location.addressText.trim() !== '', {
    message: FAULTS.placeNeeded,
    path: ['addressText'],
  });

export const priority = z.number().int().min(1).max(4);
const notes = freeText(10_000);

/** Who called, and what they said. */
export const callerInput = z.object({
  name: freeText(200).optional(),
  phone: freeText(60).optional(),
  words: freeText(10_000).optional(),
});
export type CallerInput = z.infer<typeof callerInput>;

export const createIncidentBody = z.object({
  ...commandBase,
  regionId: regionId.optional(),
  location: incidentLocation,
  category: z.enum(INCIDENT_CATEGORIES),
  priority,
  notes: notes.optional(),
  /** What the dispatcher knows the patient to need; the answers of a triage add to it. */
  needs: patientNeeds.optional(),
  /** The answers to the triage questions; they decide category and priority in place of the two above. */
  triage: triageInput.optional(),
  /** Who reports it: kept as a call of the incident, in the same step. */
  caller: callerInput.optional(),
  /** A call that waited for an incident and is put to this one in the same step. */
  callId: id.optional(),
});
export type CreateIncidentBody = z.infer<typeof createIncidentBody>;

export const INCIDENT_FIELDS = ['location', 'category', 'priority', 'notes', 'needs'] as const;
export type IncidentField = (typeof INCIDENT_FIELDS)[number];

export const patchIncidentBody = z
  .object({
    ...commandBase,
    location: incidentLocation.optional(),
    category: z.enum(INCIDENT_CATEGORIES).optional(),
    priority: priority.optional(),
    notes: notes.optional(),
    /** Replaces the present ones. */
    needs: patientNeeds.optional(),
    /** Needed to change what triage answers gave; kept with them. */
    overrideReason: freeText(500).optional(),
    /** The version the change was made on; an older one is refused with 409. */
    expectedVersion: z.number().int().optional(),
    /**
     * The version of the incident on which the edit of each field began. Changes of other fields since then stand beside it;
     * a change of the same field is refused with 409. Notes that were only added to are put together.
     */
    baseVersions: z.partialRecord(z.enum(INCIDENT_FIELDS), z.number().int().min(1)).optional(),
  })
  .refine(
    (body) => body.location ?? body.category ?? body.priority ?? body.needs ?? body.notes !== undefined,
    {
      message: FAULTS.nothingToChange,
    },
  );

export type PatchIncidentBody = z.infer<typeof patchIncidentBody>;

export const closeIncidentBody = z.object({ ...commandBase, outcome: z.enum(INCIDENT_OUTCOMES) });
export type CloseIncidentBody = z.infer<typeof closeIncidentBody>;

export const reopenIncidentBody = z.object({ ...commandBase });
export type ReopenIncidentBody = z.infer<typeof reopenIncidentBody>;

export const addRemarkBody = z.object({ ...commandBase, text: freeText(10_000).min(1) });
export type AddRemarkBody = z.infer<typeof addRemarkBody>;
export const remarkReceipt = z.object({ id, incidentId: id, at: instant });
export type RemarkReceipt = z.infer<typeof remarkReceipt>;

export const createCallBody = z.object({
  ...commandBase,
  regionId: regionId.optional(),
  caller: callerInput,
  location: incidentLocation.optional(),
  incidentId: id.optional(),
});
export type CreateCallBody = z.infer<typeof createCallBody>;

/** `now` sends the unit; `reserve` keeps it for later, while it does something else. */
export const ASSIGNMENT_KINDS = ['now', 'reserve'] as const;

const stepTimes = z.object({
  status: z.enum(ASSIGNMENT_STATUSES),
  /** By the presser's own clock; null for a step that only the vehicle's positions tell of. */
  pressedAt: instant.nullable(),
  /** By the vehicle's positions; it changes no status. */
  geofencedAt: instant.nullable(),
  recordedAt: instant,
});

export const assignmentView = z.object({
  id,
  regionId,
  incidentId: id,
  incidentNumber: z.number().int(),
  unitId: id,
  callSign: z.string(),
  status: z.enum(ASSIGNMENT_STATUSES),
  destinationFacilityId: id.nullable(),
  recommendationId: id.nullable(),
  /** Place of the unit in that recommendation; null when it was rejected there or none was used. */
  recommendedRank: z.number().int().nullable(),
  /** The proposal that it was made from when that was accepted; told where assignments are read by themselves. */
  proposalId: id.nullable().optional(),
  /** The assignment that this one came from, by diverting its unit or by handing its incident over. */
  followsAssignmentId: id.nullable(),
  createdAt: instant,
  endedAt: instant.nullable(),
  /** Why it ended before its work was done; `takenOver`: another unit took the incident over. */
  endCause: z.enum(ASSIGNMENT_END_CAUSES).nullable(),
  followedBy: z
    .object({
      assignmentId: id,
      incidentId: id,
      incidentNumber: z.number().int(),
      unitId: id,
      callSign: z.string(),
    })
    .nullable(),
  steps: z.array(stepTimes),
});
export type AssignmentView = z.infer<typeof assignmentView>;

/** An incident as lists and live updates carry it: `detail` is personal and comes only to those who may see it. */
export const incidentView = z.object({
  id,
  regionId,
  number: z.number().int(),
  category: z.enum(INCIDENT_CATEGORIES),
  priority,
  state: z.enum(['open', 'closed']),
  version: z.number().int(),
  coordinates: coordinates.nullable(),
  /** Sector that its position lies in; null: in none. */
  sectorId: id.nullable().optional(),
  createdAt: instant,
  closedAt: instant.nullable(),
  outcome: z.enum(INCIDENT_OUTCOMES).nullable(),
  /** The main incident that this one was joined to as the same event. */
  joinedIntoId: id.nullable().optional(),
  isTraining: z.boolean(),
  needs: patientNeeds,
  /** Patients entered, of the incident and of those joined to it. */
  patientCount: z.number().int().optional(),
  /** Null for an incident that was opened without questions. */
  triage: triageSummary.nullable(),
  detail: z.object({ addressText: z.string(), notes: z.string(), locationSource: z.string() }),
  assignments: z.array(assignmentView),
});
export type IncidentView = z.infer<typeof incidentView>;

/** Answer to a command on an incident. It holds nothing personal, since it is kept for repeats of the command. */
export const incidentReceipt = incidentView.omit({ detail: true });
export type IncidentReceipt = z.infer<typeof incidentReceipt>;

export const remarkView = z.object({
  id,
  at: instant,
  authorName: z.string(),
  text: z.string(),
});
export type RemarkView = z.infer<typeof remarkView>;

export const callView = z.object({
  id,
  regionId,
  /** The incident it belongs to now: the main one when its own was joined. */
  incidentId: id.nullable(),
  /** The incident it was taken for, when that was joined to another one. */
  originalIncidentId: id.nullable().optional(),
  receivedAt: instant,
  coordinates: coordinates.nullable(),
  version: z.number().int(),
  /** Set when it ended without an incident. */
  endedAt: instant.nullable(),
  outcome: z.enum(CALL_OUTCOMES).nullable(),
});

export type CallView = z.infer<typeof callView>;

const incidentParams = z.object({ incidentId: id });
const assignmentParams = z.object({ assignmentId: id });

export const incidentRoutes = {
  createIncident: defineRoute({
    name: 'createIncident',
    method: 'POST',
    path: '/api/v1/incidents',
    summary: 'Open an incident',
    access: CONTROL_ROOM,
    body: createIncidentBody,
    response: incidentReceipt,
    status: 201,
    isCommand: true,
  }),
  listIncidents: defineRoute({
    name: 'listIncidents',
    method: 'GET',
    path: '/api/v1/incidents',
    summary: 'Incidents of a region, uncovered and urgent first',
    access: [...CONTROL_ROOM, 'analyst'],
    query: z.object({
      regionId: regionId.optional(),
      state: z.enum(['open', 'closed', 'all']).default('open'),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    response: z.object({ incidents: z.array(incidentView), seq: z.number().int() }),
  }),
  getIncident: defineRoute({
    name: 'getIncident',
    method: 'GET',
    path: '/api/v1/incidents/:incidentId',
    summary: 'One incident with its assignments, remarks and calls',
    access: [...CONTROL_ROOM, 'crew'],
    params: incidentParams,
    response: incidentView.extend({ remarks: z.array(remarkView), calls: z.array(callView) }),
  }),
  patchIncident: defineRoute({
    name: 'patchIncident',
    method: 'PATCH',
    path: '/api/v1/incidents/:incidentId',
    summary: 'Change place, category, priority or notes',
    access: CONTROL_ROOM,
    params: incidentParams,
    body: patchIncidentBody,
    response: incidentReceipt,
    isCommand: true,
  }),
  closeIncident: defineRoute({
    name: 'closeIncident',
    method: 'POST',
    path: '/api/v1/incidents/:incidentId/close',
    summary: 'Close an incident that no unit is working on any more',
    access: CONTROL_ROOM,
    params: incidentParams,
    body: closeIncidentBody,
    response: incidentReceipt,
    isCommand: true,
  }),
  reopenIncident: defineRoute({
    name: 'reopenIncident',
    method: 'POST',
    path: '/api/v1/incidents/:incidentId/reopen',
    summary: 'Open an incident again that was closed by mistake a few minutes ago',
    access: CONTROL_ROOM,
    params: incidentParams,
    body: reopenIncidentBody,
    response: incidentReceipt,
    isCommand: true,
  }),
  addRemark: defineRoute({
    name: 'addRemark',
    method: 'POST',
    path: '/api/v1/incidents/:incidentId/remarks',
    summary: 'Add a signed note',
    access: [...CONTROL_ROOM, 'crew'],
    params: incidentParams,
    body: addRemarkBody,
    response: remarkReceipt,
    status: 201,
    isCommand: true,
  }),
  createCall: defineRoute({
    name: 'createCall',
    method: 'POST',
    path: '/api/v1/calls',
    summary: 'Record a call, alone or as belonging to an incident',
    access: CONTROL_ROOM,
    body: createCallBody,
    response: callView,
    status: 201,
    isCommand: true,
  }),
} as const;

/** Statuses that are reported; `reserved` and `notified` come from assigning, `cancelled` and `diverted` from commands of their own. */
export const REPORTABLE_STATUSES = ASSIGNMENT_STATUSES.filter(
  (status): status is Exclude<AssignmentStatus, 'reserved' | 'notified' | 'cancelled' | 'diverted'> =>
    !['reserved', 'notified', 'cancelled', 'diverted'].includes(status),
);

export const statusBody = z.object({
  ...commandBase,
  status: z.enum(REPORTABLE_STATUSES),
  /** When it was pressed, by the presser's clock. */
  at: instant,
  destinationFacilityId: id.optional(),
  /** Place in the device's own order of taps; a wiped device starts a new epoch. */
  outboxEpoch: z.uuid().optional(),
  deviceSeq: z.number().int().min(1).optional(),
});

export type StatusBody = z.infer<typeof statusBody>;

export const assignUnitBody = z.object({
  ...commandBase,
  unitId: id,
  /** Absent: now. */
  kind: z.enum(ASSIGNMENT_KINDS).optional(),
  recommendationId: id.optional(),
  /** Why not the unit that was recommended first. */
  overrideReason: freeText(500).optional(),
});
export type AssignUnitBody = z.infer<typeof assignUnitBody>;
export const cancelAssignmentBody = z.object({ ...commandBase, reason: freeText(500).min(1) });
export type CancelAssignmentBody = z.infer<typeof cancelAssignmentBody>;
export const statusAnswer = assignmentView.extend({
  result: z.enum(['applied', 'recordedNotApplied']),
  reason: z.string().nullable(),
});
export type StatusAnswer = z.infer<typeof statusAnswer>;

export const assignmentRoutes = {
  assignUnit: defineRoute({
    name: 'assignUnit',
    method: 'POST',
    path: '/api/v1/incidents/:incidentId/assignments',
    summary: 'Send a unit to an incident; a unit already committed is refused with who won and when',
    access: CONTROL_ROOM,
    params: incidentParams,
    body: assignUnitBody,
    response: assignmentView,
    status: 201,
    isCommand: true,
  }),
  reportStatus: defineRoute({
    name: 'reportStatus',
    method: 'POST',
    path: '/api/v1/assignments/:assignmentId/status',
    summary: 'Report a step of the ladder; a late lower step only fills in its time',
    access: [...CONTROL_ROOM, 'crew'],
    params: assignmentParams,
    body: statusBody,
    response: statusAnswer,
    isCommand: true,
  }),
  cancelAssignment: defineRoute({
    name: 'cancelAssignment',
    method: 'POST',
    path: '/api/v1/assignments/:assignmentId/cancel',
    summary: 'Call a unit off',
    access: CONTROL_ROOM,
    params: assignmentParams,
    body: cancelAssignmentBody,
    response: assignmentView,
    isCommand: true,
  }),
  listAssignments: defineRoute({
    name: 'listAssignments',
    method: 'GET',
    path: '/api/v1/assignments',
    summary: 'Assignments not yet ended, of a region or of one unit; a crew sees those of its own unit',
    access: [...CONTROL_ROOM, 'crew'],
    query: z.object({ regionId: regionId.optional(), unitId: id.optional() }),
    response: z.object({
      assignments: z.array(assignmentView.extend({ incidentCoordinates: coordinates.nullable() })),
    }),
  }),
} as const;
