import { signal } from '@preact/signals';
import type { KeptFix, TabletDatabase } from '../store/database.ts';

export const MOST_FIXES = 20_000;
const MOST_AT_ONCE = 600;
/** When full, every second one of so many of the oldest goes. */
const THINNED_AT_ONCE = 4000;

export interface NumberedFix extends KeptFix {
  readonly fixSeq: number;
}

/** Fixes that wait to be sent, apart from the taps and never in their way. */
export class FixStore {
  readonly count = signal(0);
  /** How many were given up because the store was full. */
  readonly thinned = signal(0);

  constructor(
    private readonly database: TabletDatabase,
    private readonly most: number = MOST_FIXES,
  ) {}

  async load(): Promise<void> {
    this.count.value = await this.database.count('fixes');
    this.thinned.value = ((await this.database.get('meta', 'thinnedFixes')) as number | undefined) ?? 0;
  }

  async add(fix: KeptFix): Promise<void> {
    await this.database.add('fixes', fix);
    this.count.value += 1;
    if (this.count.peek() > this.most) await this.thin();
  }

  /** Leaves out every second of the oldest that have no number yet; those with one may be at the server already. */
  private async thin(): Promise<void> {
    const transaction = this.database.transaction(['fixes', 'meta'], 'readwrite');
    let seen = 0;
    let removed = 0;
    const fixes = transaction.objectStore('fixes');
    for (
      let cursor = await fixes.openCursor();
      cursor && seen < Math.min(THINNED_AT_ONCE, this.most);
      cursor = await cursor.continue()
    ) {
      if (cursor.value.fixSeq !== undefined) continue;
      seen += 1;
      if (seen % 2 === 1) continue;
      await cursor.delete();
      removed += 1;
    }
    const thinned = this.thinned.peek() + removed;
    await transaction.objectStore('meta').put(thinned, 'thinnedFixes');
    await transaction.done;
    this.thinned.value = thinned;
    this.count.value -= removed;
  }

  /** The oldest fixes, numbered for good: a repeat sends the same ones under the same numbers. */
  async nextFixes(): Promise<{ readonly epoch: string; readonly fixes: readonly NumberedFix[] }> {
    const transaction = this.database.transaction(['fixes', 'meta'], 'readwrite');
    const meta = transaction.objectStore('meta');
    const epoch = (await meta.get('epoch')) as string;
    const before = ((await meta.get('lastFixSeq')) as number | undefined) ?? 0;
    let last = before;
    const fixes: NumberedFix[] = [];
    const store = transaction.objectStore('fixes');
    for (
      let cursor = await store.openCursor();
      cursor && fixes.length < MOST_AT_ONCE;
      cursor = await cursor.continue()
    ) {
      const fixSeq = cursor.value.fixSeq ?? (last += 1);
      const numbered = { ...cursor.value, fixSeq };
      if (cursor.value.fixSeq === undefined) await cursor.update(numbered);
      fixes.push(numbered);
    }
    if (last !== before) await meta.put(last, 'lastFixSeq');
    await transaction.done;
    return { epoch, fixes };
  }

  /** Forgets what the server has stored. */
  async confirm(storedSeq: number): Promise<void> {
    const transaction = this.database.transaction('fixes', 'readwrite');
    for (let cursor = await transaction.store.openCursor(); cursor; cursor = await cursor.continue()) {
      if (cursor.value.fixSeq === undefined || cursor.value.fixSeq > storedSeq) break;
      await cursor.delete();
    }
    await transaction.done;
    this.count.value = await this.database.count('fixes');
  }

  /** Numbers what waits on from there, where the server has lost earlier ones; it would wait for them for ever. */
  async renumberAfter(storedSeq: number): Promise<void> {
    const transaction = this.database.transaction(['fixes', 'meta'], 'readwrite');
    const fixes = transaction.objectStore('fixes');
    for (let cursor = await fixes.openCursor(); cursor; cursor = await cursor.continue()) {
      const { fixSeq: _fixSeq, ...fix } = cursor.value;
      await cursor.update(fix);
    }
    await transaction.objectStore('meta').put(storedSeq, 'lastFixSeq');
    await transaction.done;
  }
}
