// The databases that tests clone: akut_tpl_empty (migrated) and akut_tpl_montevideo (migrated, demo region imported).
// Needs node_modules and dist/{migrate,region}.js.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { requireBundle } from './builds.mjs';
import { runCommand } from './processes.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const TEMPLATE_NAMES = ['empty', 'montevideo'];

/**
 * Makes each template anew under another name and swaps it in at the end, so that clones go on meanwhile.
 * @param {{ clusterUrl: string, only?: string[], report?: (line: string) => void, signal?: AbortSignal,
 *   logFile?: string, env?: Record<string, string> }} options
 */
export async function makeTemplates(options) {
  const { clusterUrl, env = {}, only = TEMPLATE_NAMES, report = () => {}, signal } = options;
  const logFile = options.logFile ?? join(ROOT, 'artifacts', 'test', 'templates.log');
  for (const name of only) {
    if (!TEMPLATE_NAMES.includes(name)) {
      throw new Error(`No template "${name}": the templates are ${TEMPLATE_NAMES.join(', ')}`);
    }
  }
  const startedAt = Date.now();
  const admin = new pg.Client({ connectionString: databaseUrl(clusterUrl, 'postgres') });
  await admin.connect();
  try {
    for (const name of TEMPLATE_NAMES.filter((each) => only.includes(each))) {
      const target = `akut_tpl_${name}`;
      const draft = `${target}_draft_${process.pid}`;
      await admin.query(`drop database if exists ${draft} with (force)`);
      await admin.query(`create database ${draft}`);
      await fillTemplate(name, databaseUrl(clusterUrl, draft), { report, signal, logFile, env });
      await admin.query(`drop database if exists ${target} with (force)`);
      await admin.query(`alter database ${draft} rename to ${target}`);
      report(`${target} is ready after ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
    }
  } finally {
    await admin.end();
  }
}

async function fillTemplate(name, url, { report, signal, logFile, env: given }) {
  const password = decodeURIComponent(new URL(url).password);
  // akut_app gets the superuser's password, see createTestDatabase.
  const env = { ...given, DATABASE_OWNER_URL: url, ...(password ? { AKUT_APP_PASSWORD: password } : {}) };
  const run = (bundle, ...args) =>
    runCommand(process.execPath, [requireBundle(ROOT, bundle), ...args], {
      name: bundle,
      logFile,
      cwd: ROOT,
      env,
      signal,
      onLine: report,
    });
  await run('migrate');
  if (name === 'montevideo') await run('region', 'montevideo');
}

function databaseUrl(clusterUrl, name) {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}
