import type { GivenAnswer, IncidentCategory, PatientNeed, Priority } from '#domain';

/** One version of an incident's triage. The reason is free text and personal, as the answers are. */
export interface TriageRecord {
  readonly incidentId: string;
  readonly version: number;
  readonly treeCategory: IncidentCategory;
  readonly treeVersion: number;
  readonly answers: readonly GivenAnswer[];
  /** What the answers gave. */
  readonly category: IncidentCategory;
  readonly priority: Priority;
  readonly needs: readonly PatientNeed[];
  readonly override: {
    readonly category: IncidentCategory;
    readonly priority: Priority;
    readonly reason: string;
  } | null;
}

export interface TriageStore {
  insertTriage(record: TriageRecord, at: Date, by: string): Promise<void>;
  findLastTriage(incidentId: string): Promise<TriageRecord | undefined>;
}
