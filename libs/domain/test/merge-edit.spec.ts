import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type EditedRecord, mergeAddedText, mergeEdit } from '../src/incident/merge-edit.ts';

interface Values {
  readonly place: string;
  readonly priority: number;
  readonly notes: string;
}
const FIRST: EditedRecord<Values> = {
  values: { place: 'Rua 1', priority: 3, notes: 'base' },
  version: 1,
  fieldVersions: {},
};
const isSame = (_field: keyof Values, one: unknown, other: unknown): boolean => one === other;

/** Takes edits one after the other, as the server does, and keeps every version. */
class Kept {
  readonly versions: EditedRecord<Values>[] = [FIRST];

  get present(): EditedRecord<Values> {
    return this.versions.at(-1)!;
  }

  take(changes: Partial<Values>, base: number): boolean {
    const baseVersions = Object.fromEntries(Object.keys(changes).map((field) => [field, base]));
    const merged = mergeEdit(
      this.present,
      { changes, baseVersions },
      {
        isSame,
        findBaseText: (field, version) =>
          field === 'notes' ? this.versions[version - 1]?.values.notes : undefined,
      },
    );
    if (merged.kind === 'conflict') return false;
    if (merged.changed.length > 0) this.versions.push(merged.record);
    return true;
  }
}

describe('edits of one record at once', () => {
  it('stand beside each other when they concern different fields', () => {
    const kept = new Kept();
    expect(kept.take({ place: 'Rua 2' }, 1)).toBe(true);
    expect(kept.take({ priority: 1 }, 1)).toBe(true);
    expect(kept.present).toMatchObject({
      values: { place: 'Rua 2', priority: 1, notes: 'base' },
      version: 3,
      fieldVersions: { place: 2, priority: 3 },
    });
  });

  it('are refused for the same field, all of the second one', () => {
    const kept = new Kept();
    kept.take({ place: 'Rua 2' }, 1);
    const merged = mergeEdit(
      kept.present,
      { changes: { place: 'Rua 3', priority: 1 }, baseVersions: { place: 1, priority: 1 } },
      { isSame },
    );
    expect(merged).toEqual({ kind: 'conflict', fields: ['place'] });
    expect(kept.take({ place: 'Rua 3' }, 2)).toBe(true);
  });

  it('agree when both say the same, and leave the record as it is', () => {
    const kept = new Kept();
    kept.take({ priority: 1 }, 1);
    expect(kept.take({ priority: 1 }, 1)).toBe(true);
    expect(kept.present.version).toBe(2);
  });

  it('without a base version are of somebody who has seen the present value', () => {
    const kept = new Kept();
    kept.take({ priority: 1 }, 1);
    const merged = mergeEdit(kept.present, { changes: { priority: 4 }, baseVersions: {} }, { isSame });
    expect(merged).toMatchObject({ kind: 'merged', record: { values: { priority: 4 } } });
  });
});

describe('notes', () => {
  it('that both added to are put together', () => {
    expect(mergeAddedText('a', 'a\nmine', 'a\ntheirs')).toBe('a\ntheirs\nmine');
    expect(mergeAddedText('', 'mine', 'theirs')).toBe('theirs\nmine');
  });

  it('that one rewrote keep what the other added', () => {
    expect(mergeAddedText('a', 'b', 'a\ntheirs')).toBe('b\ntheirs');
    expect(mergeAddedText('a', 'a\nmine', 'b')).toBe('b\nmine');
  });

  it('that both rewrote, or that grow too long, are no longer one text', () => {
    expect(mergeAddedText('a', 'b', 'c')).toBeUndefined();
    expect(mergeAddedText('', 'x'.repeat(6000), 'y'.repeat(6000))).toBeUndefined();
  });
});

const STEPS = fc.array(
  fc.record({
    /** How many versions the editor is behind. */
    lag: fc.integer({ min: 0, max: 4 }),
    field: fc.constantFrom('place', 'priority', 'notes', 'addition' as const),
    both: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('any order of edits', () => {
  it('loses none that was accepted, unless whoever replaced it had seen it', () => {
    fc.assert(
      fc.property(STEPS, (steps) => {
        const kept = new Kept();
        steps.forEach(({ lag, field, both }, index) => {
          const base = Math.max(1, kept.present.version - lag);
          const seen = kept.versions[base - 1]!.values;
          const before = kept.present;
          const token = `<${index}>`;
          const changes: Partial<Values> = {
            ...(field === 'place' && { place: token }),
            ...((field === 'priority' || both) && { priority: 100 + index }),
            ...(field === 'notes' && { notes: token }),
            ...(field === 'addition' && { notes: `${seen.notes}\n${token}` }),
          };
          const isTaken = kept.take(changes, base);
          if (!isTaken) {
            expect(kept.present).toBe(before);
            return;
          }
          for (const [key, value] of Object.entries(changes) as [keyof Values, string | number][]) {
            // What was there before and is there no more had been seen by this editor.
            if (key !== 'notes') {
              expect(kept.present.values[key]).toBe(value);
              expect(before.fieldVersions[key] ?? 1).toBeLessThanOrEqual(base);
            }
          }
          // Fields that the edit does not name are as before.
          for (const key of ['place', 'priority', 'notes'] as const)
            if (!(key in changes)) expect(kept.present.values[key]).toBe(before.values[key]);
          // Every line of the notes is still there, or was under the eyes of whoever rewrote them.
          if (changes.notes !== undefined) {
            expect(kept.present.values.notes).toContain(token);
            for (const line of before.values.notes.split('\n'))
              if (!seen.notes.includes(line)) expect(kept.present.values.notes).toContain(line);
          }
        });
      }),
      { numRuns: 500 },
    );
  });
});
