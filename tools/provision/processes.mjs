// Child processes that are ended for sure: each in a group of its own (so that Ctrl-C reaches only us, and we end them
// in order), recorded on disk with pid and start time (so that a later run finds what an earlier, killed one left).
import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What tells this process from a later one with the same pid; undefined when there is none. */
export function findIdentity(pid) {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // Fields after the name, which may hold spaces and brackets: state is the 3rd of all, start time the 22nd.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout?.trim() || undefined;
}

/** @typedef {{ name: string, pid: number, identity: string, file: string }} ProcessRecord */

export function recordProcess(folder, name, pid) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.pid`);
  writeFileSync(file, JSON.stringify({ name, pid, identity: findIdentity(pid) }), { mode: 0o600 });
  return file;
}

/**
 * The processes recorded in a folder that still run; records of dead ones are removed.
 * @returns {ProcessRecord[]}
 */
export function listRecorded(folder) {
  if (!existsSync(folder)) return [];
  const alive = [];
  for (const entry of readdirSync(folder).filter((name) => name.endsWith('.pid'))) {
    const file = join(folder, entry);
    const record = readRecord(file);
    if (record) alive.push({ ...record, file });
    else rmSync(file, { force: true });
  }
  return alive;
}

function readRecord(file) {
  try {
    const record = JSON.parse(readFileSync(file, 'utf8'));
    return record.identity && findIdentity(record.pid) === record.identity ? record : undefined;
  } catch {
    return undefined;
  }
}

export const findRecorded = (folder, name) => listRecorded(folder).find((record) => record.name === name);

function signalGroup(pid, signal) {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal);
      return;
    } catch {
      // No such group: perhaps the process is not a leader of one; or it is gone.
    }
  }
}

/** Ends a process and its group: asks first, then kills after `graceMilliseconds`. Resolves once it is gone. */
export async function stopProcess(
  pid,
  { signal = 'SIGTERM', graceMilliseconds = 10_000, groupToo = true } = {},
) {
  const identity = findIdentity(pid);
  if (!identity) return;
  const send = (name) => {
    if (groupToo) signalGroup(pid, name);
    else process.kill(pid, name);
  };
  send(signal);
  const deadline = Date.now() + graceMilliseconds;
  while (findIdentity(pid) === identity) {
    if (Date.now() > deadline) send('SIGKILL');
    await sleep(25);
  }
}

/** Last lines of a file, without colour codes. */
export function readTail(file, lines = 15) {
  if (!existsSync(file)) return '';
  const size = statSync(file).size;
  const buffer = Buffer.alloc(Math.min(size, 16_384));
  const handle = openSync(file, 'r');
  readSync(handle, buffer, 0, buffer.length, size - buffer.length);
  closeSync(handle);
  return stripColours(buffer.toString('utf8')).trimEnd().split('\n').slice(-lines).join('\n');
}

// eslint-disable-next-line no-control-regex
export const stripColours = (text) => text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '');

/** A command that failed; the message holds its last lines. */
export class CommandError extends Error {
  name = 'CommandError';
}

/**
 * Runs one command of the set-up to its end; its output goes to a log file and, line by line, to `onLine`.
 * An abort ends it (politely, then for sure) before the promise rejects.
 * @param {string} command
 * @param {string[]} args
 * @param {{ name: string, logFile: string, runFolder?: string, cwd?: string, env?: Record<string, string | undefined>,
 *   account?: { uid: number, gid: number }, signal?: AbortSignal, onLine?: (line: string) => void,
 *   extraPipe?: (line: string) => void, stopWith?: { signal?: NodeJS.Signals, graceMilliseconds?: number } }} options
 */
export async function runCommand(command, args, options) {
  const { name, logFile, signal, onLine, extraPipe, account } = options;
  signal?.throwIfAborted();
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a');
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', ...(extraPipe ? ['pipe'] : [])],
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  });
  const record =
    child.pid && options.runFolder ? recordProcess(options.runFolder, name, child.pid) : undefined;
  const output = [];
  const take = (line) => {
    output.push(stripColours(line));
    onLine?.(output.at(-1));
  };
  for (const stream of [child.stdout, child.stderr]) followLines(stream, take, log);
  if (extraPipe) followLines(child.stdio[3], extraPipe);
  const stop = () => child.pid && void stopProcess(child.pid, options.stopWith);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await waitForEnd(child, { command, output, logFile });
    signal?.throwIfAborted();
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  } finally {
    signal?.removeEventListener('abort', stop);
    closeSync(log);
    if (record) rmSync(record, { force: true });
  }
}

function waitForEnd(child, { command, output, logFile }) {
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new CommandError(`${command} can't be started: ${error.message}`)));
    child.on('close', (code, signalName) => {
      if (code === 0) resolve();
      else {
        const end = signalName ? `was ended by ${signalName}` : `failed with code ${code}`;
        reject(new CommandError(`${command} ${end}. Its output (all in ${logFile}):\n${shorten(output)}`));
      }
    });
  });
}

/** First and last lines: some programs say the reason first and their usage after it, most say it last. */
export function shorten(lines, first = 8, last = 15) {
  if (lines.length <= first + last + 1) return lines.join('\n');
  return [
    ...lines.slice(0, first),
    `... ${lines.length - first - last} lines ...`,
    ...lines.slice(-last),
  ].join('\n');
}

/** Calls back once per line, also for the last one without an end. Carriage returns count as line ends. */
export function followLines(stream, onLine, logHandle) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    if (logHandle !== undefined) writeFileSync(logHandle, text);
    const lines = (rest + text).split(/\r\n|\n|\r/);
    rest = lines.pop();
    for (const line of lines) if (line) onLine(line);
  });
  stream.on('end', () => {
    if (rest) onLine(rest);
  });
}
