import { effect, signal, type ReadonlySignal } from '@preact/signals';
import { prepareMisspelt } from '#domain/places/offline/misspelt.ts';
import { openPlacePack, type PlacePack } from '#domain/places/offline/place-pack.ts';
import { searchOffline, type OfflinePlace } from '#domain/places/offline/search-offline.ts';
import { gunzip } from '../map/packs/pmtiles-archive.ts';
import type { MapPackStore } from '../map/packs/map-pack-store.ts';
import type { KeptFile } from '../map/packs/pack-database.ts';

const MOST_FOUND = 12;

export type FinderState = 'reading' | 'ready' | 'missing';

/** The kept places in memory, read when the search is opened for the first time and when a newer file came. */
export class PlaceFinder {
  private readonly states = signal<FinderState>('reading');
  private readonly stopFollowing: () => void;
  private pack: PlacePack | undefined;
  private openedId: string | undefined;

  constructor(private readonly packs: MapPackStore) {
    this.stopFollowing = effect(() => {
      const { isRead, kept } = packs.stateOf('places').value;
      if (!isRead || (kept && kept.id === this.openedId)) return;
      if (kept) void this.open(kept);
      else if (!this.pack) this.states.value = 'missing';
    });
  }

  get state(): ReadonlySignal<FinderState> {
    return this.states;
  }

  stop(): void {
    this.stopFollowing();
  }

  find(text: string, near: readonly [number, number] | undefined): readonly OfflinePlace[] {
    return this.pack ? searchOffline(this.pack, { text, near, limit: MOST_FOUND }) : [];
  }

  private async open(file: KeptFile): Promise<void> {
    this.openedId = file.id;
    try {
      const bytes = await gunzip(await this.packs.readBytes(file, 0, file.bytes));
      const pack = openPlacePack(bytes);
      if (this.openedId !== file.id) return;
      this.pack = pack;
      this.states.value = 'ready';
      // The first misspelt word would wait for it otherwise.
      setTimeout(() => prepareMisspelt(pack), 200);
    } catch {
      this.openedId = undefined;
      if (!this.pack) this.states.value = 'missing';
    }
  }
}
