import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  chooseUnits,
  chooseWaiting,
  draftProposals,
  type DrivingUnit,
  type JointIncident,
  type JointProblem,
  LEAST_SAVED_SECONDS,
  levelProposals,
  longestHoldSeconds,
  MOST_JOINT_INCIDENTS,
  MOST_JOINT_UNITS,
  NOBODY_SECONDS,
  planJointly,
  type Priority,
  type ProposalDraft,
  REST_OF_PLAN_AFTER_SECONDS,
  serveInOrder,
  type UnitOption,
  urgencyOf,
  WEIGHT_OF_ANY_PATIENT,
  WEIGHT_OF_PRIORITY,
  withoutPromised,
} from '#domain';

const NOW = 1_000_000;
const HOLD_OF_FIRST = longestHoldSeconds(
  { weightOfUrgency: [WEIGHT_OF_PRIORITY[1], WEIGHT_OF_PRIORITY[4]] },
  0,
);
const SLOTS = ['first'];

const option = (unitId: string, arrivalSeconds: number, more: Partial<UnitOption> = {}): UnitOption => ({
  unitId,
  freeInSeconds: 0,
  driveSeconds: arrivalSeconds - (more.freeInSeconds ?? 0),
  arrivalSeconds,
  slots: SLOTS,
  diversion: null,
  ...more,
});
const run = (assignmentId: string, priority = 3) => ({
  assignmentId,
  incidentId: `of ${assignmentId}`,
  incidentNumber: 77,
  priority,
});
const incident = (
  incidentId: string,
  priority: Priority,
  options: readonly UnitOption[],
  createdAtSeconds = NOW - 100,
): JointIncident => ({
  incidentId,
  number: Number(incidentId.replace(/\D/g, '')) || 1,
  priority,
  createdAtSeconds,
  coordinates: [14.4, 50.05],
  firstSlot: { slot: 'first', capabilities: [] },
  options,
});
function problem(waiting: readonly JointIncident[], more: Partial<JointProblem> = {}): JointProblem {
  const ids = [...new Set(waiting.flatMap(({ options }) => options.map(({ unitId }) => unitId)))];
  return {
    nowSeconds: NOW,
    waiting,
    units: ids.map((unitId, index) => ({
      unitId,
      callSign: unitId.toUpperCase(),
      capabilities: ['bls'],
      coordinates: [14.4 + 0.01 * index, 50.1],
      stationCoordinates: null,
    })),
    seen: [],
    watchStartedAtSeconds: NOW - 7200,
    fleet: Math.max(1, ids.length),
    jobSeconds: 3600,
    stations: [[14.4, 50.1]],
    hospitals: [[14.5, 50.1]],
    ...more,
  };
}
const pairs = (one: JointProblem) =>
  planJointly(one).incidents.map(
    ({ incident: { incidentId }, option: chosen, isNow }) =>
      `${incidentId}<-${chosen?.unitId ?? 'nobody'}${isNow || !chosen ? '' : ' later'}`,
  );
const drafts = (
  one: JointProblem,
  driving: readonly DrivingUnit[] = [],
  standing: Parameters<typeof draftProposals>[3] = [],
) => draftProposals(one, planJointly(one), driving, standing);

/** The first called takes the unit in the middle; the second is left with the far one. */
const CROSSED = [
  incident('i1', 1, [option('m', 240), option('e', 300)], NOW - 200),
  incident('i2', 1, [option('m', 60), option('e', 900)]),
];

