import type { MapPackKind, MapPacks } from '#contracts';
import { signal, type ReadonlySignal } from '@preact/signals';
import {
  beginFile,
  type KeptFile,
  listKeptParts,
  openPackDatabase,
  type PackDatabase,
  readKeptBytes,
  readKeptPack,
  swapFiles,
} from './pack-database.ts';
import { fetchPart, readPackList, type TokenSource } from './pack-server.ts';
import { RecentParts } from './recent-parts.ts';
import { hasRoomFor, isStorageFull } from './room.ts';

/** What is being done about a file that is newer than the one kept; `idle` when there is none. */
export type PackWork = 'idle' | 'asking' | 'making' | 'fetching' | 'offline' | 'storageFull' | 'damaged';

export interface PackState {
  /** The file in use: whole, whatever happens to the network. */
  readonly kept: KeptFile | null;
  /** False until the tablet's own storage was looked into. */
  readonly isRead: boolean;
  readonly work: PackWork;
  /** 0 to 1, of the making or the fetching. */
  readonly share: number;
  /** The import that the server has now, where that is known. */
  readonly serverVersion: number | null;
}

const KINDS: readonly MapPackKind[] = ['places', 'map'];
const BEGUN: PackState = { kept: null, isRead: false, work: 'asking', share: 0, serverVersion: null };
const NEXT_LOOK_MS: Readonly<Record<PackWork, number>> = {
  idle: 600_000,
  asking: 5000,
  making: 3000,
  fetching: 5000,
  offline: 15_000,
  storageFull: 300_000,
  damaged: 60_000,
};
const MOST_DAMAGED = 5;

interface StoreParts {
  readonly mapName: string;
  readonly tokens: TokenSource;
  readonly databaseName?: string;
}

/**
 * The map and the places that this tablet keeps. Each file is fetched in parts that are checked and stored one by one, so
 * that a cut costs one part; it is taken into use when it is whole, and the one before it stays in use until then.
 */
export class MapPackStore {
  private readonly signals = { map: signal(BEGUN), places: signal(BEGUN) };
  private readonly parts = new RecentParts();
  private readonly aborter = new AbortController();
  private database: Promise<PackDatabase> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private looking: Promise<void> | undefined;

  constructor(private readonly given: StoreParts) {}

  stateOf(kind: MapPackKind): ReadonlySignal<PackState> {
    return this.signals[kind];
  }

  /** Reads what is kept and looks for newer files, now and from time to time. */
  start(): void {
    addEventListener('online', this.lookNow);
    void this.readKept().then(this.lookNow);
  }

  stop(): void {
    removeEventListener('online', this.lookNow);
    clearTimeout(this.timer);
    this.aborter.abort();
  }

  /** As when the network is back or the crew made room. */
  readonly lookNow = (): void => {
    clearTimeout(this.timer);
    this.looking ??= this.look()
      .catch(() => this.note('offline'))
      .finally(() => {
        this.looking = undefined;
        if (this.aborter.signal.aborted) return;
        const soonest = Math.min(...KINDS.map((kind) => NEXT_LOOK_MS[this.signals[kind].peek().work]));
        this.timer = setTimeout(this.lookNow, soonest);
      });
  };

  /** Bytes of a kept file. @throws RangeError when they are not here */
  async readBytes(file: KeptFile, first: number, count: number): Promise<Uint8Array<ArrayBuffer>> {
    const db = await this.open();
    return readKeptBytes(db, file, first, count, (id, part, read) => this.parts.get(`${id}/${part}`, read));
  }

  private open(): Promise<PackDatabase> {
    this.database ??= openPackDatabase(this.given.databaseName);
    this.database.catch(() => (this.database = undefined));
    return this.database;
  }

  private async readKept(): Promise<void> {
    for (const kind of KINDS) {
      try {
        const { current } = await readKeptPack(await this.open(), this.given.mapName, kind);
        this.change(kind, { kept: current, isRead: true });
      } catch {
        this.change(kind, { isRead: true });
      }
    }
  }

  private change(kind: MapPackKind, change: Partial<PackState>): void {
    this.signals[kind].value = { ...this.signals[kind].peek(), ...change };
  }

  private note(work: PackWork): void {
    for (const kind of KINDS) this.change(kind, { work });
  }

  /** One tab of the tablet fetches; the others find what it has stored. */
  private async look(): Promise<void> {
    await navigator.locks.request(`akut-maps-${this.given.mapName}`, { ifAvailable: true }, async (lock) => {
      if (!lock) return this.readKept();
      const list = await readPackList(this.given.tokens, this.given.mapName, this.aborter.signal);
      if (!list) return this.note('offline');
      for (const kind of KINDS) await this.bring(kind, list);
    });
  }

  private async bring(kind: MapPackKind, { mapName, mapVersion, packs }: MapPacks): Promise<void> {
    const pack = packs.find((one) => one.kind === kind);
    this.change(kind, { serverVersion: mapVersion });
    const { kept } = this.signals[kind].peek();
    if (pack?.file && pack.file.id !== kept?.id) await this.fetchFile(kind, { ...pack.file, mapName });
    else if (pack?.file) this.change(kind, { work: 'idle', share: 1 });
    const isWaiting = this.signals[kind].peek().work === 'idle' || !pack?.file;
    if (pack && pack.progress !== null && isWaiting)
      this.change(kind, { work: 'making', share: pack.progress });
  }

  private async fetchFile(kind: MapPackKind, file: KeptFile): Promise<void> {
    const db = await this.open();
    await beginFile(db, kind, file);
    const here = await listKeptParts(db, file.id);
    const count = file.partSha256s.length;
    const missingBytes = Math.max(0, file.bytes - here.size * file.partBytes);
    if (!(await hasRoomFor(missingBytes)))
      return this.change(kind, { work: 'storageFull', share: here.size / count });
    let damaged = 0;
    for (let part = 0; part < count;) {
      this.change(kind, { work: 'fetching', share: here.size / count });
      if (here.has(part)) {
        part += 1;
        continue;
      }
      const answer = await fetchPart(this.given.tokens, file.mapName, file, part, this.aborter.signal);
      if (answer.kind === 'busy')
        await new Promise((resolve) => setTimeout(resolve, answer.afterMilliseconds));
      else if (answer.kind === 'damaged' && (damaged += 1) < MOST_DAMAGED) continue;
      else if (answer.kind !== 'parts')
        return this.change(kind, { work: answer.kind === 'gone' ? 'asking' : answer.kind });
      else if (!(await this.store(db, kind, file, answer.parts, here))) return;
    }
    await swapFiles(db, kind, file);
    this.change(kind, { kept: file, work: 'idle', share: 1 });
  }

  private async store(
    db: PackDatabase,
    kind: MapPackKind,
    file: KeptFile,
    parts: ReadonlyMap<number, Uint8Array<ArrayBuffer>>,
    here: Set<number>,
  ): Promise<boolean> {
    try {
      for (const [part, bytes] of parts) {
        await db.put('parts', bytes, [file.id, part]);
        here.add(part);
      }
      return true;
    } catch (error) {
      this.change(kind, { work: isStorageFull(error) ? 'storageFull' : 'damaged' });
      return false;
    }
  }
}
