// A PostgreSQL and a Redis that live for one run (tests, measurements) and leave nothing behind.
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findServiceAccount } from './home.mjs';
import { findRunning, findServer, startPostgres, THROW_AWAY_SETTINGS } from './postgres.mjs';
import { findIdentity, listRecorded, stopProcess } from './processes.mjs';
import { startRedis } from './redis.mjs';
import { findBinary } from './packages.mjs';

const PREFIX = 'akut-run-';

/**
 * @param {{ lifetime: import('./lifetime.mjs').Lifetime, logFolder: string, signal?: AbortSignal,
 *   clusterUrl?: string, settings?: Record<string, string> }} options a cluster that runs already
 *   (AKUT_TEST_DATABASE_URL) is used as it is
 * @returns {Promise<{ own: boolean, env: Record<string, string> }>}
 */
export async function openThrowAway({
  lifetime,
  logFolder,
  signal,
  settings = THROW_AWAY_SETTINGS,
  clusterUrl = process.env.AKUT_TEST_DATABASE_URL,
}) {
  const account = findServiceAccount();
  const folder = makeFolder(account);
  lifetime.onEnd(() => rmSync(folder, { recursive: true, force: true }));
  const password = randomBytes(18).toString('hex');
  const common = { dataFolder: folder, portsFile: join(folder, 'ports.json'), account, signal };
  mkdirSync(join(folder, 'run'), { recursive: true });
  const redis = await startRedis({
    ...common,
    runFolder: join(folder, 'run'),
    logFile: join(logFolder, 'redis.log'),
    password,
  });
  lifetime.onEnd(() => redis.stop());
  const env = {
    REDIS_URL: redis.url,
    AKUT_HOME: join(folder, 'home'),
    AKUT_CHROMIUM: findBinary('chromium') ?? findBinary('google-chrome') ?? '',
  };
  if (clusterUrl) return { own: false, env: { ...env, AKUT_TEST_DATABASE_URL: clusterUrl } };
  const postgres = await startPostgres({
    ...common,
    server: findServer({ pgrouting: true }) ?? findServer(),
    logFile: join(logFolder, 'postgres.log'),
    ownerPassword: password,
    settings,
    sync: false,
  });
  lifetime.onEnd(() => postgres.stop({ hurried: true }));
  return { own: true, env: { ...env, AKUT_TEST_DATABASE_URL: postgres.clusterUrl } };
}

function makeFolder(account) {
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  const owner = { pid: process.pid, identity: findIdentity(process.pid) };
  writeFileSync(join(folder, 'owner.json'), JSON.stringify(owner));
  chmodSync(folder, 0o700);
  if (account) chownSync(folder, account.uid, account.gid);
  return folder;
}

/** Ends and removes what runs that were killed (kill -9, power cut) left in the temporary folder. */
export async function sweepThrowAways(parent = tmpdir()) {
  for (const entry of readdirSync(parent).filter((name) => name.startsWith(PREFIX))) {
    const folder = join(parent, entry);
    try {
      const owner = JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8'));
      if (findIdentity(owner.pid) === owner.identity) continue;
      const postgres = findRunning(join(folder, 'postgres'));
      if (postgres) await stopProcess(postgres.pid, { signal: 'SIGQUIT', groupToo: false });
      for (const record of listRecorded(join(folder, 'run')))
        await stopProcess(record.pid, { groupToo: false });
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another person's, or one that is just being made.
    }
  }
}
