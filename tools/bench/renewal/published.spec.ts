import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openSolver } from '../../../apps/worker/src/renewal-solver/solve-milp.ts';
import { planRenewal } from '#domain';
import { answerOf, toProblem, type PublishedInstance } from './published.ts';

const instances = JSON.parse(
  readFileSync(join(import.meta.dirname, 'published-instances.json'), 'utf8'),
) as PublishedInstance[];

describe('published replacement problems', () => {
  it.each(instances)('$name', async (instance) => {
    const solve = await openSolver();
    const answer = planRenewal(toProblem(instance), solve, { gapShare: 0, seconds: 60 });
    if (answer.kind !== 'planned') throw new Error(JSON.stringify(answer));
    expect(answerOf(instance, answer.plan)).toEqual(instance.answer);
    expect(answer.gapShare).toBeLessThan(1e-6);
    const deliveries = answer.plan.years.slice(0, -1).map((year) => year.deliveredCount);
    if (instance.buys) expect(deliveries).toEqual(instance.buys);
  });
});
