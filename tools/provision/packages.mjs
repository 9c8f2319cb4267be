// Programs that Debian or Ubuntu provide: which are missing, and their installation through apt.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRoot } from './home.mjs';
import { SetupError } from './lifetime.mjs';
import { findServer, MINIMUM_POSTGRES } from './postgres.mjs';
import { runCommand } from './processes.mjs';

const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Full path of a program on the PATH or in the system's folders. */
export function findBinary(name, path = process.env.PATH ?? '') {
  for (const folder of [...path.split(':'), ...SYSTEM_FOLDERS]) {
    const file = join(folder || '.', name);
    try {
      accessSync(file, constants.X_OK);
      if (statSync(file).isFile()) return file;
    } catch {
      // Not here.
    }
  }
  return undefined;
}

const anyBinary =
  (...names) =>
  () =>
    names.some((name) => findBinary(name));

/** What parts of Akut need from the system: whether it is there, and the packages that bring it. */
export const NEEDS = {
  postgres: {
    title: `PostgreSQL ${MINIMUM_POSTGRES} or newer with PostGIS`,
    isThere: () => findServer() !== undefined,
    packages: (major) => [`postgresql-${major}`, `postgresql-${major}-postgis-3`],
  },
  pgrouting: {
    title: 'pgRouting (referee of travel times in tests)',
    isThere: () => findServer({ pgrouting: true }) !== undefined,
    packages: (major) => [`postgresql-${major}-pgrouting`],
  },
  redis: {
    title: 'Redis',
    isThere: anyBinary('redis-server', 'valkey-server'),
    packages: () => ['redis-server'],
  },
  osm2pgsql: {
    title: 'osm2pgsql (map import)',
    isThere: anyBinary('osm2pgsql'),
    packages: () => ['osm2pgsql'],
  },
  osmium: { title: 'osmium (map import)', isThere: anyBinary('osmium'), packages: () => ['osmium-tool'] },
  chromium: {
    title: 'Chromium (browser tests)',
    isThere: anyBinary('chromium', 'chromium-browser', 'google-chrome'),
    packages: () => ['chromium'],
  },
};

/** @param {(keyof typeof NEEDS)[]} names */
export const listMissing = (names) => names.filter((name) => !NEEDS[name].isThere());

