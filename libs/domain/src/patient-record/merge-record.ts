import type { Decision } from '../decision.ts';
import type { PatientRecordDocument } from './patient-record.ts';
import { isSameJson } from './same-json.ts';

export type RecordMerge =
  /** It is the newest now. */
  | 'newest'
  /** Kept, but a newer one counts. */
  | 'older'
  /** Stored already. */
  | 'repeated';
export type RecordMergeRefusal = 'recordVersionTaken' | 'recordClosed' | 'otherRecord';

/** What may still change once a record is handed over or closed. */
type Sealed = Omit<PatientRecordDocument, 'version' | 'changedAt' | 'addenda' | 'handOverCodeHash'>;

function sealedPart(record: PatientRecordDocument): Sealed {
  const { version: _version, changedAt: _at, addenda: _addenda, handOverCodeHash: _hash, ...sealed } = record;
  return sealed;
}

export const isSealed = ({ handOver, closedAt }: PatientRecordDocument): boolean =>
  handOver !== null || closedAt !== null;

function onlyAdds(before: PatientRecordDocument, after: PatientRecordDocument): boolean {
  const isKept = before.addenda.every((one, index) => isSameJson(one, after.addenda[index]));
  // A record that was handed over is closed with its outcome afterwards.
  const closes = before.closedAt === null && after.closedAt !== null;
  const sealed = closes
    ? { ...sealedPart(before), closedAt: after.closedAt, outcome: before.outcome ?? after.outcome }
    : sealedPart(before);
  return isKept && isSameJson(sealed, sealedPart(after));
}

/**
 * The newest version of a record wins; of one number, the first that came. After hand-over or closing nothing that was written is
 * changed any more: what is new comes as an addendum.
 */
export function mergeRecord(
  newest: PatientRecordDocument | undefined,
  incoming: PatientRecordDocument,
  sameVersion: PatientRecordDocument | undefined,
): Decision<RecordMerge, RecordMergeRefusal> {
  const accept = (next: RecordMerge) => ({ ok: true, next, events: [] }) as const;
  const refuse = (reason: RecordMergeRefusal) =>
    ({ ok: false, reason, details: { version: newest?.version ?? 0 } }) as const;
  if (!newest) return accept('newest');
  const isOther =
    newest.recordId !== incoming.recordId ||
    newest.incidentId !== incoming.incidentId ||
    newest.assignmentId !== incoming.assignmentId;
  if (isOther) return refuse('otherRecord');
  if (sameVersion)
    return isSameJson(sameVersion, incoming) ? accept('repeated') : refuse('recordVersionTaken');
  if (incoming.version < newest.version) return accept('older');
  if (isSealed(newest) && !onlyAdds(newest, incoming)) return refuse('recordClosed');
  return accept('newest');
}
