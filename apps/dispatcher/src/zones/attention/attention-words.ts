import type { AlarmView, DuplicateProposal, ProposalView } from '#contracts';
import { ALARM_TEXTS } from '#contracts/alarm-texts.ts';
import { PROPOSAL_TEXTS } from '#contracts/proposal-texts.ts';
import { categoryWord, formatDistance, formatDuration, formatMessage, locale } from '#ui';

/** What is wrong, with how long it has been so at `now` (server milliseconds). */
export function alarmText(alarm: AlarmView, now: number): string {
  return formatMessage(locale.value, ALARM_TEXTS[locale.value].kinds[alarm.kind], {
    callSign: alarm.callSign ?? '',
    incident: String(alarm.incidentNumber),
    duration: formatDuration((now - Date.parse(alarm.sinceAt)) / 1000),
  });
}

/** What to do about it. */
export const alarmAdvice = (alarm: AlarmView): string => ALARM_TEXTS[locale.value].advice[alarm.kind];

type Sentence = ProposalView['because'];

/** A sentence of a proposal in the user's language; empty for a key that this page does not know yet. */
export function proposalText({ key, values }: Sentence): string {
  const texts: Readonly<Record<string, string>> = PROPOSAL_TEXTS[locale.value];
  const text = texts[key];
  if (text === undefined) return '';
  const numbers = Object.entries(values).map(([name, value]) => [
    name,
    // Incident numbers are names: 2419, never 2,419.
    name.endsWith('Number') ? String(value) : value,
  ]);
  return formatMessage(locale.value, text, Object.fromEntries(numbers) as Sentence['values']);
}

function duplicateReason(reason: DuplicateProposal['reasons'][number]): string {
  const text = ALARM_TEXTS[locale.value].duplicateReasons[reason.key];
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
