import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  csvLine,
  decideSectorHolder,
  exclusionOf,
  type FigureGroupSummary,
  groupStations,
  type IncidentResponse,
  IntervalTally,
  isSimpleOutline,
  measureAssignment,
  measureIncident,
  measureUtilisation,
  nameApart,
  PRIORITIES,
  RESPONSE_CSV_COLUMNS,
  RESPONSE_INTERVALS,
  responseCsvRows,
  type ResponseInterval,
  ResponseFigures,
  spanOf,
  stepIndexOf,
  stepsOf,
  TIME_SOURCES,
  type TimeSource,
  type UnitResponse,
} from '../src/index.ts';

const T0 = Date.parse('2026-03-01T12:00:00Z');
const at = (seconds: number): number => T0 + seconds * 1000;

const unit = (more: Partial<UnitResponse> = {}): UnitResponse => ({
  assignmentId: 'a1',
  unitId: 'u1',
  callSign: 'M01',
  capabilities: ['als', 'transport'],
  status: 'available',
  pressed: {
    notified: at(60),
    acknowledged: at(70),
    enRoute: at(100),
    onScene: at(500),
    leftScene: at(1500),
    atDestination: at(2100),
    available: at(3000),
  },
  geofenced: { enRoute: at(110), onScene: at(490) },
  ...more,
});
const incident = (more: Partial<IncidentResponse> = {}): IncidentResponse => ({
  incidentId: 'i1',
  number: 1,
  category: 'fall',
  priority: 2,
  sectorId: 's1',
  hasPosition: true,
  createdAt: at(20),
  callReceivedAt: at(0),
  isClosed: true,
  isDuplicate: false,
  isTraining: false,
  assignments: [unit()],
  ...more,
});
const measured = (seconds: number) => ({ kind: 'measured', seconds });

describe('intervals', () => {
  it('run between the steps of the dictionary, by either source', () => {
    const ofUnit = (source: 'pressed' | 'geofenced') =>
      (['turnout', 'travel', 'onScene', 'transport', 'turnaround'] as const).map((one) =>
        measureAssignment(unit(), one, source),
      );
    expect(ofUnit('pressed')).toEqual([40, 400, 1000, 600, 900].map(measured));
    expect(ofUnit('geofenced').slice(0, 2)).toEqual([50, 380].map(measured));
    // The vehicle told neither of leaving nor of arriving, though it did both.
    expect(ofUnit('geofenced').slice(2)).toEqual([
      { kind: 'unmeasured' },
      { kind: 'unmeasured' },
      { kind: 'unmeasured' },
    ]);
    expect(measureIncident(incident(), 'callToDispatch', 'pressed')).toEqual(measured(60));
    expect(measureIncident(incident(), 'response', 'geofenced')).toEqual(measured(490));
  });

  it('count the first unit there, whichever was sent first', () => {
    const second = unit({ assignmentId: 'a2', pressed: { notified: at(90), onScene: at(300) } });
    const both = incident({ assignments: [unit(), second] });
    expect(measureIncident(both, 'response', 'pressed')).toEqual(measured(300));
    expect(measureIncident(both, 'callToDispatch', 'pressed')).toEqual(measured(60));
  });

  it('are never 0 or negative for want of a time', () => {
    const skipped = unit({
      pressed: { notified: at(60), onScene: at(500), available: at(900) },
      geofenced: {},
    });
    expect(measureAssignment(skipped, 'turnout', 'pressed')).toEqual({ kind: 'unmeasured' });
    expect(measureAssignment(skipped, 'travel', 'pressed')).toEqual({ kind: 'unmeasured' });
    // Nobody was transported.
    expect(measureAssignment(skipped, 'transport', 'pressed')).toEqual({ kind: 'notConcerned' });
    const backwards = unit({ pressed: { notified: at(60), enRoute: at(50) } });
    expect(measureAssignment(backwards, 'turnout', 'pressed')).toEqual({ kind: 'unmeasured' });
  });

  it('of what goes on are open, and of units called off are said to be', () => {
    const driving = unit({
      status: 'enRoute',
      pressed: { notified: at(60), enRoute: at(90) },
      geofenced: {},
    });
    expect(measureAssignment(driving, 'travel', 'pressed')).toEqual({ kind: 'open' });
    expect(measureAssignment(driving, 'onScene', 'pressed')).toEqual({ kind: 'notConcerned' });
    expect(
      measureIncident(incident({ isClosed: false, assignments: [driving] }), 'response', 'pressed'),
    ).toEqual({ kind: 'open' });
    const calledOff = { ...driving, status: 'cancelled' } as const;
    expect(measureAssignment(calledOff, 'turnout', 'pressed')).toEqual(measured(30));
    expect(measureAssignment(calledOff, 'travel', 'pressed')).toEqual({ kind: 'calledOff' });
    expect(measureAssignment({ ...driving, status: 'reserved' }, 'turnout', 'pressed')).toEqual({
      kind: 'notConcerned',
    });
  });

  it('leave out exercises, duplicates, and what was cancelled before anybody came', () => {
    expect(exclusionOf(incident())).toBeUndefined();
    expect(exclusionOf(incident({ isTraining: true, isDuplicate: true }))).toBe('training');
    expect(exclusionOf(incident({ isDuplicate: true }))).toBe('duplicate');
    const calledOff = unit({ status: 'cancelled', pressed: { notified: at(60) }, geofenced: {} });
    expect(exclusionOf(incident({ assignments: [calledOff] }))).toBe('cancelled');
    expect(exclusionOf(incident({ isClosed: false, assignments: [calledOff] }))).toBeUndefined();
  });
});

