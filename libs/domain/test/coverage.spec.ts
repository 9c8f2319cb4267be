import { describe, expect, it } from '@jest/globals';
import { ExpectedCoverage, measureBusyFraction } from '#domain';
import fc from 'fast-check';

type Fleet = readonly { readonly unitId: string; readonly seconds: Float32Array }[];

/** The definition, cell by cell and unit by unit: 1 - q * q * ... for every unit that is near enough. */
function bruteForceCells(demand: Float64Array, limitSeconds: number, q: number, fleet: Fleet): number[] {
  return [...demand].map((weight, cell) => {
    let allBusy = 1;
    for (const { seconds } of fleet) if (seconds[cell]! <= limitSeconds) allBusy *= q;
    return weight * (1 - allBusy);
  });
}
const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
const coverageOf = (demand: Float64Array, limitSeconds: number, busyFraction: number, fleet: Fleet) => {
  const coverage = new ExpectedCoverage({ demand, limitSeconds, busyFraction });
  for (const { unitId, seconds } of fleet) coverage.setUnit(unitId, seconds);
  return coverage;
};

const LIMIT = 480;
const anyCity = fc.integer({ min: 0, max: 12 }).chain((cells) => {
  const column = fc
    .array(
      fc.oneof(fc.integer({ min: 0, max: 960 }), fc.constant(LIMIT), fc.constant(Infinity), fc.constant(NaN)),
      {
        minLength: cells,
        maxLength: cells,
      },
    )
    .map((seconds) => Float32Array.from(seconds));
  return fc.record({
    demand: fc
      .array(fc.integer({ min: 0, max: 1000 }), { minLength: cells, maxLength: cells })
      .map((all) => Float64Array.from(all)),
    q: fc.double({ min: 0, max: 0.99, noNaN: true }),
    columns: fc.array(column, { maxLength: 9 }),
    moves: fc.array(fc.record({ unit: fc.nat(8), column: fc.option(column, { nil: undefined }) }), {
      maxLength: 20,
    }),
    another: column,
  });
});
const named = (columns: readonly Float32Array[]): { unitId: string; seconds: Float32Array }[] =>
  columns.map((seconds, index) => ({ unitId: `u${index}`, seconds }));

describe('ExpectedCoverage against brute force', () => {
  it('gives total, cells, every loss and a gain', () => {
    fc.assert(
      fc.property(anyCity, ({ demand, q, columns, another }) => {
        const fleet = named(columns);
        const coverage = coverageOf(demand, LIMIT, q, fleet);
        const cells = bruteForceCells(demand, LIMIT, q, fleet);
        const present = sum(cells);
        [...coverage.listCells()].forEach((one, cell) => expect(one).toBeCloseTo(cells[cell]!, 8));
        expect(coverage.total()).toBeCloseTo(present, 7);
        const losses = coverage.listLosses();
        expect(losses.size).toBe(fleet.length);
        for (const { unitId } of fleet) {
          const without = fleet.filter((one) => one.unitId !== unitId);
          const loss = present - sum(bruteForceCells(demand, LIMIT, q, without));
          expect(losses.get(unitId)).toBeCloseTo(loss, 7);
          expect(coverage.lossOf(unitId)).toBeCloseTo(loss, 7);
        }
        const more = sum(bruteForceCells(demand, LIMIT, q, [...fleet, { unitId: 'new', seconds: another }]));
        expect(coverage.gainOf(another)).toBeCloseTo(more - present, 7);
      }),
    );
  });

  it('is the same after units came, moved and went as when built anew', () => {
    fc.assert(
      fc.property(anyCity, ({ demand, q, columns, moves }) => {
        const fleet = new Map(named(columns).map((one) => [one.unitId, one]));
        const coverage = coverageOf(demand, LIMIT, q, [...fleet.values()]);
        for (const { unit, column } of moves) {
          const unitId = `u${unit}`;
          if (column) fleet.set(unitId, { unitId, seconds: column });
          else fleet.delete(unitId);
          if (column) coverage.setUnit(unitId, column);
          else coverage.removeUnit(unitId);
        }
        const anew = coverageOf(demand, LIMIT, q, [...fleet.values()]);
        expect(coverage.listCells()).toEqual(anew.listCells());
        expect(coverage.total()).toBe(anew.total());
        expect(new Map([...coverage.listLosses()].sort())).toEqual(new Map([...anew.listLosses()].sort()));
      }),
    );
  });
});

