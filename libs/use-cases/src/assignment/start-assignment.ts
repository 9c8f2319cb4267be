import { MAX_RESERVED_PER_UNIT, type AssignmentStatus } from '#domain';
import type { CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { IncidentRecord, UnitRecord } from '../ports.ts';
import type { OpenAssignment } from './assignment-store.ts';
import { journalAssignment } from './journal-assignment.ts';
import { refuseTaken } from './load-unit.ts';

/** What a new assignment is made of. Incident and unit are locked. */
export interface Start {
  readonly incident: IncidentRecord;
  readonly unit: UnitRecord;
  readonly kind: 'now' | 'reserve';
  readonly recommendationId: string | null;
  readonly recommendedRank: number | null;
  readonly overrideReason: string | null;
  /** The assignment that it comes from and, with a handed over one, its destination. */
  readonly follows: { readonly id: string; readonly destinationFacilityId: string | null } | null;
}

/** Gives a unit work, now or for later; one job never overwrites another. Answers the assignment's id. */
export async function startAssignment(context: CommandContext, start: Start): Promise<Outcome<string>> {
  const started = await choose(context, start);
  if (started.ok && start.follows) await context.store.setFollowedBy(start.follows.id, started.value);
  return started;
}

async function choose(context: CommandContext, start: Start): Promise<Outcome<string>> {
  const { incident, unit, kind } = start;
  const open = await context.store.listOpenAssignmentsOfUnit(unit.id);
  const onIncident = open.find((one) => one.incidentId === incident.id);
  if (kind === 'reserve') {
    const { id: unitId, callSign } = unit;
    if (onIncident) return refuse('unitAlreadyOnIncident', { unitId, callSign, status: onIncident.status });
    const reserved = open.filter((one) => !one.isActive).length;
    if (reserved >= MAX_RESERVED_PER_UNIT) return refuse('reservationsFull', { unitId, callSign, reserved });
    return insert(context, start, 'reserved');
  }
  const active = open.find((one) => one.isActive);
  if (active) return refuseTaken(unit, active);
  // Reserved for this very incident: that assignment becomes the active one.
  return onIncident ? activate(context, start, onIncident) : insert(context, start, 'notified');
}

async function insert(
  context: CommandContext,
  start: Start,
  status: 'notified' | 'reserved',
): Promise<Outcome<string>> {
  const { store, actor, now, newId } = context;
  const { incident, unit, follows, recommendationId, recommendedRank, overrideReason } = start;
  const id = newId();
  const isInserted = await store.insertAssignment({
    id,
    regionId: incident.regionId,
    incidentId: incident.id,
    unitId: unit.id,
    status,
    recommendationId,
    recommendedRank,
    overrideReason,
    destinationFacilityId: follows?.destinationFacilityId ?? null,
    createdAt: now,
    createdBy: actor.id,
  });
  if (!isInserted) return refuseTaken(unit, await store.findActiveAssignmentOfUnit(unit.id));
  noteStart(context, start, id, status === 'reserved' ? 'unitReserved' : 'unitAssigned', status);
  return accept(id);
}

async function activate(
  context: CommandContext,
  start: Start,
  reserved: OpenAssignment,
): Promise<Outcome<string>> {
  const { follows, recommendationId, recommendedRank, overrideReason } = start;
  await context.store.activateAssignment(reserved.id, {
    at: context.now,
    recommendationId,
    recommendedRank,
    overrideReason,
    destinationFacilityId: follows?.destinationFacilityId ?? null,
  });
  await insertStep(context, reserved.id, 'notified');
  noteStart(context, start, reserved.id, 'assignmentActivated', 'notified');
  return accept(reserved.id);
}

const insertStep = (
  { store, actor, now }: CommandContext,
  assignmentId: string,
  status: AssignmentStatus,
): Promise<void> =>
  store.insertStep({
    assignmentId,
    status,
    pressedAt: now,
    recordedAt: now,
    recordedBy: actor.id,
    outboxEpoch: null,
    deviceSeq: null,
  });

function noteStart(
  context: CommandContext,
  { incident, unit, follows, recommendationId, recommendedRank, overrideReason }: Start,
  assignmentId: string,
  kind: 'unitAssigned' | 'unitReserved' | 'assignmentActivated',
  status: AssignmentStatus,
): void {
  const regions = { id: assignmentId, regionId: incident.regionId, unitRegionId: unit.regionId };
  journalAssignment(context, regions, kind, {
    incidentId: incident.id,
    unitId: unit.id,
    status,
    recommendationId,
    rank: recommendedRank,
    isFirst: recommendationId === null ? null : recommendedRank === 1,
    hasOverrideReason: overrideReason !== null,
    followsAssignmentId: follows?.id ?? null,
  });
}
