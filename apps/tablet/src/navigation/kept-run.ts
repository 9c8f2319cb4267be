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

/** Values of a tablet's own database; `undefined` removes. */
interface KeptValue {
  read(): Promise<unknown>;
  write(value: KeptRun | undefined): Promise<void>;
}

const isKeptRun = (value: unknown): value is KeptRun =>
  typeof value === 'object' && value !== null && 'run' in value && 'receivedAtMs' in value;

/** Keeps the run where single values lie; what is no run of ours, as after an update of the app, counts as none. */
export function createRunStore(place: KeptValue): RunStore {
  return {
    read: async () => {
      const value = await place.read();
      return isKeptRun(value) ? value : undefined;
    },
    write: (kept) => place.write(kept),
    remove: () => place.write(undefined),
  };
}
