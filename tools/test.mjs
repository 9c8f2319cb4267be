// `npm test`: provides all that the tests need (npm and Debian packages, a PostgreSQL and a Redis that are thrown away,
// template databases, bundles) and runs every check. The last line is `N passed, N failed`.
// Until the npm packages are there, this file uses Node's own modules alone.
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listStale } from './provision/builds.mjs';
import { runProgram } from './provision/lifetime.mjs';
import { formatSeconds, Progress } from './provision/progress.mjs';
import {
  openScope,
  provideBuild,
  provideDependencies,
  providePackages,
  settleAll,
} from './provision/system.mjs';
import { CHECKS, describeTestUsage, readTestArguments, runCheck, runJest } from './provision/test-phases.mjs';
import { openThrowAway, sweepThrowAways } from './provision/throw-away.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
async function main(lifetime) {
  const { phases, full, paths, help } = readTestArguments(process.argv.slice(2));
  if (help) {
    console.log(describeTestUsage());
    return 0;
  }
  const startedAt = Date.now();
  const run = createRun(lifetime, { phases, full, paths });
  await provide(run);
  // Two chains at once: making the databases waits for the disk and for one core, the checks use the other.
  const databases = run.needsDatabase ? track(run, 'set-up', () => provideDatabases(run)) : Promise.resolve();
  const checks = runChecks(run);
  await Promise.all([databases, checks]);
  for (const project of ['database', 'browser']) await runJestPhase(run, project);
  return report(run, startedAt);
}

function createRun(lifetime, { phases, full, paths }) {
  const folder = join(ROOT, 'artifacts', 'test');
  mkdirSync(folder, { recursive: true });
  const progress = new Progress({ timingsFile: join(folder, 'timings.json') });
  return {
    root: ROOT,
    home: { runFolder: join(folder, 'run'), logFile: (name) => join(folder, `${name}.log`) },
    lifetime,
    signal: lifetime.signal,
    progress,
    phases,
    paths,
    folder,
    needsDatabase: phases.some((name) => name === 'database' || name === 'browser'),
    env: { AKUT_TEST_FULL: full || process.env.AKUT_TEST_FULL === '1' ? '1' : '0' },
    results: [],
  };
}

/** npm packages and Debian packages, side by side. */
async function provide(run) {
  const { scoped, abandon } = openScope(run);
  const packages = run.needsDatabase ? providePackages(scoped, listNeeds(run)) : Promise.resolve();
  await settleAll([provideDependencies(scoped), packages], abandon);
}

function listNeeds({ phases }) {
  const own = process.env.AKUT_TEST_DATABASE_URL ? [] : ['postgres', 'pgrouting'];
  return [...own, 'redis', 'osm2pgsql', 'osmium', ...(phases.includes('browser') ? ['chromium'] : [])];
}

async function provideDatabases(run) {
  const { progress, signal, lifetime } = run;
  await sweepThrowAways();
  const servers = await progress.step(
    { key: 'servers', title: 'PostgreSQL and Redis to throw away', expected: 4 },
    () => openThrowAway({ lifetime, logFolder: run.folder, signal }),
  );
  Object.assign(run.env, servers.env);
  for (const name of listStale(ROOT)) {
    if (name !== 'servers' && !run.phases.includes('browser')) continue;
    await provideBuild(run, name);
  }
  if (!servers.own) return;
  const { makeTemplates } = await import('./provision/templates.mjs');
  for (const name of ['empty', 'montevideo']) {
    const step = {
      key: `template-${name}`,
      title: `Template database ${name}`,
      expected: name === 'empty' ? 2 : 45,
    };
    await progress.step(step, (update) =>
      makeTemplates({
        clusterUrl: servers.env.AKUT_TEST_DATABASE_URL,
        env: { AKUT_HOME: servers.env.AKUT_HOME },
        only: [name],
        report: update,
        signal,
        logFile: run.home.logFile('templates'),
      }),
    );
  }
}

/** A set-up that fails counts as one failed check, so that the others still run and the last line is there. */
async function track(run, name, work) {
  const startedAt = Date.now();
  try {
    await work();
    run.setupSeconds = (Date.now() - startedAt) / 1000;
  } catch (error) {
    if (run.signal.aborted) throw error;
    const output = ['CommandError', 'SetupError'].includes(error.name) ? error.message : error.stack;
    run.progress.say(`${output}\n`);
    run.results.push({ name, passed: 0, failed: 1, skipped: [], seconds: (Date.now() - startedAt) / 1000 });
  }
}

async function runChecks(run) {
  for (const name of Object.keys(CHECKS).filter((each) => run.phases.includes(each))) {
    const result = await runCheck(name, { root: ROOT, signal: run.signal });
    run.results.push(result);
    const verdict = result.failed === 0 ? 'passed' : 'FAILED';
    run.progress.say(
      `${verdict}  ${name} (${formatSeconds(result.seconds)})${result.output ? `\n${result.output}` : ''}`,
    );
  }
  await runJestPhase(run, 'unit');
}

async function runJestPhase(run, project) {
  if (!run.phases.includes(project)) return;
  run.progress.say(`\n${project} tests`);
  const result = await runJest(project, {
    root: ROOT,
    paths: run.paths,
    env: run.env,
    signal: run.signal,
    resultFile: join(run.folder, `${project}.json`),
    // Browser tests start the whole system each.
    workers: project === 'browser' ? 1 : Math.min(4, availableParallelism()),
  });
  run.results.push(result);
  const { passed, failed, skipped, seconds } = result;
  const parts = [
    `${passed} passed`,
    `${failed} failed`,
    ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
  ];
  run.progress.say(
    `${failed === 0 ? 'passed' : 'FAILED'}  ${project}: ${parts.join(', ')} (${formatSeconds(seconds)})`,
  );
  if (result.output) run.progress.say(result.output);
}

function report({ results, setupSeconds }, startedAt) {
  const lines = results.map(
    ({ name, seconds }) => `  ${name.padEnd(12)} ${seconds.toFixed(1).padStart(7)} s`,
  );
  if (setupSeconds) lines.unshift(`  ${'set-up'.padEnd(12)} ${setupSeconds.toFixed(1).padStart(7)} s`);
  console.log(`\nTime of each phase (some run side by side):\n${lines.join('\n')}`);
  console.log(`  ${'in all'.padEnd(12)} ${((Date.now() - startedAt) / 1000).toFixed(1).padStart(7)} s`);
  const skipped = results.flatMap((result) => result.skipped);
  if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.map((each) => `  - ${each}`).join('\n')}`);
  const failedPhases = results.filter((result) => result.failed > 0).map((result) => result.name);
  if (failedPhases.length > 0) console.log(`\nFailed: ${failedPhases.join(', ')}`);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const [passed, failed] = [sum('passed'), sum('failed')];
  console.log(
    `\n${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`,
  );
  return failed > 0 || passed === 0 ? 1 : 0;
}

await runProgram(main);
