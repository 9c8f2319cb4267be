import type { AlarmView, DuplicateProposal, ProposalView } from '#contracts';
import { categoryWord, formatDistance, formatDuration, formatMessage, locale } from '#ui';
import { texts } from '../../i18n/text.ts';

/** What is wrong, with how long it has been so at `now` (server milliseconds). */
export function alarmText(alarm: AlarmView, now: number): string {
  const { kinds, crewRefusals } = texts().alarms;
  const text = formatMessage(locale.value, kinds[alarm.kind], {
    callSign: alarm.callSign ?? '',
    incident: String(alarm.incidentNumber),
    duration: formatDuration((now - Date.parse(alarm.sinceAt)) / 1000),
  });
  return alarm.crewRefusal === null ? text : `${text}: ${crewRefusals[alarm.crewRefusal]}`;
}

/** What to do about it. */
export const alarmAdvice = (alarm: AlarmView): string => texts().alarms.advice[alarm.kind];

type Sentence = ProposalView['because'];

/** A sentence of a proposal in the user's language; empty for a key that this page does not know yet. */
export function proposalText({ key, values }: Sentence): string {
  const proposals: Readonly<Record<string, string>> = texts().proposals;
  const text = proposals[key];
  if (text === undefined) return '';
  const numbers = Object.entries(values).map(([name, value]) => [
    name,
    // Incident numbers are names: 2419, never 2,419.
    name.endsWith('Number') ? String(value) : value,
  ]);
  return formatMessage(locale.value, text, Object.fromEntries(numbers) as Sentence['values']);
}

function duplicateReason(reason: DuplicateProposal['reasons'][number]): string {
  const text = texts().alarms.duplicateReasons[reason.key];
  switch (reason.key) {
    case 'near':
      return formatMessage(locale.value, text, {
        distance: formatDistance(reason.distanceMeters, locale.value),
      });
    case 'soonAfter':
      return formatMessage(locale.value, text, { duration: formatDuration(reason.secondsApart) });
    case 'similarWords':
      return formatMessage(locale.value, text, { count: reason.sharedWords });
    default:
      return formatMessage(locale.value, text, { category: categoryWord(reason.category).toLowerCase() });
  }
}

/** Why two reports look like one event. */
export const duplicateReasons = ({ reasons }: Pick<DuplicateProposal, 'reasons'>): string =>
  reasons.map(duplicateReason).join(' · ');
