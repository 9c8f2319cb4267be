import type { RecordReceipt } from '#contracts';
import type { Role } from '#domain';
import { checkAccess, chooseRegion, type Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { checkVersion } from '../facility/set-facility-status.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts, CommandStore } from '../ports.ts';
import type { KeptRecord } from './record-store.ts';

/** The record's region is not known before the record is locked, and locks are taken in one order only. */
const EVERY_REGION = '';

export type RecordVerb = 'Created' | 'Changed' | 'Removed';
export type RecordSubject = 'unit' | 'station' | 'post' | 'facility' | 'shift' | 'user';

/** What is special about one kind of record that administrators keep. */
export interface RecordEditor<Fields> {
  readonly subject: RecordSubject;
  readonly editors: readonly Role[];
  find(store: CommandStore, id: string): Promise<KeptRecord<Fields> | undefined>;
  /** The record that a row of a file means. */
  findIdOf(store: CommandStore, regionId: string, fields: Fields): Promise<string | undefined>;
  create(
    context: CommandContext,
    regionId: string,
    fields: Fields,
  ): Promise<Outcome<{ readonly id: string; readonly version: number }>>;
  change(context: CommandContext, record: KeptRecord<Fields>, fields: Fields): Promise<Outcome<void>>;
  remove?(context: CommandContext, record: KeptRecord<Fields>): Promise<Outcome<void>>;
  /** Ids and values that are nobody's personal data. */
  payload(fields: Fields): Readonly<Record<string, unknown>>;
}

type Creation<Fields> = Fields & { readonly commandId: string; readonly regionId?: string | undefined };
type Change<Fields> = Fields & { readonly commandId: string; readonly expectedVersion: number };

/** The region that a new record or a file is for, when the actor may edit there. */
export async function editableRegionId(
  store: CommandStore,
  actor: Actor,
  named: string | undefined,
  editors: readonly Role[],
): Promise<Outcome<string>> {
  const regionId = chooseRegion(actor, named, editors);
  if (regionId === undefined) return refuse('forbidden');
  const denied = checkAccess(actor, regionId, editors);
  if (denied) return denied;
  return (await store.findRegion(regionId)) ? accept(regionId) : refuse('notFound');
}

export function journalRecord(
  { journal }: CommandContext,
  subject: RecordSubject,
  verb: RecordVerb,
  { id, regionId, version }: RecordReceipt,
  payload: Readonly<Record<string, unknown>>,
): void {
  journal({
    regionId,
    kind: `${subject}${verb}`,
    subjectType: subject,
    subjectId: id,
    payload: { ...payload, version },
  });
}

/** Adds a record and writes it down; without command, region and access, which the caller has looked at. */
export async function addRecord<Fields>(
  context: CommandContext,
  editor: RecordEditor<Fields>,
  regionId: string,
  fields: Fields,
): Promise<Outcome<RecordReceipt>> {
  await context.store.lockRecords(editor.subject, EVERY_REGION);
  const added = await editor.create(context, regionId, fields);
  if (!added.ok) return added;
  const receipt = { ...added.value, regionId };
  journalRecord(context, editor.subject, 'Created', receipt, editor.payload(fields));
  return accept(receipt);
}

/** Changes a record and writes it down, as `addRecord` does. */
export async function replaceRecord<Fields>(
  context: CommandContext,
  editor: RecordEditor<Fields>,
  record: KeptRecord<Fields>,
  fields: Fields,
): Promise<Outcome<RecordReceipt>> {
  const changed = await editor.change(context, record, fields);
  if (!changed.ok) return changed;
  const receipt = { id: record.id, regionId: record.regionId, version: record.version + 1 };
  journalRecord(context, editor.subject, 'Changed', receipt, editor.payload(fields));
  return accept(receipt);
}

export function createRecord<Fields>(
  ports: CommandPorts,
  actor: Actor,
  editor: RecordEditor<Fields>,
  body: Creation<Fields>,
): Promise<Outcome<RecordReceipt>> {
  const command = { commandId: body.commandId, body: { subject: editor.subject, body } };
  return runCommand(ports, actor, command, async (context) => {
    const region = await editableRegionId(context.store, actor, body.regionId, editor.editors);
    return region.ok ? addRecord(context, editor, region.value, body) : region;
  });
}

export function changeRecord<Fields>(
  ports: CommandPorts,
  actor: Actor,
  editor: RecordEditor<Fields>,
  recordId: string,
  body: Change<Fields>,
): Promise<Outcome<RecordReceipt>> {
  const command = { commandId: body.commandId, body: { subject: editor.subject, recordId, body } };
  return runCommand(ports, actor, command, async (context) => {
    const record = await findEditable(context, editor, recordId, body.expectedVersion);
    return record.ok ? replaceRecord(context, editor, record.value, body) : record;
  });
}

export function removeRecord<Fields>(
  ports: CommandPorts,
  actor: Actor,
  editor: RecordEditor<Fields>,
  recordId: string,
  body: { readonly commandId: string; readonly expectedVersion: number },
): Promise<Outcome<RecordReceipt>> {
  const command = { commandId: body.commandId, body: { subject: editor.subject, remove: recordId, body } };
  return runCommand(ports, actor, command, async (context): Promise<Outcome<RecordReceipt>> => {
    const record = await findEditable(context, editor, recordId, body.expectedVersion);
    if (!record.ok) return record;
    if (!editor.remove) return refuse('forbidden');
    const removed = await editor.remove(context, record.value);
    if (!removed.ok) return removed;
    const { id, regionId, version } = record.value;
    const receipt = { id, regionId, version: version + 1 };
    journalRecord(context, editor.subject, 'Removed', receipt, {});
    return accept(receipt);
  });
}

async function findEditable<Fields>(
  { store, actor }: CommandContext,
  editor: RecordEditor<Fields>,
  recordId: string,
  expectedVersion: number,
): Promise<Outcome<KeptRecord<Fields>>> {
  await store.lockRecords(editor.subject, EVERY_REGION);
  const seen = await editor.find(store, recordId);
  if (!seen) return refuse('notFound');
  const denied = checkAccess(actor, seen.regionId, editor.editors);
  if (denied) return denied;
  const outdated = checkVersion(expectedVersion, seen.version);
  return outdated ?? accept(seen);
}
