// `npm run region -- <preset | file.osm.pbf> [--name NAME] ...`: imports a map into the system of this checkout, whether
// it runs at the moment or not. The arguments go to the import as they are.
import { dirname } from 'node:path';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { listStale, requireBundle } from './provision/builds.mjs';
import { openHome } from './provision/home.mjs';
import { runProgram, SetupError } from './provision/lifetime.mjs';
import { takeLock } from './provision/lock.mjs';
import { recordProcess, stopProcess } from './provision/processes.mjs';
import { Progress } from './provision/progress.mjs';
import * as system from './provision/system.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

async function main(lifetime) {
  const home = openHome(ROOT);
  const progress = new Progress({ timingsFile: home.timingsFile });
  const context = { root: ROOT, home, progress, lifetime, signal: lifetime.signal };
  const lock = await takeLock(home.folder, 'system', () => ({ doing: 'importing a map' }));
  if (lock.held) lifetime.onEnd(lock.release);
  const running = lock.held ? undefined : findRunning(lock.holder, home);
  await system.settleAll([
    system.provideDependencies(context),
    system.providePackages(context, [
      ...(running || system.databaseIsGiven() ? [] : ['postgres']),
      'osm2pgsql',
      'osmium',
    ]),
  ]);
  if (listStale(ROOT).includes('servers')) await system.provideBuild(context, 'servers');
  const ownerUrl = running?.ownerUrl ?? (await provideOwnDatabase(context));
  return runImport(context, ownerUrl);
}

function findRunning(holder, home) {
  const running = system.readSystemFile(home);
  if (running) return running;
  throw new SetupError(`Process ${holder.pid} works on this system (${holder.doing}): wait until it is done`);
}

async function provideOwnDatabase(context) {
  await system.stopLeftovers(context);
  const database = await system.provideDatabase(context);
  await system.migrateDatabase(context, database);
  return database.ownerUrl;
}

/** The import talks to the person directly: its output is the screen, its exit code ours. */
function runImport({ home, signal }, ownerUrl) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [requireBundle(ROOT, 'region'), ...process.argv.slice(2)], {
      // Paths of files count from where the person typed the command (npm changes to the project's folder).
      cwd: process.env.INIT_CWD ?? process.cwd(),
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
      env: { ...process.env, DATABASE_URL: undefined, DATABASE_OWNER_URL: ownerUrl },
    });
    if (child.pid) recordProcess(home.runFolder, 'region', child.pid);
    signal.addEventListener('abort', () => child.pid && void stopProcess(child.pid));
    child.on('error', reject);
    child.on('close', (code) => (signal.aborted ? reject(signal.reason) : resolve(code ?? 1)));
  });
}

await runProgram(main);
