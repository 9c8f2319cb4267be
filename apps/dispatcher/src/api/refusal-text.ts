import type { Problem } from '#contracts';
import { isOneOf } from '../desk/is-one-of.ts';
import { formatClock } from '#ui';
import { reasonTexts } from '../i18n/reasons.ts';
import { t } from '../i18n/text.ts';
import type { Answer } from './http.ts';

/** What a refusal says in the user's language; a lost race says who won and when. */
export function problemText(problem: Problem, timeZone: string): string {
  const { details, reason } = problem;
  if (reason === 'unitTaken' && typeof details?.['takenBy'] === 'string') {
    return t('refusal.takenBy', {
      name: details['takenBy'],
      time: formatClock(String(details['takenAt']), timeZone),
      number: String(details['incidentNumber'] ?? ''),
    });
  }
  if (reason === 'unitHasReserved' && typeof details?.['incidentNumbers'] === 'string')
    return t('refusal.reserved', { numbers: details['incidentNumbers'] });
  const reasons = reasonTexts();
  if (reasons && isOneOf(Object.keys(reasons) as (keyof typeof reasons)[], reason)) return reasons[reason];
  return t('refusal.unknown', { title: problem.title, reason });
}

/** The text of an answer that is not `ok`; an aborted one says nothing. */
export function failureText(answer: Answer<unknown>, timeZone: string): string {
  if (answer.kind === 'refused') return problemText(answer.problem, timeZone);
  return answer.kind === 'unreachable' ? t('refusal.unreachable') : '';
}

/** Messages of single fields by their path, such as `location.addressText`. */
export function fieldErrors(answer: Answer<unknown>): Readonly<Record<string, string>> {
  if (answer.kind !== 'refused') return {};
  const texts: Record<string, string> = {};
  for (const { path, message } of answer.problem.errors ?? [])
    texts[path] = path in texts ? `${texts[path]}; ${message}` : message;
  return texts;
}
