import { describe, expect, it } from '@jest/globals';
import {
  DEFAULT_RANKING_SETTINGS,
  explainRanking,
  isSameSummary,
  type DispatchNeed,
  type RankableUnit,
  type RankedUnit,
  rankUnits,
  recordInputs,
  REJECTION_REASONS,
  replayRanking,
  resolveRankingSettings,
  summarizeRanking,
} from '#domain';
import fc from 'fast-check';
import { aFreeUnit, anyFleet, anyFreeFleet, anyNeed, named } from './support/any-fleet.ts';

const shuffled = (units: readonly RankableUnit[]): RankableUnit[] =>
  [...units].sort(
    (a, b) => (a.statusAgeSeconds % 7) - (b.statusAgeSeconds % 7) || (a.unitId < b.unitId ? 1 : -1),
  );
const earliest = (candidates: readonly RankedUnit[]): number =>
  Math.min(Infinity, ...candidates.map(({ arrivalSeconds }) => arrivalSeconds));
const withSettings = (need: DispatchNeed, own: object): DispatchNeed => ({
  ...need,
  settings: resolveRankingSettings(own).settings,
});
/** Nothing but the time until arrival counts. */
const TIME_ALONE = { coverage: { secondsPerShare: 0 } };

describe('the ranking', () => {
  it('makes every unit a candidate or rejects it with a reason', () => {
    fc.assert(
      fc.property(anyFleet, anyNeed, (units, need) => {
        const { candidates, rejected } = rankUnits(units, need);
        const all = [...candidates, ...rejected].map(({ unitId }) => unitId);
        expect(all.sort()).toEqual(units.map(({ unitId }) => unitId).sort());
        for (const { reason } of rejected) expect(REJECTION_REASONS).toContain(reason);
      }),
    );
  });

  it('does not depend on the order of the units', () => {
    fc.assert(
      fc.property(anyFleet, anyNeed, (units, need) => {
        expect(rankUnits(shuffled(units), need)).toEqual(rankUnits(units, need));
      }),
    );
  });

  it('ranks by the sum of the parts, the least first', () => {
    fc.assert(
      fc.property(anyFleet, anyNeed, (units, need) => {
        const { candidates } = rankUnits(units, need);
        candidates.forEach(({ parts, scoreSeconds, rank }, index) => {
          expect(rank).toBe(index + 1);
          expect(parts.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(scoreSeconds, 5);
          expect(scoreSeconds).toBeGreaterThanOrEqual(candidates[index - 1]?.scoreSeconds ?? 0);
        });
      }),
    );
  });

  it('never makes the earliest arrival later because a unit more is there', () => {
    fc.assert(
      fc.property(anyFleet, anyNeed, (units, need) => {
        const fewer = rankUnits(units.slice(1), need).candidates;
        expect(earliest(rankUnits(units, need).candidates)).toBeLessThanOrEqual(earliest(fewer));
      }),
    );
  });

  it('never makes the first arrival, or that of any slot, later by a unit more where only time counts', () => {
    const times = (units: readonly RankableUnit[], need: DispatchNeed): number[] => {
      const { candidates, plan } = rankUnits(units, need);
      const slots = plan.slots.map(({ arrivalSeconds }) => arrivalSeconds[0] ?? Infinity);
      return [candidates[0]?.arrivalSeconds ?? Infinity, ...slots];
    };
    fc.assert(
      fc.property(anyFreeFleet, anyNeed, (units, need) => {
        const { requirement } = need;
        const strict = {
          ...withSettings(need, TIME_ALONE),
          requirement: { ...requirement, joinWithinSeconds: 0 },
        };
        const fewer = times(units.slice(1), strict);
        times(units, strict).forEach((time, index) => expect(time).toBeLessThanOrEqual(fewer[index]!));
      }),
    );
  });

  it('lets a patient of priority 1 wait ten seconds for coverage, and none for nothing', () => {
    const bound = DEFAULT_RANKING_SETTINGS.coverage.mostSeconds[1];
    expect(bound).toBe(10);
    fc.assert(
      fc.property(anyFreeFleet, anyNeed, (units, need) => {
        const { candidates } = rankUnits(units, { ...need, priority: 1 });
        if (candidates.length === 0) return;
        expect(candidates[0]!.arrivalSeconds).toBeLessThanOrEqual(earliest(candidates) + bound);
      }),
    );
  });

  it('never ranks a unit better because more coverage is lost by it', () => {
    fc.assert(
      fc.property(anyFleet, anyNeed, fc.nat(), fc.integer({ min: 1, max: 500 }), (units, need, at, more) => {
        if (units.length === 0) return;
        const index = at % units.length;
        const rankOf = (fleet: readonly RankableUnit[]): number | undefined =>
          rankUnits(fleet, need).candidates.find(({ unitId }) => unitId === units[index]!.unitId)?.rank;
        const worse = units.map((unit, i) =>
          i === index ? { ...unit, coverageLossShare: (unit.coverageLossShare ?? 0) + more / 1000 } : unit,
        );
        expect(rankOf(worse) ?? Infinity).toBeGreaterThanOrEqual(rankOf(units) ?? Infinity);
      }),
    );
  });

  it('never puts a unit that is soon free before a free one that arrives earlier', () => {
    fc.assert(
      fc.property(anyFleet, anyNeed, (units, need) => {
        const { candidates } = rankUnits(units, need);
        for (const soon of candidates.filter(({ soonFree }) => soonFree)) {
          const hidden = candidates.filter(
            (one) =>
              !one.soonFree &&
              !one.diversion &&
              one.arrivalSeconds <= soon.arrivalSeconds &&
              one.rank > soon.rank,
          );
          expect(hidden).toEqual([]);
        }
      }),
    );
  });

  it('proposes candidates that fill what was not filled, and says what is short', () => {
    fc.assert(
      fc.property(anyFleet, anyNeed, (units, need) => {
        const ranking = rankUnits(units, need);
        const { plan, candidates } = ranking;
        const proposed = candidates.filter(({ isProposed }) => isProposed).map(({ unitId }) => unitId);
        expect([...plan.unitIds].sort()).toEqual(proposed.sort());
        const filling = plan.slots.flatMap(({ unitIds }) => unitIds);
        for (const unitId of plan.unitIds) expect(filling).toContain(unitId);
        const short = plan.slots.filter(({ found, wanted }) => found < wanted);
        const told = explainRanking(ranking).filter(({ key }) => key === 'planShort');
        expect(told.map(({ values }) => values['slot'])).toEqual(short.map(({ slot }) => slot));
      }),
    );
  });
});

describe('the record of a ranking', () => {
  it('replays to the same ranking, after a turn through JSON', () => {
    fc.assert(
      fc.property(anyFleet, anyNeed, (units, need) => {
        const ranking = rankUnits(units, need);
        const kept = JSON.parse(JSON.stringify(recordInputs(units, need)));
        const shown = JSON.parse(JSON.stringify(summarizeRanking(ranking)));
        const again = replayRanking(kept);
        expect(again).toEqual(ranking);
        expect(isSameSummary(summarizeRanking(again), shown)).toBe(true);
      }),
    );
  });

  it('sees that something else was shown', () => {
    const units = named([aFreeUnit, { ...aFreeUnit, leg: { travelSeconds: 100, distanceMeters: 900 } }]);
    const requirement = {
      regionId: 'home',
      planVersion: 1,
      slots: [{ slot: 'first', capabilities: [], count: 1 }],
      travelLimitSeconds: 3600,
      joinWithinSeconds: 0,
      neighbourRegionIds: [],
    };
    const need = { incidentId: 'x', priority: 2 as const, requirement, settings: DEFAULT_RANKING_SETTINGS };
    const summary = summarizeRanking(rankUnits(units, need));
    expect(isSameSummary(summary, { ...summary, scores: [...summary.scores].reverse() })).toBe(false);
    expect(isSameSummary(summary, { ...summary, candidates: [...summary.candidates].reverse() })).toBe(false);
    expect(isSameSummary(summary, { ...summary, sentences: [] })).toBe(false);
  });
});

describe('settings of the ranking', () => {
  it('are the defaults where a region says nothing', () => {
    for (const own of [undefined, null, {}])
      expect(resolveRankingSettings(own)).toEqual({ settings: DEFAULT_RANKING_SETTINGS, faults: [] });
  });

  it('take a region’s own figures and keep the others', () => {
    const { settings, faults } = resolveRankingSettings({
      border: { seconds: 5 },
      coverage: { mostSeconds: { 1: 0 } },
    });
    expect(faults).toEqual([]);
    expect(settings.border.seconds).toBe(5);
    expect(settings.coverage.mostSeconds).toEqual({ ...DEFAULT_RANKING_SETTINGS.coverage.mostSeconds, 1: 0 });
    expect(settings.turnout).toEqual(DEFAULT_RANKING_SETTINGS.turnout);
  });

  it.each([
    [{ border: { seconds: -1 } }, 'border.seconds'],
    [{ border: { seconds: '60' } }, 'border.seconds'],
    [{ border: { seconds: 1e9 } }, 'border.seconds'],
    [{ border: 60 }, 'border'],
    [{ borders: { seconds: 60 } }, 'borders'],
    [{ coverage: { mostSeconds: { 5: 60 } } }, 'coverage.mostSeconds.5'],
    [[], ''],
    ['fast', ''],
  ])('name what is wrong and keep the default: %j', (own, path) => {
    const { settings, faults } = resolveRankingSettings(own);
    expect(settings).toEqual(DEFAULT_RANKING_SETTINGS);
    expect(faults.map((fault) => fault.path)).toEqual([path]);
  });
});