describe('several incidents decided together', () => {
  it('S01 crosses two over where first come, first served would leave one waiting', () => {
    expect(pairs(problem(CROSSED))).toEqual(['i1<-e', 'i2<-m']);
    const [draft] = drafts(problem(CROSSED));
    expect(draft).toMatchObject({
      kind: 'sendJointly',
      // First come: 240 + 900; together: 300 + 60; each second counts 8.5.
      savedWeightedSeconds: 8.5 * (240 + 900 - 300 - 60),
      because: { key: 'sendJointly', values: { incidents: 2 } },
      sends: [
        {
          incidentId: 'i1',
          unitId: 'e',
          arrivalSeconds: 300,
          otherwise: { unitId: 'm', arrivalSeconds: 240 },
          because: { key: 'nearestNeededElsewhere', values: { otherIncidentNumber: 2 } },
        },
        { incidentId: 'i2', unitId: 'm', otherwise: { unitId: 'e' }, because: { key: 'nearest' } },
      ],
    });
  });

  it('S02 proposes nothing together when first come, first served is as good', () => {
    const waiting = [incident('i1', 1, [option('a', 60)]), incident('i2', 1, [option('b', 60)])];
    expect(drafts(problem(waiting))).toEqual([]);
  });

  it('S03 gives the only unit to the more urgent, however long the other has waited', () => {
    const waiting = [incident('i1', 4, [option('a', 100)], NOW - 900), incident('i2', 1, [option('a', 130)])];
    expect(pairs(problem(waiting))).toEqual(['i1<-nobody', 'i2<-a']);
  });

  it('S04 waits for a unit soon free next door, but in priority 1 for two minutes at most', () => {
    const waiting = (priority: Priority, freeInSeconds: number) => [
      incident('i1', priority, [option('far', 900), option('soon', freeInSeconds + 60, { freeInSeconds })]),
    ];
    expect(pairs(problem(waiting(1, HOLD_OF_FIRST)))).toEqual(['i1<-soon later']);
    expect(pairs(problem(waiting(1, HOLD_OF_FIRST + 10)))).toEqual(['i1<-far']);
    expect(pairs(problem(waiting(2, HOLD_OF_FIRST + 10)))).toEqual(['i1<-soon later']);
    expect(planJointly(problem(waiting(1, 60))).incidents[0]!.because).toEqual({
      key: 'waitForUnit',
      values: { callSign: 'SOON', freeMinutes: 1, savedMinutes: 13, otherCallSign: 'FAR' },
    });
  });

  it('S05 waits longer only when every free unit has something to do', () => {
    const late = option('late', 460, { freeInSeconds: 400 });
    const waiting = [incident('i1', 1, [option('a', 60), late]), incident('i2', 1, [option('a', 90)])];
    expect(pairs(problem(waiting))).toEqual(['i1<-late later', 'i2<-a']);
  });

  it('S06 passes by a nearer crew that lacks what the incident waits for most', () => {
    const als = { firstSlot: { slot: 'als', capabilities: ['als'] as const } };
    const one = {
      ...incident('i1', 1, [option('near', 60), option('able', 300, { slots: ['als', 'first'] })]),
      ...als,
    };
    const state = problem([one]);
    const units = state.units.map((unit) =>
      unit.unitId === 'able' ? { ...unit, capabilities: ['bls', 'als'] as const } : unit,
    );
    const [planned] = planJointly({ ...state, units }).incidents;
    expect(planned).toMatchObject({ option: { unitId: 'able' }, because: { key: 'nearestLessSuited' } });
  });

  it('S07 never plans a unit that would have to be called off another run', () => {
    expect(pairs(problem([incident('i1', 1, [option('d', 30, { diversion: run('x') })])]))).toEqual([
      'i1<-nobody',
    ]);
  });

  it('S08 bounds what is decided together: the most urgent, then the longest waiting, and the nearest units', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      incident(`i${index}`, index < 28 ? 2 : 1, [], NOW - index),
    );
    const chosen = chooseWaiting(many).map(({ incidentId }) => incidentId);
    expect(chosen).toHaveLength(MOST_JOINT_INCIDENTS);
    expect(chosen.slice(0, 3)).toEqual(['i29', 'i28', 'i27']);
    const options = Array.from({ length: 500 }, (_, index) => option(`u${index}`, 1000 - index));
    const units = chooseUnits([{ options }]);
    expect(units.size).toBe(MOST_JOINT_UNITS);
    expect(units.has('u499') && !units.has('u0')).toBe(true);
  });

  it('S09 has the least total weighted delay of all ways to serve priority 1, and never more than first come', () => {
    const arrivals = fc.array(fc.array(fc.integer({ min: 1, max: 1200 }), { minLength: 4, maxLength: 4 }), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(arrivals, (table) => {
        const waiting = table.map((line, row) =>
          incident(
            `i${row}`,
            1,
            line.map((seconds, unit) => option(`u${unit}`, seconds)),
            NOW - 10 * (table.length - row),
          ),
        );
        const plan = planJointly(problem(waiting));
        const total = plan.incidents.reduce((sum, { option: one }) => sum + one!.arrivalSeconds, 0);
        expect(total).toBe(least(table, 0, new Set()));
        const firstCome = [...serveInOrder(waiting).values()].reduce(
          (sum, one) => sum + one.arrivalSeconds,
          0,
        );
        const weight = WEIGHT_OF_PRIORITY[1] + WEIGHT_OF_ANY_PATIENT;
        expect(plan.savedWeightedSeconds).toBe(Math.round(weight * (firstCome - total)));
        expect(plan.savedWeightedSeconds).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 200 },
    );
    function least(table: readonly (readonly number[])[], row: number, taken: ReadonlySet<number>): number {
      if (row === table.length) return 0;
      return Math.min(
        ...table[row]!.flatMap((seconds, unit) =>
          taken.has(unit) ? [] : [seconds + least(table, row + 1, new Set([...taken, unit]))],
        ),
      );
    }
  });
});

