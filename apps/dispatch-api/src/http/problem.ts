import { REASONS, type Problem, type Reason } from '#contracts';
import type { Outcome, RefusalDetails } from '#use-cases';

export type FieldFault = { readonly path: string; readonly message: string };

/** A refusal on its way out of a controller; the problem filter turns it into problem+json. */
export class ProblemException extends Error {
  constructor(
    readonly reason: Reason,
    readonly details?: RefusalDetails,
    readonly faults?: readonly FieldFault[],
  ) {
    super(reason);
    this.name = 'ProblemException';
  }
}

/** The value of an outcome; a refusal leaves as a problem. */
export function unwrap<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  throw new ProblemException(outcome.reason, outcome.details);
}

/** Problem details (RFC 9457) in one language. */
export function toProblem(exception: ProblemException, title: string, requestId: string): Problem {
  const { reason, details, faults } = exception;
  return {
    type: `https://akut.invalid/problems/${reason}`,
    title,
    status: REASONS[reason],
    reason,
    requestId,
    ...(details && { details: { ...details } }),
    ...(faults && { errors: [...faults] }),
  };
}
