import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { describeRanking, readScenario } from './support/ranking-scenario.ts';

const FOLDER = join(import.meta.dirname, 'scenarios');
const files = readdirSync(FOLDER)
  .filter((name) => /^A\d\d-.*\.txt$/.test(name))
  .sort();

describe('ranking scenarios', () => {
  it('are numbered without gaps', () => {
    expect(files.length).toBeGreaterThanOrEqual(30);
    expect(files.map((name) => Number(name.slice(1, 3)))).toEqual(files.map((_, index) => index + 1));
  });

  it.each(files)('%s', (name) => {
    const scenario = readScenario(readFileSync(join(FOLDER, name), 'utf8'));
    expect(describeRanking(scenario)).toBe(scenario.expected);
  });

  it.each(files)('%s, whatever the order of its units', (name) => {
    const scenario = readScenario(readFileSync(join(FOLDER, name), 'utf8'));
    expect(describeRanking({ ...scenario, units: [...scenario.units].reverse() })).toBe(scenario.expected);
  });
});
