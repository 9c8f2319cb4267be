import { describe, expect, it } from '@jest/globals';
import {
  chooseBusyFraction,
  chooseCoverageLimit,
  chooseDemandCells,
  type CoveringFacts,
  DEFAULT_BUSY_FRACTION,
  type DemandSquare,
  ExpectedCoverage,
  findCoverageLimitSeconds,
  findCoveringSource,
  layDemandGrid,
  type LonLat,
  MAP_WORTH_INCIDENTS,
  MAX_DEMAND_CELLS,
  readCoverageFigures,
  STANDARD_PRESETS,
} from '#domain';
import fc from 'fast-check';

const grid = layDemandGrid([-0.1, -0.1, 0.1, 0.1]);

function square(column: number, row: number, counts: Partial<DemandSquare> = {}): DemandSquare {
  const middle: LonLat = [(column + 0.5) * grid.lonStep, (row + 0.5) * grid.latStep];
  const { addresses = 0, roadMeters = 0, incidents = 0 } = counts;
  return {
    column,
    row,
    addresses,
    addressMean: addresses > 0 ? middle : undefined,
    roadMeters,
    roadMean: roadMeters > 0 ? middle : undefined,
    incidents,
    incidentMean: incidents > 0 ? middle : undefined,
    ...counts,
  };
}
const block = (columns: number, rows: number, counts: Partial<DemandSquare>): DemandSquare[] =>
  Array.from({ length: columns * rows }, (_, i) => square(i % columns, Math.floor(i / columns), counts));
const demandsOf = (squares: readonly DemandSquare[]): number[] =>
  chooseDemandCells(squares, grid, []).cells.map(({ demand }) => demand);