const driving = (
  outSeconds: number,
  arrivals: Record<string, number>,
  priority: Priority = 1,
): DrivingUnit => ({
  assignmentId: 'm4 run',
  incidentId: 'i9',
  incidentNumber: 9,
  priority,
  unitId: 'm4',
  callSign: 'M4',
  outSeconds,
  rivals: Object.entries(arrivals).map(([unitId, arrivalSeconds]) => ({
    unitId,
    callSign: unitId.toUpperCase(),
    arrivalSeconds,
  })),
});

describe('exchanges', () => {
  it('S10 proposes the unit that frees up 3 min nearer than the one still 6 min out', () => {
    expect(drafts(problem([]), [driving(360, { m7: 180 })])).toEqual([
      {
        kind: 'exchange',
        subject: 'm4 run',
        sends: [
          {
            incidentId: 'i9',
            unitId: 'm7',
            isNow: true,
            freeInSeconds: 0,
            arrivalSeconds: 180,
            otherwise: { unitId: 'm4', arrivalSeconds: 360 },
            because: { key: 'exchanged', values: { callSign: 'M7', otherCallSign: 'M4' } },
          },
        ],
        releases: [{ assignmentId: 'm4 run', incidentId: 'i9', unitId: 'm4', endsAs: 'cancelled' }],
        savedWeightedSeconds: 8.5 * 180,
        because: {
          key: 'exchange',
          values: { callSign: 'M7', otherCallSign: 'M4', incidentNumber: 9, savedMinutes: 3, outMinutes: 6 },
        },
      },
    ]);
  });

  it('S11 leaves alone a unit that is nearly there, and gains too small for the trouble', () => {
    expect(drafts(problem([]), [driving(110, { m7: 10 })])).toEqual([]);
    expect(drafts(problem([]), [driving(360, { m7: 301 })])).toEqual([]);
    expect(drafts(problem([]), [driving(600, { m7: 200 }, 4)])).toEqual([]);
  });

  it('S12 stands still while the gain wavers, and changes the unit only for a clearly better one', () => {
    const standing = [{ kind: 'exchange' as const, subject: 'm4 run', unitIds: ['m7'] }];
    const least = LEAST_SAVED_SECONDS[1];
    const unitsOf = (run: DrivingUnit) =>
      drafts(problem([]), [run], standing).map(({ sends }) => sends[0]!.unitId);
    expect(unitsOf(driving(360, { m7: 360 - least + 20 }))).toEqual(['m7']);
    expect(unitsOf(driving(360, { m7: 360 - least / 2 + 1 }))).toEqual([]);
    expect(unitsOf(driving(360, { m7: 180, m8: 160 }))).toEqual(['m7']);
    expect(unitsOf(driving(360, { m7: 180, m8: 120 }))).toEqual(['m8']);
  });

  it('S13 uses no unit that a waiting incident needs, and none twice', () => {
    const waiting = problem([incident('i1', 1, [option('m7', 60)])]);
    expect(drafts(waiting, [driving(360, { m7: 100 })])).toEqual([]);
    const two = [
      driving(360, { m7: 100 }),
      { ...driving(400, { m7: 100 }), assignmentId: 'm5 run', unitId: 'm5' },
    ];
    expect(drafts(problem([]), two).map(({ subject }) => subject)).toEqual(['m5 run']);
  });
});

