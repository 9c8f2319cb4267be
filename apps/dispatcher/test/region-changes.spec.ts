import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { LiveRow, PolicyHead } from '#contracts';
import { PolicyEdit } from '../src/admin/policies/use-policy.ts';
import {
  followChanges,
  GATHER_MS,
  type RegionChange,
  type RowSource,
  tellsOf,
} from '../src/admin/region-changes.ts';
import { UnsavedEdits } from '../src/admin/unsaved-edits.ts';

class Journal implements RowSource {
  private readonly listeners = new Set<(row: LiveRow | undefined) => void>();

  onRow(listener: (row: LiveRow | undefined) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  write(kind: string, subjectId: string, version: number): void {
    const at = '2026-03-01T10:20:30.000Z';
    const row = { kind, subjectId, at, actorName: 'K. Lindqvist', payload: { version } };
    for (const listener of this.listeners) listener(row as unknown as LiveRow);
  }

  lose(): void {
    for (const listener of this.listeners) listener(undefined);
  }
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('what others change in a region', () => {
  it('is told once for all rows of a moment, and only of what is asked about', () => {
    const journal = new Journal();
    const told: (readonly RegionChange[])[] = [];
    const stop = followChanges(
      journal,
      ({ kind }) => tellsOf('unit', kind),
      (changes) => told.push(changes),
    );
    journal.write('unitChanged', 'one', 2);
    journal.write('userChanged', 'other', 7);
    journal.write('unitRemoved', 'two', 3);
    expect(told).toEqual([]);
    jest.advanceTimersByTime(GATHER_MS);
    expect(told.map((changes) => changes.map(({ subjectId }) => subjectId))).toEqual([['one', 'two']]);
    jest.advanceTimersByTime(GATHER_MS * 4);
    expect(told).toHaveLength(1);
    stop();
    journal.write('unitCreated', 'three', 1);
    jest.advanceTimersByTime(GATHER_MS);
    expect(told).toHaveLength(1);
  });

  it('may be anything after the connection was lost', () => {
    const journal = new Journal();
    const told: (readonly RegionChange[])[] = [];
    followChanges(
      journal,
      () => false,
      (changes) => told.push(changes),
    );
    journal.lose();
    jest.advanceTimersByTime(GATHER_MS);
    expect(told).toEqual([[]]);
  });

  it('tells records apart whose names begin alike', () => {
    expect(tellsOf('unit', 'unitChanged')).toBe(true);
    expect(tellsOf('unit', 'unitAssigned')).toBe(false);
    expect(tellsOf('post', 'stationChanged')).toBe(false);
  });
});

describe('a policy that two edit at once', () => {
  const server = { version: 3, words: 'theirs' };
  const saved: { content: unknown; expectedVersion: number }[] = [];
  const edits = new UnsavedEdits();
  const change = (version: number): RegionChange => ({
    subjectId: 'responsePlan',
    by: 'K. Lindqvist',
    at: '2026-03-01T10:20:30.000Z',
    version,
  });
  const openEdit = async (): Promise<PolicyEdit<{ readonly words: string }>> => {
    const edit = new PolicyEdit<{ readonly words: string }>(
      { timeZone: 'UTC', edits, time: (at) => at.slice(0, 16) },
      {
        name: 'plan',
        journalKind: 'planChanged',
        load: async () => ({
          kind: 'ok',
          value: { head: { version: server.version } as PolicyHead, content: { words: server.words } },
        }),
        check: async () => ({ kind: 'ok', value: { isValid: true } }),
        save: async (content, expectedVersion) => {
          saved.push({ content, expectedVersion });
          return { kind: 'ok', value: {} };
        },
      },
    );
    await edit.load();
    return edit;
  };

  it('shows the other’s version where nothing was typed', async () => {
    const edit = await openEdit();
    Object.assign(server, { version: 4, words: 'new ones' });
    await edit.follow([change(4)]);
    expect([edit.draft.value?.words, edit.head.value?.version]).toEqual(['new ones', 4]);
    expect(edit.said.value).toMatch(/K\. Lindqvist/);
  });

  it('keeps what was typed, says so, and saves it as the version after', async () => {
    const edit = await openEdit();
    edit.change((draft) => void (draft.words = 'mine'));
    await edit.follow([change(4)]);
    expect(edit.overtaken.value).toBeUndefined();
    await edit.follow([change(5)]);
    expect(edit.overtaken.value).toEqual({ by: 'K. Lindqvist', version: 5 });
    expect(edit.draft.value?.words).toBe('mine');
    edit.keepMine();
    await edit.save();
    expect(saved.at(-1)).toEqual({ content: { words: 'mine' }, expectedVersion: 5 });
  });

  it('gives up what was typed only when asked to', async () => {
    const edit = await openEdit();
    edit.change((draft) => void (draft.words = 'mine'));
    await edit.follow([change(9)]);
    await edit.load();
    expect([edit.draft.value?.words, edit.overtaken.value]).toEqual([server.words, undefined]);
    expect(edits.isThere.value).toBe(false);
  });
});