describe('demand cells', () => {
  it('are 500 m wide where 600 of them are enough', () => {
    const chosen = chooseDemandCells(block(8, 4, { addresses: 10 }), grid, []);
    expect(chosen).toMatchObject({ cellMeters: 500, basis: 'addresses', incidentWeight: 0 });
    expect(chosen.cells).toHaveLength(8);
    const [west, south, east, north] = chosen.cells[1]!.bounds;
    expect([west, south, east, north]).toEqual([2, 0, 4, 2].map((step) => step * grid.latStep));
    expect(chosen.cells[1]!.center[0]).toBeCloseTo(3 * grid.lonStep, 9);
  });

  it('get wider until 600 hold 99 % of the demand', () => {
    const chosen = chooseDemandCells(block(100, 100, { addresses: 3 }), grid, []);
    expect(chosen.cells.length).toBeLessThanOrEqual(MAX_DEMAND_CELLS);
    expect(chosen.cellMeters).toBe(1250);
  });

  it.each([
    ['a city', [-56.34, -34.94, -55.98, -34.81], 250],
    ['a county', [17, 58.7, 19.6, 60.3], 1000],
    ['a continent', [-10, 35, 30, 70], 16_000],
  ] as const)('are made of squares large enough for %s', (_, bounds, squareMeters) => {
    const laid = layDemandGrid(bounds);
    expect(laid.squareMeters).toBe(squareMeters);
    expect(laid.latStep * 111_195.08).toBeCloseTo(squareMeters, 6);
    expect(laid.lonStep).toBeGreaterThan(laid.latStep);
  });

  it('leave out the last farms', () => {
    const town = block(4, 4, { addresses: 1000 });
    const chosen = chooseDemandCells([...town, square(400, 400, { addresses: 1 })], grid, []);
    expect(chosen.cells).toHaveLength(4);
  });

  it('stand where the houses of a cell are', () => {
    const [only] = chooseDemandCells(
      [square(0, 0, { addresses: 30 }), square(1, 1, { addresses: 10 })],
      grid,
      [],
    ).cells;
    expect(only!.center[0] / grid.lonStep).toBeCloseTo(0.75, 9);
    expect(only!.center[1] / grid.latStep).toBeCloseTo(0.75, 9);
  });

  it('go by roads where hardly any address is mapped', () => {
    const squares = [
      square(0, 0, { addresses: 5, roadMeters: 100 }),
      square(4, 0, { roadMeters: 700 }),
      square(8, 0, { roadMeters: 200 }),
    ];
    const chosen = chooseDemandCells(squares, grid, []);
    expect(chosen.basis).toBe('roads');
    expect(chosen.cells.map(({ demand }) => Math.round(demand * 1e9) / 1e9)).toEqual([0.1, 0.7, 0.2]);
  });

  it('count a street without mapped houses a little', () => {
    const [houses, street] = demandsOf([
      square(0, 0, { addresses: 9, roadMeters: 500 }),
      square(4, 0, { roadMeters: 500 }),
    ]);
    expect(houses).toBeCloseTo(0.95, 9);
    expect(street).toBeCloseTo(0.05, 9);
  });

  it('follow past incidents as they add up', () => {
    const withIncidents = (incidents: number): number[] =>
      demandsOf([square(0, 0, { addresses: 10 }), square(4, 0, { addresses: 10, incidents })]);
    expect(withIncidents(0)[1]).toBeCloseTo(0.5, 9);
    expect(withIncidents(10)[1]).toBeCloseTo(0.5 + 0.5 * (10 / 1010), 9);
    expect(withIncidents(MAP_WORTH_INCIDENTS)[1]).toBeCloseTo(0.75, 9);
  });

  it('belong to the region of the nearest station', () => {
    const squares = block(16, 2, { addresses: 1 });
    const at = (column: number): LonLat => [column * grid.lonStep, 0];
    const stations = [
      { coordinates: at(2), isOwn: true },
      { coordinates: at(14), isOwn: false },
    ];
    const { cells } = chooseDemandCells(squares, grid, stations);
    expect(cells).toHaveLength(4);
    expect(Math.max(...cells.map(({ bounds }) => bounds[2]))).toBeCloseTo(8 * grid.lonStep, 9);
  });

  it('are none where there is nothing', () => {
    expect(chooseDemandCells([], grid, []).cells).toEqual([]);
    expect(chooseDemandCells([square(0, 0)], grid, []).cells).toEqual([]);
  });

  it('share out the demand: all make 1, each lies in its square, whatever the map', () => {
    const anySquares = fc.uniqueArray(
      fc.record({
        column: fc.integer({ min: -60, max: 60 }),
        row: fc.integer({ min: -60, max: 60 }),
        addresses: fc.nat(50),
        roadMeters: fc.nat(900),
        incidents: fc.nat(5),
      }),
      { selector: ({ column, row }) => `${column},${row}`, minLength: 1, maxLength: 80 },
    );
    fc.assert(
      fc.property(anySquares, (squares) => {
        const { cells } = chooseDemandCells(
          squares.map(({ column, row, ...counts }) => square(column, row, counts)),
          grid,
          [],
        );
        const isEmpty = squares.every((one) => one.addresses + one.roadMeters + one.incidents === 0);
        expect(cells.reduce((sum, { demand }) => sum + demand, 0)).toBeCloseTo(isEmpty ? 0 : 1, 9);
        for (const { center, bounds, demand } of cells) {
          expect(demand).toBeGreaterThan(0);
          expect(center[0]).toBeGreaterThanOrEqual(bounds[0] - 1e-9);
          expect(center[0]).toBeLessThanOrEqual(bounds[2] + 1e-9);
          expect(center[1]).toBeGreaterThanOrEqual(bounds[1] - 1e-9);
          expect(center[1]).toBeLessThanOrEqual(bounds[3] + 1e-9);
        }
      }),
    );
  });
});

describe('who counts for coverage', () => {
  const turnout = { stationSeconds: 60, roadSeconds: 15, mealSeconds: 50, restockingSeconds: 120 };
  const station: LonLat = [10, 50];
  const far: LonLat = [10.1, 50];
  const facts = (changes: Partial<CoveringFacts>): CoveringFacts => ({
    dutyState: 'onDuty',
    isCommitted: false,
    isReserved: false,
    isVehicleOut: false,
    position: { coordinates: far, ageSeconds: 5 },
    stationCoordinates: station,
    ...changes,
  });
  const position = (coordinates: LonLat, ageSeconds: number) => ({ position: { coordinates, ageSeconds } });

  it.each([
    ['free on the road', {}, far, 15],
    ['at its station', position(station, 5), station, 60],
    ['silent at its station', position(station, 9999), station, 60],
    ['never heard of, with a station', { position: undefined }, station, 60],
    ['at a meal on the road', { dutyState: 'meal' as const }, far, 65],
    [
      'restocking at its station',
      { dutyState: 'restocking' as const, ...position(station, 5) },
      station,
      180,
    ],
    ['last known', position(far, 250), far, 15],
    ['reserved for later', { isReserved: true }, far, 15],
  ])('%s: yes', (_, changes, coordinates, turnoutSeconds) => {
    expect(findCoveringSource(facts(changes), turnout)).toEqual({ coordinates, turnoutSeconds });
  });

  it.each([
    ['on a run', { isCommitted: true }],
    ['off duty', { dutyState: 'offDuty' as const }],
    ['out of service', { dutyState: 'outOfService' as const }],
    ['with a broken vehicle', { isVehicleOut: true }],
    ['silent on the road', position(far, 301)],
    ['never heard of, without a station', { position: undefined, stationCoordinates: null }],
  ])('%s: no', (_, changes) => {
    expect(findCoveringSource(facts(changes), turnout)).toBeUndefined();
  });

  it('leaves out units that are reserved where the region says so', () => {
    const rules = { leavesOutReserved: true };
    expect(findCoveringSource(facts({ isReserved: true }), turnout, rules)).toBeUndefined();
    expect(findCoveringSource(facts({}), turnout, rules)).toBeDefined();
  });

  it('goes by the strictest limit for priority 1', () => {
    expect(findCoverageLimitSeconds(STANDARD_PRESETS['gb-eng'])).toBe(420);
    expect(findCoverageLimitSeconds(STANDARD_PRESETS.bg)).toBe(480);
    expect(findCoverageLimitSeconds(STANDARD_PRESETS.cz)).toBe(1200);
    expect(findCoverageLimitSeconds([])).toBeUndefined();
  });
});