/** How a command gets the rights of root: as it is, through sudo, or (undefined) not at all. */
export function findRootPrefix() {
  if (isRoot()) return [];
  const sudo = findBinary('sudo');
  return sudo && spawnSync(sudo, ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? [sudo, '-n'] : undefined;
}

/** The PostgreSQL to install: the highest that has PostGIS among apt's packages. */
export function chooseMajor(aptNames) {
  const majors = aptNames
    .map((name) => Number(/^postgresql-(\d+)-postgis-3$/.exec(name.trim())?.[1]))
    .filter((major) => major >= MINIMUM_POSTGRES);
  return majors.length > 0 ? Math.max(...majors) : undefined;
}

function askApt() {
  const { stdout } = spawnSync('apt-cache', ['search', '--names-only', '^postgresql-[0-9]+-postgis-3$'], {
    encoding: 'utf8',
  });
  return (stdout ?? '').split('\n').map((line) => line.split(' ')[0]);
}

export function listPackages(missing, major) {
  return [...new Set(missing.flatMap((name) => NEEDS[name].packages(major)))];
}

/**
 * Installs what is missing through apt, as root or by passwordless sudo.
 * @param {{ missing: string[], say: (line: string) => void, update: (line: string, fraction?: number) => void,
 *   logFile: string, runFolder: string, signal?: AbortSignal, onEnd: (dispose: () => void) => () => void }} options
 * @throws SetupError with the commands to type when we may not
 */
export async function installMissing(options) {
  const { missing, say } = options;
  const prefix = findRootPrefix();
  const apt = findBinary('apt-get');
  if (!apt || !prefix) throw new SetupError(describeByHand(missing, apt !== undefined));
  say(`        Missing: ${missing.map((name) => NEEDS[name].title).join(', ')}`);
  say(
    `        Installing through apt-get${prefix.length > 0 ? ' (with sudo)' : ''}; the package lists are renewed first`,
  );
  await runApt(apt, ['update'], prefix, { ...options, share: [0, 0.15] });
  const packages = listPackages(missing, pickMajor(missing));
  say(`        Packages: ${packages.join(' ')}`);
  const forbidStart = forbidServiceStart(prefix);
  const forget = options.onEnd(forbidStart.undo);
  try {
    const install = [
      'install',
      '-y',
      '--no-install-recommends',
      '-o',
      'DPkg::Lock::Timeout=120',
      ...packages,
    ];
    await runApt(apt, install, prefix, { ...options, share: [0.15, 1] });
  } finally {
    forbidStart.undo();
    forget();
  }
  const still = listMissing(missing);
  if (still.length > 0) {
    throw new SetupError(
      `apt-get installed its packages, and still missing: ${still.map((name) => NEEDS[name].title).join(', ')}`,
    );
  }
}

function pickMajor(missing) {
  if (!missing.some((name) => name === 'postgres' || name === 'pgrouting')) return undefined;
  // pgRouting for the server that is there already, if one is.
  const major = findServer()?.major ?? chooseMajor(askApt());
  if (major) return major;
  throw new SetupError(
    `apt offers no PostgreSQL ${MINIMUM_POSTGRES} or newer with PostGIS on this system. Set DATABASE_URL to a database ` +
      'that has it (as owner), or add the packages of postgresql.org (apt.postgresql.org) and start again',
  );
}

function describeByHand(missing, hasApt) {
  const titles = missing.map((name) => `  - ${NEEDS[name].title}`).join('\n');
  if (!hasApt) {
    return (
      `Missing on this system:\n${titles}\nThere is no apt-get here: install them by this system's own means, or set ` +
      'DATABASE_URL and REDIS_URL to servers that run elsewhere.'
    );
  }
  const major = findServer()?.major ?? chooseMajor(askApt()) ?? 15;
  return (
    `Missing on this system:\n${titles}\nInstalling needs the rights of root, which neither this user nor passwordless ` +
    `sudo has. Type:\n\n  sudo apt-get update\n  sudo apt-get install -y --no-install-recommends ${listPackages(missing, major).join(' ')}\n\n` +
    'and start again.'
  );
}

async function runApt(apt, args, prefix, { logFile, runFolder, signal, update, share }) {
  const [from, to] = share;
  const [command, ...before] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C.UTF-8', apt];
  // sudo closes further file handles, so the status is asked for only where there is none between.
  const status = prefix.length === 0 ? ['-o', 'APT::Status-Fd=3'] : [];
  await runCommand(command, [...before, ...status, ...args], {
    name: 'apt',
    logFile,
    runFolder,
    signal,
    // apt finishes the package in hand by itself; a killed dpkg would leave the system half-configured.
    stopWith: { signal: 'SIGINT', graceMilliseconds: 600_000 },
    onLine: prefix.length === 0 ? undefined : (line) => update(line.slice(0, 60)),
    extraPipe: prefix.length === 0 ? (line) => reportStatus(line, from, to, update) : undefined,
  });
}

/** `pmstatus:pkg:42.5:text` and `dlstatus:n:42.5:text` -> the part done; downloads count for the first half. */
export function readAptStatus(line) {
  const [kind, , percent, ...text] = line.split(':');
  const part = Number(percent) / 100;
  if (!Number.isFinite(part) || (kind !== 'dlstatus' && kind !== 'pmstatus')) return undefined;
  return { fraction: kind === 'dlstatus' ? part / 2 : 0.5 + part / 2, text: text.join(':') };
}

function reportStatus(line, from, to, update) {
  const status = readAptStatus(line);
  if (status) update(status.text, from + status.fraction * (to - from));
}

const POLICY_FILE = '/usr/sbin/policy-rc.d';
const POLICY =
  '#!/bin/sh\n# Put here by akut for the time of one installation: services must not start by themselves.\nexit 101\n';

/** Keeps packages from starting their services on the standard ports, by Debian's own means, for the time being. */
function forbidServiceStart(prefix) {
  const isOurs = existsSync(POLICY_FILE) && readFileSync(POLICY_FILE, 'utf8') === POLICY;
  if (existsSync(POLICY_FILE) && !isOurs) return { undo: () => {} };
  if (prefix.length === 0) {
    writeFileSync(POLICY_FILE, POLICY, { mode: 0o755 });
    return { undo: () => rmSync(POLICY_FILE, { force: true }) };
  }
  const [sudo, ...flags] = prefix;
  const write = 'cat > "$1" && chmod 755 "$1"';
  spawnSync(sudo, [...flags, 'sh', '-c', write, 'sh', POLICY_FILE], { input: POLICY });
  return { undo: () => void spawnSync(sudo, [...flags, 'rm', '-f', POLICY_FILE]) };
}
