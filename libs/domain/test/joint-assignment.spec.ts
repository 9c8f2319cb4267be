import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assignJointly } from '#domain';

const X = Infinity;

function bruteForce(costs: readonly (readonly number[])[], prices: readonly number[]): number {
  const best = (row: number, taken: ReadonlySet<number>): number => {
    if (row === costs.length) return 0;
    const left = prices[row]! + best(row + 1, taken);
    return costs[row]!.reduce(
      (least, cost, column) =>
        cost === X || taken.has(column)
          ? least
          : Math.min(least, cost + best(row + 1, new Set([...taken, column]))),
      left,
    );
  };
  return best(0, new Set());
}

function firstComeFirstServed(costs: readonly (readonly number[])[], prices: readonly number[]): number {
  const taken = new Set<number>();
  return costs.reduce((sum, line, row) => {
    const open = line.map((cost, column) => ({ cost, column })).filter(({ column }) => !taken.has(column));
    const best = open.sort((a, b) => a.cost - b.cost)[0];
    if (!best || best.cost >= prices[row]!) return sum + prices[row]!;
    taken.add(best.column);
    return sum + best.cost;
  }, 0);
}

const problem = (maxRows: number, maxColumns: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: maxRows }), fc.integer({ min: 0, max: maxColumns }))
    .chain(([rows, columns]) =>
      fc.record({
        costs: fc.array(
          fc.array(fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -20, max: 60 }) }, fc.constant(X)), {
            minLength: columns,
            maxLength: columns,
          }),
          { minLength: rows, maxLength: rows },
        ),
        prices: fc.array(fc.integer({ min: 0, max: 80 }), { minLength: rows, maxLength: rows }),
      }),
    );

describe('joint assignment', () => {
  it('J01 gives one incident its cheapest unit', () => {
    expect(assignJointly([[7, 3, 5]], [X])).toEqual({ columnOfRow: [1], totalCost: 3 });
  });

  it('J02 lets the first incident take its second unit when the other gains more', () => {
    const costs = [
      [100, 120],
      [110, 900],
    ];
    expect(assignJointly(costs, [X, X])).toEqual({ columnOfRow: [1, 0], totalCost: 230 });
  });

  it('J03 leaves the incident with the lower price when units are short', () => {
    expect(assignJointly([[60], [60]], [500, 400])).toEqual({ columnOfRow: [0, -1], totalCost: 460 });
  });

  it('J04 leaves an incident when every pair is forbidden or dearer than waiting', () => {
    expect(
      assignJointly(
        [
          [X, X],
          [90, X],
        ],
        [10, 80],
      ),
    ).toEqual({ columnOfRow: [-1, -1], totalCost: 90 });
  });

  it('J05 answers for no incidents and for no units', () => {
    expect(assignJointly([], [])).toEqual({ columnOfRow: [], totalCost: 0 });
    expect(assignJointly([[], []], [1, 2])).toEqual({ columnOfRow: [-1, -1], totalCost: 3 });
  });

  it('J06 refuses ragged or meaningless costs and a row that can go nowhere', () => {
    expect(() => assignJointly([[1, 2], [1]], [1, 1])).toThrow(RangeError);
    expect(() => assignJointly([[Number.NaN]], [1])).toThrow(RangeError);
    expect(() => assignJointly([[1]], [])).toThrow(RangeError);
    expect(() => assignJointly([[1], [X]], [X, X])).toThrow('row 1');
  });

  it('J07 costs what brute force finds, uses no unit twice and no forbidden pair', () => {
    fc.assert(
      fc.property(problem(5, 5), ({ costs, prices }) => {
        const { columnOfRow, totalCost } = assignJointly(costs, prices);
        const used = columnOfRow.filter((column) => column >= 0);
        const paid = columnOfRow.map((column, row) => (column < 0 ? prices[row]! : costs[row]![column]!));
        expect(new Set(used).size).toBe(used.length);
        expect(totalCost).toBe(paid.reduce((sum, cost) => sum + cost, 0));
        expect(totalCost).toBe(bruteForce(costs, prices));
      }),
      { numRuns: 500 },
    );
  });

  it('J08 is never worse than first come, first served', () => {
    fc.assert(
      fc.property(problem(20, 30), ({ costs, prices }) => {
        expect(assignJointly(costs, prices).totalCost).toBeLessThanOrEqual(
          firstComeFirstServed(costs, prices),
        );
      }),
      { numRuns: 200 },
    );
  });
});
