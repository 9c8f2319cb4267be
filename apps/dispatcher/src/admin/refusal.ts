import type { Answer } from '../api/http.ts';
import { failureText } from '../api/refusal-text.ts';
import type { Office } from './office.ts';

/** A refusal with whom or what it clashes with, where the answer says. */
export function refusalText(answer: Answer<unknown>, office: Office): string {
  const text = failureText(answer, office.timeZone);
  if (answer.kind !== 'refused') return text;
  const { details } = answer.problem;
  const who = details?.['callSign'] ?? office.nameOf(String(details?.['memberId'] ?? ''));
  const from = details?.['startsAt'];
  const until = details?.['endsAt'];
  const times =
    typeof from === 'string' && typeof until === 'string'
      ? ` (${office.time(from)} – ${office.time(until)})`
      : '';
  return typeof who === 'string' && who !== '' ? `${who}${times}: ${text}` : text;
}
