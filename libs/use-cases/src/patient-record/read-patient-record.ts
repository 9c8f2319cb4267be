import type { RecordPurpose } from '#contracts';
import { type Actor, checkAccess, holdsRole } from '../actor.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';

export interface RecordAccess {
  readonly regionId: string;
  readonly runEndedAt: Date | null;
  readonly isOfCrew: boolean;
  /** Of the facilities for which the user speaks and to which the record is open; one for each. */
  readonly facilityRegionIds: readonly string[];
}

export interface RecordAccessPorts {
  now(): Date;
  findRecordAccess(recordId: string, userId: string, at: Date): Promise<RecordAccess | undefined>;
}

export type RecordReader = 'crew' | 'facility' | 'supervisor';
const HOURS_AFTER_RUN = 24;
const HOUR_MS = 3_600_000;

/**
 * Decides as what a user may read a record: one of the run's crew, or somebody of the facility that it goes to, until a day
 * after the run; a supervisor of the region always, who says what for. For anybody else it does not exist, or is forbidden.
 */
export async function decideRecordReader(
  ports: RecordAccessPorts,
  actor: Actor,
  recordId: string,
  purpose: RecordPurpose | undefined,
): Promise<Outcome<{ readonly reader: RecordReader; readonly regionId: string }>> {
  const now = ports.now();
  const access = await ports.findRecordAccess(recordId, actor.id, now);
  if (!access) return refuse('notFound');
  const { regionId, runEndedAt, isOfCrew, facilityRegionIds } = access;
  const isRecent = runEndedAt === null || now.getTime() - runEndedAt.getTime() < HOURS_AFTER_RUN * HOUR_MS;
  if (isRecent && isOfCrew && holdsRole(actor, regionId, ['crew']))
    return accept({ reader: 'crew', regionId });
  if (isRecent && facilityRegionIds.some((one) => holdsRole(actor, one, ['facility'])))
    return accept({ reader: 'facility', regionId });
  if (!holdsRole(actor, regionId, ['supervisor']))
    return checkAccess(actor, regionId, ['supervisor']) ?? refuse('forbidden');
  return purpose === undefined ? refuse('purposeMissing') : accept({ reader: 'supervisor', regionId });
}
