// The folder of one system (`.akut`, or AKUT_HOME): secrets, ports, logs, records of processes; and the unprivileged
// account and folder of the database, which refuses to run as root.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SetupError } from './lifetime.mjs';

export const isRoot = () => process.getuid?.() === 0;

/** Paths inside the folder; makes it. */
export function openHome(root, given = process.env.AKUT_HOME) {
  const folder = resolve(root, given || '.akut');
  for (const part of ['run', 'logs', 'stamps']) mkdirSync(join(folder, part), { recursive: true });
  return {
    folder,
    runFolder: join(folder, 'run'),
    logFolder: join(folder, 'logs'),
    stampFolder: join(folder, 'stamps'),
    portsFile: join(folder, 'ports.json'),
    timingsFile: join(folder, 'timings.json'),
    demoFile: join(folder, 'demo.json'),
    tokenKeyFile: join(folder, 'token-key.pem'),
    logFile: (name) => join(folder, 'logs', `${name}.log`),
    stampFile: (name) => join(folder, 'stamps', name),
  };
}

/** Passwords of this system, made once, readable by the owner alone. */
export function readSecrets(home) {
  const file = join(home.folder, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  // Letters and digits only, so that they stand in URLs and configuration files as they are.
  const make = () => randomBytes(24).toString('hex');
  const secrets = { ownerPassword: make(), appPassword: make(), redisPassword: make() };
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

/**
 * The account that runs PostgreSQL and Redis: undefined (ourselves) unless we are root.
 * @returns {{ name: string, uid: number, gid: number } | undefined}
 */
export function findServiceAccount(passwd = readFileSync('/etc/passwd', 'utf8')) {
  if (!isRoot()) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const fields = passwd
      .split('\n')
      .map((line) => line.split(':'))
      .find((each) => each[0] === name);
    if (fields) return { name, uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new SetupError(
    'PostgreSQL refuses to run as root, and there is neither a user "postgres" nor "nobody"',
  );
}

/**
 * The folder of the database files: inside the home where the account can enter it, else one that it can, noted in
 * the home (a clone under a private folder, started by root).
 */
export function openDataFolder(home, account) {
  const note = join(home.folder, 'data-folder');
  const noted = existsSync(note) ? readFileSync(note, 'utf8').trim() : undefined;
  if (!account) return makePrivate(noted ?? join(home.folder, 'data'));
  const name = randomBytes(4).toString('hex');
  const candidates = noted
    ? [noted]
    : [join(home.folder, 'data'), `/var/lib/akut/${name}`, `/var/tmp/akut-${name}`];
  for (const folder of candidates) {
    if (!canUse(folder, account)) continue;
    writeFileSync(note, `${folder}\n`);
    return folder;
  }
  throw new SetupError(
    `The user ${account.name} can't write to ${candidates.join(' or ')}: set AKUT_HOME to a folder it can enter`,
  );
}

function makePrivate(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

function canUse(folder, account) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    chownSync(folder, account.uid, account.gid);
    chmodSync(folder, 0o700);
  } catch {
    return false;
  }
  // Asked as that user, since any folder above may be closed to it.
  const probe = spawnSync('/bin/sh', ['-c', 'cd "$1" && : > .probe && rm .probe', 'sh', folder], {
    uid: account.uid,
    gid: account.gid,
    cwd: '/',
  });
  return probe.status === 0;
}