describe('ExpectedCoverage', () => {
  it('counts as Daskin does', () => {
    const near = Float32Array.of(100, 480, 481);
    const coverage = coverageOf(Float64Array.of(10, 20, 30), LIMIT, 0.4, [
      { unitId: 'a', seconds: near },
      { unitId: 'b', seconds: Float32Array.of(900, 300, 900) },
    ]);
    expect([...coverage.listCells()]).toEqual([10 * (1 - 0.4), 20 * (1 - 0.4 ** 2), 0]);
    expect([...coverage.listCoveringUnits()]).toEqual([1, 2, 0]);
    expect(coverage.share()).toBeCloseTo((6 + 16.8) / 60, 12);
    expect(coverage.lossOf('a')).toBeCloseTo(6 + 20 * 0.6 * 0.4, 12);
    expect(coverage.lossOf('nobody')).toBe(0);
  });

  it('says what is wrong with what it is given', () => {
    const settings = { demand: Float64Array.of(1), limitSeconds: LIMIT, busyFraction: 0.3 };
    expect(() => new ExpectedCoverage({ ...settings, busyFraction: 1 })).toThrow('Busy fraction 1');
    expect(() => new ExpectedCoverage({ ...settings, limitSeconds: 0 })).toThrow('Coverage limit 0 s');
    expect(() => new ExpectedCoverage({ ...settings, demand: Float64Array.of(1, -2) })).toThrow(
      'cell 1 is -2',
    );
    expect(() => new ExpectedCoverage(settings).setUnit('a', new Float32Array(2))).toThrow(
      '2 travel times for 1 cells',
    );
  });

  it('measures 1,000 units over 5,000 cells', () => {
    const [units, cells] = [1000, 5000];
    let state = 1;
    const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
    // A square city of 40 minutes across: at most a twelfth of the cells lies within 8 minutes of a unit.
    const place = (): [number, number] => [random() * 2400, random() * 2400];
    const grid = Array.from({ length: cells }, place);
    const columns = Array.from({ length: units }, () => {
      const [x, y] = place();
      const column = new Float32Array(cells);
      for (let cell = 0; cell < cells; cell++)
        column[cell] = Math.abs(grid[cell]![0] - x) + Math.abs(grid[cell]![1] - y);
      return column;
    });
    const demand = Float64Array.from(grid, () => random());
    const coverage = new ExpectedCoverage({ demand, limitSeconds: LIMIT, busyFraction: 0.4 });
    const timed = <T>(name: string, run: () => T): T => {
      const startedAt = performance.now();
      const result = run();
      console.log(`${name}: ${(performance.now() - startedAt).toFixed(2)} ms`);
      return result;
    };
    timed('set 1,000 units x 5,000 cells', () =>
      columns.forEach((column, index) => coverage.setUnit(`u${index}`, column)),
    );
    for (let run = 0; run < 3; run++) timed('all 1,000 marginal losses', () => coverage.listLosses());
    timed('total', () => coverage.total());
    timed('move one unit', () => coverage.setUnit('u0', columns[1]!));
    const losses = coverage.listLosses();
    const before = coverage.total();
    coverage.removeUnit('u7');
    expect(losses.get('u7')).toBeCloseTo(before - coverage.total(), 6);
  });
});

describe('measureBusyFraction', () => {
  const hours = (startAt: number, endAt: number) => ({
    startAt: startAt * 3_600_000,
    endAt: endAt * 3_600_000,
  });

  it('divides assigned hours by hours on duty, overlaps once, outside duty and window not at all', () => {
    const measured = measureBusyFraction(
      [
        { duty: [hours(0, 12)], assignments: [hours(1, 3), hours(2, 4), hours(11, 14), hours(6, 6)] },
        { duty: [hours(-5, 6), hours(5, 8)], assignments: [hours(-2, 1), hours(9, 10)] },
      ],
      hours(0, 24),
    );
    expect(measured).toEqual({ busyFraction: 5 / 20, assignmentHours: 5, unitHours: 20, assignments: 5 });
  });

  it('stays below 1, and knows nothing when nobody was on duty', () => {
    expect(
      measureBusyFraction([{ duty: [hours(0, 5)], assignments: [hours(0, 9)] }], hours(0, 24))?.busyFraction,
    ).toBe(0.95);
    expect(measureBusyFraction([{ duty: [], assignments: [hours(0, 9)] }], hours(0, 24))).toBeUndefined();
  });
});
