// What the system needs before its own processes can start: programs, npm packages, database, Redis, bundles, schema, map.
// Shared by start, region and whatever else works on the person's own system.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildOne, listStale, requireBundle } from './builds.mjs';
import { hasDependencies, installDependencies } from './dependencies.mjs';
import { checkGivenDatabase, checkGivenRedis } from './given.mjs';
import { findServiceAccount, openDataFolder, readSecrets } from './home.mjs';
import { waitForLock } from './lock.mjs';
import { installMissing, listMissing } from './packages.mjs';
import { findServer, startPostgres } from './postgres.mjs';
import { findIdentity, listRecorded, runCommand, stopProcess } from './processes.mjs';
import { startRedis } from './redis.mjs';
import { hashSources, isFresh, removeStamp, writeStamp } from './stamp.mjs';
import { timeOfDay } from './supervise.mjs';

const WATCH_EVERY_MILLISECONDS = 2000;

/**
 * @typedef {{ root: string, home: ReturnType<import('./home.mjs').openHome>, progress: import('./progress.mjs').Progress,
 *   lifetime: import('./lifetime.mjs').Lifetime, signal: AbortSignal }} Context
 */

/**
 * Waits for all, also when one fails, so that nothing goes on behind the message; then throws what failed first.
 * @param {Promise<any>[]} promises
 * @param {() => void} [onFailure] called at the first failure, to end the others early
 */
export async function settleAll(promises, onFailure) {
  let first;
  const watched = promises.map((promise) =>
    promise.catch((error) => {
      if (!first) onFailure?.();
      first ??= { error };
    }),
  );
  const results = await Promise.all(watched);
  if (first) throw first.error;
  return results;
}

/** A context whose steps end when one of them fails. @param {Context} context */
export function openScope(context) {
  const controller = new AbortController();
  const reason = Object.assign(new Error('ended because another step failed'), { name: 'AbortError' });
  return {
    scoped: { ...context, signal: AbortSignal.any([context.signal, controller.signal]) },
    abandon: () => controller.abort(reason),
  };
}

/** Ends what an earlier run left when it was killed; PostgreSQL and Redis are looked after where they are started. */
export async function stopLeftovers({ home, progress }) {
  for (const record of listRecorded(home.runFolder)) {
    if (record.name === 'redis') continue;
    progress.say(`  An earlier run left ${record.name} (process ${record.pid}): ending it`);
    const isApt = record.name === 'apt';
    await stopProcess(
      record.pid,
      isApt ? { signal: 'SIGINT', graceMilliseconds: 600_000 } : { graceMilliseconds: 5000 },
    );
    rmSync(record.file, { force: true });
  }
}

/** npm packages, if the lock file names others than are there. @param {Context} context */
export async function provideDependencies({ root, home, progress, signal }) {
  if (hasDependencies(root)) return;
  const release = await waitForLock(root, 'npm', {
    signal,
    onWait: () => progress.say('  Waiting for another npm ci here'),
  });
  try {
    if (hasDependencies(root)) return;
    const step = { key: 'npm', title: 'npm packages', expected: 45 };
    await progress.step(step, () =>
      installDependencies({ root, logFile: home.logFile('npm'), runFolder: home.runFolder, signal }),
    );
  } finally {
    await release();
  }
}

/** Debian packages that are missing. @param {Context} context @param {string[]} needs */
export async function providePackages({ root, home, progress, lifetime, signal }, needs) {
  if (listMissing(needs).length === 0) return;
  const release = await waitForLock(root, 'apt', { signal });
  try {
    const missing = listMissing(needs);
    if (missing.length === 0) return;
    const step = { key: 'packages', title: 'Debian packages', expected: 60 };
    await progress.step(step, (update) =>
      installMissing({
        missing,
        update,
        say: (line) => progress.say(line),
        logFile: home.logFile('apt'),
        runFolder: home.runFolder,
        signal,
        onEnd: (dispose) => lifetime.onEnd(dispose),
      }),
    );
  } finally {
    await release();
  }
}

export const databaseIsGiven = () => Boolean(process.env.DATABASE_URL);
export const redisIsGiven = () => Boolean(process.env.REDIS_URL);

/**
 * The database: the given one, else the private one, kept running until the end.
 * @param {Context} context
 * @returns {Promise<{ ownerUrl: string, appUrl: string, says: string }>}
 */
export async function provideDatabase(context) {
  const { home, progress, signal } = context;
  const secrets = readSecrets(home);
  const asApp = (ownerUrl) => {
    const url = new URL(ownerUrl);
    url.username = 'akut_app';
    url.password = secrets.appPassword;
    return url.href;
  };
  if (databaseIsGiven()) {
    const ownerUrl = process.env.DATABASE_URL;
    await progress.step({ key: 'database-check', title: 'Database of DATABASE_URL', expected: 0.5 }, () =>
      checkGivenDatabase(ownerUrl),
    );
    return { ownerUrl, appUrl: asApp(ownerUrl), says: 'the one of DATABASE_URL' };
  }
  const account = findServiceAccount();
  const dataFolder = openDataFolder(home, account);
  const options = {
    server: findServer({ dataFolder }),
    dataFolder,
    account,
    portsFile: home.portsFile,
    logFile: home.logFile('postgres'),
    ownerPassword: secrets.ownerPassword,
  };
  const step = {
    key: 'postgres',
    title: 'PostgreSQL',
    expected: existsSync(join(dataFolder, 'postgres')) ? 1 : 5,
  };
  const server = await progress.step(step, () => startPostgres({ ...options, signal }));
  if (server.adopted) progress.say(`        (taken over from an earlier run, process ${server.pid})`);
  keepAlive('PostgreSQL', context, server, () => startPostgres(options));
  const says = `private, port ${server.port}, data in ${server.folder}`;
  return { ownerUrl: server.ownerUrl, appUrl: asApp(server.ownerUrl), says };
}

