// Steps of a set-up on the screen: what runs, how far it is, how long it will still take. Several steps may run at once.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** `75` -> `1 min 15 s` */
export function formatSeconds(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Seconds that a step will still take; undefined when nothing is known.
 * @param {{ elapsed: number, fraction?: number, expected?: number }} state seconds since the start, the part that is
 *   done (0..1, when the step tells it), and what the step took the last time or takes on a machine like ours.
 */
export function estimateSecondsLeft({ elapsed, fraction, expected }) {
  const byTime = expected === undefined ? undefined : expected - elapsed;
  if (fraction === undefined || fraction <= 0) return byTime !== undefined && byTime > 0 ? byTime : undefined;
  const byFraction = (elapsed * (1 - Math.min(fraction, 1))) / fraction;
  if (byTime === undefined || byTime <= 0) return byFraction;
  // The measured part says more the further it is; early on the experience of the last time does.
  return fraction * byFraction + (1 - fraction) * byTime;
}

/** The part done that a line of output tells, like `roads 42 %` -> 0.42. */
export function readFraction(line) {
  const match = /(\d{1,3}(?:\.\d+)?)\s?%/.exec(line);
  const percent = match ? Number(match[1]) : NaN;
  return percent >= 0 && percent <= 100 ? percent / 100 : undefined;
}

/** What a line of output says itself, like `about 1 min 20 s left` -> 80. */
export function readSecondsLeft(line) {
  const match = /(?:(\d+) min)?\s*(?:(\d+) s)? left/.exec(line);
  if (!match || (match[1] === undefined && match[2] === undefined)) return undefined;
  return Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0);
}

const LINE_EVERY_MILLISECONDS = 10_000;

export class Progress {
  #running = new Map();
  #statusShown = false;
  #timer;
  #lastLineAt = 0;

  /**
   * @param {{ out?: NodeJS.WriteStream, timingsFile?: string }} options the file keeps what each step took, for the
   *   estimate of the next time.
   */
  constructor({ out = process.stdout, timingsFile } = {}) {
    this.out = out;
    this.timingsFile = timingsFile;
    this.timings = readTimings(timingsFile);
    // The terminal may be gone (hang-up) while the shut-down still reports.
    out.on?.('error', () => {});
  }

  /** A line that stays. */
  say(text) {
    this.#clearStatus();
    this.out.write(`${text}\n`);
    this.#drawStatus();
  }

  /**
   * Runs one step and shows it. `work` gets `update(line)`: its text is shown, a percentage in it moves the estimate.
   * @template T
   * @param {{ key: string, title: string, expected?: number }} step seconds expected when nothing was measured yet
   * @param {(update: (line: string, fraction?: number) => void) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async step({ key, title, expected }, work) {
    const state = { title, startedAt: Date.now(), expected: this.timings[key] ?? expected, detail: '' };
    this.#running.set(key, state);
    this.#announce(state);
    try {
      const result = await work((line, fraction = readFraction(line)) => {
        state.detail = line.trim();
        if (fraction !== undefined) state.fraction = fraction;
        const secondsLeft = readSecondsLeft(line);
        if (secondsLeft !== undefined) state.told = { secondsLeft, at: Date.now() };
        this.#drawStatus();
      });
      const seconds = (Date.now() - state.startedAt) / 1000;
      this.#finish(key, `  done  ${title} (${formatSeconds(seconds)})`);
      this.#remember(key, seconds);
      return result;
    } catch (error) {
      this.#finish(key, `  ${error?.name === 'AbortError' ? 'stopped' : 'FAILED'}  ${title}`);
      throw error;
    }
  }

  #announce(state) {
    const left = estimateSecondsLeft({ elapsed: 0, expected: state.expected });
    if (left !== undefined && left < 1 && this.out.isTTY) return this.#startTimer();
    this.say(`  ...   ${state.title}${left === undefined ? '' : ` (about ${formatSeconds(left)})`}`);
    this.#lastLineAt = Date.now();
    this.#startTimer();
  }

  #startTimer() {
    this.#timer ??= setInterval(() => this.#tick(), this.out.isTTY ? 250 : 1000).unref();
  }

  #tick() {
    if (this.out.isTTY) return this.#drawStatus();
    if (this.#running.size === 0 || Date.now() - this.#lastLineAt < LINE_EVERY_MILLISECONDS) return;
    this.#lastLineAt = Date.now();
    this.out.write(`        ${this.#describe()}\n`);
  }

  #finish(key, line) {
    this.#running.delete(key);
    this.say(line);
    if (this.#running.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  #describe() {
    return [...this.#running.values()].map((state) => describeState(state, Date.now())).join(' | ');
  }

  #drawStatus() {
    if (!this.out.isTTY || this.#running.size === 0) return;
    const width = (this.out.columns || 80) - 1;
    this.out.write(`\r\u001b[2K${this.#describe().slice(0, width)}`);
    this.#statusShown = true;
  }

  #clearStatus() {
    if (this.#statusShown) this.out.write('\r\u001b[2K');
    this.#statusShown = false;
  }

  #remember(key, seconds) {
    if (!this.timingsFile) return;
    this.timings = { ...readTimings(this.timingsFile), [key]: Math.round(seconds * 10) / 10 };
    try {
      writeFileSync(this.timingsFile, JSON.stringify(this.timings, null, 2));
    } catch {
      // Only the next estimate is poorer.
    }
  }
}

export function describeState(state, now) {
  const elapsed = (now - state.startedAt) / 1000;
  const left = state.told
    ? Math.max(0, state.told.secondsLeft - (now - state.told.at) / 1000)
    : estimateSecondsLeft({ elapsed, fraction: state.fraction, expected: state.expected });
  const percent = state.fraction === undefined ? '' : ` ${Math.floor(state.fraction * 100)} %`;
  const time =
    left === undefined
      ? `${formatSeconds(elapsed)} so far`
      : `about ${formatSeconds(Math.max(1, left))} left`;
  return `${state.title}:${percent} ${time}`;
}

function readTimings(file) {
  try {
    return file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  } catch {
    return {};
  }
}
