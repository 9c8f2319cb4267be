import type { EventReceipt, TabletEvent, TabletEventBodies, TabletEventKind } from '#contracts';
import { batch, computed, signal } from '@preact/signals';
import type { KeptEvent, LoggedEvent, TabletDatabase } from '../store/database.ts';
import { isQuotaError, type StorageGuard } from '../store/storage-guard.ts';
import type { Vault } from '../store/vault.ts';

/** What is taken into memory of a long queue: the newest, which decide what the screen shows. */
const TAIL_EVENTS = 300;
const MOST_LOGGED = 200;
const CLINICAL: ReadonlySet<string> = new Set<TabletEventKind>(['patientRecord']);
/** Kinds whose words are not kept once the server has them. */
const FORGOTTEN_BODIES: ReadonlySet<string> = new Set<TabletEventKind>(['patientRecord', 'vehicleCheck']);

/** Kind of the empty event in the place of one that the server cannot read. */
const UNREADABLE = 'unreadable';

/** The tap was not stored: there is no room left on the device. */
export class NotStored extends Error {
  override readonly name = 'NotStored';
}

export interface TapTime {
  readonly at: string;
  readonly monotonicMs: number;
  readonly runId: string;
}

interface OutboxParts {
  readonly database: TabletDatabase;
  readonly vault: Pick<Vault, 'seal' | 'unseal'>;
  readonly guard: Pick<StorageGuard, 'freeReserve' | 'restoreReserve'>;
  readonly now: () => TapTime;
  readonly signOnId: () => string | null;
  /** Tells other tabs that the queue changed. */
  readonly tellOthers?: () => void;
}

const STRICT = { durability: 'strict' } as const;

/**
 * Everything tapped, from the tap until the server has confirmed it. An event gets its number and its place in the queue in
 * one transaction that is on the disk before anything is shown; numbers have no gaps.
 */
