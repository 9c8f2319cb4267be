import type { JournalKind } from '#contracts';
import { decideAlarms, type AlarmDecision } from '#domain';
import type { CommandPorts, CommandStore, JournalEntry } from '../ports.ts';
import type { AlarmRecord, TimedRegion, TimedSubjects } from './alarm-store.ts';

export type AlarmPorts = Pick<CommandPorts, 'clock' | 'ids' | 'inTransaction' | 'committed'>;

export interface AlarmRound {
  readonly raised: number;
  readonly cleared: number;
}

/** Keeps a transaction short when a whole shift's alarms are due at once, as after an outage. */
const LARGEST_ROUND_SUBJECTS = 500;

type About = Omit<AlarmRecord, 'acknowledgedAt' | 'clearedAt'>;

/**
 * Raises what is due and clears what has ended. Any number of processes may do so at the same time: what was seen is
 * decided again under the locks of the assignments and incidents concerned, those that a command changes just now are left
 * for the next round, and the key of an alarm lets it be raised once.
 */
export async function runAlarmRound(ports: AlarmPorts): Promise<AlarmRound> {
  const seen = await ports.inTransaction((store) => store.listTimedRegions());
  let raised = 0;
  let cleared = 0;
  const failures: unknown[] = [];
  for (const [regionId, region] of seen) {
    const subjects = subjectsOf(region, decideAlarms(region, ports.clock.now().getTime()));
    if (subjects.assignmentIds.length + subjects.incidentIds.length === 0) continue;
    try {
      const done = await saveRegion(ports, regionId, subjects);
      raised += done.raised;
      cleared += done.cleared;
    } catch (error) {
      // One region's trouble (somebody holds its journal) is not the others'.
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, 'alarms of some regions could not be saved yet');
  return { raised, cleared };
}

/** Those that something is to be done about; what is too many for one transaction has its turn a second later. */
function subjectsOf(region: TimedRegion, decision: AlarmDecision): TimedSubjects {
  const ended = [...decision.clear.map(({ alarmId }) => alarmId), ...decision.bringBack];
  const about = [...decision.raise, ...ended.map((alarmId) => region.alarmSubjects.get(alarmId)!)];
  const incidentIds = about.flatMap((one) => (one.assignmentId === null ? [one.incidentId] : []));
  const assignmentIds = about.flatMap(({ assignmentId }) => assignmentId ?? []);
  return {
    incidentIds: [...new Set(incidentIds)].slice(0, LARGEST_ROUND_SUBJECTS),
    assignmentIds: [...new Set(assignmentIds)].slice(0, LARGEST_ROUND_SUBJECTS),
  };
}

async function saveRegion(ports: AlarmPorts, regionId: string, subjects: TimedSubjects): Promise<AlarmRound> {
  const entries = await ports.inTransaction(async (store): Promise<JournalEntry[]> => {
    const locked = await store.lockTimedSubjects(subjects);
    const now = ports.clock.now();
    const region = (await store.listTimedRegions(locked)).get(regionId);
    if (!region) return [];
    const saved = await saveAlarms(store, () => ports.ids.newId(), regionId, region, now);
    await store.appendJournal(saved);
    return saved;
  });
  if (entries.length > 0) ports.committed([regionId]);
  const cleared = entries.filter(({ kind }) => kind === 'alarmCleared').length;
  return { raised: entries.length - cleared, cleared };
}

/** Decides for a region, or the part of it that was read, and leaves the rows for the journal to the caller. */
export async function saveAlarms(
  store: CommandStore,
  newId: () => string,
  regionId: string,
  region: TimedRegion,
  now: Date,
): Promise<JournalEntry[]> {
  const decision = decideAlarms(region, now.getTime());
  const due = decision.raise.map((timer) => ({ ...timer, id: newId(), regionId }));
  const inserted = await store.insertAlarms(regionId, now, due);
  const cleared = await store.clearAlarms(now, decision.clear);
  const back = await store.bringBackAlarms(decision.bringBack);
  const row = (kind: JournalKind, about: About, more: object): JournalEntry => ({
    regionId,
    at: now,
    actorId: null,
    actorKind: 'system',
    kind,
    subjectType: 'alarm',
    subjectId: about.id,
    payload: { ...payloadOf(about), ...more },
  });
  const known = (alarmId: string): About => region.alarmSubjects.get(alarmId)!;
  return [
    ...due
      .filter(({ id }) => inserted.has(id))
      .map((timer) => row('alarmRaised', timer, { limitSeconds: timer.limitSeconds })),
    ...[...back].map((alarmId) => row('alarmReturned', known(alarmId), {})),
    ...decision.clear
      .filter(({ alarmId }) => cleared.has(alarmId))
      .map(({ alarmId, because }) => row('alarmCleared', known(alarmId), { because })),
  ];
}

/** Ids only. */
export const payloadOf = ({ kind, incidentId, assignmentId, unitId }: Omit<About, 'id' | 'regionId'>) => ({
  alarmKind: kind,
  incidentId,
  assignmentId,
  unitId,
});
