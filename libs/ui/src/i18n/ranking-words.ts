import type { RejectionView, SentenceView } from '#contracts';
import type { RankingTextKey } from '#contracts/ranking-texts/en.ts';
import { BOARD_STATUSES, CAPABILITIES } from '#domain';
import { formatDistance } from '../format/distance.ts';
import { formatTravel } from '../format/duration.ts';
import { formatMessage } from './icu.ts';
import type { Speech } from './speech.ts';

type Values = Readonly<Record<string, string | number>>;

const isOneOf = <Known extends string>(known: readonly Known[], word: string): word is Known =>
  known.includes(word as Known);

const say = ({ language, ranking }: Speech, key: RankingTextKey, values?: Values): string =>
  formatMessage(language, ranking[key], values);

const isKnown = ({ ranking }: Speech, key: string): key is RankingTextKey => Object.hasOwn(ranking, key);

/** Seconds become m:ss and metres kilometres, so that a sentence reads `4:10` and not `250`; codes become words. */
function withWords(speech: Speech, values: Values): Values {
  const words: Record<string, string | number> = { ...values };
  for (const [key, value] of Object.entries(values)) {
    if (typeof value !== 'number') continue;
    if (key.endsWith('Seconds')) words[key.slice(0, -'Seconds'.length)] = formatTravel(value);
    if (key.endsWith('Meters'))
      words[key.slice(0, -'Meters'.length)] = formatDistance(value, speech.language);
    // A number that names something has no thousands separator.
    if (key === 'incidentNumber') words[key] = String(value);
  }
  const { status, missing } = values;
  if (typeof status === 'string' && isOneOf(BOARD_STATUSES, status))
    words['status'] = speech.words[`status.${status}`];
  if (typeof missing === 'string') words['missing'] = capabilityWords(speech, missing);
  return words;
}

function capabilityWords(speech: Speech, capabilities: string): string {
  if (capabilities === '') return say(speech, 'anyUnit');
  return capabilities
    .split(',')
    .map((one) => (isOneOf(CAPABILITIES, one) ? speech.words[`capability.${one}`] : one))
    .join(', ');
}

/** One sentence of a recommendation; empty for one that is not known here. */
export function sayBecause(speech: Speech, { key, values }: SentenceView): string {
  const textKey = `because.${key}`;
  return isKnown(speech, textKey) ? say(speech, textKey, withWords(speech, values)) : '';
}

/** Why a unit was left out. */
export function sayRejection(
  speech: Speech,
  { reason, details }: Pick<RejectionView, 'reason' | 'details'>,
): string {
  const textKey = `reject.${reason}`;
  if (!isKnown(speech, textKey)) return say(speech, 'reject.other', { reason });
  return say(speech, textKey, withWords(speech, details));
}

/** The name of one of the ranking's rules, as a part of a score is labelled. */
export function sayRule(speech: Speech, rule: string): string {
  const textKey = `rule.${rule}`;
  return isKnown(speech, textKey) ? say(speech, textKey) : rule;
}

/** The name of a slot of a response plan; a region's own slots are named as they were typed. */
export function saySlot(speech: Speech, slot: string): string {
  const textKey = `slot.${slot}`;
  return isKnown(speech, textKey) ? say(speech, textKey) : slot;
}
