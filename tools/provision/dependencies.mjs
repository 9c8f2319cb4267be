// npm packages of the project: installed when they are missing or the lock file names others.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './processes.mjs';

/**
 * True when node_modules holds what the lock file names. npm writes its record of what it installed at its very end, so
 * that an interrupted installation has none; a developer's own `npm install` counts as well.
 */
export function hasDependencies(root) {
  try {
    const wanted = readLock(join(root, 'package-lock.json'));
    const installed = readLock(join(root, 'node_modules', '.package-lock.json'));
    // Optional packages are those of other systems and processors.
    return Object.entries(wanted).every(
      ([path, entry]) => path === '' || entry.optional || installed[path]?.version === entry.version,
    );
  } catch {
    return false;
  }
}

const readLock = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** `npm ci`. `update` gets the part of the packages that is unpacked already. */
export async function installDependencies({ root, logFile, runFolder, signal, update }) {
  const total = Object.values(readLock(join(root, 'package-lock.json'))).filter(
    (entry) => !entry.optional,
  ).length;
  const timer = setInterval(() => update('', Math.min(0.95, countInstalled(root) / total)), 1000);
  const run = (...args) =>
    runCommand('npm', [...args, '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'], {
      name: 'npm',
      logFile,
      runFolder,
      signal,
      cwd: root,
      // NODE_ENV=production would leave out what builds the web apps.
      env: { NODE_ENV: undefined, npm_config_omit: undefined },
    });
  try {
    await run('ci').catch((error) => {
      // A registry without the packages of some platform makes lock files that `npm ci` calls incomplete, although they
      // name all that this machine needs; `npm install` takes the same versions and leaves the file as it is.
      if (!/in sync/.test(error.message)) throw error;
      return run('install', '--no-save');
    });
  } finally {
    clearInterval(timer);
  }
}

function countInstalled(root) {
  const folder = join(root, 'node_modules');
  if (!existsSync(folder)) return 0;
  let count = 0;
  for (const entry of readdirSync(folder)) {
    // Names with a dot are npm's own, also of packages that it is just unpacking.
    if (entry.startsWith('.')) continue;
    count += entry.startsWith('@') ? readdirSync(join(folder, entry)).length : 1;
  }
  return count;
}
