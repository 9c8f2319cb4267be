import { describe, expect, it } from '@jest/globals';
import {
  BOARD_STATUSES,
  CAPABILITIES,
  explainRanking,
  POSITION_TRUST,
  type RankableUnit,
  rankUnits,
  recordInputs,
  replayRanking,
  summarizeRanking,
} from '#domain';
import fc from 'fast-check';

const aUnit = (callSign: string, changes: Partial<RankableUnit> = {}): RankableUnit => ({
  unitId: `id-${callSign}`,
  callSign,
  capabilities: ['bls'],
  boardStatus: 'available',
  positionTrust: 'live',
  isAtStation: false,
  leg: { travelSeconds: 300, distanceMeters: 3000 },
  ...changes,
});
const need = { capabilities: [], travelLimitSeconds: 3600 };
const leg = (travelSeconds: number) => ({ travelSeconds, distanceMeters: travelSeconds * 10 });

const anyUnits = fc
  .array(
    fc.record({
      capabilities: fc.subarray([...CAPABILITIES]),
      boardStatus: fc.constantFrom(...BOARD_STATUSES),
      positionTrust: fc.constantFrom(...POSITION_TRUST),
      isAtStation: fc.boolean(),
      leg: fc.option(fc.integer({ min: 0, max: 7200 }).map(leg), { nil: undefined }),
    }),
    { maxLength: 40 },
  )
  .map((all) => all.map((one, index) => aUnit(`M${String(index).padStart(2, '0')}`, one)));

describe('rankUnits', () => {
  it('puts the first to arrive first, turnout counted', () => {
    const inStation = aUnit('M01', { isAtStation: true, leg: leg(100) });
    const onTheRoad = aUnit('M02', { leg: leg(130) });
    const { candidates } = rankUnits([inStation, onTheRoad], need);
    expect(candidates.map((one) => [one.callSign, one.rank])).toEqual([
      ['M02', 1],
      ['M01', 2],
    ]);
    expect(explainRanking({ candidates, rejected: [] })).toEqual({
      key: 'firstDespiteTurnout',
      values: { callSign: 'M02', arrivalSeconds: 145, nextCallSign: 'M01', leadSeconds: 15 },
    });
  });

  it.each([
    ['notFree', { boardStatus: 'enRoute' }],
    ['offDuty', { boardStatus: 'offDuty' }],
    ['outOfService', { boardStatus: 'outOfService' }],
    ['positionUnknown', { positionTrust: 'unknown' }],
    ['positionTooOld', { positionTrust: 'tooOld' }],
    ['beyondLimit', { leg: undefined }],
    ['beyondLimit', { leg: leg(3601) }],
  ] as const)('rejects with the reason %s', (reason, changes) => {
    const { candidates, rejected } = rankUnits([aUnit('M01', changes)], need);
    expect(candidates).toEqual([]);
    expect(rejected).toMatchObject([{ callSign: 'M01', reason }]);
    expect(explainRanking({ candidates, rejected }).key).toBe('nobodyFree');
  });

  it('names the capabilities that are missing', () => {
    const { rejected } = rankUnits([aUnit('M01')], { ...need, capabilities: ['als', 'bariatric'] });
    expect(rejected).toMatchObject([{ reason: 'capabilityMissing', details: { missing: 'als,bariatric' } }]);
  });

  it('makes every unit a candidate or rejects it with a reason', () => {
    fc.assert(
      fc.property(anyUnits, (units) => {
        const { candidates, rejected } = rankUnits(units, need);
        const all = [...candidates, ...rejected].map((one) => one.unitId);
        expect(all.sort()).toEqual(units.map((unit) => unit.unitId).sort());
        for (const one of rejected) expect(one.reason).toBeTruthy();
      }),
    );
  });

  it('never lets the first arrival be later because a unit more is there', () => {
    const firstArrival = (units: readonly RankableUnit[]): number => {
      const [first] = rankUnits(units, need).candidates;
      return first ? first.travelSeconds + first.turnoutSeconds : Infinity;
    };
    fc.assert(
      fc.property(anyUnits, (units) => {
        expect(firstArrival(units)).toBeLessThanOrEqual(firstArrival(units.slice(1)));
      }),
    );
  });
});

describe('the record of a ranking', () => {
  it('replays to the same ranking, after a turn through JSON', () => {
    fc.assert(
      fc.property(anyUnits, (units) => {
        const kept = JSON.parse(JSON.stringify(recordInputs(units, need)));
        const again = replayRanking(kept);
        expect(again).toEqual(rankUnits(units, need));
        expect(summarizeRanking(again).candidates).toEqual(again.candidates.map((one) => one.unitId));
      }),
    );
  });
});
