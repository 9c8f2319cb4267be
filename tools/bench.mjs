// `npm run bench [-- NAME [arguments]]`: runs tools/bench/NAME.mjs (those of DEFAULT_NAMES when none is named) on a system
// made for it and thrown away after.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from './provision/arguments.mjs';
import { listStale } from './provision/builds.mjs';
import { openFreshSystem } from './provision/fresh-system.mjs';
import { runProgram } from './provision/lifetime.mjs';
import { stopProcess } from './provision/processes.mjs';
import { Progress } from './provision/progress.mjs';
import * as system from './provision/system.mjs';
import { sweepThrowAways } from './provision/throw-away.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DEFAULT_NAMES = ['recommend', 'valhalla-ratio'];
const NEEDS = ['postgres', 'pgrouting', 'redis', 'osm2pgsql', 'osmium'];

async function main(lifetime) {
  const words = process.argv.slice(2);
  const isNamed = words[0] !== undefined && !words[0].startsWith('-');
  const names = isNamed ? [words[0]] : DEFAULT_NAMES;
  const rest = isNamed ? words.slice(1) : words;
  const missing = names.find((name) => !existsSync(fileOf(name)));
  if (missing) {
    throw new UsageError(`${missing}: no such benchmark; there are ${listBenchmarks().join(', ')}`);
  }
  const context = openContext(lifetime);
  const { scoped, abandon } = system.openScope(context);
  await system.settleAll(
    [system.provideDependencies(scoped), system.providePackages(scoped, NEEDS)],
    abandon,
  );
  await sweepThrowAways();
  if (listStale(ROOT).includes('servers')) await system.provideBuild(context, 'servers');
  const { env } = await openFreshSystem(context);
  for (const name of names) {
    const code = await runBenchmark(fileOf(name), rest, { ...env, AKUT_BENCH_FLEET: '1' }, lifetime.signal);
    if (code !== 0) return code;
  }
  return 0;
}

const fileOf = (name) => join(ROOT, 'tools', 'bench', `${name}.mjs`);

const listBenchmarks = () =>
  readdirSync(join(ROOT, 'tools', 'bench'))
    .filter((entry) => entry.endsWith('.mjs') && !entry.startsWith('run-'))
    .map((entry) => entry.slice(0, -4));

function openContext(lifetime) {
  const folder = join(ROOT, 'artifacts', 'bench');
  mkdirSync(folder, { recursive: true });
  const home = {
    folder,
    logFolder: folder,
    runFolder: join(folder, 'run'),
    logFile: (name) => join(folder, `${name}.log`),
  };
  const progress = new Progress({ timingsFile: join(folder, 'timings.json') });
  return { root: ROOT, home, progress, lifetime, signal: lifetime.signal };
}

/** The benchmark talks to the person directly: its output is the screen, its exit code ours. */
function runBenchmark(file, args, env, signal) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
      env: { ...process.env, ...env },
    });
    signal.addEventListener('abort', () => child.pid && void stopProcess(child.pid));
    child.on('error', reject);
    child.on('close', (code) => (signal.aborted ? reject(signal.reason) : resolve(code ?? 1)));
  });
}

await runProgram(main);
