import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import type { RenewalProgress } from '#domain';
import { runSolver } from '../../src/renewal-solver/run-solver.ts';
import { aProblem } from './a-problem.ts';

const ROOT = resolve(import.meta.dirname, '..', '..', '..', '..');

describe('the process that solves', () => {
  const folder = mkdtempSync(join(tmpdir(), 'akut-solver-'));
  const program = join(folder, 'renewal-solver.mjs');

  beforeAll(async () => {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    await build({
      entryPoints: [join(ROOT, 'apps/worker/src/renewal-solver/main.ts')],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('answers with progress and a plan', async () => {
    const seen: RenewalProgress[] = [];
    const { answer, processorSeconds, memoryBytes } = await runSolver(
      program,
      aProblem(),
      { gapShare: 0, seconds: 30 },
      { onProgress: (progress) => seen.push(progress) },
    );
    expect(answer.kind).toBe('planned');
    expect(seen[0]).toMatchObject({ stage: 'plan' });
    expect(seen.every((one) => one.secondsLeft <= 30)).toBe(true);
    expect(processorSeconds).toBeGreaterThan(0);
    expect(memoryBytes).toBeGreaterThan(10e6);
  });

  it('stops when asked, and before it starts', async () => {
    const options = { gapShare: 0, seconds: 300 };
    const ended = { signal: AbortSignal.abort() };
    expect((await runSolver(program, aProblem(), options, ended)).answer.kind).toBe('cancelled');
    const controller = new AbortController();
    const run = runSolver(program, largeProblem(), options, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
      graceMilliseconds: 200,
    });
    const { answer } = await run;
    // Either it stopped by itself with the best plan so far, or it was killed.
    expect(['cancelled', 'planned']).toContain(answer.kind);
  });

  it('says why a process that dies gave no answer', async () => {
    const broken = join(folder, 'missing.mjs');
    await expect(runSolver(broken, aProblem(), { gapShare: 0, seconds: 5 })).rejects.toThrow(
      /ended without an answer/,
    );
  });
});

/** Too large to be solved before it can be stopped. */
const largeProblem = () =>
  aProblem({
    horizonYears: 15,
    vehicles: Array.from({ length: 80 }, (_, index) => ({
      vehicleId: `V${index}`,
      typeId: 'diesel',
      stationId: 'north',
      role: 'front' as const,
      ageYears: index / 13,
      odometerKm: index * 997,
    })),
    requirements: [{ ...aProblem().requirements[0]!, count: 80 }],
    rules: [{ ruleId: 'reserve', kind: 'reserveShare', share: 0.3, strength: { kind: 'hard' } }],
    tenderCost: 50,
  });