/** @param {Context} context @returns {Promise<{ url: string, says: string }>} */
export async function provideRedis(context) {
  const { home, progress, signal } = context;
  if (redisIsGiven()) {
    const warning = await checkGivenRedis(process.env.REDIS_URL);
    if (warning) progress.say(`  ${warning}`);
    return { url: process.env.REDIS_URL, says: 'the one of REDIS_URL' };
  }
  const account = findServiceAccount();
  const options = {
    dataFolder: openDataFolder(home, account),
    account,
    runFolder: home.runFolder,
    portsFile: home.portsFile,
    logFile: home.logFile('redis'),
    password: readSecrets(home).redisPassword,
  };
  const server = await progress.step({ key: 'redis', title: 'Redis', expected: 0.3 }, () =>
    startRedis({ ...options, signal }),
  );
  keepAlive('Redis', context, server, () => startRedis(options));
  return { url: server.url, says: `private, port ${server.port}` };
}

/** Looks after a server of ours: starts it again when it died, ends it at the end. */
function keepAlive(title, { lifetime, progress }, first, restart) {
  const state = { server: first, identity: findIdentity(first.pid), restarting: undefined };
  const timer = setInterval(() => {
    if (state.restarting || findIdentity(state.server.pid) === state.identity) return;
    progress.say(`${timeOfDay()} ${title} died; starting it again`);
    state.restarting = restart()
      .then((server) => Object.assign(state, { server, identity: findIdentity(server.pid) }))
      .catch((error) => progress.say(`${timeOfDay()} ${title} can't be started again: ${error.message}`))
      .finally(() => (state.restarting = undefined));
  }, WATCH_EVERY_MILLISECONDS);
  timer.unref();
  lifetime.onEnd(async () => {
    clearInterval(timer);
    await state.restarting;
    await state.server.stop({ hurried: lifetime.hurried });
  });
}

/** Builds one part if its sources changed (see builds.mjs). @param {Context} context */
export async function provideBuild({ root, home, progress, signal }, name) {
  const title = name === 'servers' ? 'Server bundles' : `Web app ${name}`;
  await progress.step({ key: `build-${name}`, title, expected: 8 }, (update) =>
    buildOne(name, { root, logFile: home.logFile('build'), runFolder: home.runFolder, signal, update }),
  );
}

export { listStale };

/** Runs one of our bundles to its end, its lines shown as progress. @param {Context} context */
export async function runBundle(
  { root, home, progress, signal },
  bundle,
  { title, expected, args = [], env },
) {
  const file = requireBundle(root, bundle);
  await progress.step(
    {
      key: [bundle, args[0]].filter(Boolean).join('-'),
      title,
      expected,
    },
    (update) =>
      runCommand(process.execPath, [file, ...args], {
        name: bundle,
        logFile: home.logFile(bundle),
        runFolder: home.runFolder,
        cwd: root,
        signal,
        env: { DATABASE_URL: undefined, AKUT_HOME: home.folder, ...env },
        onLine: (line) => update(line),
      }),
  );
}

/** The schema, and the password of akut_app. @param {Context} context */
export function migrateDatabase(context, database) {
  const env = { DATABASE_OWNER_URL: database.ownerUrl, AKUT_APP_PASSWORD: new URL(database.appUrl).password };
  return runBundle(context, 'migrate', { title: 'Database schema', expected: 1, env });
}

/** True when a region's map is there. Needs the npm packages and the schema. */
export async function hasRegion(ownerUrl, region) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select exists (
         select from region join map on map.id = region.map_id where region.id = $1 and map.imported_at is not null
       ) as found`,
      [region],
    );
    return rows[0].found;
  } finally {
    await client.end();
  }
}

/**
 * Demo users, units and stations of a region, once: doing it again would give everybody a new password.
 * @param {Context} context @param {{ database: { ownerUrl: string }, region: string, url: string }} options
 */
export async function provideDemo(context, { database, region, url }) {
  const { root, home } = context;
  const { host, pathname } = new URL(database.ownerUrl);
  const where = databaseIsGiven() ? `${host}${pathname}` : 'private';
  const stamp = `${hashSources(root, ['dist/seed-demo.js'])} ${region} ${where}`;
  const stampFile = home.stampFile('demo');
  if (!isFresh(stampFile, stamp) || !existsSync(home.demoFile)) {
    removeStamp(stampFile);
    await runBundle(context, 'seed-demo', {
      title: 'Demo users and units',
      expected: 2,
      args: ['--region', region, '--url', url],
      env: { DATABASE_OWNER_URL: database.ownerUrl, AKUT_DEMO: '1', AKUT_DEMO_FILE: home.demoFile },
    });
    writeStamp(stampFile, stamp);
  }
  // The port may be another than the last time.
  const demo = JSON.parse(readFileSync(home.demoFile, 'utf8'));
  writeFileSync(home.demoFile, `${JSON.stringify({ ...demo, url }, null, 2)}\n`, { mode: 0o600 });
}

/** Where a running system can be reached, for the person's other commands; readable by the owner alone. */
const systemFileOf = (home) => join(home.folder, 'run', 'system.json');

export function writeSystemFile(home, system) {
  writeFileSync(systemFileOf(home), JSON.stringify(system), { mode: 0o600 });
  return () => rmSync(systemFileOf(home), { force: true });
}

export function readSystemFile(home) {
  const file = systemFileOf(home);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
