/** Random networks for properties. */
import fc from 'fast-check';
import type { TurnRestriction } from '../../src/road-graph-data.ts';

export const restriction = (
  kind: string,
  fromWay: number,
  via: number | readonly number[],
  toWay: number,
  excepted: readonly string[] = [],
): TurnRestriction => ({
  relationId: 1,
  kind,
  fromWay,
  viaNode: typeof via === 'number' ? via : null,
  viaWays: typeof via === 'number' ? null : via,
  toWay,
  excepted,
});

/** Random streets on a small grid: some one-way, some slow, a few restrictions over a node or a way. */
export const anyNetwork = fc
  .record({
    size: fc.integer({ min: 2, max: 4 }),
    streets: fc.array(
      fc.record({
        from: fc.nat(15),
        isEast: fc.boolean(),
        oneWay: fc.constantFrom(0 as const, 0 as const, 1 as const, -1 as const),
        maxspeedKmh: fc.constantFrom(0, 5, 20, 36),
      }),
      { minLength: 4, maxLength: 24 },
    ),
    rules: fc.array(
      fc.record({
        kind: fc.constantFrom('no_left_turn', 'only_straight_on', 'no_u_turn', 'no_straight_on'),
        from: fc.nat(),
        via: fc.nat(),
        to: fc.nat(),
        isOverWay: fc.boolean(),
      }),
      { maxLength: 4 },
    ),
    places: fc.array(fc.tuple(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 3,
      maxLength: 5,
    }),
  })
  .map(({ size, streets, rules, places }) => {
    const nodes = new Map<number, readonly [number, number]>();
    for (let i = 0; i < size * size; i++) nodes.set(i, [i % size, Math.floor(i / size)]);
    const ways = streets.map(({ from, isEast, oneWay, maxspeedKmh }, i) => {
      const first = from % (size * size);
      const column = first % size;
      const row = Math.floor(first / size);
      const last = isEast ? row * size + ((column + 1) % size) : ((row + 1) % size) * size + column;
      return { id: i + 1, nodes: [first, last], oneWay, maxspeedKmh };
    });
    // A restriction only means something where its ways meet, so its parts are drawn from what meets.
    const restrictions = rules.flatMap(({ kind, from, via, to, isOverWay }): TurnRestriction[] => {
      const pick = (list: typeof ways, n: number) => list[n % Math.max(1, list.length)];
      const touching = (node: number) => ways.filter((way) => way.nodes.includes(node));
      const fromWay = pick(ways, from)!;
      const node = fromWay.nodes[via % 2]!;
      const next = pick(touching(node), to)!;
      if (!isOverWay) return [restriction(kind, fromWay.id, node, next.id)];
      const end = next.nodes[0] === node ? next.nodes[1]! : next.nodes[0]!;
      const last = pick(touching(end), via)!;
      if (new Set([fromWay.id, next.id, last.id]).size < 3) return [];
      return [restriction(kind, fromWay.id, [next.id], last.id)];
    });
    return { network: { nodes, ways, restrictions }, places };
  });
