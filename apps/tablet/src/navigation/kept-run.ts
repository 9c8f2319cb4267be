import type { TabletRun } from '#contracts';

/** The last run as it lies on the tablet. */
export interface KeptRun {
  readonly run: TabletRun;
  readonly etag: string | null;
  /** By the tablet's clock, when the server gave it or said that it still holds. */
  readonly receivedAtMs: number;
}

/** Where it lies: the tablet's own database. */
export interface RunStore {
  read(): Promise<KeptRun | undefined>;
  write(kept: KeptRun): Promise<void>;
  remove(): Promise<void>;
}

/** The part of the tablet's database that is used. */
interface ValueStore {
  get(store: 'meta', key: string): Promise<unknown>;
  put(store: 'meta', value: unknown, key: string): Promise<unknown>;
  delete(store: 'meta', key: string): Promise<void>;
}

const KEY = 'navigation.run';

const isKeptRun = (value: unknown): value is KeptRun =>
  typeof value === 'object' && value !== null && 'run' in value && 'receivedAtMs' in value;

/** Keeps the run among the single values of the tablet's database. */
export function createRunStore(database: ValueStore): RunStore {
  return {
    read: async () => {
      const value = await database.get('meta', KEY);
      return isKeptRun(value) ? value : undefined;
    },
    write: async (kept) => void (await database.put('meta', kept, KEY)),
    remove: () => database.delete('meta', KEY),
  };
}
