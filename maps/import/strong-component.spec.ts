import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findLargestComponent } from './strong-component.ts';

const find = (nodes: number, arcs: readonly (readonly [number, number])[]): number[] => {
  const from = Int32Array.from(arcs, ([a]) => a);
  const to = Int32Array.from(arcs, ([, b]) => b);
  return [...findLargestComponent(nodes, from, to)];
};

/** Which nodes reach which, by brute force. */
function largestByHand(nodes: number, arcs: readonly (readonly [number, number])[]): number {
  const reaches = Array.from({ length: nodes }, (_, a) => Array.from({ length: nodes }, (_, b) => a === b));
  for (const [a, b] of arcs) reaches[a]![b] = true;
  for (let k = 0; k < nodes; k++) {
    for (let a = 0; a < nodes; a++)
      for (let b = 0; b < nodes; b++) reaches[a]![b] ||= reaches[a]![k]! && reaches[k]![b]!;
  }
  const sizes = reaches.map((row, a) => row.filter((reached, b) => reached && reaches[b]![a]).length);
  return Math.max(0, ...sizes);
}

describe('findLargestComponent', () => {
  it('leaves out dead ends of one-way roads and islands', () => {
    // 0 - 1 - 2 in a ring, 2 -> 3 without return, 4 <-> 5 apart.
    expect(find(6, [[0, 1], [1, 2], [2, 0], [2, 3], [4, 5], [5, 4]])).toEqual([1, 1, 1, 0, 0, 0]); // prettier-ignore
  });

  it('answers for nothing and for nodes without arcs', () => {
    expect(find(0, [])).toEqual([]);
    expect(find(2, [])).toEqual([1, 0]);
  });

  it('goes as deep as the road is long', () => {
    const length = 200_000;
    const arcs = Array.from({ length }, (_, node) => [node, (node + 1) % length] as const);
    expect(find(length, arcs).every((kept) => kept === 1)).toBe(true);
  });

  it('is as large as by brute force, and strongly connected', () => {
    const node = fc.nat({ max: 7 });
    fc.assert(
      fc.property(fc.array(fc.tuple(node, node), { maxLength: 24 }), (arcs) => {
        const kept = find(8, arcs);
        const size = kept.filter((flag) => flag === 1).length;
        expect(size).toBe(largestByHand(8, arcs));
        const inside = arcs.filter(([a, b]) => kept[a] === 1 && kept[b] === 1);
        expect(largestByHand(8, inside)).toBe(size);
      }),
    );
  });
});
