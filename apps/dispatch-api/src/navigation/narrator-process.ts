import { type ChildProcess, fork } from 'node:child_process';
import { childEnvironment } from '#config';
import type {
  Narration,
  NarrationQuestion,
  NarratorPort,
  NarratorReply,
  NarratorRequest,
  NoNarration,
} from '#use-cases';

export interface NarratorOptions {
  /** The narrator's program; undefined where it was not built. */
  readonly file: string | undefined;
  /** Folder with the tiles of each map. */
  readonly tilesFolder: string;
  /** A question that takes longer has hung the process. */
  readonly patienceMilliseconds?: number;
  /** Told what the operator should know. */
  warn(facts: object, text: string): void;
}

/** A long way in a language that was not asked before takes half a second with a cold cache. */
const PATIENCE_MILLISECONDS = 5000;
/** Questions that wait while one is answered; more are answered without words. */
const MOST_WAITING = 100;
const FIRST_PAUSE_MILLISECONDS = 500;
const LONGEST_PAUSE_MILLISECONDS = 60_000;
/**
 * Above this it is replaced by a fresh one after its answer: Valhalla never gives its caches back. 300 ways across Montevideo in
 * four languages leave it at 180 MB.
 */
export const MOST_RESIDENT_BYTES = 400_000_000;

interface Waiting {
  readonly question: NarrationQuestion;
  readonly answer: (narration: Narration) => void;
}

const without = (why: NoNarration, detail?: string): Narration => ({ ok: false, why, detail });

/**
 * The narrator's process as the api sees it: started at the first question, asked one question at a time, killed when one
 * hangs, started anew after a pause that grows while it keeps failing. Whatever happens to it, a question is answered.
 */
export class NarratorProcess implements NarratorPort {
  private child: ChildProcess | undefined;
  private waiting: Waiting[] = [];
  private asked: (Waiting & { readonly id: number; readonly timer: NodeJS.Timeout }) | undefined;
  private lastId = 0;
  private failures = 0;
  private startAgainAt = 0;
  private isClosed = false;
  residentBytes = 0;

  constructor(private readonly options: NarratorOptions) {}

  /** The process now; undefined while none runs. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  narrate(question: NarrationQuestion): Promise<Narration> {
    if (this.isClosed || !this.options.file) return Promise.resolve(without('unavailable', 'not built'));
    if (this.waiting.length >= MOST_WAITING) return Promise.resolve(without('unavailable', 'too busy'));
    return new Promise((answer) => {
      this.waiting.push({ question, answer });
      this.askNext();
    });
  }

  close(): void {
    this.isClosed = true;
    this.end('the api stops');
  }

  private askNext(): void {
    if (this.asked) return;
    const next = this.waiting.shift();
    if (!next) return;
    const child = this.child ?? this.start();
    if (!child) {
      next.answer(without('unavailable', 'it failed a moment ago'));
      return this.askNext();
    }
    const id = ++this.lastId;
    const timer = setTimeout(() => {
      this.options.warn({ pid: child.pid }, 'the narrator hangs and is replaced');
      this.end('it hung');
    }, this.options.patienceMilliseconds ?? PATIENCE_MILLISECONDS);
    this.asked = { ...next, id, timer };
    const request: NarratorRequest = { id, ...next.question };
    // A process that has just died says so by its exit, too.
    child.send(request, (error) => error && this.lose(child, error.message));
  }

  private start(): ChildProcess | undefined {
    if (Date.now() < this.startAgainAt) return undefined;
    const child = fork(this.options.file!, [this.options.tilesFolder], {
      execArgv: ['--max-old-space-size=128'],
      env: childEnvironment(),
      // What Valhalla prints is nobody's; the narrator's own complaints are the operator's.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    this.child = child;
    child.on('message', (reply: NarratorReply) => this.take(child, reply));
    child.on('error', (error) => this.lose(child, error.message));
    child.on('exit', (code, signal) => this.lose(child, signal ?? `code ${code}`));
    return child;
  }

  private take(child: ChildProcess, { id, narration, residentBytes }: NarratorReply): void {
    if (this.child !== child || this.asked?.id !== id) return;
    this.failures = 0;
    this.residentBytes = residentBytes;
    this.finish(narration);
    if (residentBytes > MOST_RESIDENT_BYTES) this.forget(child);
    this.askNext();
  }

  private finish(narration: Narration): void {
    const { asked } = this;
    this.asked = undefined;
    clearTimeout(asked?.timer);
    asked?.answer(narration);
  }

  /** The process ended by itself: the question it had is answered without words, those behind it by a fresh one. */
  private lose(child: ChildProcess, why: string): void {
    if (this.child !== child) return;
    if (!this.isClosed)
      this.options.warn({ pid: child.pid, why }, 'the narrator ended; routes are told plainly');
    this.end(why);
  }

  private end(why: string): void {
    const { child } = this;
    if (child) this.forget(child);
    const pause = Math.min(LONGEST_PAUSE_MILLISECONDS, FIRST_PAUSE_MILLISECONDS * 2 ** this.failures);
    this.failures++;
    this.startAgainAt = Date.now() + pause;
    this.finish(without('unavailable', why));
    this.askNext();
  }

  private forget(child: ChildProcess): void {
    this.child = undefined;
    // A process in Valhalla's code hears no other signal.
    child.kill('SIGKILL');
    if (child.connected) child.disconnect();
  }
}