describe('diversions', () => {
  const diverted = option('d', 120, { diversion: run('x') });

  it('S14 proposes to turn a unit away from a less urgent run when that is much sooner', () => {
    const [draft] = drafts(problem([incident('i1', 1, [option('far', 600), diverted])]));
    expect(draft).toMatchObject({
      kind: 'diversion',
      subject: 'i1',
      sends: [{ unitId: 'd', otherwise: { unitId: 'far', arrivalSeconds: 600 } }],
      releases: [{ assignmentId: 'x', unitId: 'd', endsAs: 'diverted' }],
      because: { key: 'diversion', values: { savedMinutes: 8, otherPriority: 3 } },
    });
  });

  it('S15 says so when nobody is free, and interrupts nobody for a less urgent incident or a small gain', () => {
    const [draft] = drafts(problem([incident('i1', 2, [diverted])]));
    expect(draft!.because.key).toBe('diversionNobodyFree');
    expect(draft!.savedWeightedSeconds).toBe(4.5 * (NOBODY_SECONDS - 120));
    expect(drafts(problem([incident('i1', 3, [diverted])]))).toEqual([]);
    expect(drafts(problem([incident('i1', 1, [option('near', 170), diverted])]))).toEqual([]);
  });
});

describe('the rest of a plan', () => {
  const served = (one: JointIncident, secondsAgo = 60): JointIncident => ({
    ...one,
    servedSinceSeconds: NOW - secondsAgo,
  });

  it('S19 is proposed by itself, a while after the last unit was sent', () => {
    const one = served(incident('i1', 1, [option('a', 300), option('b', 400)]));
    expect(drafts(problem([one]))).toMatchObject([
      {
        kind: 'fillPlan',
        subject: 'i1',
        sends: [{ incidentId: 'i1', unitId: 'a', isNow: true, otherwise: null }],
        releases: [],
        // As urgent as the first unit of priority 2.
        savedWeightedSeconds: 4.5 * (NOBODY_SECONDS - 300),
        because: { key: 'fillPlan', values: { callSign: 'A', incidentNumber: 1, arrivalMinutes: 5 } },
      },
    ]);
    expect(drafts(problem([served(one, REST_OF_PLAN_AFTER_SECONDS - 1)]))).toEqual([]);
    expect(drafts(problem([incident('i1', 1, [option('a', 300)])]))).toEqual([]);
  });

  it('S20 comes after the first unit of an incident as urgent, and before one much less so', () => {
    const rest = served(incident('i1', 1, [option('a', 100)], NOW - 900));
    expect(pairs(problem([rest, incident('i2', 1, [option('a', 200)])]))).toEqual(['i1<-nobody', 'i2<-a']);
    expect(pairs(problem([rest, incident('i2', 4, [option('a', 200)])]))).toEqual(['i1<-a', 'i2<-nobody']);
    expect([...serveInOrder([rest, incident('i2', 3, [option('a', 200)])]).keys()]).toEqual(['i2']);
    const crowd = Array.from({ length: MOST_JOINT_INCIDENTS }, (_, n) => incident(`w${n + 10}`, 1, []));
    expect(chooseWaiting([rest, ...crowd])).not.toContain(rest);
  });

  it('S21 keeps to the unit proposed before while it is about as good, and gives it to nobody else', () => {
    const standing = [{ kind: 'fillPlan' as const, subject: 'i1', unitIds: ['b'] }];
    const sent = (arrivalOfB: number, others: readonly DrivingUnit[] = []) =>
      drafts(
        problem([served(incident('i1', 1, [option('a', 300), option('b', arrivalOfB)]))]),
        others,
        standing,
      ).map(({ kind, sends }) => `${kind} ${sends[0]!.unitId}`);
    expect(sent(350)).toEqual(['fillPlan b']);
    expect(sent(500)).toEqual(['fillPlan a']);
    expect(sent(350, [driving(900, { b: 100 })])).toEqual(['fillPlan b']);
  });

  it('S22 interrupts another run only where it is as urgent as priority 2', () => {
    const diverted = option('d', 120, { diversion: run('x', 4) });
    const kinds = (priority: Priority) =>
      drafts(problem([served(incident('i1', priority, [diverted]))])).map(({ kind }) => kind);
    expect(kinds(1)).toEqual(['diversion']);
    expect(kinds(2)).toEqual([]);
  });
});

