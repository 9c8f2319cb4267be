import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  buildRoadGraph,
  buildSearchGraph,
  findRoute,
  SearchWorkspace,
  travelTimesFrom,
  travelTimesTo,
  weightArcs,
  type EdgePoint,
  type RoadGraph,
  type TravelProfile,
} from '../src/index.ts';
import { anyNetwork, restriction } from './support/any-network.ts';
import { referenceSeconds } from './support/reference.ts';
import { draw, plainProfile, toGraphData, wayBetween, type TinyNetwork } from './support/tiny-network.ts';

function prepare(network: TinyNetwork, profile: TravelProfile = plainProfile()) {
  const graph = buildRoadGraph(toGraphData(network));
  const search = buildSearchGraph(graph, profile);
  const weights = weightArcs(graph, profile, { hourOfWeek: 0 });
  return { graph, search, weights, workspace: new SearchWorkspace(search), profile };
}

/** `AB 0.25`: a quarter of the way from A to B. */
function place(network: TinyNetwork, graph: RoadGraph, text: string): EdgePoint {
  const [letters, fraction] = text.split(' ');
  const way = wayBetween(network, letters!);
  return { edge: graph.wayIds.indexOf(way), fraction: Number(fraction) };
}

function secondsBetween(network: TinyNetwork, from: string, to: string, profile?: TravelProfile): number {
  const { graph, search, weights, workspace } = prepare(network, profile);
  const [source, target] = [place(network, graph, from), place(network, graph, to)];
  const options = { limitSeconds: 10_000 };
  const back = travelTimesTo(search, weights, workspace, [source], target, options).travelSeconds[0]!;
  const forth = travelTimesFrom(search, weights, workspace, source, [target], options).travelSeconds[0]!;
  const route = findRoute(search, weights, workspace, source, target, options);
  expect(forth).toBeCloseTo(back, 6);
  expect(route?.travelSeconds ?? Infinity).toBeCloseTo(back, 3);
  return Math.round(back * 10) / 10;
}

// Streets drawn with three marks are 200 m long: 20 s at 10 m/s.
const SQUARE = `
A---B
|   |
C---D
`;

describe('travel times, scenarios', () => {
  it('R01 counts the share of an edge', () => {
    expect(secondsBetween(draw('A---B'), 'AB 0.25', 'AB 0.75')).toBe(10);
  });
  it('R02 counts it against the geometry too', () => {
    expect(secondsBetween(draw('A---B'), 'AB 0.75', 'AB 0.25')).toBe(10);
  });
  it('R03 is nothing where source and target are one place', () => {
    expect(secondsBetween(draw('A---B'), 'AB 0.5', 'AB 0.5')).toBe(0);
  });
  it('R04 knows no way back on a one-way that leads nowhere', () => {
    expect(secondsBetween(draw('A>>>B'), 'AB 0.75', 'AB 0.25')).toBe(Infinity);
  });
  it('R05 goes round the block to a place just behind on a one-way', () => {
    const network = draw('A>>>B\n|   |\nC---D');
    // 5 s to B, 10 s each to D and A, 20 s to C, 15 s to the place.
    expect(secondsBetween(network, 'AB 0.75', 'AB 0.25')).toBe(5 + 10 + 20 + 10 + 5);
  });
  it('R06 drives on the same one-way directly where the target is ahead', () => {
    expect(secondsBetween(draw('A>>>B\n|   |\nC---D'), 'AB 0.25', 'AB 0.75')).toBe(10);
  });
  it('R07 leaves the edge at the nearer end', () => {
    expect(secondsBetween(draw(SQUARE), 'AB 0.25', 'AC 0.5')).toBe(5 + 5);
  });
  it('R08 takes the other end where the nearer is a one-way against it', () => {
    expect(secondsBetween(draw('A>>>B\n|   |\nC---D'), 'AB 0.25', 'AC 0.5')).toBe(15 + 10 + 20 + 5);
  });
  it('R09 may leave an edge and come back to it where that is quicker', () => {
    const network = draw('A-----------B\n|           |\nC-----------D');
    const slow = {
      ...network,
      ways: network.ways.map((way) => (way.name === 'AB' ? { ...way, maxspeedKmh: 5 } : way)),
    };
    expect(secondsBetween(slow, 'AB 0', 'AB 1')).toBe(10 + 60 + 10);
  });
  it('R10 passes an emergency gate on an emergency run only', () => {
    const network = draw('A---B---C');
    const gated = {
      ...network,
      ways: network.ways.map((way) => ({ ...way, emergencyOnly: way.name === 'BC' })),
    };
    expect(secondsBetween(gated, 'AB 0.5', 'BC 0.5')).toBe(Infinity);
    expect(secondsBetween(gated, 'AB 0.5', 'BC 0.5', plainProfile({ accessMask: 2 }))).toBe(20);
  });
  it('R11 drives against a one-way on an emergency run where that is tagged', () => {
    const network = draw('A>>>B');
    const tagged = { ...network, ways: network.ways.map((way) => ({ ...way, emergencyBothWays: true })) };
    expect(secondsBetween(tagged, 'AB 0.75', 'AB 0.25')).toBe(Infinity);
    expect(secondsBetween(tagged, 'AB 0.75', 'AB 0.25', plainProfile({ accessMask: 2 }))).toBe(10);
  });
  it('R12 gives no time beyond the limit', () => {
    const network = draw('A---B---C');
    const { graph, search, weights, workspace } = prepare(network);
    const sources = [place(network, graph, 'AB 0.9'), place(network, graph, 'AB 0.1')];
    const times = travelTimesTo(search, weights, workspace, sources, place(network, graph, 'BC 0.5'), {
      limitSeconds: 15,
    });
    expect(times.travelSeconds[0]).toBeCloseTo(12, 4);
    expect(times.travelSeconds[1]).toBe(Infinity);
    expect(times.distanceMeters[0]).toBeCloseTo(120, 2);
    expect(times.distanceMeters[1]).toBe(Infinity);
  });
  it('R13 forgets the search before', () => {
    const network = draw(SQUARE);
    const { graph, search, weights, workspace } = prepare(network);
    const ask = (from: string, to: string): number =>
      travelTimesTo(search, weights, workspace, [place(network, graph, from)], place(network, graph, to), {
        limitSeconds: 1000,
      }).travelSeconds[0]!;
    const first = ask('AB 0.5', 'CD 0.25');
    ask('AC 0.5', 'BD 0.5');
    expect(ask('AB 0.5', 'CD 0.25')).toBe(first);
  });
});

