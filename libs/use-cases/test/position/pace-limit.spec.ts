import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PaceLimit } from '#use-cases';

const START = Date.parse('2026-03-01T12:00:00Z');
const at = (milliseconds: number): Date => new Date(START + milliseconds);

describe('PaceLimit', () => {
  it('cuts a device of 100 Hz to two fixes a second', () => {
    const pace = new PaceLimit();
    const answers = Array.from({ length: 1000 }, (_, index) => pace.admit('d', at(index * 10)));
    expect(answers.filter((answer) => answer === 'new')).toHaveLength(20);
    expect(answers.filter((answer) => answer === 'tooOften')).toHaveLength(980);
  });

  it('lets a backlog of an hour through at once', () => {
    const pace = new PaceLimit();
    const answers = Array.from({ length: 3600 }, (_, index) => pace.admit('d', at(index * 1000)));
    expect(new Set(answers)).toEqual(new Set(['new']));
  });

  it('knows a repeat from an excess, and one device from another', () => {
    const pace = new PaceLimit();
    expect(pace.admit('d', at(100))).toBe('new');
    expect(pace.admit('d', at(100))).toBe('repeat');
    expect(pace.admit('d', at(101))).toBe('tooOften');
    expect(pace.admit('e', at(101))).toBe('new');
  });

  it('never admits more than one fix of a half second, in any order', () => {
    const times = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(times, (milliseconds) => {
        const pace = new PaceLimit();
        const admitted = milliseconds.filter((time) => pace.admit('d', at(time)) === 'new');
        const slots = admitted.map((time) => Math.floor(time / 500));
        expect(new Set(slots).size).toBe(slots.length);
        expect(new Set(slots)).toEqual(new Set(milliseconds.map((time) => Math.floor(time / 500))));
      }),
    );
  });
});