const anyTimes = fc.record(
  Object.fromEntries(
    ['notified', 'enRoute', 'onScene', 'leftScene', 'atDestination', 'available'].map((step) => [
      step,
      fc.integer({ min: 0, max: 5000 }).map(at),
    ]),
  ),
  { requiredKeys: [] },
);
const anyUnit: fc.Arbitrary<UnitResponse> = fc
  .record({
    status: fc.constantFrom('notified', 'enRoute', 'onScene', 'available', 'cancelled', 'diverted'),
    pressed: anyTimes,
    geofenced: fc.record({ onScene: fc.integer({ min: 0, max: 5000 }).map(at) }, { requiredKeys: [] }),
  })
  .map((one) => unit(one as Partial<UnitResponse>));
const anyIncident = fc
  .record({
    priority: fc.constantFrom(...PRIORITIES),
    sectorId: fc.constantFrom('s1', 's2', 'gone', null),
    isClosed: fc.boolean(),
    isTraining: fc.boolean(),
    isDuplicate: fc.boolean(),
    assignments: fc.array(anyUnit, { maxLength: 3 }),
  })
  .map((one) => incident(one));

const countsOf = (
  groups: readonly FigureGroupSummary[],
  interval: ResponseInterval,
  source: TimeSource,
): number[] =>
  (['measured', 'unmeasured', 'open', 'calledOff'] as const).map((kind) =>
    groups.reduce((sum, { intervals }) => sum + intervals[interval][source][kind], 0),
  );

