import type { CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.ts';
import type { UnitRecord } from '../ports.ts';
import type { OpenAssignment } from './assignment-store.ts';

/** The unit, locked, when it belongs to the region and is on duty. */
export async function loadUnitOnDuty(
  { store }: CommandContext,
  unitId: string,
  regionId: string,
): Promise<Outcome<UnitRecord>> {
  const unit = await store.findUnitForUpdate(unitId);
  if (!unit || unit.regionId !== regionId) return refuse('unitNotFound', { unitId });
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
    incidentNumber: winner.incidentNumber,
    incidentId: winner.incidentId,
    assignmentId: winner.id,
  });
}
