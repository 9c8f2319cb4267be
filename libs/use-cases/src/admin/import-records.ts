import type { ImportKind, ImportRow, Reason, UserFields } from '#contracts';
import { ADMINS, SHIFT_EDITORS } from '#contracts';
import type { Role } from '#domain';
import type { Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome, type RefusalDetails } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import { FACILITY_EDITOR, POST_EDITOR, STATION_EDITOR } from './edit-places.ts';
import { SHIFT_EDITOR } from './edit-shifts.ts';
import { UNIT_EDITOR } from './edit-units.ts';
import { addUser, enterUsers, replaceUser } from './edit-users.ts';
import { readRows, type ReadRow, type RowFault } from './read-rows.ts';
import { addRecord, editableRegionId, type RecordEditor, replaceRecord } from './record-commands.ts';

/** What is wrong with a row: how it is written, or why the record refuses it. */
export type ImportFault = RowFault & {
  readonly reason?: Reason;
  readonly details?: RefusalDetails | undefined;
};

export interface ImportOutcome {
  readonly rows: readonly ImportRow[];
  readonly faults: readonly ImportFault[];
}

export interface ImportFile {
  readonly kind: ImportKind;
  readonly regionId?: string | undefined;
  readonly table: readonly (readonly string[])[];
}

type Saved = Outcome<{ readonly id: string; readonly action: ImportRow['action'] }>;
type SaveRow = (context: CommandContext, regionId: string, row: ReadRow) => Promise<Saved>;

const EDITORS_OF: Readonly<Record<ImportKind, readonly Role[]>> = {
  units: ADMINS,
  stations: ADMINS,
  posts: ADMINS,
  facilities: ADMINS,
  users: ADMINS,
  shifts: SHIFT_EDITORS,
};

/** Lists stand for sets: their order says nothing. */
const comparable = (fields: unknown): string =>
  JSON.stringify(fields, (_key, value: unknown) => {
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return [...value].sort();
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  });
const isSame = (a: unknown, b: unknown): boolean => comparable(a) === comparable(b);

const saverOf =
  <Fields>(editor: RecordEditor<Fields>): SaveRow =>
  async (context, regionId, { fields: given }) => {
    const fields = given as Fields;
    const id = await editor.findIdOf(context.store, regionId, fields);
    const present = id === undefined ? undefined : await editor.find(context.store, id);
    if (!present) {
      const added = await addRecord(context, editor, regionId, fields);
      return added.ok ? accept({ id: added.value.id, action: 'create' }) : added;
    }
    if (isSame(present.fields, fields)) return accept({ id: present.id, action: 'same' });
    const changed = await replaceRecord(context, editor, present, fields);
    return changed.ok ? accept({ id: present.id, action: 'change' }) : changed;
  };

const userSaver =
  (hashOf: (row: number) => string): SaveRow =>
  async (context, regionId, { row, fields: given }) => {
    const fields = given as UserFields;
    const { userRecords } = context.store;
    const id = await userRecords.findIdByEmail(fields.email);
    const present = id === undefined ? undefined : await userRecords.find(id, regionId);
    if (!present || present.fields.roles.length === 0) {
      const added = await addUser(context, regionId, fields, hashOf(row));
      if (!added.ok) return added;
      return accept({ id: added.value.id, action: present ? 'change' : 'create' });
    }
    if (isSame(present.fields, fields)) return accept({ id: present.id, action: 'same' });
    const changed = await replaceUser(context, present, fields);
    return changed.ok ? accept({ id: present.id, action: 'change' }) : changed;
  };

const SAVERS: Readonly<Record<Exclude<ImportKind, 'users'>, SaveRow>> = {
  units: saverOf(UNIT_EDITOR),
  stations: saverOf(STATION_EDITOR),
  posts: saverOf(POST_EDITOR),
  facilities: saverOf(FACILITY_EDITOR),
  shifts: saverOf(SHIFT_EDITOR),
};

async function saveRows(
  context: CommandContext,
  { kind, regionId: named, table }: ImportFile,
  hashOf: (row: number) => string,
): Promise<Outcome<ImportOutcome>> {
  const { store, actor } = context;
  const region =
    kind === 'users'
      ? await enterUsers(context, named)
      : await editableRegionId(store, actor, named, EDITORS_OF[kind]);
  if (!region.ok) return region;
  const regionId = region.value;
  const names = await store.listKnownNames(regionId);
  const timeZone = await store.getTimeZone(regionId);
  const { rows, faults } = readRows(kind, table, { names, timeZone });
  const save = kind === 'users' ? userSaver(hashOf) : SAVERS[kind];
  const done: ImportRow[] = [];
  const rowOf = new Map<string, number>();
  const wrong: ImportFault[] = [...faults];
  for (const read of rows) {
    const { row, label } = read;
    const saved = await save(context, regionId, read);
    const earlier = saved.ok ? rowOf.get(saved.value.id) : undefined;
    if (!saved.ok) wrong.push({ row, column: null, reason: saved.reason, details: saved.details });
    else if (earlier !== undefined) {
      wrong.push({ row, column: null, fault: 'sameAsRow', values: { value: earlier } });
    } else {
      rowOf.set(saved.value.id, row);
      done.push({ row, label, action: saved.value.action });
    }
  }
  return accept({ rows: done, faults: wrong.sort((a, b) => a.row - b.row) });
}

/** Does what importing the file would do and undoes it, so that the preview knows of every refusal. */
export async function previewImport(
  ports: CommandPorts,
  actor: Actor,
  file: ImportFile,
): Promise<Outcome<ImportOutcome>> {
  const now = ports.clock.now();
  const newId = (): string => ports.ids.newId();
  let outcome: Outcome<ImportOutcome> = refuse('internalError');
  await ports.inTransaction((store) =>
    store.undoneWhenRefused(async () => {
      const context = { store, actor, now, newId, journal: () => undefined };
      outcome = await saveRows(context, file, () => '');
      return refuse('nothingChanged');
    }),
  );
  return outcome;
}

/**
 * Saves all rows, or none when one is wrong. Which ones are wrong the preview says: an answer is kept for repeats, and
 * the words of the file are not to be kept.
 */
export function importRecords(
  ports: CommandPorts,
  actor: Actor,
  commandId: string,
  file: ImportFile,
  hashOf: (row: number) => string,
): Promise<Outcome<{ created: number; changed: number; same: number }>> {
  return runCommand(ports, actor, { commandId, body: { import: file } }, async (context) => {
    const saved = await saveRows(context, file, hashOf);
    if (!saved.ok) return saved;
    const { rows, faults } = saved.value;
    if (faults.length > 0) return refuse('importFaulty', { faults: faults.length });
    const count = (action: ImportRow['action']): number => rows.filter((row) => row.action === action).length;
    return accept({ created: count('create'), changed: count('change'), same: count('same') });
  });
}
