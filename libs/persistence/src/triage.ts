import type { TriageRecordView } from '#contracts';
import type { GivenAnswer, IncidentCategory, PatientNeed, Priority } from '#domain';
import { findRow, type Queryable } from './pool.ts';
import findLastTriageSql from './sql/triage/find-last-triage.sql';
import insertTriageSql from './sql/triage/insert-triage.sql';
import listTriageSql from './sql/triage/list-triage.sql';

interface Override {
  readonly category: IncidentCategory;
  readonly priority: Priority;
  readonly reason: string;
}
interface Triage {
  readonly incidentId: string;
  readonly version: number;
  readonly treeCategory: IncidentCategory;
  readonly treeVersion: number;
  readonly answers: readonly GivenAnswer[];
  readonly category: IncidentCategory;
  readonly priority: Priority;
  readonly needs: readonly PatientNeed[];
}
interface TriageRow extends Triage {
  readonly overrideCategory: IncidentCategory | null;
  readonly overridePriority: Priority | null;
  readonly overrideReason: string | null;
}

function toRecord<Row extends TriageRow>(row: Row) {
  const { overrideCategory, overridePriority, overrideReason, ...triage } = row;
  const isOverridden = overrideCategory !== null && overridePriority !== null && overrideReason !== null;
  const override: Override | null = isOverridden
    ? { category: overrideCategory, priority: overridePriority, reason: overrideReason }
    : null;
  return { ...triage, override };
}

/** Answers to triage questions by incident, each change a version of its own. */
export function createTriageStore(db: Queryable) {
  return {
    insertTriage: async (
      record: Triage & { readonly override: Override | null },
      at: Date,
      by: string,
    ): Promise<void> => {
      const { incidentId, version, treeCategory, treeVersion, answers, category, priority, needs } = record;
      const { override } = record;
      await db.query(insertTriageSql, [
        ...[incidentId, version, treeCategory, treeVersion, JSON.stringify(answers)],
        ...[category, priority, needs],
        ...[override?.category, override?.priority, override?.reason],
        ...[at, by],
      ]);
    },
    findLastTriage: async (incidentId: string) => {
      const row = await findRow<TriageRow & object>(db, findLastTriageSql, [incidentId]);
      return row && toRecord(row);
    },
  };
}

/** All versions of an incident's triage with what was said, latest first. */
export async function listTriageRecords(db: Queryable, incidentId: string): Promise<TriageRecordView[]> {
  const { rows } = await db.query<TriageRow & { at: Date; byName: string }>(listTriageSql, [incidentId]);
  return rows.map((row) => {
    const { at, answers, needs, ...record } = toRecord(row);
    return {
      ...record,
      answers: [...answers],
      needs: [...needs],
      isOverridden: record.override !== null,
      at: at.toISOString(),
    };
  });
}
