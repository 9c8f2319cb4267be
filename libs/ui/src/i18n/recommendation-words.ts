import type { RejectionView, SentenceView } from '#contracts';
import { isRankingTextKey, RANKING_TEXTS, type RankingTextKey } from '#contracts/ranking-texts.ts';
import { BOARD_STATUSES, CAPABILITIES } from '#domain';
import { formatDistance } from '../format/distance.ts';
import { formatTravel } from '../format/duration.ts';
import { createTranslator, locale } from './locale.ts';
import { capabilityWord, statusWord } from './words.ts';

type Values = Readonly<Record<string, string | number>>;

const isOneOf = <Known extends string>(known: readonly Known[], word: string): word is Known =>
  known.includes(word as Known);

const t = createTranslator<RankingTextKey>(RANKING_TEXTS);

/** Seconds become m:ss and metres kilometres, so that a sentence reads `4:10` and not `250`; codes become words. */
function withWords(values: Values): Values {
  const words: Record<string, string | number> = { ...values };
  for (const [key, value] of Object.entries(values)) {
    if (typeof value !== 'number') continue;
    if (key.endsWith('Seconds')) words[key.slice(0, -'Seconds'.length)] = formatTravel(value);
    if (key.endsWith('Meters')) words[key.slice(0, -'Meters'.length)] = formatDistance(value, locale.value);
    // A number that names something has no thousands separator.
    if (key === 'incidentNumber') words[key] = String(value);
  }
  const { status, missing } = values;
  if (typeof status === 'string' && isOneOf(BOARD_STATUSES, status)) words['status'] = statusWord(status);
  if (typeof missing === 'string') {
    const names = missing.split(',').map((one) => (isOneOf(CAPABILITIES, one) ? capabilityWord(one) : one));
    words['missing'] = missing === '' ? t('anyUnit') : names.join(', ');
  }
  return words;
}

/** One sentence of a recommendation in the user's language; empty for one that is not known here. */
export function becauseText({ key, values }: SentenceView): string {
  const textKey = `because.${key}`;
  return isRankingTextKey(textKey) ? t(textKey, withWords(values)) : '';
}

/** Why a unit was left out, in the user's language. */
export function rejectionText(rejection: Pick<RejectionView, 'reason' | 'details'>): string {
  const textKey = `reject.${rejection.reason}`;
  if (!isRankingTextKey(textKey)) return t('reject.other', { reason: rejection.reason });
  return t(textKey, withWords(rejection.details));
}

/** The name of one of the ranking's rules, as a part of a score is labelled. */
export function ruleText(rule: string): string {
  const textKey = `rule.${rule}`;
  return isRankingTextKey(textKey) ? t(textKey) : rule;
}

/** The name of a slot of a response plan; a region's own slots are named as they were typed. */
export function slotText(slot: string): string {
  const textKey = `slot.${slot}`;
  return isRankingTextKey(textKey) ? t(textKey) : slot;
}