describe('turn restrictions, scenarios', () => {
  const obeying = plainProfile({ obeysTurnRestrictions: true });
  const CROSS = `
    E
    |
A---B---C
    |   |
    D---F
`;
  const OPEN = `
A---B---C
    |   |
    D---F
`;
  const cross = (
    kind: string,
    from: string,
    via: string | string[],
    to: string,
    excepted?: string[],
    drawing = CROSS,
  ): TinyNetwork => {
    const network = draw(drawing);
    const node = typeof via === 'string' ? via.charCodeAt(0) : via.map((name) => wayBetween(network, name));
    return {
      ...network,
      restrictions: [restriction(kind, wayBetween(network, from), node, wayBetween(network, to), excepted)],
    };
  };

  it('T01 makes a turn nobody forbids', () => {
    expect(secondsBetween(draw(CROSS), 'AB 0.5', 'BD 0.5', obeying)).toBe(10 + 5);
  });
  it('T02 goes round a forbidden turn', () => {
    // Straight on to C, F, D and up to the place.
    const network = cross('no_right_turn', 'AB', 'B', 'BD', [], OPEN);
    expect(secondsBetween(network, 'AB 0.5', 'BD 0.5', obeying)).toBe(10 + 20 + 10 + 20 + 5);
  });
  it('T03 makes it on an emergency run that is not told to obey', () => {
    expect(secondsBetween(cross('no_right_turn', 'AB', 'B', 'BD'), 'AB 0.5', 'BD 0.5')).toBe(15);
  });
  it('T04 is not bound by a restriction that excepts it', () => {
    const network = cross('no_right_turn', 'AB', 'B', 'BD', ['bicycle', 'motorcar']);
    expect(secondsBetween(network, 'AB 0.5', 'BD 0.5', obeying)).toBe(15);
  });
  it('T05 goes where it only may', () => {
    const network = cross('only_straight_on', 'AB', 'B', 'BC');
    expect(secondsBetween(network, 'AB 0.5', 'BD 0.5', obeying)).toBe(65);
  });
  it('T06 turns round at the end of a blind alley and nowhere else', () => {
    const network = cross('only_left_turn', 'AB', 'B', 'EB');
    // Up to E (10 s), back (10 s), straight on to D.
    expect(secondsBetween(network, 'AB 0.5', 'BD 0.5', obeying)).toBe(10 + 10 + 10 + 5);
  });
  it('T07 does not turn back in mid-street to make up for a forbidden turn', () => {
    const network = draw('A---B---C---E\n    |       |\n    D-------F');
    const restricted = {
      ...network,
      restrictions: [restriction('no_right_turn', wayBetween(network, 'AB'), 66, wayBetween(network, 'BD'))],
    };
    // With a turn back at C it would be 10 + 20 + 20 + 5.
    expect(secondsBetween(restricted, 'AB 0.5', 'BD 0.5', obeying)).toBe(10 + 20 + 20 + 10 + 40 + 5);
  });
  it('T08 obeys a restriction over a way, for those who come that way', () => {
    const network = cross('no_right_turn', 'AB', ['BC'], 'CF');
    // Not over B and C to F, but over D.
    expect(secondsBetween(network, 'AB 0.5', 'CF 0.9', obeying)).toBe(10 + 10 + 20 + 1);
    // Who comes from E may turn there: 5 + 20 + 9.
    expect(secondsBetween(network, 'EB 0.5', 'CF 0.9', obeying)).toBe(5 + 20 + 9);
  });
  it('T09 obeys only_ over a way', () => {
    const network = cross('only_right_turn', 'AB', ['BC'], 'CF');
    expect(secondsBetween(network, 'AB 0.5', 'BD 0.5', obeying)).toBe(10 + 20 + 10 + 20 + 5);
  });
  it('T10 starts in the middle of the way a restriction comes from', () => {
    const network = cross('no_right_turn', 'AB', 'B', 'BD', [], OPEN);
    expect(secondsBetween(network, 'AB 0.99', 'BD 0.01', obeying)).toBe(0.2 + 20 + 10 + 20 + 9.9);
  });
});

