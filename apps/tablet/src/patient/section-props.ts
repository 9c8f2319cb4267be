import type { PatientRecordDocument } from '#domain';
import type { Source } from './edit-record.ts';

/** What each section of the record gets. */
export interface SectionProps {
  readonly record: PatientRecordDocument;
  readonly timeZone: string;
  readonly source: Source;
  /** Handed over or closed: nothing is changed any more. */
  readonly isSealed: boolean;
  /** False when the change was not taken. */
  readonly edit: (
    change: (record: PatientRecordDocument) => Partial<PatientRecordDocument>,
  ) => Promise<boolean>;
}
