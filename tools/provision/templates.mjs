// The databases that tests clone: akut_tpl_empty (migrated) and akut_tpl_montevideo (migrated, demo region imported).
// Needs node_modules and dist/{migrate,region}.js.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import pg from 'pg';

export const TEMPLATE_NAMES = ['empty', 'montevideo'];

/**
 * Makes each template anew under another name and swaps it in at the end, so that clones go on meanwhile.
 * @param {{ clusterUrl: string, only?: string[], report?: (line: string) => void, signal?: AbortSignal }} options
 */
export async function makeTemplates({ clusterUrl, only = TEMPLATE_NAMES, report = () => {}, signal }) {
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
      await fillTemplate(name, databaseUrl(clusterUrl, draft), report, signal);
      await admin.query(`drop database if exists ${target} with (force)`);
      await admin.query(`alter database ${draft} rename to ${target}`);
      report(`${target} is ready after ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
    }
  } finally {
    await admin.end();
  }
}

async function fillTemplate(name, url, report, signal) {
  const password = decodeURIComponent(new URL(url).password);
  // akut_app gets the superuser's password, see createTestDatabase.
  const env = { DATABASE_OWNER_URL: url, ...(password ? { AKUT_APP_PASSWORD: password } : {}) };
  await runBundle('migrate', [], env, report, signal);
  if (name === 'montevideo') await runBundle('region', ['montevideo'], env, report, signal);
}

function runBundle(bundle, args, env, report, signal) {
  const file = `dist/${bundle}.js`;
  if (!existsSync(file)) throw new Error(`${file} is missing: its source is not there or was not built`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    const lines = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => lines.push(text));
    }
    child.on('error', reject);
    child.on('exit', (code, signalName) => {
      if (code === 0) {
        report(lines.join('').trimEnd().split('\n').slice(-1)[0] ?? '');
        resolve();
      } else reject(new Error(`${file} ended with ${signalName ?? code}:\n${lines.join('').slice(-4000)}`));
    });
  });
}

function databaseUrl(clusterUrl, name) {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}
