import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  checkStandard,
  checkStandards,
  choosePolicyCountry,
  evaluateSpatialStandard,
  evaluateStandard,
  findWaitingLimitSeconds,
  measureResponse,
  nearestRank,
  type ResponseRecord,
  type SpatialStandard,
  STANDARD_PRESETS,
  type TemporalStandard,
} from '#domain';

const englishC2 = STANDARD_PRESETS['gb-eng'].find(
  (one): one is TemporalStandard => one.standardId === 'gb-eng-c2-p90',
)!;
const coverage = STANDARD_PRESETS.cz.find((one): one is SpatialStandard => one.kind === 'spatial')!;

const aStandard = (changes: Partial<TemporalStandard> = {}): TemporalStandard => ({
  kind: 'temporal',
  standardId: 'own',
  categories: [],
  priorities: [1],
  statistic: 'mean',
  limitSeconds: 480,
  clock: { startsAtFirstOf: ['callReceived'], stopsAt: 'onScene' },
  stoppingCapabilities: [],
  exclusions: ['training'],
  ...changes,
});

const CALL = Date.UTC(2026, 0, 5, 8);
const aResponse = (
  onSceneSeconds: number | undefined,
  changes: Partial<ResponseRecord> = {},
): ResponseRecord => ({
  category: 'chestPain',
  priority: 1,
  startedAt: { callReceived: CALL },
  units: [
    {
      capabilities: ['bls'],
      reachedAt: onSceneSeconds === undefined ? {} : { onScene: CALL + onSceneSeconds * 1000 },
    },
  ],
  wasTransported: true,
  exclusions: [],
  ...changes,
});

describe('nearestRank', () => {
  it.each([
    [[15, 20, 35, 40, 50], 0.05, 15],
    [[15, 20, 35, 40, 50], 0.3, 20],
    [[15, 20, 35, 40, 50], 0.4, 20],
    [[15, 20, 35, 40, 50], 0.5, 35],
    [[15, 20, 35, 40, 50], 1, 50],
    [[3, 6, 7, 8, 8, 10, 13, 15, 16, 20], 0.9, 16],
    [[3, 6, 7, 8, 8, 10, 13, 15, 16, 20], 0.5, 8],
  ])('of %j at %d is %d', (sorted, share, expected) => {
    expect(nearestRank(sorted, share)).toBe(expected);
  });

  it('is the smallest value that enough values do not exceed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 100 }),
        (values, percent) => {
          const enough = (limit: number): boolean =>
            values.filter((one) => one <= limit).length * 100 >= percent * values.length;
          const sorted = [...values].sort((a, b) => a - b);
          expect(nearestRank(sorted, percent / 100)).toBe(sorted.find(enough));
        },
      ),
    );
  });
});

describe('measureResponse', () => {
  it('starts the English clock at the earliest of problem known, unit sent and 240 seconds', () => {
    const units = [{ capabilities: ['transport' as const], reachedAt: { onScene: CALL + 1_000_000 } }];
    const measure = (startedAt: ResponseRecord['startedAt']) =>
      measureResponse(englishC2, aResponse(0, { priority: 2, startedAt, units }));
    const at = (seconds: number): number => CALL + seconds * 1000;
    expect(measure({ callReceived: CALL, categorised: at(100), notified: at(60) })).toEqual({
      kind: 'measured',
      seconds: 940,
    });
    expect(measure({ callReceived: CALL, categorised: at(500) })).toEqual({ kind: 'measured', seconds: 760 });
    expect(measure({})).toEqual({ kind: 'unmeasured', reason: 'notStarted' });
  });

  it('stops for the right unit only: the transporting one, or the first where nobody was taken', () => {
    const startedAt = { callReceived: CALL, categorised: CALL };
    const units: ResponseRecord['units'] = [
      { capabilities: ['als'], reachedAt: { onScene: CALL + 300_000 } },
      { capabilities: ['bls', 'transport'], reachedAt: { onScene: CALL + 900_000 } },
    ];
    const response = aResponse(0, { priority: 2, startedAt, units });
    expect(measureResponse(englishC2, response)).toEqual({ kind: 'measured', seconds: 900 });
    expect(measureResponse(englishC2, { ...response, wasTransported: false })).toEqual({
      kind: 'measured',
      seconds: 300,
    });
  });

  it('says why a response is left out', () => {
    expect(measureResponse(aStandard(), aResponse(60, { exclusions: ['training'] }))).toEqual({
      kind: 'excluded',
      exclusion: 'training',
    });
    expect(measureResponse(aStandard(), aResponse(60, { exclusions: ['majorIncident'] }))).toEqual({
      kind: 'measured',
      seconds: 60,
    });
    expect(measureResponse(aStandard(), aResponse(60, { priority: 2 }))).toEqual({ kind: 'notConcerned' });
    expect(measureResponse(aStandard({ categories: ['stroke'] }), aResponse(60))).toEqual({
      kind: 'notConcerned',
    });
    expect(measureResponse(aStandard(), aResponse(undefined))).toEqual({
      kind: 'unmeasured',
      reason: 'notStopped',
    });
    expect(measureResponse(aStandard(), aResponse(-5))).toEqual({
      kind: 'unmeasured',
      reason: 'stoppedBeforeStart',
    });
  });
});

