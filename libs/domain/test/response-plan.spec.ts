import { describe, expect, it } from '@jest/globals';
import {
  CAPABILITIES,
  checkNeighbourRegions,
  checkPlan,
  fillPlan,
  getRequirement,
  INCIDENT_CATEGORIES,
  nextPlanVersion,
  PATIENT_NEEDS,
  PLAN_PRESETS,
  type PlanCandidate,
  type PlanFill,
  PRIORITIES,
  type ResponsePlan,
  type ResponsePlanEntry,
  type ResponseRequirement,
} from '#domain';
import fc from 'fast-check';

const anEntry = (changes: Partial<ResponsePlanEntry> = {}): ResponsePlanEntry => ({
  categories: [],
  priorities: [1, 2, 3, 4],
  slots: [{ slot: 'first', capabilities: [], count: 1 }],
  travelLimitSeconds: 3600,
  joinWithinSeconds: 0,
  ...changes,
});
const aPlan = (changes: Partial<ResponsePlan> = {}): ResponsePlan => ({
  regionId: 'home',
  version: 1,
  entries: [anEntry()],
  needSlots: [],
  neighbours: [],
  ...changes,
});
const aRequirement = (changes: Partial<ResponseRequirement> = {}): ResponseRequirement => ({
  regionId: 'home',
  planVersion: 1,
  slots: [
    { slot: 'first', capabilities: [], count: 1 },
    { slot: 'als', capabilities: ['als'], count: 1 },
  ],
  travelLimitSeconds: 3600,
  joinWithinSeconds: 0,
  neighbourRegionIds: [],
  ...changes,
});
const aUnit = (
  unitId: string,
  arrivalSeconds: number,
  capabilities: PlanCandidate['capabilities'] = ['bls'],
  changes: Partial<PlanCandidate> = {},
): PlanCandidate => ({
  unitId,
  regionId: 'home',
  capabilities,
  arrivalSeconds,
  travelSeconds: arrivalSeconds,
  distanceMeters: arrivalSeconds * 10,
  ...changes,
});
const sent = (fill: PlanFill): string[] => fill.units.map((one) => `${one.unitId}: ${one.slots.join()}`);

describe('fillPlan', () => {
  it('sends the nearest of any kind and the nearest als', () => {
    const fill = fillPlan(aRequirement(), [
      aUnit('A2', 400, ['als']),
      aUnit('B1', 200),
      aUnit('A1', 300, ['als']),
    ]);
    expect(sent(fill)).toEqual(['B1: first', 'A1: als']);
    expect(fill.short).toEqual([]);
  });

  it('sends one unit where it does for both', () => {
    expect(sent(fillPlan(aRequirement(), [aUnit('B1', 300), aUnit('A1', 200, ['als'])]))).toEqual([
      'A1: first,als',
    ]);
    expect(sent(fillPlan(aRequirement(), [aUnit('B1', 300), aUnit('C1', 300, ['als'])]))).toEqual([
      'C1: first,als',
    ]);
  });

  it('sends a second unit only where it saves more than the join time', () => {
    const units = [aUnit('B1', 290), aUnit('A1', 300, ['als'])];
    expect(sent(fillPlan(aRequirement({ joinWithinSeconds: 10 }), units))).toEqual(['A1: first,als']);
    expect(sent(fillPlan(aRequirement({ joinWithinSeconds: 9 }), units))).toEqual(['B1: first', 'A1: als']);
  });

  it('says what is short and still sends what there is', () => {
    const slots = [
      { slot: 'ambulances', capabilities: ['transport' as const], count: 2 },
      { slot: 'bariatric', capabilities: ['bariatric' as const], count: 1 },
    ];
    const fill = fillPlan(aRequirement({ slots }), [aUnit('T1', 100, ['transport'])]);
    expect(sent(fill)).toEqual(['T1: ambulances']);
    expect(fill.short).toEqual([
      { slot: 'ambulances', capabilities: ['transport'], wanted: 2, found: 1 },
      { slot: 'bariatric', capabilities: ['bariatric'], wanted: 1, found: 0 },
    ]);
    expect(fillPlan(aRequirement(), [])).toMatchObject({ units: [], short: [{ found: 0 }, { found: 0 }] });
  });

  it('rejects with a reason what is too far or not asked', () => {
    const requirement = aRequirement({ travelLimitMeters: 20_000, neighbourRegionIds: ['next'] });
    const fill = fillPlan(requirement, [
      aUnit('late', 3601, ['als'], { distanceMeters: 1 }),
      aUnit('far', 2001, ['als']),
      aUnit('foreign', 100, ['als'], { regionId: 'beyond' }),
      aUnit('lost', NaN, ['als'], { travelSeconds: 1, distanceMeters: 1 }),
      aUnit('next', 500, ['als'], { regionId: 'next' }),
    ]);
    expect(fill.rejected.map(({ unitId, reason }) => `${unitId} ${reason}`)).toEqual([
      'late beyondTravelTime',
      'far beyondTravelDistance',
      'foreign neighbourNotAsked',
      'lost arrivalUnknown',
    ]);
    expect(sent(fill)).toEqual(['next: first,als']);
  });
});

