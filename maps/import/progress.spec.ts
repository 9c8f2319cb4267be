import { describe, expect, it } from '@jest/globals';
import { formatProgress, StepClock } from './progress.ts';
import type { StepProgress } from './progress.ts';

const plan = [
  { name: 'load', share: 1 },
  { name: 'roads', share: 3 },
];

describe('StepClock', () => {
  it('measures steps and estimates the rest by the shares', async () => {
    let now = 100;
    const told: StepProgress[] = [];
    const clock = new StepClock(
      plan,
      (progress) => told.push(progress),
      () => now,
    );
    await clock.run('load', async (note) => {
      now += 10;
      note('7 ways');
    });
    await clock.run('roads', async () => {
      now += 36;
    });
    expect(told.map(formatProgress)).toEqual([
      '[step 1/2] load done 10 s, about 30 s left: 7 ways',
      '[step 2/2] roads done 36 s',
    ]);
    expect(clock.seconds).toEqual({ load: 10, roads: 36 });
  });

  it('reports while a step runs', async () => {
    let now = 0;
    const told: StepProgress[] = [];
    const clock = new StepClock(
      plan,
      (progress) => told.push(progress),
      () => now,
      5,
    );
    await clock.run('load', async () => {
      now = 4;
    });
    await clock.run('roads', async () => {
      now = 8;
      await new Promise((resolve) => setTimeout(resolve, 60));
    });
    const running = told.filter(({ isDone }) => !isDone);
    expect(running.length).toBeGreaterThan(0);
    expect(formatProgress(running[0]!)).toBe('[step 2/2] roads ... 4.0 s, about 8 s left');
  });

  it('lets a failure through and stops telling', async () => {
    const clock = new StepClock(plan, () => undefined);
    await expect(clock.run('load', () => Promise.reject(new Error('broken file')))).rejects.toThrow(
      'broken file',
    );
    expect(clock.seconds).toEqual({});
  });
});

describe('formatProgress', () => {
  it('says minutes when they are many, and nothing when nothing is known', () => {
    const base = { step: 1, of: 9, name: 'source', elapsedSeconds: 200, isDone: false };
    expect(formatProgress({ ...base, leftSeconds: 400 })).toBe(
      '[step 1/9] source ... 200 s, about 7 min left',
    );
    expect(formatProgress({ ...base, leftSeconds: null })).toBe('[step 1/9] source ... 200 s');
  });
});
