import { HAND_OVER_CODE_MINUTES, patientRecordDocument, type TabletEventBodies } from '#contracts';
import {
  type ArrivalNotice,
  checkPatientRecord,
  isSealed,
  mergeRecord,
  type PatientRecordDocument,
  toArrivalNotice,
} from '#domain';
import type { CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';

/** Where a version of a record comes from. */
export interface RecordSource {
  readonly deviceId: string;
  readonly regionId: string;
  /** Who of the crew was signed on, if anybody. */
  readonly writtenBy: string | null;
}

const MINUTE_MS = 60_000;

/**
 * Stores a version of a patient's record from a tablet's outbox, with its assignment known to be of a unit that the tablet
 * has worked for, or of one beside which it worked on the same incident: then it goes on with what that one's crew began, and each
 * version says who wrote it. The newest version counts; one that came late is kept beneath it. Once handed over, only addenda follow.
 */
export async function storePatientRecord(
  context: Pick<CommandContext, 'store' | 'now' | 'journal'>,
  from: RecordSource,
  event: TabletEventBodies['patientRecord'],
): Promise<Outcome<null>> {
  const { store, now } = context;
  const read = readDocument(event);
  if (!read.ok) return read;
  const document = read.value;
  const source = await checkSource(context, from, document);
  if (!source.ok) return source;
  const held = await store.lockPatientRecord(document, from.regionId, now);
  // Who takes a patient over goes on with what is there; a record of its own it begins for its own run.
  if (!source.value.isOfRun && !held.document) return refuse('forbidden');
  if (held.regionId !== from.regionId) return refuse('recordVersionTaken');
  const same = await store.findRecordVersion(document.recordId, document.version);
  const newest = held.document ?? undefined;
  const merged = mergeRecord(newest, document, same);
  if (!merged.ok) return refuse(merged.reason === 'otherRecord' ? 'recordVersionTaken' : merged.reason);
  if (merged.next === 'repeated') return accept(null);
  const { deviceId, writtenBy } = from;
  await store.insertRecordVersion(document, { at: now, deviceId, writtenBy });
  if (merged.next === 'newest') {
    const head = { document, at: now, isSealed: isSealed(document) };
    await store.moveRecordHead({ ...head, notice: noticeOf(document), code: codeOf(newest, document, now) });
    noteProgress(context, from, newest, document);
  }
  return accept(null);
}

/** The document must be whole, possible, and what the event says it is. */
function readDocument({
  recordId,
  assignmentId,
  version,
  document,
}: TabletEventBodies['patientRecord']): Outcome<PatientRecordDocument> {
  const parsed = patientRecordDocument.safeParse(document);
  if (!parsed.success) return refuse('recordInvalid');
  const record: PatientRecordDocument = parsed.data;
  const isMeant =
    record.recordId === recordId && record.assignmentId === assignmentId && record.version === version;
  return isMeant && checkPatientRecord(record).length === 0 ? accept(record) : refuse('recordInvalid');
}

async function checkSource(
  { store }: Pick<CommandContext, 'store'>,
  { deviceId, regionId }: RecordSource,
  { assignmentId, incidentId }: PatientRecordDocument,
): Promise<Outcome<{ readonly isOfRun: boolean }>> {
  const assignment = await store.findAssignmentForUpdate(assignmentId);
  if (!assignment || assignment.regionId !== regionId || assignment.incidentId !== incidentId)
    return refuse('notFound');
  if (await store.hasDeviceCrewed(deviceId, assignment.unitId)) return accept({ isOfRun: true });
  return (await store.hasDeviceServedBeside(deviceId, incidentId))
    ? accept({ isOfRun: false })
    : refuse('forbidden');
}

/** A patient who stays, or whom another crew takes, is not to be expected with this one. */
const noticeOf = (document: PatientRecordDocument): ArrivalNotice | null =>
  document.outcome === null || document.outcome.kind === 'transported' ? toArrivalNotice(document) : null;

function codeOf(
  before: PatientRecordDocument | undefined,
  { handOverCodeHash: hash }: PatientRecordDocument,
  now: Date,
): { hash: string; until: Date } | null | undefined {
  if (hash === (before?.handOverCodeHash ?? null)) return undefined;
  if (hash === null) return null;
  const until = new Date(now.getTime() + HAND_OVER_CODE_MINUTES * MINUTE_MS);
  return { hash, until };
}

/** The journal tells that there is a record and when it was closed; each version stands in a table of its own. */
function noteProgress(
  { journal }: Pick<CommandContext, 'journal'>,
  { regionId, deviceId }: RecordSource,
  before: PatientRecordDocument | undefined,
  after: PatientRecordDocument,
): void {
  const { recordId, incidentId, assignmentId, version } = after;
  const note = (kind: 'patientRecordBegun' | 'patientRecordClosed' | 'patientRecordAdded'): void =>
    journal({
      regionId,
      kind,
      subjectType: 'patientRecord',
      subjectId: recordId,
      payload: { incidentId, assignmentId, version, deviceId },
    });
  if (!before) note('patientRecordBegun');
  if (isSealed(after) && !(before && isSealed(before))) note('patientRecordClosed');
  if (before && after.addenda.length > before.addenda.length) note('patientRecordAdded');
}
