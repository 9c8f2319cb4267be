// npm packages of the project: installed when they are missing or the lock file names others.
import { readFileSync } from 'node:fs';
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

/** `npm ci`. Nothing tells how far it is: it lays all folders first and fills them in any order. */
export async function installDependencies({ root, logFile, runFolder, signal }) {
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
  await run('ci').catch((error) => {
    // A registry without the packages of some platform makes lock files that `npm ci` calls incomplete, although they
    // name all that this machine needs; `npm install` takes the same versions and leaves the file as it is.
    if (!/in sync/.test(error.message)) throw error;
    return run('install', '--no-save');
  });
}
