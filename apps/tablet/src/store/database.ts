import type { EventReceipt, TabletEvent } from '#contracts';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { SealedBytes } from './sealing.ts';

const NAME = 'akut-tablet';
const VERSION = 1;

/** What AES-GCM made of a value. */
export type Sealed = SealedBytes;

/** An event as it lies in the queue; what is clinical in it is sealed. */
export interface KeptEvent extends Omit<TabletEvent, 'body'> {
  readonly body: TabletEvent['body'] | null;
  readonly sealed?: Sealed;
  /** What stood here before it was found that the server cannot read it; never sent. Clinical words are not among it. */
  readonly replaced?: { readonly kind: string; readonly body: TabletEvent['body'] | null };
}

/** An event that the server has confirmed. */
export interface LoggedEvent extends Omit<KeptEvent, 'sealed' | 'replaced'> {
  readonly result: EventReceipt['result'];
  readonly reason: string | null;
  /** The server's time of the confirmation. */
  readonly confirmedAt: string;
}

export interface KeptFix {
  readonly at: string;
  readonly lon: number;
  readonly lat: number;
  readonly speedKmh: number | null;
  readonly headingDegrees: number | null;
  readonly accuracyMeters: number | null;
  /** Given when it is sent for the first time, so that thinning leaves no gap. */
  readonly fixSeq?: number;
}

export interface TabletSchema extends DBSchema {
  /** Single values: the epoch, counters, keys, the last state of the server. */
  meta: { key: string; value: unknown };
  events: { key: number; value: KeptEvent };
  log: { key: number; value: LoggedEvent };
  fixes: { key: number; value: KeptFix };
}
export type TabletDatabase = IDBPDatabase<TabletSchema>;

/** Said to the page when another tab needs the database gone or newer. */
export interface DatabaseListeners {
  readonly onBlocking?: () => void;
  /** The browser closed it, as after its data were cleared. */
  readonly onTerminated?: () => void;
}

/**
 * Opens the tablet's one database. Its epoch is made in the very transaction that makes the database: a wiped tablet
 * counts anew under another epoch, and no epoch ever counts twice.
 */
export function openTabletDatabase(
  listeners: DatabaseListeners = {},
  name: string = NAME,
): Promise<TabletDatabase> {
  return openDB<TabletSchema>(name, VERSION, {
    upgrade(database, oldVersion, _newVersion, transaction) {
      if (oldVersion >= 1) return;
      database.createObjectStore('meta');
      database.createObjectStore('events', { keyPath: 'deviceSeq' });
      database.createObjectStore('log', { autoIncrement: true });
      database.createObjectStore('fixes', { autoIncrement: true });
      void transaction.objectStore('meta').put(crypto.randomUUID(), 'epoch');
      void transaction.objectStore('meta').put(0, 'lastSeq');
      void transaction.objectStore('meta').put(0, 'lastFixSeq');
    },
    blocking: () => listeners.onBlocking?.(),
    terminated: () => listeners.onTerminated?.(),
  });
}

export const TABLET_DATABASE = NAME;
