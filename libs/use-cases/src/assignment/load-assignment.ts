import { CONTROL_ROOM } from '#contracts';
import { checkAccess, holdsRole } from '../actor.ts';
import type { CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome, type Refusal, type RefusalDetails } from '../outcome.ts';
import type { AssignmentRecord } from './assignment-store.ts';

/**
 * The assignment, locked, when the actor may act on it: the control room of the incident's region, and where said the unit's
 * own crew or, for a unit that helps a neighbour, the control room of its own region.
 */
export async function loadAssignment(
  { store, actor, now }: CommandContext,
  assignmentId: string,
  { crewMayAct = false, unitRegionMayAct = false },
): Promise<Outcome<AssignmentRecord>> {
  const assignment = await store.findAssignmentForUpdate(assignmentId);
  if (!assignment) return refuse('notFound');
  const { regionId, unitRegionId, unitId } = assignment;
  if (holdsRole(actor, regionId, CONTROL_ROOM)) return accept(assignment);
  if (unitRegionMayAct && holdsRole(actor, unitRegionId, CONTROL_ROOM)) return accept(assignment);
  const isCrew = crewMayAct && holdsRole(actor, unitRegionId, ['crew']);
  if (isCrew && (await store.isCrewOf(actor.id, unitId, now))) return accept(assignment);
  return checkAccess(actor, regionId, CONTROL_ROOM) ?? refuse('forbidden');
}

/**
 * Which incident and unit an assignment is about, not locked, for commands that must lock those first: incidents, then
 * units, then assignments, each in the order of their ids, so that no two commands wait for each other.
 */
export async function peekAssignment(
  { store, actor }: CommandContext,
  assignmentId: string,
): Promise<Outcome<Pick<AssignmentRecord, 'regionId' | 'incidentId' | 'unitId'>>> {
  const assignment = await store.findAssignment(assignmentId);
  if (!assignment) return refuse('notFound');
  return checkAccess(actor, assignment.regionId, CONTROL_ROOM) ?? accept(assignment);
}

/** The assignment locked, after `peekAssignment` found it. */
export async function getAssignmentForUpdate(
  { store }: CommandContext,
  assignmentId: string,
): Promise<AssignmentRecord> {
  const assignment = await store.findAssignmentForUpdate(assignmentId);
  if (!assignment) throw new Error(`assignment ${assignmentId} is gone; none is ever deleted`);
  return assignment;
}

/** A step that cannot follow the present status, with who brought it there and when. */
export async function refuseStep(
  { store }: CommandContext,
  { id, status }: AssignmentRecord,
  reason: 'assignmentEnded' | 'transitionNotAllowed' | 'stepAlreadyRecorded' | 'assignmentNotReserved',
  details: RefusalDetails = {},
): Promise<Refusal> {
  const change = await store.findLastChange(id);
  return refuse(reason, {
    ...details,
    status,
    endCause: change?.endCause ?? null,
    changedBy: change?.changedByName ?? null,
    changedAt: change?.changedAt.toISOString() ?? null,
  });
}
