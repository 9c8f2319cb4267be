import {
  chooseLanguage,
  type Language,
  type Problem,
  PROBLEM_MEDIA_TYPE,
  REASON_TEXTS,
  type Reason,
  REASONS,
} from '#contracts';
import type { Outcome, RefusalDetails } from '#use-cases';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Issue, toFieldFaults, toIssue } from './field-faults.ts';

/** A refusal on its way out of a controller; the problem filter turns it into problem+json. */
export class ProblemException extends Error {
  constructor(
    readonly reason: Reason,
    readonly details?: RefusalDetails,
    readonly issues?: readonly Issue[],
  ) {
    super(reason);
    this.name = 'ProblemException';
  }
}

/** The value of an outcome; a refusal leaves as a problem. */
export function unwrap<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  throw new ProblemException(outcome.reason, outcome.details, outcome.faults?.map(toIssue));
}

/** Problem details (RFC 9457) in one language. */
export function toProblem(exception: ProblemException, language: Language, requestId: string): Problem {
  const { reason, details, issues } = exception;
  return {
    type: `urn:akut:problem:${reason}`,
    title: REASON_TEXTS[language][reason],
    status: REASONS[reason],
    reason,
    requestId,
    ...(details && { details: { ...details } }),
    ...(issues && { errors: toFieldFaults(issues, language) }),
  };
}

/** Answers a request with a problem, in the language it asks for. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, exception: ProblemException): void {
  const language = chooseLanguage(request.headers['accept-language']);
  const problem = toProblem(exception, language, request.id);
  const retryAfter = exception.details?.['retryAfterSeconds'];
  if (typeof retryAfter === 'number') void reply.header('retry-after', String(Math.ceil(retryAfter)));
  void reply
    .status(problem.status)
    .header('content-type', `${PROBLEM_MEDIA_TYPE}; charset=utf-8`)
    .header('content-language', language)
    .send(problem);
}
