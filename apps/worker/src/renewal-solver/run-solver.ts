import { fork, type ChildProcess } from 'node:child_process';
import type { RenewalOptions, RenewalProblem, RenewalProgress, SolverAnswer, SolverMessage } from '#domain';

export interface SolverRun {
  readonly onProgress?: (progress: RenewalProgress) => void;
  /** Asks the solver to stop; what does not stop within `graceMilliseconds` is killed. */
  readonly signal?: AbortSignal;
  readonly graceMilliseconds?: number;
}

const CANCELLED: SolverAnswer = { answer: { kind: 'cancelled' }, memoryBytes: 0, processorSeconds: 0 };

/** Beyond the time a solver may take for its models: to build them and to read back the plan. */
const SPARE_SECONDS = 60;

/**
 * Plans in a process of its own (`program`: the bundle of main.ts), so that this one stays free. The process never outlives the call; one that
 * dies or runs over its time makes the call fail with why.
 */
export function runSolver(
  program: string,
  problem: RenewalProblem,
  options: Omit<RenewalOptions, 'onStage'>,
  run: SolverRun = {},
): Promise<SolverAnswer> {
  if (run.signal?.aborted) return Promise.resolve(CANCELLED);
  const child = fork(program, [], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'advanced' });
  let timer: NodeJS.Timeout | undefined;
  const killIn = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  };
  const cancel = () => {
    if (child.connected) child.send({ kind: 'cancel' });
    killIn(run.graceMilliseconds ?? 5_000);
  };
  killIn((options.seconds * 2 + SPARE_SECONDS) * 1000);
  run.signal?.addEventListener('abort', cancel, { once: true });
  child.send({ kind: 'plan', problem, options });
  return hear(child, run).finally(() => {
    clearTimeout(timer);
    run.signal?.removeEventListener('abort', cancel);
    child.kill('SIGKILL');
  });
}

function hear(child: ChildProcess, run: SolverRun): Promise<SolverAnswer> {
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2_000);
  });
  return new Promise((resolve, reject) => {
    child.on('message', (message: SolverMessage) => {
      if (message.kind === 'progress') run.onProgress?.(message);
      else if (message.kind === 'failed') reject(new Error(`the solver failed: ${message.message}`));
      else resolve(message);
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (run.signal?.aborted) resolve(CANCELLED);
      else reject(new Error(`the solver ended without an answer (${signal ?? code}) ${complaint}`.trim()));
    });
  });
}
