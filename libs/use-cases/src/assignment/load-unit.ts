import type { CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.ts';
import type { IncidentRecord, UnitRecord } from '../ports.ts';
import { refuseUnlessAsked } from './ask-neighbour.ts';
import type { OpenAssignment } from './assignment-store.ts';

/**
 * The unit, locked, when it is on duty and belongs to the incident's region, or to a neighbour that the plan asks. A unit that
 * is promised already, by a reservation, need not be asked for again.
 */
export async function loadUnitOnDuty(
  { store }: CommandContext,
  unitId: string,
  incident: Pick<IncidentRecord, 'regionId' | 'priority'>,
  { isPromised = false } = {},
): Promise<Outcome<UnitRecord>> {
  const unit = await store.findUnitForUpdate(unitId);
  if (!unit) return refuse('unitNotFound', { unitId });
  if (unit.regionId !== incident.regionId && !isPromised) {
    const refusal = await refuseUnlessAsked(store, unit, incident);
    if (refusal) return refusal;
  }
  const { callSign, dutyState } = unit;
  if (dutyState === 'offDuty' || dutyState === 'outOfService') {
    return refuse('unitNotOnDuty', { unitId, callSign, dutyState });
  }
  return accept(unit);
}

/** The unit is committed: to what, by whom, and since when. */
export function refuseTaken(
  { id, callSign }: Pick<UnitRecord, 'id' | 'callSign'>,
  winner: Omit<OpenAssignment, 'status' | 'isActive'> | undefined,
): Refusal {
  // The winner may have been cancelled between the two statements; the unit is then free again for a new command.
  if (!winner) return refuse('unitTaken', { unitId: id, callSign });
  return refuse('unitTaken', {
    unitId: id,
    callSign,
    takenBy: winner.createdByName,
    takenAt: winner.createdAt.toISOString(),
    takenForRegionId: winner.regionId,
    incidentNumber: winner.incidentNumber,
    incidentId: winner.incidentId,
    assignmentId: winner.id,
  });
}
