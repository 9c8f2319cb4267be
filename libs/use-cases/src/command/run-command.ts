import type { Actor } from '../actor.ts';
import { refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts, CommandStore, JournalEntry } from '../ports.ts';

const DAY_MILLISECONDS = 86_400_000;
/** Clients' clocks may run ahead by this much. */
const CLOCK_LEAD_MILLISECONDS = 86_400_000;

export type NewJournalEntry = Omit<JournalEntry, 'at' | 'actorId' | 'actorKind'>;

/** What a command may do while it runs: read and write through the store, and leave journal rows for the end. */
export interface CommandContext {
  readonly store: CommandStore;
  readonly actor: Actor;
  readonly now: Date;
  readonly newId: () => string;
  readonly journal: (entry: NewJournalEntry) => void;
}

/** Milliseconds since 1970 in the first 48 bits of a UUIDv7 (RFC 9562, section 5.7). */
export const uuidv7Milliseconds = (uuid: string): number =>
  Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);

/** Several regions' journals are locked in the order of the regions' ids, so that no two commands wait for each other. */
async function appendByRegion(store: CommandStore, entries: readonly JournalEntry[]): Promise<void> {
  const regionIds = [...new Set(entries.map(({ regionId }) => regionId))].sort();
  for (const regionId of regionIds) {
    await store.appendJournal(entries.filter((entry) => entry.regionId === regionId));
  }
}

/** A context whose tries can fail: what a refused one wrote, rows for the journal included, is undone. */
export interface JournalledContext extends CommandContext {
  attempt<T extends { readonly ok: boolean }>(work: () => Promise<T>): Promise<T>;
}

/** Runs `work` in one transaction with the journal rows that it leaves, and tells of them after the commit. */
export async function runJournalled<T>(
  ports: CommandPorts,
  actor: Actor,
  now: Date,
  work: (context: JournalledContext) => Promise<T>,
): Promise<T> {
  const entries: NewJournalEntry[] = [];
  const result = await ports.inTransaction(async (store): Promise<T> => {
    const newId = (): string => ports.ids.newId();
    const journal = (entry: NewJournalEntry): void => void entries.push(entry);
    const attempt = async <Tried extends { readonly ok: boolean }>(
      tried: () => Promise<Tried>,
    ): Promise<Tried> => {
      const before = entries.length;
      const outcome = await store.undoneWhenRefused(tried);
      if (!outcome.ok) entries.length = before;
      return outcome;
    };
    const done = await work({ store, actor, now, newId, journal, attempt });
    const actorId = actor.kind === 'system' ? null : actor.id;
    const stamp = { at: now, actorId, actorKind: actor.kind };
    await appendByRegion(
      store,
      entries.map((entry) => ({ ...entry, ...stamp })),
    );
    return done;
  });
  if (entries.length > 0) ports.committed([...new Set(entries.map((entry) => entry.regionId))]);
  return result;
}

/**
 * Carries out one command: its state change, its journal rows and its answer are saved in one transaction. The same
 * id with the same body from the same actor gets the first answer again, refusals included.
 */
export async function runCommand<Value>(
  ports: CommandPorts,
  actor: Actor,
  command: { readonly commandId: string; readonly body: unknown },
  work: (context: CommandContext) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const now = ports.clock.now();
  const age = now.getTime() - uuidv7Milliseconds(command.commandId);
  if (age > DAY_MILLISECONDS || age < -CLOCK_LEAD_MILLISECONDS) return refuse('commandTooOld');
  const bodyHash = ports.hashBody(command.body);
  return runJournalled(ports, actor, now, async (context): Promise<Outcome<Value>> => {
    const { store } = context;
    const first = await store.beginCommand(command.commandId);
    if (first) {
      const isRepeat = first.actorId === actor.id && first.bodyHash === bodyHash;
      return isRepeat ? (first.result as Outcome<Value>) : refuse('commandIdReused');
    }
    const result = await context.attempt(() => work(context));
    await store.logCommand({ commandId: command.commandId, actorId: actor.id, bodyHash, result, at: now });
    return result;
  });
}
