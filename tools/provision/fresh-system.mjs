// A whole system that lives for one run: own PostgreSQL and Redis, schema, map, demo data, the api. For measurements and
// load; the person's own system is never touched.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { API_NODE_FLAGS, requireBundle } from './builds.mjs';
import { tryPort } from './ports.mjs';
import { SYSTEM_SETTINGS } from './postgres.mjs';
import { SupervisedProcess, waitForReady } from './supervise.mjs';
import * as system from './system.mjs';
import { openThrowAway } from './throw-away.mjs';

const DATABASE = 'akut';

/**
 * @param {import('./system.mjs').Context} context packages, npm packages and bundles have to be there
 * @param {{ region?: string, settings?: Record<string, string> }} [options]
 * @returns {Promise<{ url: string, env: Record<string, string> }>} `env` for the program that measures:
 *   DATABASE_OWNER_URL, DATABASE_URL, REDIS_URL, AKUT_HOME, AKUT_DEMO_FILE, AKUT_URL
 */
export async function openFreshSystem(context, { region = 'montevideo', settings = SYSTEM_SETTINGS } = {}) {
  const { root, home: ownHome, lifetime, progress, signal } = context;
  const step = { key: 'servers', title: 'PostgreSQL and Redis to throw away', expected: 4 };
  const servers = await progress.step(step, () =>
    // Figures must not depend on a cluster that others use.
    openThrowAway({ lifetime, logFolder: ownHome.logFolder, signal, settings, clusterUrl: '' }),
  );
  const folder = servers.env.AKUT_HOME;
  mkdirSync(folder, { recursive: true });
  const database = await createDatabase(servers.env.AKUT_TEST_DATABASE_URL);
  const home = { ...ownHome, folder };
  const env = {
    AKUT_HOME: folder,
    AKUT_DEMO: '1',
    AKUT_DEMO_FILE: join(folder, 'demo.json'),
    DATABASE_OWNER_URL: database.ownerUrl,
    DATABASE_URL: database.appUrl,
    REDIS_URL: servers.env.REDIS_URL,
  };
  const inside = { ...context, home };
  await system.migrateDatabase(inside, database);
  await system.runBundle(inside, 'region', {
    title: `Map of ${region}`,
    expected: 45,
    args: [region, '--report', join(folder, 'import-report.json')],
    env,
  });
  await system.runBundle(inside, 'seed-demo', {
    title: 'Demo users and units',
    args: ['--region', region],
    env,
  });
  const url = await startApi({ root, home, env, lifetime, progress, signal });
  return { url, env: { ...env, AKUT_URL: url } };
}

async function createDatabase(clusterUrl) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  await client.query(`create database ${DATABASE} template template0`).catch((error) => {
    // Starting the private server makes one of this name.
    if (error.code !== '42P04') throw error;
  });
  await client.end();
  const ownerUrl = new URL(clusterUrl);
  ownerUrl.pathname = `/${DATABASE}`;
  const appUrl = new URL(ownerUrl);
  appUrl.username = 'akut_app';
  return { ownerUrl: ownerUrl.href, appUrl: appUrl.href };
}

async function startApi({ root, home, env, lifetime, progress, signal }) {
  const port = await tryPort(0);
  const url = `http://127.0.0.1:${port}`;
  const api = new SupervisedProcess({
    name: 'api',
    args: [...API_NODE_FLAGS, requireBundle(root, 'dispatch-api')],
    env: {
      ...env,
      DATABASE_OWNER_URL: undefined,
      NODE_ENV: 'production',
      AKUT_HOST: '127.0.0.1',
      AKUT_PORT: String(port),
      AKUT_WEB_ROOT: join(root, 'dist', 'web'),
      AKUT_TOKEN_KEY_FILE: join(home.folder, 'token-key.pem'),
    },
    cwd: root,
    logFile: home.logFile('api'),
    runFolder: join(home.folder, 'run'),
    say: (line) => progress.say(line),
  });
  lifetime.onEnd(() => api.stop({ hurried: lifetime.hurried }));
  api.start();
  await progress.step({ key: 'api', title: 'Dispatch api', expected: 5 }, () =>
    waitForReady(url, api, { signal }),
  );
  return url;
}
