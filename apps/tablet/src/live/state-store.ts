import type { TabletState } from '#contracts';
import { signal } from '@preact/signals';
import type { Answer } from '../api/tablet-http.ts';
import type { Sealed, TabletDatabase } from '../store/database.ts';
import type { Vault } from '../store/vault.ts';

const KEPT = 'state';

interface StatePorts {
  readonly database: TabletDatabase;
  readonly vault: Vault;
  readonly read: (etag: string | undefined) => Promise<Answer<TabletState>>;
  readonly learnTime: (serverAt: string) => void;
}

const isState = (value: unknown): value is TabletState => {
  const state = value as Partial<TabletState>;
  return (
    typeof state.serverAt === 'string' &&
    Array.isArray(state.assignments) &&
    Array.isArray(state.messages) &&
    state.region !== undefined
  );
};

/** What the server last said, kept (sealed) for a start without a network. */
export class StateStore {
  readonly state = signal<TabletState | undefined>(undefined);
  /** Server time of the last answer, also of one that said "nothing new". */
  readonly asOf = signal<number | undefined>(undefined);
  /** False from the first read that failed until the next that succeeds; undefined before any. */
  readonly isLevel = signal<boolean | undefined>(undefined);
  private etag: string | undefined;
  private reading: Promise<boolean> | undefined;
  private isWanted = false;

  constructor(private readonly ports: StatePorts) {}

  async load(): Promise<void> {
    const kept = (await this.ports.database.get('meta', KEPT)) as
      { readonly sealed: Sealed; readonly asOf: number } | undefined;
    if (!kept) return;
    this.state.value = (await this.ports.vault.unseal(kept.sealed)) as TabletState;
    this.asOf.value = kept.asOf;
  }

  /** Reads anew; a wish during a read is read after it, as the first may have come too early for it. */
  refresh(): Promise<boolean> {
    this.isWanted = true;
    this.reading ??= this.readWhileWanted().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async readWhileWanted(): Promise<boolean> {
    let isRead = false;
    while (this.isWanted) {
      this.isWanted = false;
      isRead = await this.readOnce();
    }
    return isRead;
  }

  private async readOnce(): Promise<boolean> {
    const answer = await this.ports.read(this.etag);
    if (answer.kind === 'notChanged') {
      this.isLevel.value = true;
      return true;
    }
    if (answer.kind !== 'ok' || !isState(answer.value)) {
      this.isLevel.value = false;
      return false;
    }
    const state = answer.value;
    this.ports.learnTime(state.serverAt);
    this.etag = answer.etag ?? undefined;
    this.isLevel.value = true;
    await this.take(state);
    return true;
  }

  private async take(state: TabletState): Promise<void> {
    const asOf = Date.parse(state.serverAt);
    this.state.value = state;
    this.asOf.value = asOf;
    const sealed = await this.ports.vault.seal(state);
    // Without room for it the tablet still shows it; taps come first.
    await this.ports.database.put('meta', { sealed, asOf }, KEPT).catch(() => undefined);
  }

  /** Says that what is shown was still right at this time of the server. */
  confirmAsOf(serverMs: number): void {
    this.asOf.value = Math.max(this.asOf.peek() ?? 0, serverMs);
  }

  /** Forgets everything of the server, as a tablet that was taken out of use must. */
  async forget(): Promise<void> {
    this.etag = undefined;
    this.state.value = undefined;
    await this.ports.database.delete('meta', KEPT);
  }
}
