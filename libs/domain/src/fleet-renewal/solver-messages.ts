import type { RenewalAnswer, RenewalOptions, RenewalStage } from './plan-renewal.ts';
import type { RenewalProblem } from './renewal-problem.ts';

/** To the process that solves one problem; ending it at any moment loses nothing but the answer. */
export type SolverRequest =
  | {
      readonly kind: 'plan';
      readonly problem: RenewalProblem;
      readonly options: Omit<RenewalOptions, 'onStage'>;
    }
  | { readonly kind: 'cancel' };

export interface RenewalProgress {
  readonly stage: RenewalStage;
  /** Since the start. */
  readonly seconds: number;
  /** At most, until an answer is there. */
  readonly secondsLeft: number;
  /** Of the model being solved; absent before the first one is known. */
  readonly objective?: number;
  readonly bound?: number;
  readonly gapShare?: number;
}

export type SolverMessage =
  | ({ readonly kind: 'progress' } & RenewalProgress)
  | ({ readonly kind: 'answer' } & SolverAnswer)
  | { readonly kind: 'failed'; readonly message: string };

export interface SolverAnswer {
  readonly answer: RenewalAnswer;
  /** At its largest. */
  readonly memoryBytes: number;
  readonly processorSeconds: number;
}