describe('travel times, properties', () => {
  it.each([false, true])(
    'agree with brute force, forwards and backwards (turn restrictions: %s)',
    (obeys) => {
      fc.assert(
        fc.property(anyNetwork, ({ network, places }) => {
          const { graph, search, weights, workspace, profile } = prepare(
            network,
            plainProfile({ obeysTurnRestrictions: obeys }),
          );
          const rules = {
            obeysTurnRestrictions: obeys,
            canDrive: (arc: number) => (graph.arcAccess[arc]! & 1) !== 0,
          };
          const points = places.map(([edge, fraction]) => ({ edge: edge % graph.edgeCount, fraction }));
          const [target, ...others] = points as [EdgePoint, ...EdgePoint[]];
          const options = { limitSeconds: 100_000 };
          const into = travelTimesTo(search, weights, workspace, others, target, options);
          const out = travelTimesFrom(search, weights, workspace, target, others, options);
          others.forEach((other, i) => {
            const expectedTo = referenceSeconds(graph, weights, rules, other, target);
            const expectedFrom = referenceSeconds(graph, weights, rules, target, other);
            expect(into.travelSeconds[i]).toBeCloseTo(expectedTo, 4);
            expect(out.travelSeconds[i]).toBeCloseTo(expectedFrom, 4);
            const route = findRoute(search, weights, workspace, other, target, options);
            expect(route?.travelSeconds ?? Infinity).toBeCloseTo(expectedTo, 3);
            if (route) expect(route.distanceMeters).toBeGreaterThanOrEqual(0);
          });
          expect(profile.obeysTurnRestrictions).toBe(obeys);
        }),
        { numRuns: 300 },
      );
    },
  );

  it('a shorter limit changes nothing but what lies beyond it', () => {
    fc.assert(
      fc.property(anyNetwork, fc.integer({ min: 1, max: 200 }), ({ network, places }, limitSeconds) => {
        const { graph, search, weights, workspace } = prepare(network);
        const points = places.map(([edge, fraction]) => ({ edge: edge % graph.edgeCount, fraction }));
        const [target, ...others] = points as [EdgePoint, ...EdgePoint[]];
        const whole = travelTimesTo(search, weights, workspace, others, target, { limitSeconds: 1e6 });
        const near = travelTimesTo(search, weights, workspace, others, target, { limitSeconds });
        whole.travelSeconds.forEach((seconds, i) => {
          if (Math.abs(seconds - limitSeconds) < 1e-6) return;
          expect(near.travelSeconds[i]).toBe(seconds < limitSeconds ? seconds : Infinity);
        });
      }),
    );
  });
});
