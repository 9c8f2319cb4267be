export interface StepProgress {
  step: number;
  of: number;
  name: string;
  elapsedSeconds: number;
  /** Of the whole import; null until something is known. */
  leftSeconds: number | null;
  isDone: boolean;
  /** What the step found, for its last line. */
  note?: string | undefined;
}

export interface StepPlan {
  name: string;
  /** Share of the whole time, measured on Montevideo. */
  share: number;
}

export type ReportStep = (progress: StepProgress) => void;

/** Runs named steps one after another, measures them and tells how long the rest will take. */
export class StepClock {
  readonly seconds: Record<string, number> = {};
  private readonly startedAt: number;
  private done = 0;

  constructor(
    private readonly plan: readonly StepPlan[],
    private readonly report: ReportStep,
    private readonly now: () => number = () => performance.now() / 1000,
    private readonly tickMilliseconds = 2000,
  ) {
    this.startedAt = now();
  }

  get elapsedSeconds(): number {
    return this.now() - this.startedAt;
  }

  /** Runs the step `name`, which must be one of the plan. `note` is what it found. */
  async run<T>(name: string, work: (note: (text: string) => void) => Promise<T>): Promise<T> {
    const index = this.plan.findIndex((step) => step.name === name);
    const step = this.plan[index];
    if (!step) throw new Error(`no step ${name} in the plan`);
    const stepStartedAt = this.now();
    let note: string | undefined;
    const say = (isDone: boolean): void => {
      const elapsedSeconds = this.now() - stepStartedAt;
      const leftSeconds = this.estimateLeft(step, elapsedSeconds, isDone);
      this.report({ step: index + 1, of: this.plan.length, name, elapsedSeconds, leftSeconds, isDone, note });
    };
    const ticker = setInterval(() => say(false), this.tickMilliseconds);
    try {
      const result = await work((text) => (note = text));
      this.seconds[name] = (this.seconds[name] ?? 0) + this.now() - stepStartedAt;
      this.done += step.share;
      say(true);
      return result;
    } finally {
      clearInterval(ticker);
    }
  }

  private estimateLeft(step: StepPlan, stepSeconds: number, isDone: boolean): number | null {
    const total = this.plan.reduce((sum, { share }) => sum + share, 0);
    const left = total - this.done;
    if (isDone) return this.done === 0 ? null : (this.elapsedSeconds / this.done) * left;
    const secondsBefore = this.elapsedSeconds - stepSeconds;
    // Within a step nothing is known but what came before it: assume that it keeps the measured proportion.
    if (this.done === 0) return null;
    const perShare = Math.max(secondsBefore / this.done, stepSeconds / Math.max(step.share, 0.001) / 2);
    return Math.max(1, perShare * left - stepSeconds);
  }
}

const inWords = (seconds: number): string => {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return `${Math.round(seconds / 60)} min`;
};

/** `[step 3/9] roads ... 12 s, about 20 s left` */
export function formatProgress(progress: StepProgress): string {
  const head = `[step ${progress.step}/${progress.of}] ${progress.name}`;
  const note = progress.isDone && progress.note ? `: ${progress.note}` : '';
  const time = `${progress.elapsedSeconds.toFixed(progress.elapsedSeconds < 10 ? 1 : 0)} s`;
  const isLast = progress.isDone && progress.step === progress.of;
  const left = progress.leftSeconds === null || isLast ? '' : `, about ${inWords(progress.leftSeconds)} left`;
  return `${head} ${progress.isDone ? 'done' : '...'} ${time}${left}${note}`;
}