describe('figures', () => {
  it('are times that happened: at least the share is not longer, and less than the share is shorter', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 60 }), (seconds) => {
        const tally = new IntervalTally();
        for (const one of seconds) tally.take({ kind: 'measured', seconds: one });
        const { p50Seconds, p90Seconds, measured: count } = tally.sum();
        expect(count).toBe(seconds.length);
        for (const [value, share] of [
          [p50Seconds!, 0.5],
          [p90Seconds!, 0.9],
        ] as const) {
          expect(seconds).toContain(value);
          expect(seconds.filter((one) => one <= value).length).toBeGreaterThanOrEqual(share * count - 1e-9);
          expect(seconds.filter((one) => one < value).length).toBeLessThan(share * count);
        }
      }),
    );
  });

  it('of priorities and of areas add up to those of all, for every count', () => {
    fc.assert(
      fc.property(fc.array(anyIncident, { maxLength: 15 }), (incidents) => {
        const figures = new ResponseFigures(['s1', 's2']);
        for (const one of incidents) figures.take(one);
        const groups = [...figures.sum()];
        const all = groups.find(({ priority, area }) => priority === null && area.kind === 'all')!;
        const parts = [
          groups.filter(({ priority, area }) => priority !== null && area.kind === 'all'),
          groups.filter(({ priority, area }) => priority === null && area.kind !== 'all'),
          groups.filter(({ priority, area }) => priority !== null && area.kind !== 'all'),
        ];
        const total = all.incidents + all.excluded.training + all.excluded.duplicate + all.excluded.cancelled;
        expect(total).toBe(incidents.length);
        for (const part of parts) {
          const sum = (pick: (group: (typeof groups)[number]) => number): number =>
            part.reduce((count, group) => count + pick(group), 0);
          expect(sum(({ incidents: count }) => count)).toBe(all.incidents);
          for (const reason of ['training', 'duplicate', 'cancelled'] as const)
            expect(sum(({ excluded }) => excluded[reason])).toBe(all.excluded[reason]);
          for (const interval of RESPONSE_INTERVALS)
            for (const source of TIME_SOURCES)
              // One comparison for all four: a thousand of them for each try take ten seconds.
              expect(countsOf(part, interval, source)).toEqual(countsOf([all], interval, source));
        }
      }),
    );
  });

  it('and the rows of the CSV hold the same values', () => {
    fc.assert(
      fc.property(fc.array(anyIncident, { maxLength: 20 }), (incidents) => {
        const figures = new ResponseFigures([]);
        for (const one of incidents) figures.take(one);
        const [all] = [...figures.sum()];
        const rows = incidents.flatMap((one) => responseCsvRows(one, undefined));
        const column = (name: string): number => RESPONSE_CSV_COLUMNS.indexOf(name);
        const counted = rows.filter((row) => row[column('excluded')] === null);
        const seconds = counted.flatMap((row) => row[column('response_pressed_seconds')] ?? []);
        expect(seconds).toHaveLength(all!.intervals.response.pressed.measured);
        const turnouts = counted.flatMap((row) => row[column('turnout_pressed_seconds')] ?? []);
        expect(turnouts).toHaveLength(all!.intervals.turnout.pressed.measured);
      }),
    );
  });
});

describe('CSV', () => {
  it('never lets a spreadsheet run a cell, and quotes what needs it', () => {
    expect(csvLine(['=1+1', '+1', '-1', '@a', 'a,"b"', null, -5, 1.5])).toBe(
      `'=1+1,'+1,'-1,'@a,"a,""b""",,-5,1.5\r\n`,
    );
  });
});

describe('periods', () => {
  it('begin at midnight of the region, also where clocks skip it', () => {
    const now = Date.parse('2026-03-01T02:30:00Z');
    expect(new Date(spanOf({ period: 'today' }, now, 'America/Montevideo').startAt).toISOString()).toBe(
      '2026-02-28T03:00:00.000Z',
    );
    // Cuba's clocks go from 24:00 to 01:00.
    const spring = Date.parse('2026-03-08T15:00:00Z');
    expect(new Date(spanOf({ period: 'today' }, spring, 'America/Havana').startAt).toISOString()).toBe(
      '2026-03-08T05:00:00.000Z',
    );
  });

  it('are drawn by hour or by day, and the day of a changed clock has 23 or 25 hours', () => {
    const week = { startAt: Date.parse('2026-03-26T23:00:00Z'), endAt: Date.parse('2026-04-02T10:00:00Z') };
    const { step, starts } = stepsOf(week, 'Europe/Stockholm');
    expect(step).toBe('day');
    expect(starts.map((one) => new Date(one).toISOString().slice(5, 13))).toEqual([
      '03-26T23',
      '03-27T23',
      '03-28T23',
      '03-29T22',
      '03-30T22',
      '03-31T22',
      '04-01T22',
    ]);
    expect(stepIndexOf(starts, starts[2]! - 1)).toBe(1);
    expect(stepIndexOf(starts, starts[2]!)).toBe(2);
    const day = stepsOf({ startAt: T0 + 600_000, endAt: T0 + 3 * 3_600_000 }, 'UTC');
    expect(day).toEqual({ step: 'hour', starts: [at(600), at(3600), at(7200)] });
  });
});

