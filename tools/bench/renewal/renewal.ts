/** Plans made-up fleets and published problems in the solver's own process; figures go to artifacts/bench/renewal.json. Run by renewal.mjs. */
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { RenewalOptions, RenewalProblem, SolverMessage } from '#domain';
import { madeUpFleet } from './made-up-fleet.ts';
import { answerOf, toProblem, type PublishedInstance } from './published.ts';

const { values } = parseArgs({
  options: {
    instances: { type: 'string' },
    vehicles: { type: 'string', default: '100,500' },
    years: { type: 'string', default: '10' },
    seconds: { type: 'string' },
    gap: { type: 'string' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: 'artifacts/bench/renewal.json' },
  },
});

/** What a fleet of this size and all above may take. */
const LIMITS = [
  { vehicles: 500, gapShare: 0.02, seconds: 600 },
  { vehicles: 0, gapShare: 0.01, seconds: 60 },
] as const;
const MEMORY_LIMIT_BYTES = 2 * 2 ** 30;

interface Solved {
  readonly message: Extract<SolverMessage, { kind: 'answer' }>;
  readonly seconds: number;
}

function solve(problem: RenewalProblem, options: Omit<RenewalOptions, 'onStage'>): Promise<Solved> {
  const child = fork(join('dist', 'renewal-solver.js'), [], { serialization: 'advanced' });
  const startedAt = performance.now();
  child.send({ kind: 'plan', problem, options });
  return new Promise((resolve, reject) => {
    child.on('exit', (code, signal) => reject(new Error(`the solver ended: ${signal ?? code}`)));
    child.on('error', reject);
    child.on('message', (message: SolverMessage) => {
      if (message.kind === 'failed') reject(new Error(message.message));
      if (message.kind === 'answer') resolve({ message, seconds: (performance.now() - startedAt) / 1000 });
    });
  });
}

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

async function benchFleet(vehicleCount: number) {
  const limit = LIMITS.find((one) => vehicleCount >= one.vehicles)!;
  const options = {
    // Building the model and reading back the plan take their part of the time.
    seconds: Number(values.seconds ?? limit.seconds * 0.9),
    gapShare: Number(values.gap ?? limit.gapShare * 0.9),
  };
  const problem = madeUpFleet(vehicleCount, Number(values.years), Number(values.seed));
  const { message, seconds } = await solve(problem, options);
  const { answer, memoryBytes, processorSeconds } = message;
  const hasPlan = 'plan' in answer;
  const compared = hasPlan
    ? answer.compared.map((one) => ({
        name: one.name,
        objective: Math.round(one.plan.objective),
        hardBreaches: one.plan.breaches.filter((breach) => breach.isHard).length,
      }))
    : [];
  const gapShare = hasPlan ? answer.gapShare : Infinity;
  return {
    vehicles: vehicleCount,
    years: problem.horizonYears,
    types: problem.types.length,
    answer: answer.kind,
    gapShare: round(gapShare, 5),
    seconds: round(seconds, 1),
    processorSeconds: round(processorSeconds, 1),
    memoryMegabytes: Math.round(memoryBytes / 2 ** 20),
    objective: hasPlan ? Math.round(answer.plan.objective) : undefined,
    deliveries: hasPlan ? answer.plan.years.slice(0, -1).map((year) => year.deliveredCount) : [],
    compared,
    isWithin:
      answer.kind === 'planned' &&
      gapShare <= limit.gapShare &&
      seconds <= limit.seconds &&
      memoryBytes <= MEMORY_LIMIT_BYTES,
  };
}

async function benchInstance(instance: PublishedInstance) {
  const { message, seconds } = await solve(toProblem(instance), {
    gapShare: 0,
    seconds: Number(values.seconds ?? 300),
  });
  const plan = message.answer.kind === 'planned' ? message.answer.plan : undefined;
  const given = answerOf(instance, plan);
  return {
    name: instance.name,
    answer: given,
    expected: instance.answer,
    deliveries: plan?.years.slice(0, -1).map((year) => year.deliveredCount),
    seconds: round(seconds, 1),
    isWithin:
      instance.answer === undefined ||
      JSON.stringify(sorted(given)) === JSON.stringify(sorted(instance.answer)),
  };
}

const sorted = (answer: PublishedInstance['answer']) =>
  typeof answer === 'number' ? answer : Object.entries(answer).sort();

const file = values.instances ?? '../shared/bench/fleet/instances.json';
if (values.instances && !existsSync(file)) throw new Error(`${file}: no such file`);
const instances = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PublishedInstance[]) : [];
const published = [];
for (const instance of instances) {
  const result = await benchInstance(instance);
  published.push(result);
  console.log(
    `${result.name}: ${JSON.stringify(result.answer)} (${result.isWithin ? 'right' : 'WRONG'}), ${result.seconds} s`,
  );
}
const fleets = [];
for (const size of values.vehicles === 'none' ? [] : values.vehicles.split(',').map(Number)) {
  const result = await benchFleet(size);
  fleets.push(result);
  console.log(
    `${result.vehicles} vehicles x ${result.years} years x ${result.types} types: ${result.answer}, gap ${round(result.gapShare * 100, 2)} %, ` +
      `${result.seconds} s (${result.processorSeconds} s of one core), ${result.memoryMegabytes} MB${result.isWithin ? '' : ' (OUTSIDE the limit)'}`,
  );
}
mkdirSync(dirname(values.out), { recursive: true });
writeFileSync(values.out, `${JSON.stringify({ cores: cpus().length, published, fleets }, null, 1)}\n`);
process.exit([...published, ...fleets].every((one) => one.isWithin) ? 0 : 1);
