// Server bundles and web apps, built only when what they are made of changed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './lifetime.mjs';
import { waitForLock } from './lock.mjs';
import { runCommand } from './processes.mjs';
import { hashSources, isFresh, removeStamp, writeStamp } from './stamp.mjs';

const COMMON_SOURCES = ['package-lock.json', 'package.json', 'tsconfig.json'];
const SERVER_SOURCES = [
  ...COMMON_SOURCES,
  'tools/build.mjs',
  'apps/dispatch-api',
  'apps/worker',
  'apps/narrator',
  'apps/simulator',
  'libs',
  'maps',
];
export const WEB_APPS = ['dispatcher', 'tablet', 'fleet'];

/**
 * How Node runs the api: answers about a large fleet make some megabytes of short-lived objects each, and with room for them the
 * slowest hundredth of recommendations takes half the time.
 */
export const API_NODE_FLAGS = ['--max-semi-space-size=64', '--expose-gc'];

/** What a running system consists of, in the order of use. */
export const SERVER_BUNDLES = [
  'migrate',
  'region',
  'seed-demo',
  'dispatch-api',
  'narrator',
  'worker',
  'simulator',
];

const webSourcesOf = (app) => [
  ...COMMON_SOURCES,
  'tsconfig.web.json',
  `apps/${app}`,
  'libs/ui',
  'libs/contracts',
  'libs/domain',
  'types',
];

/** Stamps live in dist, so that removing dist removes them. */
const stampOf = (root, name) => join(root, 'dist', '.stamps', name);

/** @returns the builds whose sources changed since: `servers` and/or web apps by name */
export function listStale(root) {
  const webApps = WEB_APPS.filter((app) => existsSync(join(root, 'apps', app, 'index.html')));
  const stale = webApps.filter(
    (app) =>
      !isFresh(stampOf(root, app), hashSources(root, webSourcesOf(app))) ||
      !existsSync(join(root, 'dist', 'web', app, 'index.html')),
  );
  const serversFresh =
    isFresh(stampOf(root, 'servers'), hashSources(root, SERVER_SOURCES)) &&
    existsSync(join(root, 'dist', 'migrate.js'));
  return serversFresh ? stale : ['servers', ...stale];
}

/** Builds one of them (see listStale); two programs at once do not build the same. */
export async function buildOne(name, { root, logFile, runFolder, signal, update = () => {} }) {
  const release = await waitForLock(root, `build-${name}`, {
    signal,
    onWait: () => update('waiting for another build'),
  });
  try {
    const sources = name === 'servers' ? SERVER_SOURCES : webSourcesOf(name);
    const hash = hashSources(root, sources);
    if (isFresh(stampOf(root, name), hash) && !listStale(root).includes(name)) return;
    removeStamp(stampOf(root, name));
    const [program, ...args] =
      name === 'servers'
        ? [join(root, 'tools', 'build.mjs')]
        : [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', `apps/${name}`];
    const options = {
      name: `build-${name}`,
      logFile,
      runFolder,
      signal,
      cwd: root,
      onLine: (line) => update(line),
    };
    await runCommand(process.execPath, [program, ...args], { ...options, env: { NODE_ENV: undefined } });
    writeStamp(stampOf(root, name), hash);
  } finally {
    await release();
  }
}

/** @throws SetupError naming the bundle that was not made because its source is not there */
export function requireBundle(root, name) {
  const file = join(root, 'dist', `${name}.js`);
  if (!existsSync(file))
    throw new SetupError(`dist/${name}.js was not built: its source is not in this checkout`);
  return file;
}