describe('utilisation', () => {
  it('is assigned time by duty time; overtime is duty', () => {
    const window = { startAt: 0, endAt: 10_000 };
    const duty = [{ startAt: -5000, endAt: 4000 }];
    expect(measureUtilisation([{ duty, assigned: [{ startAt: 2000, endAt: 6000 }] }], window)).toEqual({
      dutySeconds: 6,
      assignedSeconds: 4,
      share: 4 / 6,
    });
    expect(measureUtilisation([], window).share).toBeNull();
  });
});

describe('sectors', () => {
  it('are taken from whoever was seen to hold them, and handed over by their holder or a supervisor', () => {
    const change = {
      actorId: 'me',
      mayDecideForOthers: false,
      holderId: null,
      nextHolderId: 'me',
      expectedHolderId: null,
      isStaff: true,
    };
    const reasonOf = (more: object): string => {
      const decision = decideSectorHolder({ ...change, ...more });
      return decision.ok ? 'ok' : decision.reason;
    };
    expect(reasonOf({})).toBe('ok');
    expect(reasonOf({ holderId: 'she', expectedHolderId: 'she' })).toBe('ok');
    expect(reasonOf({ holderId: 'she' })).toBe('sectorTaken');
    expect(reasonOf({ holderId: 'me', expectedHolderId: 'me' })).toBe('nothingChanged');
    expect(reasonOf({ holderId: 'me', expectedHolderId: 'me', nextHolderId: 'she' })).toBe('ok');
    expect(reasonOf({ holderId: 'me', expectedHolderId: 'me', nextHolderId: null })).toBe('ok');
    const others = { holderId: 'she', expectedHolderId: 'she', nextHolderId: 'he' };
    expect(reasonOf(others)).toBe('sectorNotYours');
    expect(reasonOf({ ...others, mayDecideForOthers: true })).toBe('ok');
    expect(reasonOf({ nextHolderId: 'he', mayDecideForOthers: true, isStaff: false })).toBe('holderNotStaff');
  });

  it('group neighbouring stations the same way whatever their order', () => {
    const stations = [0, 1, 2, 3, 20, 21, 22, 23].map((x) => ({
      stationId: `s${String(x).padStart(2, '0')}`,
      coordinates: [x / 100, 0] as const,
    }));
    const groups = groupStations(stations).map((group) => group.map(({ stationId }) => stationId));
    expect(groups.map((group) => group.length).sort()).toEqual([4, 4]);
    expect(groupStations([...stations].reverse()).map((one) => one.map((s) => s.stationId))).toEqual(groups);
    expect(groupStations([])).toEqual([]);
    const same = stations.map((one) => ({ ...one, coordinates: [1, 1] as const }));
    expect(groupStations(same)).toHaveLength(1);
  });

  it('have names of their own', () => {
    expect(nameApart([['Centro', 'Sur'], ['Centro', 'Norte'], ['Centro']])).toEqual([
      'Centro',
      'Norte',
      'Centro 2',
    ]);
  });

  it('have outlines of one piece', () => {
    expect(
      isSimpleOutline([
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ]),
    ).toBe(true);
    expect(
      isSimpleOutline([
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
      ]),
    ).toBe(false);
    expect(
      isSimpleOutline([
        [0, 0],
        [1, 0],
      ]),
    ).toBe(false);
    expect(
      isSimpleOutline([
        [0, 0],
        [1, 0],
        [0.5, 0],
      ]),
    ).toBe(false);
    expect(
      isSimpleOutline([
        [0, 0],
        [0, 0],
        [1, 1],
      ]),
    ).toBe(false);
  });
});