describe('evaluateStandard', () => {
  const minutes = [2, 4, 5, 6, 6, 7, 8, 9, 11, 20];
  const responses = [
    ...minutes.map((one) => aResponse(one * 60)),
    aResponse(undefined),
    aResponse(9999, { exclusions: ['training'] }),
  ];

  it.each([
    ['mean', 468, true],
    ['median', 360, true],
    ['p90', 660, false],
  ] as const)('%s is %d s', (statistic, value, isMet) => {
    expect(evaluateStandard(aStandard({ statistic }), responses)).toEqual({
      standardId: 'own',
      value,
      isMet,
      measuredCount: 10,
      withinLimitCount: 7,
      excluded: { training: 1 },
      unmeasured: { notStopped: 1, notStarted: 0, stoppedBeforeStart: 0 },
    });
  });

  it('compares a share with the required one, and knows nothing of no responses', () => {
    const standard = aStandard({ statistic: 'share', requiredShare: 0.7 });
    expect(evaluateStandard(standard, responses)).toMatchObject({ value: 0.7, isMet: true });
    expect(evaluateStandard({ ...standard, requiredShare: 0.75 }, responses).isMet).toBe(false);
    expect(evaluateStandard(standard, [])).toMatchObject({ value: undefined, isMet: undefined });
  });
});

describe('evaluateSpatialStandard', () => {
  const places = [
    { weight: 900, travelSeconds: 600 },
    { weight: 100, travelSeconds: 1500, travelSecondsWithNeighbours: 1100 },
  ];

  it('counts the neighbours where the standard does', () => {
    expect(evaluateSpatialStandard(coverage, places)).toEqual({ value: 1, isMet: true });
    expect(evaluateSpatialStandard({ ...coverage, neighboursCount: false }, places)).toEqual({
      value: 0.9,
      isMet: false,
    });
    expect(evaluateSpatialStandard(coverage, [])).toEqual({ value: undefined, isMet: undefined });
  });
});

describe('checkStandard', () => {
  it('accepts every preset', () => {
    const all = Object.values(STANDARD_PRESETS).flat();
    expect(all.map(checkStandard).filter((one) => !one.ok)).toEqual([]);
    expect(new Set(all.map((one) => one.standardId)).size).toBe(all.length);
  });

  it('names every wrong field', () => {
    const wrong = aStandard({
      standardId: ' ',
      priorities: [],
      limitSeconds: 0,
      statistic: 'share',
      stoppingCapabilities: ['als', 'als', 'flying' as 'als'],
      clock: { startsAtFirstOf: [], stopsAt: 'onScene', startsWithinSecondsOfCall: NaN },
    });
    const checked = checkStandard(wrong);
    expect(checked.ok ? [] : checked.faults.map(({ path, fault }) => `${path} ${fault}`)).toEqual([
      'standardId empty',
      'priorities empty',
      'limitSeconds notPositive',
      'requiredShare missing',
      'clock.startsAtFirstOf empty',
      'clock.startsWithinSecondsOfCall notPositive',
      'stoppingCapabilities[1] duplicate',
      'stoppingCapabilities[2] unknownValue',
    ]);
  });
});

describe('checkStandards', () => {
  const faultsOf = (...standards: TemporalStandard[]): string[] => {
    const checked = checkStandards(standards);
    return checked.ok ? [] : checked.faults.map(({ path, fault }) => `${path} ${fault}`);
  };

  it('accepts the presets as sets', () => {
    for (const set of Object.values(STANDARD_PRESETS))
      expect(checkStandards(set)).toMatchObject({ ok: true });
  });

  it('refuses an empty set, an id twice and a limit of 0, and says which standard', () => {
    expect(faultsOf()).toEqual([' empty']);
    expect(faultsOf(aStandard(), aStandard({ limitSeconds: 0 }))).toEqual([
      '[1].standardId duplicate',
      '[1].limitSeconds notPositive',
    ]);
  });
});

describe('findWaitingLimitSeconds', () => {
  it.each([
    ['cz', 'fall', 1, 1200],
    ['cz', 'fall', 3, undefined],
    ['cz', 'transfer', 2, undefined],
    ['bg', 'fall', 1, 480],
    ['bg', 'fall', 4, 7200],
    ['se', 'fall', 1, 900],
    ['se', 'fall', 2, undefined],
    ['gb-eng', 'cardiacArrest', 1, 420],
    ['gb-eng', 'fall', 2, 1080],
    ['gb-eng', 'transfer', 2, undefined],
  ] as const)('%s, %s of priority %d: %p s', (country, category, priority, seconds) => {
    expect(findWaitingLimitSeconds(STANDARD_PRESETS[country], category, priority)).toBe(seconds);
  });

  it('takes the strictest of all that concern the category', () => {
    const standards = [
      aStandard({ limitSeconds: 900 }),
      aStandard({ limitSeconds: 300, categories: ['stroke'] }),
    ];
    expect(findWaitingLimitSeconds(standards, 'stroke', 1)).toBe(300);
    expect(findWaitingLimitSeconds(standards, 'fall', 1)).toBe(900);
    expect(findWaitingLimitSeconds([], 'fall', 1)).toBeUndefined();
  });
});

describe('choosePolicyCountry', () => {
  const region = { policyCountry: null, timeZone: 'America/Montevideo', currency: 'UYU', languages: ['es'] };

  it.each([
    ['the setting', { policyCountry: 'se', timeZone: 'Europe/Prague' }, 'se'],
    ['the time zone before the money', { timeZone: 'Europe/Sofia', currency: 'CZK' }, 'bg'],
    ['the money before the language', { currency: 'CZK', languages: ['sv'] }, 'cz'],
    ['the first language', { languages: ['sv-FI', 'cs'] }, 'se'],
    ['the fallback', {}, 'gb-eng'],
    ['the fallback for a setting that is no country', { policyCountry: 'constructor' }, 'gb-eng'],
    ['the fallback for odd values', { timeZone: 'toString', currency: '__proto__', languages: [] }, 'gb-eng'],
  ] as const)('goes by %s', (_what, known, country) => {
    expect(choosePolicyCountry({ ...region, ...known })).toBe(country);
  });
});