/** The definition in `fillPlan`'s contract, tried on every subset of the candidates. */
function bruteForce(requirement: ResponseRequirement, units: readonly PlanCandidate[]): string[] {
  const arrivals = (set: readonly PlanCandidate[], slot: number): number[] =>
    set
      .filter((unit) => requirement.slots[slot]!.capabilities.every((one) => unit.capabilities.includes(one)))
      .map((unit) => unit.arrivalSeconds)
      .sort((a, b) => a - b)
      .slice(0, requirement.slots[slot]!.count);
  const all = (set: readonly PlanCandidate[]): number[][] =>
    requirement.slots.map((_, slot) => arrivals(set, slot));
  const earliest = all(units);
  const isAllowed = (set: readonly PlanCandidate[]): boolean =>
    all(set).every((slot, index) =>
      earliest[index]!.every(
        (best, n) => slot[n] !== undefined && slot[n] <= best + requirement.joinWithinSeconds,
      ),
    );
  const ids = (set: readonly PlanCandidate[]): string[] => set.map(({ unitId }) => unitId).sort();
  const compare = (a: readonly PlanCandidate[], b: readonly PlanCandidate[]): number => {
    if (a.length !== b.length) return a.length - b.length;
    const [left, right] = [all(a).flat(), all(b).flat()];
    const at = left.findIndex((one, index) => one !== right[index]);
    if (at >= 0) return left[at]! - right[at]!;
    return ids(a).join('\n') < ids(b).join('\n') ? -1 : 1;
  };
  const subsets = Array.from({ length: 2 ** units.length }, (_, mask) =>
    units.filter((_, index) => mask & (1 << index)),
  );
  return ids(subsets.filter(isAllowed).sort(compare)[0]!);
}

const someCapabilities = fc.subarray(['bls', 'als', 'physician', 'transport'] as const);
const anyCase = fc.record({
  slots: fc
    .array(fc.record({ capabilities: someCapabilities, count: fc.integer({ min: 1, max: 3 }) }), {
      minLength: 1,
      maxLength: 4,
    })
    .map((slots) => slots.map((slot, index) => ({ slot: `s${index}`, ...slot }))),
  joinWithinSeconds: fc.constantFrom(0, 1, 3),
  units: fc
    .array(fc.record({ capabilities: someCapabilities, arrivalSeconds: fc.integer({ min: 0, max: 8 }) }), {
      maxLength: 8,
    })
    .map((units) => units.map((unit, index) => aUnit(`u${index}`, unit.arrivalSeconds, unit.capabilities))),
});