export class Outbox {
  /** The newest events that wait, oldest first. */
  readonly waiting = signal<readonly TabletEvent[]>([]);
  readonly count = signal(0);
  readonly oldestAt = signal<string | undefined>(undefined);
  /** What was confirmed lately, oldest first. */
  readonly confirmed = signal<readonly LoggedEvent[]>([]);
  readonly notApplied = computed(() =>
    this.confirmed.value.filter(({ result }) => result === 'recordedNotApplied'),
  );
  private readonly listeners = new Set<() => void>();
  private storing: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: OutboxParts) {}

  /** Takes count, tail and log from the database; by keys only, however long the queue is. */
  async load(): Promise<void> {
    const { database } = this.parts;
    const transaction = database.transaction(['meta', 'events', 'log']);
    const lastSeq = ((await transaction.objectStore('meta').get('lastSeq')) as number | undefined) ?? 0;
    const events = transaction.objectStore('events');
    const [count, tail, oldest, log] = await Promise.all([
      events.count(),
      events.getAll(IDBKeyRange.lowerBound(lastSeq - TAIL_EVENTS, true)),
      events.openCursor(),
      transaction.objectStore('log').getAll(),
    ]);
    await transaction.done;
    const opened = await Promise.all(tail.map((kept) => this.unseal(kept)));
    batch(() => {
      this.count.value = count;
      this.waiting.value = opened;
      this.oldestAt.value = oldest?.value.at;
      this.confirmed.value = log.slice(-MOST_LOGGED);
    });
  }

  /** Calls back after each tap that was stored. */
  onAdded(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Stores a tap; when this resolves it is on the disk and may be shown. Rejects with NotStored when there is no room, also
   * not in the reserve. Taps are stored in the order in which they were made.
   */
  add<Kind extends TabletEventKind>(
    kind: Kind,
    body: Partial<TabletEventBodies[Kind]>,
  ): Promise<TabletEvent> {
    const made = { ...this.parts.now(), signOnId: this.parts.signOnId(), kind };
    const stored = this.storing.then(() => this.store(made, body as TabletEvent['body']));
    this.storing = stored.catch(() => undefined);
    return stored;
  }

  private async store(
    made: Omit<TabletEvent, 'deviceSeq' | 'body'>,
    body: TabletEvent['body'],
  ): Promise<TabletEvent> {
    const kept = CLINICAL.has(made.kind)
      ? { ...made, body: null, sealed: await this.parts.vault.seal(body) }
      : { ...made, body };
    const event = { ...made, body, deviceSeq: await this.writeWithReserve(kept) };
    batch(() => {
      this.count.value += 1;
      this.oldestAt.value ??= event.at;
      this.waiting.value = [...this.waiting.peek(), event];
    });
    this.parts.tellOthers?.();
    for (const listener of this.listeners) listener();
    return event;
  }

  private async writeWithReserve(kept: Omit<KeptEvent, 'deviceSeq'>): Promise<number> {
    try {
      return await this.write(kept);
    } catch (error) {
      if (!isQuotaError(error)) throw new NotStored('not stored', { cause: error });
    }
    try {
      if (await this.parts.guard.freeReserve()) return await this.write(kept);
    } catch (error) {
      throw new NotStored('not stored', { cause: error });
    }
    throw new NotStored('no room');
  }

  private async write(kept: Omit<KeptEvent, 'deviceSeq'>): Promise<number> {
    const transaction = this.parts.database.transaction(['meta', 'events'], 'readwrite', STRICT);
    // A failed transaction is told of once, below.
    transaction.done.catch(() => undefined);
    const meta = transaction.objectStore('meta');
    const deviceSeq = (((await meta.get('lastSeq')) as number | undefined) ?? 0) + 1;
    await meta.put(deviceSeq, 'lastSeq');
    await transaction.objectStore('events').add({ ...kept, deviceSeq });
    await transaction.done;
    return deviceSeq;
  }

  epoch(): Promise<string> {
    return this.parts.database.get('meta', 'epoch') as Promise<string>;
  }

  /** The first events in the queue, in order: at most so many, and so much text, but always one if there is any. */
  async nextEvents(most: number, mostCharacters: number): Promise<TabletEvent[]> {
    const kept = await this.parts.database.getAll('events', null, most);
    const events: TabletEvent[] = [];
    let characters = 0;
    for (const one of kept) {
      const event = await this.unseal(one);
      characters += JSON.stringify(event).length;
      if (events.length > 0 && characters > mostCharacters) break;
      events.push(event);
    }
    return events;
  }

  /** Takes confirmed events out of the queue and into the log, in one transaction. */
  async confirm(receipts: readonly EventReceipt[], serverAt: string): Promise<void> {
    const transaction = this.parts.database.transaction(['events', 'log'], 'readwrite', STRICT);
    const events = transaction.objectStore('events');
    const log = transaction.objectStore('log');
    for (const { deviceSeq, result, reason } of receipts) {
      const kept = await events.get(deviceSeq);
      if (!kept) continue;
      const { sealed: _sealed, replaced, ...open } = kept;
      const body = FORGOTTEN_BODIES.has(kept.kind) ? null : open.body;
      // Of a replaced event the server has a number only: it was not delivered, whatever the answer says.
      const outcome = replaced
        ? { ...replaced, result: 'recordedNotApplied' as const, reason: reason ?? UNREADABLE }
        : { body, result, reason };
      await log.add({ ...open, ...outcome, confirmedAt: serverAt });
      await events.delete(deviceSeq);
    }
    const keys = await log.getAllKeys();
    for (const key of keys.slice(0, Math.max(0, keys.length - MOST_LOGGED))) await log.delete(key);
    await transaction.done;
    await this.load();
    this.parts.tellOthers?.();
    if (this.count.peek() === 0) await this.parts.guard.restoreReserve();
  }

  /**
   * Replaces an event that the server cannot even read by an empty one of the same number, so that it does not block those
   * behind it. What was in it goes to the log with the confirmation, where the crew sees that it was not delivered; what is
   * clinical stays in the records alone.
   */
  async replaceUnreadable(deviceSeq: number): Promise<void> {
    const transaction = this.parts.database.transaction('events', 'readwrite', STRICT);
    const kept = await transaction.store.get(deviceSeq);
    if (kept) {
      const { sealed: _sealed, ...open } = kept;
      const replaced = kept.replaced ?? { kind: kept.kind, body: kept.body };
      await transaction.store.put({ ...open, kind: UNREADABLE, body: { kind: replaced.kind }, replaced });
    }
    await transaction.done;
  }

  /**
   * Counts what waits anew from 1 under another epoch. Needed when the server has lost events that it had confirmed, as
   * after a restore from a backup: it would wait for them for ever.
   */
  async renewEpoch(): Promise<void> {
    const transaction = this.parts.database.transaction(['meta', 'events', 'fixes'], 'readwrite', STRICT);
    const events = transaction.objectStore('events');
    const kept = await events.getAll();
    await events.clear();
    for (const [index, event] of kept.entries()) await events.add({ ...event, deviceSeq: index + 1 });
    const fixes = transaction.objectStore('fixes');
    for (let cursor = await fixes.openCursor(); cursor; cursor = await cursor.continue()) {
      const { fixSeq: _fixSeq, ...fix } = cursor.value;
      await cursor.update(fix);
    }
    const meta = transaction.objectStore('meta');
    await meta.put(crypto.randomUUID(), 'epoch');
    await meta.put(kept.length, 'lastSeq');
    await meta.put(0, 'lastFixSeq');
    await transaction.done;
    await this.load();
  }

  private async unseal(kept: KeptEvent): Promise<TabletEvent> {
    const { sealed, body, replaced: _replaced, ...event } = kept;
    return { ...event, body: sealed ? await this.openBody(sealed) : (body ?? {}) };
  }

  private async openBody(sealed: NonNullable<KeptEvent['sealed']>): Promise<TabletEvent['body']> {
    return (await this.parts.vault.unseal(sealed)) as TabletEvent['body'];
  }
}
