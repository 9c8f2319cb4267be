/**
 * The process that solves renewal plans: takes one `plan` message from its parent and answers with progress and the plan. The solver blocks its
 * thread for minutes, so it runs in a thread of its own: this one hears `cancel`, and ends when the parent is gone.
 */
import { fileURLToPath } from 'node:url';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { planRenewal, type RenewalStage, type SolverMessage, type SolverRequest } from '#domain';
import { openSolver, type SolverTick } from './solve-milp.ts';

type PlanRequest = Extract<SolverRequest, { kind: 'plan' }>;
interface ThreadData {
  readonly request: PlanRequest;
  /** One number; not 0: give up. */
  readonly cancelled: SharedArrayBuffer;
}

function listenToParent(): void {
  const cancelled = new SharedArrayBuffer(4);
  let isStarted = false;
  process.on('message', (message: SolverRequest) => {
    if (message.kind === 'cancel') Atomics.store(new Int32Array(cancelled), 0, 1);
    else if (!isStarted) {
      isStarted = true;
      startThread({ request: message, cancelled });
    }
  });
  // Nobody is left to hear the answer.
  process.on('disconnect', () => process.exit(0));
}

function startThread(data: ThreadData): void {
  const thread = new Worker(fileURLToPath(import.meta.url), { workerData: data });
  thread.on('message', (message: SolverMessage) => tell(message));
  thread.on('error', (error) => tell({ kind: 'failed', message: error.message }));
}

function tell(message: SolverMessage): void {
  const isLast = message.kind !== 'progress';
  process.send?.(message, () => isLast && process.exit(message.kind === 'answer' ? 0 : 1));
}

async function solveInThread({ request, cancelled }: ThreadData): Promise<void> {
  const flag = new Int32Array(cancelled);
  const post = (message: SolverMessage) => parentPort?.postMessage(message);
  const startedAt = performance.now();
  let stage: RenewalStage = 'plan';
  const report = (tick?: SolverTick) => post(progressOf(stage, request, performance.now() - startedAt, tick));
  const solve = await openSolver({ onTick: report, isCancelled: () => Atomics.load(flag, 0) !== 0 });
  const answer = planRenewal(request.problem, solve, {
    ...request.options,
    onStage: (next) => {
      stage = next;
      report();
    },
  });
  const { user, system } = process.cpuUsage();
  post({
    kind: 'answer',
    answer,
    memoryBytes: process.resourceUsage().maxRSS * 1024,
    processorSeconds: (user + system) / 1e6,
  });
}

function progressOf(
  stage: RenewalStage,
  { options }: PlanRequest,
  milliseconds: number,
  tick: SolverTick | undefined,
): SolverMessage {
  const seconds = milliseconds / 1000;
  const { objective, bound } = tick ?? {};
  return {
    kind: 'progress',
    stage,
    seconds,
    secondsLeft: Math.max(0, options.seconds - seconds),
    ...(objective === undefined ? {} : { objective }),
    ...(bound === undefined ? {} : { bound }),
    ...(objective === undefined || bound === undefined
      ? {}
      : { gapShare: Math.max(0, objective - bound) / Math.max(1e-9, Math.abs(objective)) }),
  };
}

if (isMainThread) listenToParent();
else await solveInThread(workerData as ThreadData);
