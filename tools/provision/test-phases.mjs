// The phases of `npm test`: single checks (each counts as one test) and the projects of Jest.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describeUsage, readArguments, UsageError } from './arguments.mjs';
import { followLines, stopProcess, stripColours } from './processes.mjs';

const bin = (name) => join('node_modules', '.bin', name);

export const CHECKS = {
  format: {
    command: bin('prettier'),
    args: ['--check', '--log-level', 'warn', '--cache', '.'],
    mend: 'npm run format',
  },
  lint: { command: bin('eslint'), args: ['--max-warnings', '0', '.'] },
  types: { command: bin('tsc'), args: ['-p', 'tsconfig.json', '--pretty', 'false'] },
  'types-web': { command: bin('tsc'), args: ['-p', 'tsconfig.web.json', '--pretty', 'false'] },
};

export const JEST_PROJECTS = ['unit', 'database', 'browser'];

const PHASES = [...Object.keys(CHECKS), ...JEST_PROJECTS];
const SHAPE = {
  usage: 'npm test -- [options] [-- paths of test files]',
  rest: 'paths',
  options: {
    only: { type: 'text', value: 'A,B', says: `only these: ${PHASES.join(', ')}` },
    full: { type: 'flag', says: 'the long tests too (AKUT_TEST_FULL=1)' },
    help: { type: 'flag', says: 'this text' },
  },
};

/** @returns {{ phases: string[], full: boolean, paths: string[], help: boolean }} */
export function readTestArguments(words) {
  const { values, rest } = readArguments(words, SHAPE);
  const phases = values.only ? values.only.split(',').map((name) => name.trim()) : PHASES;
  const unknown = phases.filter((name) => !PHASES.includes(name));
  if (unknown.length > 0) {
    throw new UsageError(`--only ${unknown.join(',')}: no such phase\n\n${describeUsage(SHAPE)}`);
  }
  return { phases, full: values.full ?? false, paths: rest, help: values.help ?? false };
}

export const describeTestUsage = () => describeUsage(SHAPE);

const MAX_OUTPUT = 20_000;

/** @returns {Promise<{ name: string, passed: number, failed: number, skipped: string[], seconds: number, output: string }>} */
export async function runCheck(name, { root, signal }) {
  const { command, args, mend } = CHECKS[name];
  const startedAt = Date.now();
  const lines = [];
  const code = await run(command, args, { root, signal, onLine: (line) => lines.push(line) });
  const failed = code === 0 ? 0 : 1;
  if (failed && mend) lines.push(`(mend it with: ${mend})`);
  return {
    name,
    passed: 1 - failed,
    failed,
    skipped: [],
    seconds: (Date.now() - startedAt) / 1000,
    output: failed ? lines.join('\n').slice(0, MAX_OUTPUT) : '',
  };
}

/** Runs one Jest project; its own lines go to the screen as they come. */
export async function runJest(project, { root, paths, env, signal, resultFile, workers }) {
  const startedAt = Date.now();
  rmSync(resultFile, { force: true });
  const args = [
    ...['--selectProjects', project, '--json', `--outputFile=${resultFile}`, `--maxWorkers=${workers}`],
    ...(paths.length > 0 ? ['--passWithNoTests', '--', ...paths] : []),
  ];
  const nodeOptions = [
    process.env.NODE_OPTIONS,
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
  ];
  const code = await run(bin('jest'), args, {
    root,
    signal,
    env: { ...env, NODE_OPTIONS: nodeOptions.filter(Boolean).join(' ') },
    onLine: (line, stream) => {
      // The result itself goes to stdout as one long line of JSON.
      if (stream === 'stderr') process.stdout.write(`${line}\n`);
    },
  });
  const seconds = (Date.now() - startedAt) / 1000;
  if (!existsSync(resultFile)) {
    return {
      name: project,
      passed: 0,
      failed: 1,
      skipped: [],
      seconds,
      output: `jest ended with code ${code} and no result`,
    };
  }
  const counts = countJest(JSON.parse(readFileSync(resultFile, 'utf8')), root);
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  const none = counts.passed + counts.failed === 0 && paths.length === 0;
  return {
    name: project,
    ...counts,
    ...(none ? { failed: 1 } : {}),
    seconds,
    output: none ? `There is no ${project} test: a pattern in jest.config.js must be wrong` : '',
  };
}

/**
 * @param {any} result what `jest --json` writes
 * @returns {{ passed: number, failed: number, skipped: string[] }} a file that can't be run at all counts as one failure
 */
export function countJest(result, root) {
  const skipped = [];
  let brokenFiles = 0;
  for (const file of result.testResults) {
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'))
      brokenFiles += 1;
    for (const test of file.assertionResults) {
      if (test.status === 'pending' || test.status === 'todo') {
        skipped.push(`${relative(root, file.name)}: ${test.fullName}`);
      }
    }
  }
  return { passed: result.numPassedTests, failed: result.numFailedTests + brokenFiles, skipped };
}

function run(command, args, { root, env, signal, onLine }) {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const colours =
      process.stdout.isTTY && !process.env.NO_COLOR
        ? { FORCE_COLOR: '1' }
        : { NO_COLOR: '1', FORCE_COLOR: undefined };
    const child = spawn(command, args, {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Databases of the person's own environment are none of the tests' business.
      env: {
        ...process.env,
        DATABASE_URL: undefined,
        DATABASE_OWNER_URL: undefined,
        NODE_ENV: undefined,
        ...colours,
        ...env,
      },
    });
    const stop = () => child.pid && void stopProcess(child.pid, { graceMilliseconds: 3000 });
    signal?.addEventListener('abort', stop, { once: true });
    const clean = process.stdout.isTTY ? (line) => line : stripColours;
    followLines(child.stdout, (line) => onLine(clean(line), 'stdout'));
    followLines(child.stderr, (line) => onLine(clean(line), 'stderr'));
    child.on('error', reject);
    child.on('close', (code) => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) reject(signal.reason);
      else resolve(code ?? 1);
    });
  });
}