describe('a unit that an open exchange promises', () => {
  const promise = (unitId: string, priority: Priority) => [
    {
      kind: 'exchange' as const,
      subject: 'm4 run',
      unitIds: [unitId],
      promises: [{ unitId, incidentId: 'i9', urgency: urgencyOf({ priority, servedSinceSeconds: 0 }) }],
    },
  ];
  const assigned = (standing: Parameters<typeof withoutPromised>[1], priority: Priority) =>
    pairs(withoutPromised(problem([incident('i1', priority, [option('m7', 60)])]), standing));

  it('S23 stays with it as far as less urgent incidents go', () => {
    expect(assigned(promise('m7', 1), 4)).toEqual(['i1<-nobody']);
    expect(assigned(promise('m7', 1), 3)).toEqual(['i1<-nobody']);
    expect(assigned(promise('m7', 1), 2)).toEqual(['i1<-m7']);
    expect(assigned(promise('m7', 3), 4)).toEqual(['i1<-m7']);
    expect(assigned(promise('m8', 1), 4)).toEqual(['i1<-m7']);
    expect(assigned([{ kind: 'exchange', subject: 'm4 run', unitIds: ['m7'] }], 4)).toEqual(['i1<-m7']);
  });

  it('S24 is no better for a less urgent run either, however much that would gain', () => {
    const runs = [
      driving(360, { m7: 280 }),
      { ...driving(5000, { m7: 100 }, 4), assignmentId: 'm5 run', incidentId: 'i5' },
    ];
    const subjects = (standing: Parameters<typeof draftProposals>[3]) =>
      drafts(problem([]), runs, standing).map(({ subject }) => subject);
    expect(subjects([])).toEqual(['m5 run']);
    expect(subjects(promise('m7', 1))).toEqual(['m4 run']);
  });
});

describe('proposals kept level with the situation', () => {
  const draft = (saved: number, unitId = 'm7'): ProposalDraft => ({
    kind: 'exchange',
    subject: 'm4 run',
    sends: [
      {
        incidentId: 'i9',
        unitId,
        isNow: true,
        freeInSeconds: 0,
        arrivalSeconds: 100,
        otherwise: null,
        because: { key: 'exchanged', values: {} },
      },
    ],
    releases: [{ assignmentId: 'm4 run', incidentId: 'i9', unitId: 'm4', endsAs: 'cancelled' }],
    savedWeightedSeconds: saved,
    because: { key: 'exchange', values: {} },
  });
  const kept = (saved: number) => ({ ...draft(saved), id: 'p1', version: 3 });

  it('S16 writes nothing while nothing material changes', () => {
    expect(levelProposals([kept(1000)], [], [draft(1090)])).toEqual({ withdraw: [], update: [], insert: [] });
  });

  it('S17 renews figures, withdraws what has ended, and replaces what goes to another unit', () => {
    expect(levelProposals([kept(1000)], [], [draft(1300)])).toMatchObject({
      withdraw: [],
      update: [{ id: 'p1', version: 4 }],
      insert: [],
    });
    expect(levelProposals([kept(1000)], [], [])).toEqual({ withdraw: ['p1'], update: [], insert: [] });
    const other = draft(1500, 'm8');
    expect(levelProposals([kept(1000)], [], [other])).toEqual({
      withdraw: ['p1'],
      update: [],
      insert: [other],
    });
  });

  it('S18 keeps a dismissed one away, whichever unit it names, until it would save much more', () => {
    const dismissed = [{ kind: 'exchange' as const, subject: 'm4 run', savedWeightedSeconds: 1000 }];
    expect(levelProposals([], dismissed, [draft(1400)]).insert).toEqual([]);
    expect(levelProposals([], dismissed, [draft(1400, 'm8')]).insert).toEqual([]);
    expect(levelProposals([], dismissed, [draft(1600)]).insert).toHaveLength(1);
  });
});
