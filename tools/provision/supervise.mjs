// The processes of the system: started, watched, started again with growing delay when they die, ended in order.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { get as httpGet } from 'node:http';
import { get as httpsGet } from 'node:https';
import { SetupError } from './lifetime.mjs';
import { findIdentity, readTail, recordProcess, sleep, stopProcess } from './processes.mjs';
import { formatSeconds } from './progress.mjs';

const LONGEST_DELAY_SECONDS = 30;
/** A process that lived this long is healthy: its next death counts as the first again. */
const HEALTHY_AFTER_MILLISECONDS = 60_000;
const LOG_LIMIT_BYTES = 20_000_000;

export const delayBeforeStart = (deaths) => Math.min(LONGEST_DELAY_SECONDS, 2 ** (deaths - 1));

/** One process of the system that is kept running. */
export class SupervisedProcess {
  #child;
  #deaths = 0;
  #stopping = false;
  #timer;
  #recordFile;

  /**
   * @param {{ name: string, args: string[], env: Record<string, string | undefined>, cwd: string, logFile: string,
   *   runFolder: string, say: (line: string) => void }} options
   */
  constructor(options) {
    this.options = options;
  }

  get deaths() {
    return this.#deaths;
  }

  start() {
    const { name, args, env, cwd, logFile, runFolder } = this.options;
    rotateLog(logFile);
    const log = openSync(logFile, 'a');
    const startedAt = Date.now();
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      // A group of its own: Ctrl-C reaches us alone, and we end the processes in order.
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.#child = child;
    if (child.pid) this.#recordFile = recordProcess(runFolder, name, child.pid);
    child.on('error', (error) => this.options.say(`${name} can't be started: ${error.message}`));
    child.on('exit', (code, signal) => this.#onExit(child, startedAt, signal ?? `code ${code}`));
    return this;
  }

  #onExit(child, startedAt, how) {
    if (this.#recordFile) rmSync(this.#recordFile, { force: true });
    if (this.#stopping || child !== this.#child) return;
    if (Date.now() - startedAt > HEALTHY_AFTER_MILLISECONDS) this.#deaths = 0;
    this.#deaths += 1;
    const delay = delayBeforeStart(this.#deaths);
    const { name, logFile, say } = this.options;
    say(
      `${timeOfDay()} ${name} died (${how}); it is started again in ${formatSeconds(delay)}. Last lines of ${logFile}:`,
    );
    say(indent(readTail(logFile, 10)));
    this.#timer = setTimeout(() => this.start(), delay * 1000);
  }

  async stop({ hurried = false } = {}) {
    this.#stopping = true;
    clearTimeout(this.#timer);
    const pid = this.#child?.pid;
    if (pid && findIdentity(pid)) await stopProcess(pid, { graceMilliseconds: hurried ? 500 : 10_000 });
  }
}

export const timeOfDay = () => new Date().toTimeString().slice(0, 8);

export const indent = (text) => text.replace(/^/gm, '    ');

function rotateLog(file) {
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
}

/** Status and text of a local URL; undefined when nothing answers. */
export function ask(url) {
  const get = url.startsWith('https:') ? httpsGet : httpGet;
  return new Promise((resolve) => {
    // Our own server on this machine, whose certificate may name other hosts only.
    const request = get(url, { rejectUnauthorized: false, timeout: 3000, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode, text }));
      answer.on('error', () => resolve(undefined));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(undefined));
  });
}

const GIVE_UP_AFTER_DEATHS = 3;

/** Waits until the api says that it can serve. @throws SetupError with its last lines when it does not come up */
export async function waitForReady(url, supervised, { signal, seconds = 90 } = {}) {
  const deadline = Date.now() + seconds * 1000;
  let last;
  while (Date.now() < deadline && supervised.deaths < GIVE_UP_AFTER_DEATHS) {
    signal?.throwIfAborted();
    last = await ask(`${url}/health/ready`);
    if (last?.status === 200) return;
    await sleep(100);
  }
  const { name, logFile } = supervised.options;
  const why =
    supervised.deaths >= GIVE_UP_AFTER_DEATHS
      ? `died ${supervised.deaths} times`
      : `is not ready after ${seconds} s`;
  const answer = last ? `\nIts answer to /health/ready: ${last.status} ${last.text.slice(0, 500)}` : '';
  throw new SetupError(`${name} ${why}.${answer}\nLast lines of ${logFile}:\n${indent(readTail(logFile))}`);
}
