import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { listPlainManeuvers, type LonLat, type NamedStretch } from '../../src/index.ts';

const METERS = 1 / 111_195.08;
const at = (east: number, north: number): LonLat => [east * METERS, north * METERS];

function tell(corners: readonly LonLat[], names: readonly string[]) {
  const stretches = names.reduce<NamedStretch[]>((list, name, i) => {
    const before = list.at(-1);
    if (before?.name === name) return [...list.slice(0, -1), { ...before, lastCoordinate: i + 1 }];
    return [...list, { name, firstCoordinate: i, lastCoordinate: i + 1 }];
  }, []);
  const line = { coordinates: corners, elapsedSeconds: corners.map((_, i) => i * 10) };
  return listPlainManeuvers(line, stretches, corners.map((_, i) => i)); // prettier-ignore
}
const kinds = (...input: Parameters<typeof tell>) => tell(...input).map(({ kind }) => kind);

describe('plain maneuvers', () => {
  it('tells turns by their angle, with the name of the road that is entered', () => {
    const told = tell([at(0, 0), at(0, 200), at(200, 200)], ['Colonia', 'Ejido']);
    expect(told).toMatchObject([
      { kind: 'depart', streetNames: ['Colonia'], beginIndex: 0, endIndex: 1, seconds: 10 },
      { kind: 'right', streetNames: ['Ejido'], beginIndex: 1, endIndex: 2 },
      { kind: 'arrive', streetNames: ['Ejido'], beginIndex: 2, endIndex: 2, distanceMeters: 0 },
    ]);
    expect(told[0]!.distanceMeters).toBeCloseTo(200, 0);
  });

  it.each([
    [at(60, 300), 'slightRight'],
    [at(-60, 300), 'slightLeft'],
    [at(-100, 200), 'left'],
    [at(100, 120), 'sharpRight'],
    [at(-20, 60), 'uTurnLeft'],
    [at(0, 400), 'continue'],
  ])('tells a way on to %j as %s', (end, kind) => {
    expect(kinds([at(0, 0), at(0, 200), end], ['a', 'b'])).toEqual(['depart', kind, 'arrive']);
  });

  it('tells a turn without another name, and no name that is lost on the way straight on', () => {
    expect(kinds([at(0, 0), at(0, 200), at(200, 200)], ['', ''])).toEqual(['depart', 'right', 'arrive']);
    expect(kinds([at(0, 0), at(0, 200), at(0, 400)], ['a', ''])).toEqual(['depart', 'arrive']);
    expect(kinds([at(0, 0), at(0, 200), at(20, 400)], ['a', 'a'])).toEqual(['depart', 'arrive']);
  });

  it('tells the crossing of a dual carriageway as one turn', () => {
    const corners = [at(0, 0), at(0, 200), at(7, 207), at(200, 207)];
    expect(tell(corners, ['a', '', 'b'])).toMatchObject([
      { kind: 'depart' },
      { kind: 'right', streetNames: ['b'] },
      { kind: 'arrive' },
    ]);
  });

  it('covers any way without a gap', () => {
    const corner = fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -3000, max: 3000 }));
    const ways = fc.array(fc.tuple(corner, fc.constantFrom('a', 'b', '')), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(ways, (points) => {
        const corners = points.map(([[east, north]]) => at(east, north));
        const told = tell(corners, points.slice(1).map(([, name]) => name)); // prettier-ignore
        expect(told[0]).toMatchObject({ kind: 'depart', beginIndex: 0 });
        expect(told.at(-1)).toMatchObject({ kind: 'arrive', endIndex: corners.length - 1 });
        told.slice(1).forEach(({ beginIndex }, i) => expect(beginIndex).toBe(told[i]!.endIndex));
        const seconds = told.reduce((sum, one) => sum + one.seconds, 0);
        expect(seconds).toBeCloseTo((corners.length - 1) * 10, 6);
      }),
    );
  });
});
