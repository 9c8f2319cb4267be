// A private Redis of the installed binary: own port, loopback only, a password, `noeviction` (queues must not lose keys).
// It keeps nothing on disk: PostgreSQL is the only authority, jobs are pointers that are made again at start.
import { spawn } from 'node:child_process';
import { chownSync, closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { SetupError } from './lifetime.mjs';
import { findBinary } from './packages.mjs';
import { rememberPort, takePort } from './ports.mjs';
import { findRecorded, readTail, recordProcess, sleep, stopProcess } from './processes.mjs';

export const findRedisServer = () => findBinary('redis-server') ?? findBinary('valkey-server');

/**
 * Starts the private server; one that an earlier, killed run left is stopped first (it holds nothing worth keeping).
 * @param {{ dataFolder: string, runFolder: string, portsFile: string, logFile: string, password: string,
 *   account?: { uid: number, gid: number }, signal?: AbortSignal }} options
 */
export async function startRedis({ dataFolder, runFolder, portsFile, logFile, password, account, signal }) {
  const left = findRecorded(runFolder, 'redis');
  if (left) await stopProcess(left.pid, { groupToo: false });
  const port = await takePort(portsFile, 'redis');
  rememberPort(portsFile, 'redis', port);
  const folder = join(dataFolder, 'redis');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const configFile = join(folder, 'redis.conf');
  writeFileSync(configFile, describeConfig({ port, password, folder }), { mode: 0o600 });
  if (account) for (const path of [folder, configFile]) chownSync(path, account.uid, account.gid);
  const pid = launch(configFile, logFile, account);
  const record = recordProcess(runFolder, 'redis', pid);
  const stop = async () => {
    await stopProcess(pid, { groupToo: false, graceMilliseconds: 5000 });
    rmSync(record, { force: true });
  };
  try {
    await waitUntilReady({ port, password, pid, logFile, signal });
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, pid, stop, url: `redis://:${password}@127.0.0.1:${port}` };
}

function describeConfig({ port, password, folder }) {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    'maxmemory-policy noeviction',
    'save ""',
    'appendonly no',
    'daemonize no',
    `dir ${JSON.stringify(folder)}`,
    '',
  ].join('\n');
}

function launch(configFile, logFile, account) {
  const log = openSync(logFile, 'a');
  const child = spawn(findRedisServer(), [configFile], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  });
  closeSync(log);
  child.on('error', () => {});
  child.unref();
  if (!child.pid) throw new SetupError("redis-server can't be started");
  return child.pid;
}

async function waitUntilReady({ port, password, pid, logFile, signal }) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    signal?.throwIfAborted();
    const answer = await askRedis({ host: '127.0.0.1', port, password }, ['PING']).catch(() => '');
    if (answer.includes('+PONG')) return;
    if (!isAlive(pid) || Date.now() > deadline) {
      throw new SetupError(`Redis did not start. Its last lines (all in ${logFile}):\n${readTail(logFile)}`);
    }
    await sleep(25);
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

/** One command over a bare socket, so that no dependency is needed; resolves to the raw answer. */
export function askRedis({ host, port, user, password }, command, timeoutMilliseconds = 2000) {
  const encode = (words) =>
    `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
  const login = password ? [encode(['AUTH', ...(user ? [user] : []), password])] : [];
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    let answer = '';
    socket.setEncoding('utf8').setTimeout(timeoutMilliseconds, () => socket.destroy(new Error('no answer')));
    socket.on('connect', () => socket.write([...login, encode(command), encode(['QUIT'])].join('')));
    socket.on('data', (text) => (answer += text));
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}
