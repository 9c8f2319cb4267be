import { formatTravel } from '#ui';
import type { Answer } from '../../api/http.ts';
import { failureText } from '../../api/refusal-text.ts';

/** What went wrong, with how long to wait after too many attempts. */
export function accountFailure(answer: Answer<unknown>): string {
  const text = failureText(answer, 'UTC');
  const wait = answer.kind === 'refused' ? answer.retryAfterSeconds : undefined;
  return wait === undefined ? text : `${text} (${formatTravel(Math.ceil(wait))})`;
}
