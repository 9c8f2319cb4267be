/** Work in short steps, so that other work of the process can come between them. The answer is that of the work as a whole. */
export type Steps<Answer> = Generator<undefined, Answer, undefined>;

/** Does all steps at once. */
export function finish<Answer>(steps: Steps<Answer>): Answer {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