describe('fillPlan against every subset', () => {
  it('is the best set of the definition', () => {
    fc.assert(
      fc.property(anyCase, ({ slots, joinWithinSeconds, units }) => {
        const requirement = aRequirement({ slots, joinWithinSeconds });
        const fill = fillPlan(requirement, units);
        expect(fill.units.map(({ unitId }) => unitId).sort()).toEqual(bruteForce(requirement, units));
        expect(fill.units.every((one) => one.slots.length > 0)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('never brings the first arrival later when a unit is added', () => {
    fc.assert(
      fc.property(anyCase, someCapabilities, fc.integer({ min: 0, max: 8 }), (one, capabilities, arrival) => {
        const requirement = aRequirement({ slots: one.slots });
        const before = fillPlan(requirement, one.units);
        const after = fillPlan(requirement, [...one.units, aUnit('new', arrival, capabilities)]);
        before.slots.forEach(({ arrivalSeconds }, slot) =>
          arrivalSeconds.forEach((seconds, n) =>
            expect(after.slots[slot]!.arrivalSeconds[n]).toBeLessThanOrEqual(seconds),
          ),
        );
      }),
    );
  });

  it('stays quick with a thousand units and the largest plan', () => {
    const units = Array.from({ length: 1000 }, (_, index) =>
      aUnit(
        `u${index}`,
        60 + ((index * 7919) % 1800),
        CAPABILITIES.filter((_, bit) => ((index * 2654435761) >>> (bit + 4)) & 1),
      ),
    );
    const slots = (['als', 'physician', 'transport', 'bariatric', 'obstetric', 'paediatric'] as const).map(
      (one) => ({ slot: one, capabilities: [one], count: 4 }),
    );
    const startedAt = performance.now();
    const fill = fillPlan(aRequirement({ slots, joinWithinSeconds: 60 }), units);
    console.log(
      `fillPlan: 1,000 units, 24 places, ${fill.units.length} sent in ${(performance.now() - startedAt).toFixed(1)} ms`,
    );
    expect(fill.short).toEqual([]);
  });
});

describe('getRequirement', () => {
  const plan = aPlan({
    version: 3,
    entries: [
      anEntry({ priorities: [1] }),
      anEntry({
        categories: ['birth'],
        slots: [{ slot: 'obstetric', capabilities: ['obstetric'], count: 1 }],
      }),
      anEntry({ priorities: [2, 3, 4], travelLimitMeters: 5000 }),
    ],
    needSlots: [{ need: 'bariatric', slot: 'b', capabilities: ['bariatric', 'transport'], count: 1 }],
    neighbours: [{ regionId: 'next', priorities: [1] }],
  });

  it('prefers the entry that names the category, and adds what the patient needs', () => {
    expect(getRequirement(plan, { category: 'birth', priority: 1, needs: ['bariatric'] })).toMatchObject({
      regionId: 'home',
      planVersion: 3,
      slots: [
        { slot: 'obstetric' },
        { slot: 'need:bariatric', capabilities: ['bariatric', 'transport'], count: 1 },
      ],
      neighbourRegionIds: ['next'],
    });
    expect(getRequirement(plan, { category: 'fall', priority: 2, needs: [] })).toMatchObject({
      slots: [{ slot: 'first' }],
      travelLimitMeters: 5000,
      neighbourRegionIds: [],
    });
  });
});

describe('checkPlan', () => {
  const faultsOf = (plan: ResponsePlan): string[] => {
    const checked = checkPlan(plan);
    return checked.ok ? [] : checked.faults.map(({ path, fault }) => `${path} ${fault}`);
  };

  it('accepts the presets, which answer for every category, priority and need', () => {
    for (const [country, content] of Object.entries(PLAN_PRESETS)) {
      const made = nextPlanVersion(country, undefined, content);
      if (!made.ok) throw new Error(JSON.stringify(made));
      for (const category of INCIDENT_CATEGORIES)
        for (const priority of PRIORITIES)
          expect(
            getRequirement(made.value, { category, priority, needs: PATIENT_NEEDS }).slots.length,
          ).toBeGreaterThan(PATIENT_NEEDS.length);
    }
  });

  it.each([
    ['an empty plan', aPlan({ entries: [] }), ['entries empty']],
    ['no slots', aPlan({ entries: [anEntry({ slots: [] })] }), ['entries[0].slots empty']],
    [
      'a limit of 0',
      aPlan({ entries: [anEntry({ travelLimitSeconds: 0, travelLimitMeters: -1, joinWithinSeconds: 601 })] }),
      [
        'entries[0].travelLimitSeconds notPositive',
        'entries[0].travelLimitMeters notPositive',
        'entries[0].joinWithinSeconds tooLarge',
      ],
    ],
    [
      'an unknown capability and a slot twice',
      aPlan({
        entries: [
          anEntry({
            slots: [
              { slot: 'a', capabilities: ['warp' as 'als'], count: 1 },
              { slot: 'a', capabilities: [], count: 1.5 },
              { slot: '', capabilities: [], count: 0 },
            ],
          }),
        ],
      }),
      [
        'entries[0].slots[1].slot duplicate',
        'entries[0].slots[0].capabilities[0] unknownValue',
        'entries[0].slots[1].count notWhole',
        'entries[0].slots[2].slot empty',
        'entries[0].slots[2].count notPositive',
      ],
    ],
    [
      'a priority without an entry',
      aPlan({
        entries: [anEntry({ priorities: [1, 2, 3] }), anEntry({ categories: ['fall'], priorities: [4] })],
      }),
      ['entries withoutEntry'],
    ],
    [
      'itself as a neighbour, and one twice',
      aPlan({
        neighbours: [
          { regionId: 'home', priorities: [1] },
          { regionId: 'next', priorities: [] },
          { regionId: 'next', priorities: [1] },
        ],
      }),
      [
        'neighbours[2].regionId duplicate',
        'neighbours[0].regionId ownRegion',
        'neighbours[1].priorities empty',
      ],
    ],
  ])('refuses %s', (_name, plan, faults) => {
    expect(faultsOf(plan)).toEqual(faults);
  });

  it('makes the next version and leaves the last one', () => {
    const { entries, needSlots, neighbours } = aPlan();
    const made = nextPlanVersion('home', { version: 4 }, { entries, needSlots, neighbours });
    expect(made).toMatchObject({ ok: true, value: { regionId: 'home', version: 5 } });
    expect(nextPlanVersion('home', { version: 4 }, { entries: [], needSlots, neighbours })).toMatchObject({
      ok: false,
      reason: 'invalid',
    });
  });
});

describe('checkNeighbourRegions', () => {
  const home = { id: 'home', mapId: 1, isTraining: false };
  const known = [
    home,
    { id: 'next', mapId: 1, isTraining: false },
    { id: 'far', mapId: 2, isTraining: false },
    { id: 'school', mapId: 1, isTraining: true },
  ];
  const faultsOf = (region: typeof home, ...ids: string[]): string[] =>
    checkNeighbourRegions(
      region,
      ids.map((regionId) => ({ regionId, priorities: [1] })),
      known,
    ).map(({ path, fault }) => `${path} ${fault}`);

  it('lets a region on the same map help', () => {
    expect(faultsOf(home, 'next')).toEqual([]);
  });

  it('refuses unknown regions, other maps, and exercises beside real incidents', () => {
    expect(faultsOf(home, 'atlantis', 'far', 'next', 'school')).toEqual([
      'neighbours[0].regionId unknownRegion',
      'neighbours[1].regionId otherMap',
      'neighbours[3].regionId trainingMixed',
    ]);
    expect(faultsOf(known[3]!, 'home')).toEqual(['neighbours[0].regionId trainingMixed']);
  });

  it('leaves the region itself to the check of the plan, which names it once', () => {
    expect(faultsOf(home, 'home')).toEqual([]);
  });
});
