import { createHash } from 'node:crypto';
import type { Queryable } from './pool.ts';
import { getRow } from './pool.ts';
import insertRowsSql from './sql/journal/insert-rows.sql';
import listHeadsSql from './sql/journal/list-heads.sql';
import listRowsSql from './sql/journal/list-rows.sql';
import lockHeadSql from './sql/journal/lock-head.sql';
import notifyReadersSql from './sql/journal/notify-readers.sql';

/** A row to be written; `payload` holds ids and values that are nobody's personal data. */
export interface NewJournalRow {
  readonly regionId: string;
  readonly at: Date;
  readonly actorId: string | null;
  readonly actorKind: string;
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface JournalRow extends Omit<NewJournalRow, 'payload'> {
  readonly seq: number;
  /** The stored text, which the hash covers. */
  readonly payload: string;
  readonly prevHash: Buffer;
  readonly hash: Buffer;
  readonly actorName: string | null;
}

/** Where readers of the journal are woken; the message is the region. A wake-up that is lost costs them one poll. */
export const JOURNAL_CHANNEL = 'journal';

/** Wakes the readers of other processes. */
export async function notifyJournalReaders(db: Queryable, regionIds: readonly string[]): Promise<void> {
  await db.query(notifyReadersSql, [JOURNAL_CHANNEL, regionIds]);
}

type HashedFields = Omit<JournalRow, 'hash' | 'prevHash' | 'actorName'>;

/** JSON with keys sorted at every level, so that one value has one text. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** SHA-256 over the previous hash and the row as stored. */
export function hashRow(prevHash: Buffer, row: HashedFields): Buffer {
  const fields = [
    row.regionId,
    row.seq,
    row.at.toISOString(),
    row.actorId,
    row.actorKind,
    row.kind,
    row.subjectType,
    row.subjectId,
    row.payload,
  ];
  return createHash('sha256').update(prevHash).update(JSON.stringify(fields)).digest();
}

/** Appends rows of one region. Locks the region's head until the commit, so call it last. Answers the new head. */
export async function appendJournal(
  db: Queryable,
  entries: readonly NewJournalRow[],
): Promise<number | undefined> {
  const [first] = entries;
  if (!first) return undefined;
  if (entries.some((entry) => entry.regionId !== first.regionId)) {
    throw new RangeError('journal rows of one call belong to one region');
  }
  const head = await getRow<{ seq: number; hash: Buffer }>(db, lockHeadSql, [first.regionId]);
  let prevHash = head.hash;
  const rows = entries.map((entry, index) => {
    const row = { ...entry, payload: canonicalText(entry.payload), seq: head.seq + index + 1 };
    const hash = hashRow(prevHash, row);
    const chained = { ...row, prevHash, hash };
    prevHash = hash;
    return chained;
  });
  const column = <Key extends keyof (typeof rows)[number]>(key: Key) => rows.map((row) => row[key]);
  const seq = head.seq + rows.length;
  await db.query(insertRowsSql, [
    first.regionId,
    column('seq'),
    column('at'),
    column('actorId'),
    column('actorKind'),
    column('kind'),
    column('subjectType'),
    column('subjectId'),
    column('payload'),
    column('prevHash'),
    column('hash'),
    seq,
    prevHash,
  ]);
  return seq;
}

/** Rows after `afterSeq`, in order. */
export async function listJournalRows(
  db: Queryable,
  regionId: string,
  afterSeq: number,
  limit: number,
): Promise<JournalRow[]> {
  return (await db.query<JournalRow>(listRowsSql, [regionId, afterSeq, limit])).rows;
}

/** Last `seq` of every region. */
export async function listJournalHeads(db: Queryable): Promise<Map<string, number>> {
  const { rows } = await db.query<{ regionId: string; seq: number }>(listHeadsSql);
  return new Map(rows.map((row) => [row.regionId, row.seq]));
}

export type ChainCheck =
  | { readonly ok: true; readonly rows: number }
  | { readonly ok: false; readonly seq: number; readonly fault: string };

/** Walks a region's chain from its first row; names the first row that was changed, removed or put out of order. */
export async function verifyJournal(db: Queryable, regionId: string): Promise<ChainCheck> {
  let prevHash: Buffer = Buffer.alloc(0);
  let seq = 0;
  for (;;) {
    const rows = await listJournalRows(db, regionId, seq, 5000);
    if (rows.length === 0) return { ok: true, rows: seq };
    for (const row of rows) {
      const fault = findFault(row, seq, prevHash);
      if (fault) return { ok: false, seq: seq + 1, fault };
      prevHash = row.hash;
      seq = row.seq;
    }
  }
}

function findFault(row: JournalRow, seq: number, prevHash: Buffer): string | undefined {
  if (row.seq !== seq + 1) return 'a row is missing';
  if (!row.prevHash.equals(prevHash)) return 'the row does not follow the one before';
  return hashRow(prevHash, row).equals(row.hash) ? undefined : 'the row was changed';
}
