import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isNeighbourAsked, mayHelp, type RankableUnit, rankUnits } from '../src/index.ts';
import { anyFleet, anyNeed } from './support/any-fleet.ts';

describe('a neighbour', () => {
  const plan = { neighbours: [{ regionId: 'west', priorities: [1, 2] as const }] };

  it.each([
    ['west', 1, true],
    ['west', 2, true],
    ['west', 3, false],
    ['north', 1, false],
  ])('%s is asked at priority %d: %s', (regionId, priority, isAsked) => {
    expect(isNeighbourAsked(plan, regionId, priority)).toBe(isAsked);
  });

  it('helps only over roads of one map, and never an exercise', () => {
    const home = { id: 'home', mapId: 1, isTraining: false };
    expect(mayHelp(home, { id: 'west', mapId: 1, isTraining: false })).toBe(true);
    expect(mayHelp(home, { id: 'far', mapId: 2, isTraining: false })).toBe(false);
    expect(mayHelp(home, { id: 'school', mapId: 1, isTraining: true })).toBe(false);
    expect(mayHelp({ ...home, isTraining: true }, { id: 'west', mapId: 1, isTraining: false })).toBe(false);
  });

  it('loses no unit from its own incident to the ranking of another region', () => {
    fc.assert(
      fc.property(anyFleet, anyNeed, (units, need) => {
        const onRuns = units.map((unit): RankableUnit => {
          return { ...unit, run: unit.run && { ...unit.run, regionId: 'elsewhere' } };
        });
        expect(rankUnits(onRuns, need).candidates.filter(({ diversion }) => diversion)).toEqual([]);
        const home = onRuns.map((unit): RankableUnit => {
          return { ...unit, run: unit.run && { ...unit.run, regionId: need.requirement.regionId } };
        });
        const order = (fleet: readonly RankableUnit[]) =>
          rankUnits(fleet, need).candidates.map(({ unitId, scoreSeconds }) => [unitId, scoreSeconds]);
        expect(order(home)).toEqual(order(units));
      }),
    );
  });
});
