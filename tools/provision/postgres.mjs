// A private PostgreSQL of the installed binaries: own data folder, own port, loopback only, passwords.
import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './lifetime.mjs';
import { rememberPort, takePort } from './ports.mjs';
import { readTail, runCommand, sleep, stopProcess } from './processes.mjs';

export const MINIMUM_POSTGRES = 15;
const OWNER = 'akut_owner';
const DATABASE = 'akut';

/** For the system itself: safe on disk. Sizes for a machine of 2 cores and 4 GB. */
export const SYSTEM_SETTINGS = {
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  jit: 'off',
  // A map import fills gigabytes; fewer, longer checkpoints.
  checkpoint_timeout: '15min',
};

/** For tests that are thrown away: nothing needs to survive a power cut. */
export const THROW_AWAY_SETTINGS = {
  ...SYSTEM_SETTINGS,
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '200',
};

/**
 * Folders with server binaries, newest first.
 * @returns {{ bin: string, major: number, postgis: boolean, pgrouting: boolean }[]}
 */
export function listServers(root = '/usr/lib/postgresql') {
  const bins = existsSync(root) ? readdirSync(root).map((version) => join(root, version, 'bin')) : [];
  const fromPath = (process.env.PATH ?? '').split(':').filter((folder) => existsSync(join(folder, 'initdb')));
  const servers = [];
  for (const bin of new Set([...bins, ...fromPath])) {
    if (!existsSync(join(bin, 'initdb'))) continue;
    const answer = spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' });
    const major = Number(/(\d+)(?:\.\d+|\w)/.exec(answer.stdout ?? '')?.[1]);
    if (major) servers.push({ bin, major, ...listExtensions(bin, major) });
  }
  return servers.sort((a, b) => b.major - a.major);
}

function listExtensions(bin, major) {
  const asked = existsSync(join(bin, 'pg_config'))
    ? spawnSync(join(bin, 'pg_config'), ['--sharedir'], { encoding: 'utf8' }).stdout?.trim()
    : undefined;
  const folders = [`/usr/share/postgresql/${major}`, asked].filter(Boolean);
  const has = (name) => folders.some((folder) => existsSync(join(folder, 'extension', `${name}.control`)));
  return { postgis: has('postgis'), pgrouting: has('pgrouting') };
}

/** The server to use: the one that made the data, else the newest that has what is needed. */
export function findServer({ dataFolder, pgrouting = false, servers = listServers() } = {}) {
  const usable = servers.filter(
    (each) => each.major >= MINIMUM_POSTGRES && each.postgis && (!pgrouting || each.pgrouting),
  );
  const versionFile = dataFolder && join(dataFolder, 'postgres', 'PG_VERSION');
  if (!versionFile || !existsSync(versionFile)) return usable[0];
  const major = Number(readFileSync(versionFile, 'utf8'));
  const same = usable.find((each) => each.major === major);
  if (!same && usable.length > 0) {
    throw new SetupError(
      `The data in ${dataFolder} was made by PostgreSQL ${major}, which is not installed (found: ` +
        `${usable.map((each) => each.major).join(', ')}). Install postgresql-${major}-postgis-3, or move that folder ` +
        'away to begin anew',
    );
  }
  return same;
}

/**
 * Starts the private server, or takes over the one that an earlier, killed run left.
 * @param {{ server: { bin: string }, dataFolder: string, account?: { uid: number, gid: number, name: string },
 *   portsFile: string, logFile: string, ownerPassword: string, settings?: Record<string, string>,
 *   signal?: AbortSignal, sync?: boolean }} options
 */
