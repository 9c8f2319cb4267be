import type { AlarmView, TimerSettingsView } from '#contracts';
import type { AlarmDecision, AlarmKind, RunningTimer, TimedState, TimerLimits } from '#domain';

/** What an alarm is about; ids only. */
export interface AlarmRecord {
  readonly id: string;
  readonly regionId: string;
  readonly kind: AlarmKind;
  readonly incidentId: string;
  readonly assignmentId: string | null;
  readonly unitId: string | null;
  readonly acknowledgedAt: Date | null;
  readonly clearedAt: Date | null;
}

/** Assignments and incidents by id. */
export interface TimedSubjects {
  readonly assignmentIds: readonly string[];
  readonly incidentIds: readonly string[];
}

/** A region's part of what timers follow from, with what each known alarm is about. */
export interface TimedRegion extends TimedState {
  readonly alarmSubjects: ReadonlyMap<string, Omit<AlarmRecord, 'acknowledgedAt' | 'clearedAt'>>;
}

/** What alarms read and write, as seen inside one transaction. */
export interface AlarmStore {
  /** By region; of `subjects` only when given. */
  listTimedRegions(subjects?: TimedSubjects): Promise<ReadonlyMap<string, TimedRegion>>;
  /** Locks those that nobody is changing just now, and answers which. */
  lockTimedSubjects(subjects: TimedSubjects): Promise<TimedSubjects>;
  /** Answers the ids of those that were not there yet. */
  insertAlarms(
    regionId: string,
    at: Date,
    alarms: readonly (RunningTimer & { readonly id: string })[],
  ): Promise<ReadonlySet<string>>;
  /** Answers the ids of those that were not cleared yet. */
  clearAlarms(at: Date, endings: AlarmDecision['clear']): Promise<ReadonlySet<string>>;
  bringBackAlarms(alarmIds: readonly string[]): Promise<ReadonlySet<string>>;

  findAlarmForUpdate(alarmId: string): Promise<AlarmRecord | undefined>;
  acknowledgeAlarm(alarmId: string, at: Date, by: string): Promise<void>;
  getAlarmView(alarmId: string): Promise<AlarmView>;

  getTimerSettings(regionId: string): Promise<TimerSettingsView>;
  /** False when somebody saved this version first. */
  insertTimerSettings(settings: {
    readonly regionId: string;
    readonly version: number;
    readonly limits: TimerLimits;
    readonly at: Date;
    readonly by: string;
  }): Promise<boolean>;
}