describe('figures of a region', () => {
  it.each([
    [
      { limitSeconds: 600, busyFraction: 0.2 },
      { limitSeconds: 600, busyFraction: 0.2 },
    ],
    [{ limitSeconds: 0, busyFraction: 1 }, {}],
    [{ leavesOutReserved: true }, { leavesOutReserved: true }],
    [{ limitSeconds: '600', busyFraction: NaN, other: 1 }, {}],
    [null, {}],
    ['nonsense', {}],
  ])('%j is read as %j', (own, read) => {
    expect(readCoverageFigures(own)).toEqual(read);
  });

  it('come before standards, and these before the default', () => {
    expect(chooseCoverageLimit(600, STANDARD_PRESETS.bg)).toEqual({
      limitSeconds: 600,
      from: 'regionSettings',
    });
    expect(chooseCoverageLimit(undefined, STANDARD_PRESETS.se)).toEqual({
      limitSeconds: 900,
      from: 'standard',
    });
    expect(chooseCoverageLimit(undefined, [])).toEqual({ limitSeconds: 480, from: 'default' });
  });
});

describe('the busy fraction', () => {
  const measured = { busyFraction: 0.5, unitHours: 5000, assignments: 900 };
  it.each([
    ['is the measured one when it stands on enough', measured, 0.2, 0.5, 'measured'],
    ["is the region's own with few hours", { ...measured, unitHours: 100 }, 0.2, 0.2, 'regionSettings'],
    ["is the region's own with few assignments", { ...measured, assignments: 9 }, 0.2, 0.2, 'regionSettings'],
    ['is the default when nothing is known', undefined, undefined, DEFAULT_BUSY_FRACTION, 'default'],
    ['is the default when the region says nonsense', undefined, 1, DEFAULT_BUSY_FRACTION, 'default'],
  ])('%s', (_, measurement, configured, busyFraction, from) => {
    expect(chooseBusyFraction(measurement, configured)).toEqual({ busyFraction, from });
  });
});

describe('sending several units', () => {
  it('loses what counting without them shows, each named once', () => {
    const anyFleet = fc.record({
      q: fc.double({ min: 0, max: 0.95, noNaN: true }),
      demand: fc.array(fc.nat(100), { minLength: 6, maxLength: 6 }),
      units: fc.array(fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), { maxLength: 8 }),
      sent: fc.array(fc.nat(9), { maxLength: 6 }),
    });
    fc.assert(
      fc.property(anyFleet, ({ q, demand, units, sent }) => {
        const settings = { demand: Float64Array.from(demand), limitSeconds: 10, busyFraction: q };
        const all = new ExpectedCoverage(settings);
        const rest = new ExpectedCoverage(settings);
        units.forEach((covers, index) => {
          const seconds = Float64Array.from(covers, (one) => (one ? 5 : Infinity));
          all.setUnit(`u${index}`, seconds);
          if (!sent.includes(index)) rest.setUnit(`u${index}`, seconds);
        });
        const ids = sent.map((index) => `u${index}`);
        expect(all.lossOfAll(ids)).toBeCloseTo(all.total() - rest.total(), 8);
        expect([...all.listCoveringUnits(ids)]).toEqual([...rest.listCoveringUnits()]);
        if (ids.length === 1) expect(all.lossOfAll(ids)).toBeCloseTo(all.lossOf(ids[0]!), 8);
      }),
    );
  });
});
