import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PositionBoard, type UnitFix } from '#use-cases';

const START = Date.parse('2026-03-01T12:00:00Z');
const at = (seconds: number): Date => new Date(START + seconds * 1000);

const aFix = (change: Partial<UnitFix> = {}): UnitFix => ({
  unitId: 'u1',
  deviceAt: at(0),
  receivedAt: at(1),
  lon: -56.18,
  lat: -34.9,
  speedKmh: 40,
  headingDegrees: 90,
  accuracyMeters: 5,
  deviceId: null,
  outboxEpoch: null,
  deviceSeq: null,
  ...change,
});

const boardWith = (...fixes: UnitFix[]): PositionBoard => {
  const board = new PositionBoard();
  board.setUnits([
    { unitId: 'u1', regionId: 'south', frameKey: 1 },
    { unitId: 'u2', regionId: 'south', frameKey: 2 },
    { unitId: 'u3', regionId: 'north', frameKey: 3 },
  ]);
  for (const fix of fixes) board.apply(fix);
  return board;
};

describe('PositionBoard', () => {
  it('moves the marker on with a newer fix and never back with an older one', () => {
    const board = boardWith(aFix({ deviceAt: at(10), receivedAt: at(10), lon: 1 }));
    expect(board.apply(aFix({ deviceAt: at(5), receivedAt: at(22), lon: 2 }))).toBe(false);
    expect(board.find('u1')?.coordinates).toEqual([1, -34.9]);
    expect(board.apply(aFix({ deviceAt: at(11), receivedAt: at(21), lon: 3 }))).toBe(true);
    expect(board.find('u1')?.coordinates).toEqual([3, -34.9]);
  });

  it('counts a clock that runs ahead from the arrival, so that it hides nothing for long', () => {
    const board = boardWith(aFix({ deviceAt: at(86_400), receivedAt: at(10), lon: 1 }));
    expect(board.find('u1')?.deviceAt).toEqual(at(10));
    expect(board.listFramePositions('south', at(25))[0]).toMatchObject({ ageSeconds: 15 });
    board.apply(aFix({ deviceAt: at(12), receivedAt: at(12), lon: 2 }));
    expect(board.find('u1')?.coordinates).toEqual([2, -34.9]);
  });

  it('gives no negative age when the asker is behind the arrival', () => {
    const board = boardWith(aFix({ deviceAt: at(10), receivedAt: at(10) }));
    expect(board.listFramePositions('south', at(3))[0]?.ageSeconds).toBe(0);
  });

  it('puts every unit of the region into a frame, those that never reported too', () => {
    const board = boardWith(aFix());
    const frame = board.listFramePositions('south', at(31));
    expect(frame).toEqual([
      { frameKey: 1, lon: -56.18, lat: -34.9, ageSeconds: 31, headingDegrees: 90, speedKmh: 40 },
      { frameKey: 2, lon: NaN, lat: NaN, ageSeconds: null, headingDegrees: null, speedKmh: null },
    ]);
    expect(board.list('south').map(({ unitId }) => unitId)).toEqual(['u1']);
    expect(board.list('nowhere')).toEqual([]);
    expect(board.listRegions()).toEqual(['south', 'north']);
  });

  it('puts a unit that helps a neighbour into the frames of both, and into the list of its own region', () => {
    const board = boardWith(aFix());
    const helper = { unitId: 'u1', regionId: 'south', frameKey: 1, helpedRegionIds: ['north', 'far'] };
    board.setUnits([helper, { unitId: 'u3', regionId: 'north', frameKey: 3 }]);
    const keysOf = (regionId: string) =>
      board.listFramePositions(regionId, at(31)).map(({ frameKey, lon }) => [frameKey, lon]);
    expect(keysOf('south')).toEqual([[1, -56.18]]);
    expect(keysOf('north')).toEqual([
      [3, NaN],
      [1, -56.18],
    ]);
    expect(keysOf('far')).toEqual([[1, -56.18]]);
    expect(board.list('north')).toEqual([]);
    expect(board.listRegions()).toEqual(['south', 'north', 'far']);
  });

  it('keeps positions when the list of units changes', () => {
    const board = boardWith(aFix());
    board.setUnits([{ unitId: 'u1', regionId: 'north', frameKey: 1 }]);
    expect(board.list('north')).toHaveLength(1);
    expect(board.list('south')).toEqual([]);
  });

  it('ends in the same state however fixes are shuffled and repeated', () => {
    const fix = fc.record({
      unitId: fc.constantFrom('u1', 'u2', 'u3'),
      // Few different values, so that equal times are common; clocks up to a day off either way.
      deviceAt: fc.integer({ min: -3, max: 3 }).map((step) => at(step * 28_800)),
      receivedAt: fc.integer({ min: 0, max: 3 }).map(at),
      lon: fc.integer({ min: -2, max: 2 }),
      lat: fc.integer({ min: -2, max: 2 }),
    });
    const fixesAndOrder = fc
      .array(fix, { minLength: 1, maxLength: 30 })
      .chain((fixes) => fc.tuple(fc.constant(fixes), fc.array(fc.nat(fixes.length - 1), { maxLength: 90 })));
    // When a repeat arrived first is a matter of order; everything else is not.
    const stateOf = (board: PositionBoard) =>
      ['u1', 'u2', 'u3'].map((unitId) => {
        const { coordinates, deviceAt } = board.find(unitId) ?? {};
        return { coordinates, deviceAt };
      });
    fc.assert(
      fc.property(fixesAndOrder, ([fixes, order]) => {
        const all = fixes.map((one) => aFix(one));
        const inOrder = boardWith(...all);
        const shuffled = boardWith(...order.map((index) => all[index]!), ...[...all].reverse());
        expect(stateOf(shuffled)).toEqual(stateOf(inOrder));
      }),
      { numRuns: 1000 },
    );
  });
});
