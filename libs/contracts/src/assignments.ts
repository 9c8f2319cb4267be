import { z } from 'zod';
import { FAULTS } from './fault-texts.ts';
import { ASSIGNMENT_KINDS, assignmentView } from './incidents.ts';
import { commandBase, freeText, id } from './primitives.ts';
import { defineRoute } from './route.ts';
import { CONTROL_ROOM } from './units.ts';

const reason = freeText(500).refine((text) => text.trim() !== '', { message: FAULTS.reasonNeeded });
const assignmentParams = z.object({ assignmentId: id });
/** More units than any plan names; an incident that needs more gets a second command. */
const MAX_UNITS_AT_ONCE = 20;

export const assignUnitsBody = z.object({
  ...commandBase,
  /** All of them are sent, or none. */
  units: z
    .array(
      z.object({
        unitId: id,
        kind: z.enum(ASSIGNMENT_KINDS).optional(),
        overrideReason: reason.optional(),
      }),
    )
    .min(1)
    .max(MAX_UNITS_AT_ONCE)
    .refine((units) => new Set(units.map(({ unitId }) => unitId)).size === units.length, {
      message: FAULTS.unitNamedTwice,
    }),
  recommendationId: id.optional(),
});
export type AssignUnitsBody = z.infer<typeof assignUnitsBody>;

export const activateAssignmentBody = z.object({ ...commandBase });
export type ActivateAssignmentBody = z.infer<typeof activateAssignmentBody>;

export const divertAssignmentBody = z.object({
  ...commandBase,
  toIncidentId: id,
  recommendationId: id.optional(),
  /** Needed when the other incident is not strictly more urgent. */
  reason: reason.optional(),
});
export type DivertAssignmentBody = z.infer<typeof divertAssignmentBody>;

export const handOverAssignmentBody = z.object({
  ...commandBase,
  toUnitId: id,
  recommendationId: id.optional(),
  reason,
});
export type HandOverAssignmentBody = z.infer<typeof handOverAssignmentBody>;

export const setDestinationBody = z.object({
  ...commandBase,
  /** Null takes the destination back. */
  facilityId: id.nullable(),
});
export type SetDestinationBody = z.infer<typeof setDestinationBody>;

/** One assignment ended and another began, in one step. */
export const assignmentChange = z.object({ ended: assignmentView, started: assignmentView });
export type AssignmentChange = z.infer<typeof assignmentChange>;

/** What people wrote; it may name persons. */
export const assignmentReasonsView = z.object({
  assignmentId: id,
  /** Why not the unit that was recommended first. */
  overrideReason: z.string().nullable(),
  /** Why it was called off, diverted or handed over. */
  endReason: z.string().nullable(),
});
export type AssignmentReasonsView = z.infer<typeof assignmentReasonsView>;

export const assignmentChangeRoutes = {
  assignUnits: defineRoute({
    name: 'assignUnits',
    method: 'POST',
    path: '/api/v1/incidents/:incidentId/assignments/batch',
    summary: 'Send several units to an incident, all or none; a refusal names the unit it is about',
    access: CONTROL_ROOM,
    params: z.object({ incidentId: id }),
    body: assignUnitsBody,
    response: z.object({ assignments: z.array(assignmentView) }),
    status: 201,
    isCommand: true,
  }),
  activateAssignment: defineRoute({
    name: 'activateAssignment',
    method: 'POST',
    path: '/api/v1/assignments/:assignmentId/activate',
    summary:
      'Send a unit on an assignment that was reserved for it; refused with what it does while it is busy',
    access: CONTROL_ROOM,
    params: assignmentParams,
    body: activateAssignmentBody,
    response: assignmentView,
    isCommand: true,
  }),
  divertAssignment: defineRoute({
    name: 'divertAssignment',
    method: 'POST',
    path: '/api/v1/assignments/:assignmentId/divert',
    summary:
      'Send a unit that has not arrived to a more urgent incident; the interrupted one waits again at once',
    access: CONTROL_ROOM,
    params: assignmentParams,
    body: divertAssignmentBody,
    response: assignmentChange,
    isCommand: true,
  }),
  handOverAssignment: defineRoute({
    name: 'handOverAssignment',
    method: 'POST',
    path: '/api/v1/assignments/:assignmentId/hand-over',
    summary: 'Let another unit take an incident over, as after a breakdown or at a rendez-vous',
    access: CONTROL_ROOM,
    params: assignmentParams,
    body: handOverAssignmentBody,
    response: assignmentChange,
    isCommand: true,
  }),
  setDestination: defineRoute({
    name: 'setDestination',
    method: 'POST',
    path: '/api/v1/assignments/:assignmentId/destination',
    summary: 'Set, change or take back the facility that the patient is taken to',
    access: [...CONTROL_ROOM, 'crew'],
    params: assignmentParams,
    body: setDestinationBody,
    response: assignmentView,
    isCommand: true,
  }),
  getAssignmentReasons: defineRoute({
    name: 'getAssignmentReasons',
    method: 'GET',
    path: '/api/v1/assignments/:assignmentId/reasons',
    summary: 'What was written when the unit was chosen and when it was called off, diverted or handed over',
    access: CONTROL_ROOM,
    params: assignmentParams,
    response: assignmentReasonsView,
  }),
} as const;