export async function startPostgres(options) {
  const { server, dataFolder, account, portsFile, logFile, ownerPassword } = options;
  const folder = join(dataFolder, 'postgres');
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(folder, options);
  const left = findRunning(folder);
  const port = left?.port ?? (await takePort(portsFile, 'postgres'));
  rememberPort(portsFile, 'postgres', port);
  const pid = left?.pid ?? launch(folder, port, options);
  const stop = ({ hurried = false } = {}) =>
    // Fast shutdown; a second wish ends it at once, which costs a recovery at the next start and loses nothing.
    stopProcess(pid, { signal: hurried ? 'SIGQUIT' : 'SIGINT', graceMilliseconds: 30_000, groupToo: false });
  try {
    await waitUntilReady({ server, port, pid, logFile, signal: options.signal });
    const connection = { user: OWNER, password: ownerPassword, host: '127.0.0.1', port };
    await createDatabase(server, connection, account, options);
    return {
      port,
      pid,
      adopted: left !== undefined,
      folder,
      stop,
      ownerUrl: urlOf(connection, DATABASE),
      clusterUrl: urlOf(connection, 'postgres'),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const urlOf = ({ user, password, host, port }, database) =>
  `postgres://${user}:${password}@${host}:${port}/${database}`;

// Made beside and renamed, so that a power cut or kill -9 in the middle leaves nothing that looks complete.
async function initialise(
  folder,
  { server, dataFolder, account, logFile, ownerPassword, signal, sync = true },
) {
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  const passwordFile = join(dataFolder, 'owner-password');
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(passwordFile, ownerPassword, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const args = ['-D', draft, '-U', OWNER, `--pwfile=${passwordFile}`, '-A', 'scram-sha-256', '-E', 'UTF8'];
  try {
    await runCommand(
      join(server.bin, 'initdb'),
      [...args, '--locale=C.UTF-8', ...(sync ? [] : ['--no-sync'])],
      {
        name: 'initdb',
        logFile,
        account,
        signal,
        cwd: '/',
        env: CLEAN_ENV,
      },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, folder);
}

/** Settings of the person's own psql must not leak into ours; messages in English so that logs can be compared. */
const CLEAN_ENV = {
  PGDATA: undefined,
  PGPORT: undefined,
  PGHOST: undefined,
  PGUSER: undefined,
  PGDATABASE: undefined,
  PGOPTIONS: undefined,
  PGSERVICE: undefined,
  LC_ALL: 'C.UTF-8',
};

/** The server that already runs on this data folder, by its own pid file. */
export function findRunning(folder) {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (pid > 0 && isServerOf(pid, folder)) return { pid, port: Number(lines[3]) };
  // The file of a dead server; PostgreSQL would refuse to start if its pid was given to another process since.
  rmSync(file, { force: true });
  return undefined;
}

function isServerOf(pid, folder) {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(folder);
    } catch {
      return false;
    }
  }
  return (spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').includes(
    folder,
  );
}

function launch(folder, port, { server, account, logFile, settings = SYSTEM_SETTINGS }) {
  const all = {
    ...settings,
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    logging_collector: 'off',
  };
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(logFile, 'a');
  const child = spawn(join(server.bin, 'postgres'), ['-D', folder, ...args], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, ...CLEAN_ENV },
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  });
  closeSync(log);
  child.on('error', () => {});
  child.unref();
  if (!child.pid) throw new SetupError(`${join(server.bin, 'postgres')} can't be started`);
  return child.pid;
}

async function waitUntilReady({ server, port, pid, logFile, signal }) {
  const deadline = Date.now() + 120_000;
  for (;;) {
    signal?.throwIfAborted();
    const args = ['-h', '127.0.0.1', '-p', String(port), '-d', 'postgres', '-q'];
    if (spawnSync(join(server.bin, 'pg_isready'), args).status === 0) return;
    if (!isAlive(pid) || Date.now() > deadline) {
      throw new SetupError(
        `PostgreSQL did not start. Its last lines (all in ${logFile}):\n${readTail(logFile)}`,
      );
    }
    await sleep(50);
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function createDatabase({ bin }, { user, password, host, port }, account, { logFile, signal }) {
  const env = { ...CLEAN_ENV, PGPASSWORD: password };
  const login = ['-h', host, '-p', String(port), '-U', user];
  const found = spawnSync(
    join(bin, 'psql'),
    [...login, '-d', 'postgres', '-XAtc', `select count(*) from pg_database where datname = '${DATABASE}'`],
    { encoding: 'utf8', env: { ...process.env, ...env } },
  );
  if (found.status !== 0) {
    throw new SetupError(`The private PostgreSQL does not let us in: ${found.stderr.trim()}`);
  }
  if (found.stdout.trim() === '1') return;
  await runCommand(join(bin, 'createdb'), [...login, DATABASE], { name: 'createdb', logFile, signal, env });
}
