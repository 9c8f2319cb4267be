import type { RejectionView, SentenceView } from '#contracts';
import { isRankingTextKey, RANKING_TEXTS, type RankingTextKey } from '#contracts/ranking-texts.ts';
import { BOARD_STATUSES, CAPABILITIES } from '#domain';
import { formatDistance } from '../format/distance.ts';
import { formatTravel } from '../format/duration.ts';
import { formatMessage } from './icu.ts';
import { bg } from './words/bg.ts';
import { cs } from './words/cs.ts';
import { en } from './words/en.ts';
import { sv } from './words/sv.ts';

const WORDS = { en, bg, cs, sv } as const;
type Language = keyof typeof WORDS;
type Values = Readonly<Record<string, string | number>>;

const isOneOf = <Known extends string>(known: readonly Known[], word: string): word is Known =>
  known.includes(word as Known);

const say = (language: Language, key: RankingTextKey, values?: Values): string =>
  formatMessage(language, RANKING_TEXTS[language][key], values);

/** Seconds become m:ss and metres kilometres, so that a sentence reads `4:10` and not `250`; codes become words. */
function withWords(language: Language, values: Values): Values {
  const words: Record<string, string | number> = { ...values };
  for (const [key, value] of Object.entries(values)) {
    if (typeof value !== 'number') continue;
    if (key.endsWith('Seconds')) words[key.slice(0, -'Seconds'.length)] = formatTravel(value);
    if (key.endsWith('Meters')) words[key.slice(0, -'Meters'.length)] = formatDistance(value, language);
    // A number that names something has no thousands separator.
    if (key === 'incidentNumber') words[key] = String(value);
  }
  const { status, missing } = values;
  if (typeof status === 'string' && isOneOf(BOARD_STATUSES, status))
    words['status'] = WORDS[language][`status.${status}`];
  if (typeof missing === 'string') words['missing'] = capabilityWords(language, missing);
  return words;
}

function capabilityWords(language: Language, capabilities: string): string {
  if (capabilities === '') return say(language, 'anyUnit');
  return capabilities
    .split(',')
    .map((one) => (isOneOf(CAPABILITIES, one) ? WORDS[language][`capability.${one}`] : one))
    .join(', ');
}

/** One sentence of a recommendation; empty for one that is not known here. */
export function sayBecause(language: Language, { key, values }: SentenceView): string {
  const textKey = `because.${key}`;
  return isRankingTextKey(textKey) ? say(language, textKey, withWords(language, values)) : '';
}

/** Why a unit was left out. */
export function sayRejection(
  language: Language,
  { reason, details }: Pick<RejectionView, 'reason' | 'details'>,
): string {
  const textKey = `reject.${reason}`;
  if (!isRankingTextKey(textKey)) return say(language, 'reject.other', { reason });
  return say(language, textKey, withWords(language, details));
}

/** The name of one of the ranking's rules, as a part of a score is labelled. */
export function sayRule(language: Language, rule: string): string {
  const textKey = `rule.${rule}`;
  return isRankingTextKey(textKey) ? say(language, textKey) : rule;
}

/** The name of a slot of a response plan; a region's own slots are named as they were typed. */
export function saySlot(language: Language, slot: string): string {
  const textKey = `slot.${slot}`;
  return isRankingTextKey(textKey) ? say(language, textKey) : slot;
}
