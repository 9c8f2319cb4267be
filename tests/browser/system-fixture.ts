import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoRegion } from '#persistence';
import type { TestDatabase } from '#testing';
import { chromium, type Browser } from 'playwright-core';
import { ROOT } from '../source-tree.ts';
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.ts';

const READY_MILLISECONDS = 150_000;

export interface RunningSystem {
  readonly url: string;
  readonly regions: readonly DemoRegion[];
  /** Starts the simulator of a region; crews only, unless arguments say more. */
  simulate(regionId: string, ...more: readonly string[]): void;
  /** Ends the api without warning, as a power cut would. */
  killApi(): Promise<void>;
  startApi(): Promise<void>;
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** Runs a bundle to its end. */
export function runBundle(
  name: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'dist', `${name}.js`), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('exit', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${name} failed:\n${output}`)),
    );
  });
}

/** The real processes of the system on a test's own database: api with the built pages, and simulators. */
export async function startSystem(
  database: TestDatabase,
  regionIds: readonly string[],
): Promise<RunningSystem> {
  const folder = mkdtempSync(join(tmpdir(), 'akut-system-'));
  const logs = join(ROOT, 'artifacts', 'test', 'logs');
  mkdirSync(logs, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const demoFile = join(folder, 'demo.json');
  const env = {
    DATABASE_OWNER_URL: database.ownerUrl,
    DATABASE_URL: database.appUrl,
    REDIS_URL: process.env['REDIS_URL'] ?? 'redis://127.0.0.1:1',
    AKUT_HOST: '127.0.0.1',
    AKUT_PORT: String(port),
    AKUT_DEMO: '1',
    AKUT_DEMO_FILE: demoFile,
    AKUT_TOKEN_KEY_FILE: join(folder, 'token-key.pem'),
    AKUT_WEB_ROOT: join(ROOT, 'dist', 'web'),
  };
  const regionArguments = regionIds.flatMap((regionId) => ['--region', regionId]);
  await runBundle('seed-demo', [...regionArguments, '--url', url], env);
  const { regions } = JSON.parse(readFileSync(demoFile, 'utf8')) as { regions: DemoRegion[] };

  const children = new Map<string, ChildProcess>();
  const start = (key: string, bundle: string, args: readonly string[]): void => {
    const log = createWriteStream(join(logs, `${key}-${port}.log`), { flags: 'a' });
    const child = spawn(
      process.execPath,
      ['--enable-source-maps', join(ROOT, 'dist', `${bundle}.js`), ...args],
      {
        cwd: ROOT,
        env: { ...process.env, ...env },
      },
    );
    child.stdout.pipe(log);
    child.stderr.pipe(log);
    children.set(key, child);
  };
  const end = async (key: string, signal: NodeJS.Signals): Promise<void> => {
    const child = children.get(key);
    children.delete(key);
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(hard);
  };
  const startApi = async (): Promise<void> => {
    start('api', 'dispatch-api', []);
    await waitUntilReady(url);
  };
  await startApi();
  return {
    url,
    regions,
    simulate: (regionId, ...more) => {
      const args = ['--url', url, '--demo-file', demoFile, '--region', regionId, '--seed', '1', ...more];
      start(`simulator-${regionId}`, 'simulator', args);
    },
    killApi: () => end('api', 'SIGKILL'),
    startApi,
    stop: async () => {
      await Promise.all([...children.keys()].map((key) => end(key, 'SIGTERM')));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function waitUntilReady(url: string): Promise<void> {
  const until = Date.now() + READY_MILLISECONDS;
  for (;;) {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > until)
      throw new Error(`the api was not ready within ${READY_MILLISECONDS / 1000} s; see artifacts/test/logs`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath(),
    args: CHROMIUM_FLAGS,
  });
