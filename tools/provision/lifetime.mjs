// One place that ends everything: Ctrl-C, SIGTERM, a closed terminal, a failed step, the normal end.

const SIGNAL_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
/** npm passes Ctrl-C on although the terminal sent it to all already; only a later one means "at once". */
const SECOND_SIGNAL_AFTER_MILLISECONDS = 1500;

/** The person asked to stop. */
export class StopRequested extends Error {
  name = 'AbortError';
  constructor(signalName) {
    super(`stopped by ${signalName}`);
    this.signalName = signalName;
    this.exitCode = SIGNAL_CODES[signalName] ?? 1;
  }
}

export class Lifetime {
  #controller = new AbortController();
  #disposers = [];
  #disposing;
  #stopAskedAt;
  /** True after a second Ctrl-C: end things at once rather than in good order. */
  hurried = false;

  /** Aborts when the person asks to stop; pass it to everything that takes time. */
  get signal() {
    return this.#controller.signal;
  }

  listen() {
    for (const name of Object.keys(SIGNAL_CODES)) process.on(name, () => this.#onSignal(name));
  }

  #onSignal(name) {
    const now = Date.now();
    if (this.#stopAskedAt === undefined) {
      this.#stopAskedAt = now;
      this.#controller.abort(new StopRequested(name));
    } else if (now - this.#stopAskedAt > SECOND_SIGNAL_AFTER_MILLISECONDS) this.hurried = true;
  }

  /** Ends in the reverse order of the calls; returns a function that forgets it. */
  onEnd(dispose) {
    this.#disposers.push(dispose);
    return () => {
      this.#disposers = this.#disposers.filter((each) => each !== dispose);
    };
  }

  /** Ends everything; errors of one end do not keep the others from ending. */
  end(report = console.error) {
    this.#disposing ??= this.#endAll(report);
    return this.#disposing;
  }

  async #endAll(report) {
    while (this.#disposers.length > 0) {
      try {
        await this.#disposers.pop()();
      } catch (error) {
        report(`While stopping: ${error.message}`);
      }
    }
  }

  /** Resolves never; rejects with the reason when the person asks to stop. */
  untilStopped() {
    return new Promise((_, reject) => {
      if (this.signal.aborted) reject(this.signal.reason);
      // Keeps the process alive while nothing else does.
      const alive = setInterval(() => {}, 60_000);
      this.signal.addEventListener('abort', () => {
        clearInterval(alive);
        reject(this.signal.reason);
      });
    });
  }
}

/**
 * Runs a command-line program: `work(lifetime)`, then ends everything, then exits with the right code.
 * An error without a stack of ours to show (a failed command, bad arguments) prints its message alone.
 */
export async function runProgram(work) {
  const lifetime = new Lifetime();
  lifetime.listen();
  let exitCode;
  try {
    exitCode = (await work(lifetime)) ?? 0;
  } catch (error) {
    exitCode = error.exitCode ?? 1;
    if (error.name !== 'AbortError') console.error(`\n${isExpected(error) ? error.message : error.stack}`);
  }
  await lifetime.end();
  process.exit(exitCode);
}

const EXPECTED = new Set(['CommandError', 'SetupError', 'UsageError']);
const isExpected = (error) => EXPECTED.has(error.name);

/** Something the person has to do or mend; the message says what. */
export class SetupError extends Error {
  name = 'SetupError';
}
